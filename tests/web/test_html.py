"""The W3C's own checker (npm `vnu-jar`, Java) over the mark page: only in `make verify`, since it comes from npm."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ocop import i18n
from ocop.web.app import standalone
from tests.conftest import BASE_URL, VERIFY, open_register
from tests.web import statuses

VERSION = "26.9.27"
pytestmark = pytest.mark.skipif(not VERIFY, reason="make verify")


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command; Debian has Java as `default-jre-headless`."""
    if not shutil.which("java") or not shutil.which("npm"):
        pytest.skip("no Java or no npm: apt-get install default-jre-headless npm")
    folder = tmp_path_factory.mktemp("vnu")
    subprocess.run(["npm", "install", "--silent", "--prefix", str(folder), f"vnu-jar@{VERSION}"], check=True)
    (jar,) = folder.rglob("vnu.jar")
    return ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout"]


def test_the_checker_finds_nothing_on_any_status_and_language(checker: list[str], tmp_path: Path) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    statuses.fill(register)
    client = TestClient(standalone(register), base_url=BASE_URL)
    pages = tmp_path / "pages"
    pages.mkdir()
    for status, code in statuses.CODES.items():
        for language in i18n.MARK_NAMES:
            page = client.get(f"/m/{code}?lang={language}").text
            (pages / f"{status}.{language}.html").write_text(page, encoding="utf-8")
    register.engine.dispose()
    (pages / "wrong.html").write_text("<!doctype html><p><h1>x</p>", encoding="utf-8")
    done = subprocess.run([*checker, str(pages)], capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {}
    for each in json.loads(done.stdout)["messages"]:
        found.setdefault(each["url"].rsplit("/", 1)[1], []).append(each["message"])
    assert found.pop("wrong.html")  # it does look
    assert found == {}
