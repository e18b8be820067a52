"""The database goes away, cuts a connection, or is slow: marks keep answering and no accepted write is lost.

A copy for reading that is behind or gone: tests/services/test_replica.py. A damaged SQLite file, with the way to its
restoration: tests/services/test_checking.py.
"""

from collections.abc import Callable, Iterator
from itertools import count
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from ocop.domain.recognition import Scope
from ocop.domain.register import ProductQuery
from ocop.errors import StoreUnavailable
from ocop.services.register import Register
from ocop.web.app import standalone
from tests.conftest import BASE_URL, TODAY, open_register
from tests.failure.server import Server, serving
from tests.failure.writes import check, write

MACCA, SEAGULL = "M57V-H4E6", "FR23-R1AX"
NAMES = {MACCA: "Mắc ca Lê Anh Tuy Đức", SEAGULL: "Mắm nêm Seagull"}
PATIENCE = 60.0


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


def asked(register: Register) -> TestClient:
    return TestClient(standalone(register), base_url=BASE_URL, headers={"accept-language": "vi"})


def until(holds: Callable[[], bool]) -> float:
    """Seconds until something holds."""
    begun = monotonic()
    while not holds():
        assert monotonic() - begun < PATIENCE
        sleep(0.1)
    return monotonic() - begun


class Load:
    """Three writers and a reader of each product, until it is over."""

    def __init__(self, register: Register, client: TestClient) -> None:
        self.accepted: list[str] = []
        self.answers: list[tuple[int, bool]] = []
        self._register, self._client, self._over = register, client, Event()
        self._threads = [Thread(target=self._write, args=(first,)) for first in range(3)]
        self._threads += [Thread(target=self._read, args=(code,)) for code in NAMES]
        for each in self._threads:
            each.start()

    def _write(self, first: int) -> None:
        for number in count(first, 3):
            if self._over.is_set():
                return
            try:
                write(self._register.engine, f"lần {number}")
                self.accepted.append(f"lần {number}")
            except DBAPIError:
                sleep(0.05)

    def _read(self, code: str) -> None:
        while not self._over.is_set():
            page = self._client.get(f"/m/{code}")
            self.answers.append((page.status_code, NAMES[code] in page.text))

    def end(self) -> None:
        self._over.set()
        for each in self._threads:
            each.join(PATIENCE)


def test_a_database_that_is_killed_under_load_loses_nothing_and_comes_back(server: Server) -> None:
    register = open_register(server.url)
    with asked(register) as client:
        for code in NAMES:
            client.get(f"/m/{code}")
        load = Load(register, client)
        until(lambda: len(load.accepted) > 20)
        for _time in range(2):
            server.kill()
            before = len(load.answers)
            until(lambda before=before: len(load.answers) > before + 20)
            had = len(load.accepted)
            server.start()
            back = until(lambda had=had: len(load.accepted) > had + 5)
            print(f"writes accepted again {back:.1f} s after the start")
        fresh = until(lambda: "tạm thời chưa tra cứu được" not in client.get(f"/m/{MACCA}").text)
        load.end()
        assert set(load.answers) == {(200, True)}, "each scan was answered with its product"
        assert client.get("/healthz").status_code == 200
        print(f"marks fresh again after {fresh:.1f} s; {len(load.answers)} scans, {len(load.accepted)} writes")
    there = check(register.engine, load.accepted)
    assert len(there) >= len(load.accepted) > 30
    register.engine.dispose()


def test_a_transaction_whose_connection_is_cut_leaves_nothing(new_database: Callable[[], str]) -> None:
    register = open_register(new_database())
    write(register.engine, "trước")

    def cut() -> None:
        with register.engine.connect() as other:
            others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            other.execute(text(f"select pg_terminate_backend(pid) {others}"))

    def half() -> None:
        with register.engine.begin() as connection:
            connection.execute(text("update revision set number = number + 1"))
            cut()
            connection.execute(text("update revision set number = number + 1"))

    with pytest.raises(DBAPIError):
        half()
    with asked(register) as client:
        revision = client.get("/healthz").json()["revision"]
        # every pooled connection was cut: the next who takes one finds out before he uses it
        assert NAMES[MACCA] in client.get(f"/m/{MACCA}").text
        write(register.engine, "sau")
        assert client.get("/healthz").json()["revision"] == revision + 1
    assert check(register.engine, ["trước", "sau"]) == {"trước", "sau"}
    register.engine.dispose()


def test_a_slow_question_ends_and_marks_answer_from_what_was_known(new_database: Callable[[], str]) -> None:
    register = open_register(new_database(), OCOP_STATEMENT_TIMEOUT="1")
    with asked(register) as client, register.engine.connect() as holder:
        known = client.get(f"/m/{MACCA}")
        assert NAMES[MACCA] in known.text
        holder.execute(text("lock table product in access exclusive mode"))
        with pytest.raises(StoreUnavailable, match="Cơ sở dữ liệu không trả lời"):
            register.search(ProductQuery(scope=Scope.REAL), TODAY)
        assert client.get(f"/m/{MACCA}").text == known.text
        # in a language in which it was not asked yet: from the last copy, which says of when it is
        other = client.get(f"/m/{MACCA}?lang=en")
        assert other.status_code == 200
        assert NAMES[MACCA] in other.text
        assert other.headers["cache-control"] == "no-store"
        unknown = client.get(f"/m/{SEAGULL}")
        assert (unknown.status_code, NAMES[SEAGULL] in unknown.text) == (503, False)
        holder.rollback()
        assert NAMES[SEAGULL] in client.get(f"/m/{SEAGULL}").text
        assert register.search(ProductQuery(scope=Scope.REAL), TODAY).total == 37
    register.engine.dispose()


def test_a_long_write_is_not_a_slow_question(new_database: Callable[[], str]) -> None:
    register = open_register(new_database(), OCOP_STATEMENT_TIMEOUT="1")
    with register.engine.connect() as holder:
        holder.execute(text("select pg_advisory_xact_lock(2018091590)"))
        waiting = Thread(target=write, args=(register.engine, "nhập lâu"))
        waiting.start()
        sleep(1.5)
        assert waiting.is_alive(), "it waits for the other writer longer than any reader may"
        holder.rollback()
        waiting.join(PATIENCE)
    assert check(register.engine, ["nhập lâu"]) == {"nhập lâu"}
    register.engine.dispose()
