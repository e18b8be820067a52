"""Processes are killed, and the disk is full: what was accepted is there, and half of anything is not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from ocop.domain.recognition import Scope
from ocop.services import demo
from ocop.settings import ROOT
from ocop.store.tables import AuditRow, ProductRow
from ocop.web.app import standalone
from tests.conftest import BASE_URL, open_register
from tests.failure.writes import check, write

# Loads the illustration and is killed when it has entered some of it; says so first.
IMPORTER = """
import os, signal, sys
from ocop.services import demo
from tests.conftest import open_register

heard = 0
def progress(number):
    global heard
    heard += number
    if heard >= 1000:
        print(heard, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

demo.load(open_register(sys.argv[1]), products=2500, by="t", progress=progress)
"""
# Writes until the file may not grow any more.
WRITER = """
import resource, sys
from pathlib import Path
from sqlalchemy.exc import DBAPIError
from tests.conftest import open_register
from tests.failure.writes import write

register = open_register(sys.argv[1])
file = Path(register.engine.url.database)
sizes = [each.stat().st_size for each in file.parent.glob("ocop.db*")]
resource.setrlimit(resource.RLIMIT_FSIZE, (max(sizes) + 200_000,) * 2)
for number in range(5000):
    try:
        write(register.engine, f"lần {number}")
    except DBAPIError as error:
        print("full:", error.orig, flush=True)
        sys.exit(0)
    print(f"lần {number}", flush=True)
"""


def child(program: str, *given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *given], cwd=ROOT, capture_output=True, text=True, timeout=110, env=os.environ
    )


def test_an_importer_that_is_killed_half_way_has_entered_nothing(database_url: str) -> None:
    register = open_register(database_url)
    done = child(IMPORTER, database_url)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert int(done.stdout) >= 1000
    with Session(register.engine) as session:
        assert session.scalar(select(func.count()).select_from(ProductRow).where(ProductRow.scope == Scope.DEMO)) == 0
        assert session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.by == "t")) == 0
    # and the lock that it held is free
    assert demo.load(register, products=60, by="t") == 60
    register.engine.dispose()


def test_a_full_disk_loses_no_accepted_write_and_stops_no_mark(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ocop.db'}"
    open_register(url).engine.dispose()
    done = child(WRITER, url)
    *accepted, last = done.stdout.splitlines()
    assert last.startswith("full: "), done.stdout[-300:] + done.stderr
    assert len(accepted) > 5
    register = open_register(url)
    assert check(register.engine, accepted) == set(accepted)
    with TestClient(standalone(register), base_url=BASE_URL) as client:
        assert "Mắc ca Lê Anh Tuy Đức" in client.get("/m/M57V-H4E6").text
    write(register.engine, "lại có chỗ")
    assert "lại có chỗ" in check(register.engine, accepted)
    register.engine.dispose()


def test_a_command_on_a_full_disk_says_that_nothing_was_changed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ocop.db'}"
    open_register(url).engine.dispose()
    limit = (tmp_path / "ocop.db").stat().st_size + 300_000
    told = subprocess.run(
        ["bash", "-c", f"ulimit -f {limit // 1024}; exec {sys.executable} -m ocop demo load --products 3000"],
        cwd=ROOT, capture_output=True, text=True, timeout=110,
        env=os.environ | {"OCOP_DATABASE_URL": url},
    )  # fmt: skip
    assert told.returncode == 2, told.stdout
    assert len(told.stderr.strip().splitlines()) == 1, told.stderr
    assert "chưa có gì bị thay đổi" in told.stderr
    register = open_register(url)
    with Session(register.engine) as session:
        assert session.scalar(select(func.count()).select_from(ProductRow)) == 37
    register.engine.dispose()
