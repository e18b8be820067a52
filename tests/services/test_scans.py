"""Counting scans: totals are right over processes and threads, and nothing is lost when a program ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from ocop.__main__ import main
from ocop.errors import QueryError
from ocop.services import demo, scans
from ocop.services.register import Register
from ocop.services.scans import Scans
from ocop.settings import ROOT
from ocop.store.tables import AuditRow, ScanRow
from ocop.web.app import standalone
from tests.answering import answers
from tests.conftest import LONG, TODAY, open_register

SEAGULL, MACCA = "FR23R1AX", "M57VH4E6"


def rows(register: Register) -> set[tuple[date, str, str, int]]:
    with Session(register.engine) as session:
        return {(row.day, row.code, row.language, row.count) for row in session.scalars(select(ScanRow))}


def test_two_registers_and_many_threads_add_up(register: Register) -> None:
    other = open_register(register.settings.database_url)
    before, counting = register.revision(), [register, other]

    def scan(number: int) -> None:
        own = counting[number % 2]
        own.count_scan(MACCA if number % 3 == 0 else SEAGULL, "en" if number % 5 == 0 else "vi")
        if number % 50 == 0:
            own.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(scan, range(600)))
    for each in counting:
        each.close()
    assert rows(register) == {
        (TODAY, MACCA, "vi", 160), (TODAY, MACCA, "en", 40), (TODAY, SEAGULL, "vi", 320), (TODAY, SEAGULL, "en", 80)
    }  # fmt: skip
    assert register.revision() == before
    with Session(register.engine) as session:
        assert session.scalars(select(AuditRow).where(AuditRow.action.contains("scan"))).all() == []
    found = scans.total(register, TODAY, TODAY)
    assert (found.all, found.languages, found.days) == (600, (("vi", 480), ("en", 120)), ((TODAY, 600),))
    seagull, macca = found.products
    assert seagull == (SEAGULL, "Mắm nêm Seagull", 400)
    assert macca == (MACCA, "Mắc ca Lê Anh Tuy Đức", 200)
    other.engine.dispose()


def test_a_store_that_is_down_stops_no_page_and_loses_no_count(register: Register) -> None:
    with register.engine.begin() as connection:
        connection.exec_driver_sql("alter table scan rename to away")
    register.count_scan(SEAGULL, "vi")
    assert register.scans.write(register.engine) is False
    register.count_scan(SEAGULL, "vi")
    with register.engine.begin() as connection:
        connection.exec_driver_sql("alter table away rename to scan")
    assert register.scans.write(register.engine)
    assert rows(register) == {(TODAY, SEAGULL, "vi", 2)}


def test_no_connection_is_left_behind(register: Register) -> None:
    told: list[str] = []
    register.engine.dispose()
    for name in ("connect", "close_detached"):
        event.listen(register.engine, name, lambda *_given, name=name: told.append(name))
    register.count_scan(SEAGULL, "vi")
    register.close()
    assert told == ["connect", "close_detached"]


def test_only_a_page_that_was_handed_out_is_a_scan(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[tuple[str, str]] = []
    monkeypatch.setattr(Scans, "count", lambda _self, _engine, key: counted.append((key.code, key.language)))
    client = TestClient(standalone(register))
    tag = client.get("/m/fr23-riax?lang=en").headers.get("etag")
    client.get("/m/M57V-H4E6", headers={"accept-language": "vi"})
    client.head("/m/FR23-R1AX")
    client.get("/m/ABCD-EFGH")
    if tag:
        assert client.get("/m/FR23-R1AX?lang=en", headers={"if-none-match": tag}).status_code == 304
    assert counted == [(SEAGULL, "en"), (MACCA, "vi")]


def test_made_up_products_are_not_added_to_real_ones(register: Register) -> None:
    demo.load(register, products=3, by="t")
    (made_up, *_others) = register.codes(demo.Scope.DEMO, limit=1, offset=0)
    register.count_scan(made_up.replace("-", ""), "vi")
    register.count_scan(SEAGULL, "vi")
    register.close()
    assert scans.total(register, TODAY, TODAY).all == 1


def test_days_that_are_not_asked_for_are_not_counted(register: Register) -> None:
    day = {"language": "vi", "count": 1, "code": SEAGULL}
    with Session(register.engine) as session, session.begin():
        session.add_all([ScanRow(day=date(2026, 11, each), **day) for each in (1, 2, 3)])
    assert scans.total(register, date(2026, 11, 2), date(2026, 11, 3)).all == 2
    with pytest.raises(QueryError, match="Ngày đầu sau ngày cuối"):
        scans.total(register, date(2026, 11, 3), date(2026, 11, 2))


def test_the_terminal_says_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    with Session(register.engine) as session, session.begin():
        session.add(ScanRow(day=date(2026, 11, 2), code=SEAGULL, language="ko", count=7))
    monkeypatch.setenv("OCOP_DATABASE_URL", register.settings.database_url)
    register.engine.dispose()
    assert main(["scans", "--from", "2026-11-01", "--to", "2026-11-30"]) == 0
    said = re.sub(" +", " ", capsys.readouterr().out).splitlines()
    assert said == [
        "Từ 01/11/2026 đến 30/11/2026: 7 lượt mở trang xác nhận.",
        " 7 ko",
        " 7 FR23-R1AX Mắm nêm Seagull",
        " 7 02/11/2026",
    ]


@contextmanager
def process(module: str, database_url: str, folder: Path) -> Iterator[str]:
    """A server in a process of its own that is asked to stop as an operator would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    launched = {
        "uvicorn": ["uvicorn", "ocop.web.app:app", "--port", port],
        "streamlit": ["streamlit", "run", "streamlit_app.py", "--server.port", port],
    }
    given = {"OCOP_DATABASE_URL": database_url, "OCOP_TODAY": TODAY.isoformat(), "OCOP_DEMO": "0", "HOME": str(folder)}
    with (folder / f"{module}.log").open("w") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", *launched[module]], cwd=ROOT, env=os.environ | given, stdout=log, stderr=log
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(20)
    assert "Traceback" not in (folder / f"{module}.log").read_text()


def answered(url: str) -> bool:
    """Whether a server is there within a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if answers(f"{url}/healthz"):
            return True
        time.sleep(0.1)
    return False


@LONG
def test_two_processes_that_end_normally_have_written_every_scan(register: Register, tmp_path: Path) -> None:
    url = register.settings.database_url
    second = "streamlit" if url.startswith("sqlite") else "uvicorn"
    (tmp_path / "2").mkdir()
    with process("uvicorn", url, tmp_path) as plain, process(second, url, tmp_path / "2") as whole:
        assert answered(plain)
        assert answered(whole)
        for server, times in ((plain, 7), (whole, 5)):
            for _scan in range(times):
                urllib.request.urlopen(f"{server}/m/FR23-R1AX?lang=vi", timeout=10).close()
    assert rows(register) == {(TODAY, SEAGULL, "vi", 12)}
