"""What deploy/ says of the program is true of it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ocop import settings
from ocop.services.register import Register
from ocop.settings import ROOT
from ocop.ui.screens import SCREENS
from ocop.web.app import routes
from tests.deploy import environment
from tests.deploy.site import NICE

DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
# Asked by the operator's own programs, of the processes themselves.
INSIDE = {"/metrics", "/readyz"}


def upstream(path: str) -> str | None:
    """Which kind of process nginx asks for a path; None for its own files and what it shuts."""
    blocks = re.findall(r"^    location (\S+)(?: (\S+))? \{\n(.*?)^    \}", NGINX, re.M | re.S)
    prefixes = [(one or two, two, text) for two, one, text in blocks if two in {"^~", "="} or not one]
    fitting = [(p, kind, text) for p, kind, text in prefixes if path == p or (kind != "=" and path.startswith(p))]
    best = max(fitting, key=lambda each: len(each[0]))
    if best[1] not in {"^~", "="}:
        for kind, pattern, text in blocks:
            if kind == "~" and re.search(pattern, path):
                best = (pattern, kind, text)
                break
    found = re.search(r"proxy_pass http://(\w+);", best[2])
    return found[1] if found else None


def test_plain_pages_and_screens_are_asked_of_their_own_processes(shipped: Register) -> None:
    plain = [re.sub(r"\{\w+(?::\w+)?\}", "1", each.path) for each in routes(shipped) if hasattr(each, "path")]
    assert "/m/1" in plain
    assert upstream("/m/1") == upstream("/M/1") == "ocop_marks"
    assert [
        path for path in plain if upstream(path) not in {"ocop_web", "ocop_marks"} and path not in INSIDE | {"/assets"}
    ] == []
    assert {upstream(screen.path) for screen in SCREENS.values()} == {"ocop_screens"}
    assert [upstream(path) for path in ("/_stcore/stream", "/_stcore/health", "/media/a.png")] == ["ocop_screens"] * 3
    assert [upstream(path) for path in (*INSIDE, "/assets/icon.svg")] == [None, None, None]


def test_the_environment_is_that_of_the_settings() -> None:
    text = (DEPLOY / "ocop.env").read_text(encoding="utf-8")
    assert text == environment.written(), "python -m tests.deploy.environment"
    source = (ROOT / "ocop" / "settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"(OCOP_[A-Z_]+)"', source)) == set(re.findall(r"^#?(OCOP_[A-Z_]+)=", text, re.M))
    given = dict(re.findall(r"^(OCOP_[A-Z_]+)=(.*)$", text, re.M))
    assert settings.load(given).base_url == "https://ocop.example.vn"


def test_the_containers_have_what_they_name() -> None:
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    services = set(re.findall(r"^  ([\w-]+):", compose.split("services:")[1].split("\nsecrets:")[0], re.M))
    asked = (DEPLOY / "upstreams.compose.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"server ([\w-]+):", asked)) <= services
    assert {"database", "proxy", "publish", "dump"} <= services
    containerfile = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+)$", containerfile, re.M):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source
    assert set(re.findall(r"target: (\w+)$", compose, re.M)) == {"app", "proxy"}
    assert "--require-hashes -r requirements.lock" in containerfile


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_understands_the_units_and_calls_them_safe(tmp_path: Path) -> None:
    for file in (DEPLOY / "systemd").iterdir():
        text = file.read_text(encoding="utf-8").replace("/opt/ocop/.venv/bin/python", "/bin/true")
        name = file.name.replace("web@", "web@8601").replace("screens@", "screens@8501")
        (tmp_path / name).write_text(text, encoding="utf-8")
    units = sorted(str(each) for each in tmp_path.iterdir())
    assert len(units) == 9
    screens = (DEPLOY / "systemd" / "ocop-screens@.service").read_text(encoding="utf-8")
    assert f"\nNice={NICE[-1]}\n" in screens, "as the tests and the load run them"
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=60)
    assert not [line for line in done.stderr.splitlines() if "ocop" in line]
    for unit in ("ocop-web@8601.service", "ocop-screens@8501.service"):
        told = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", str(tmp_path / unit)],
            capture_output=True, text=True, timeout=60,
        ).stdout  # fmt: skip
        level = re.search(r"Overall exposure level for \S+: ([\d.]+)", told)
        assert level, told
        assert float(level[1]) <= 2.0
