"""An upgrade as docs/operating.md describes it, with scans and writes going on (behind `OCOP_VERIFY=1`)."""

import shutil
from functools import partial
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import inspect

from ocop.settings import ROOT
from tests.conftest import VERIFY, open_register
from tests.deploy.sessions import rerun, session
from tests.deploy.site import NAME, Process, context, get_nginx, running
from tests.failure.load import Load
from tests.failure.server import serving
from tests.failure.writes import check

MACCA, NAMED = "M57V-H4E6", "Mắc ca Lê Anh Tuy Đức"
PARTS = ("ocop", "pages", "assets", "data", ".streamlit")
LATER = '''
"""What a next release would add."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{last}", None, None


def upgrade() -> None:
    """Columns in the tables that scans and writers use most."""
    for table in ("product", "coverage", "audit"):
        op.add_column(table, sa.Column("added_later", sa.Text(), nullable=False, server_default="-"))
'''

pytestmark = [
    pytest.mark.skipif(not VERIFY, reason="long: OCOP_VERIFY=1"),
    pytest.mark.skipif(get_nginx() is None, reason="no nginx on this machine, and none could be installed"),
]


def laid_beside(folder: Path) -> Path:
    """A next release: this one, with one more migration."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "secrets.toml"))
    shutil.copy(ROOT / "streamlit_app.py", folder)
    versions = folder / "ocop" / "store" / "migrations" / "versions"
    last = max(file.name[:4] for file in versions.glob("[0-9]*.py"))
    (versions / "9999_later.py").write_text(LATER.format(last=last), encoding="utf-8")
    return folder


def readiness(process: Process) -> tuple[int, str]:
    answer = httpx2.get(f"http://127.0.0.1:{process.port}/readyz")
    return answer.status_code, answer.json()["schema"]


def test_processes_take_the_next_release_one_by_one_and_nobody_is_turned_away(tmp_path: Path) -> None:
    later = laid_beside(tmp_path / "later")
    with serving() as server:
        register = open_register(server.url)
        with (
            running(tmp_path, server.url) as site,
            httpx2.Client(base_url=site.url, verify=context(), headers={"host": NAME}, timeout=30) as phone,
        ):
            for each in site.web:
                assert NAMED in httpx2.get(f"http://127.0.0.1:{each.port}/m/{MACCA}").text

            def scan(number: int) -> tuple[int, bool]:
                page = phone.get(f"/m/{MACCA}?n={number}")
                return page.status_code, NAMED in page.text

            with Load(register.engine, [partial(scan, number) for number in range(4)]) as load:
                for number, process in enumerate([*site.web, *site.screens]):
                    process.stop()
                    process.release = later
                    process.start()
                    process.wait()
                    assert readiness(process) == (200, "ok")
                    load.answered(50)
                    load.written(5)
                    if number == 0:  # the store is of the next release, and who has not had a turn says so and serves
                        assert {readiness(each) for each in (site.web[1], *site.screens)} == {(503, "not this release")}
                        assert NAMED in httpx2.get(f"http://127.0.0.1:{site.web[1].port}/m/{MACCA}?lang=vi").text
                        with session(site) as client:
                            assert NAMED in rerun(client, "san-pham", f"ma={MACCA}")
            assert set(load.answers) == {(200, True)}
        columns = {each["name"] for each in inspect(register.engine).get_columns("product")}
        assert "added_later" in columns
        check(register.engine, load.accepted)
        register.engine.dispose()
