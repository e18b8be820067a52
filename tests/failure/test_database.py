"""The database goes away, cuts a connection, or is slow: marks keep answering and no accepted write is lost.

A copy for reading that is behind or gone: tests/services/test_replica.py. A damaged SQLite file, with the way to its
restoration: tests/services/test_checking.py.
"""

from collections.abc import Callable, Iterator
from functools import partial
from threading import Thread
from time import sleep

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from ocop.domain.recognition import Scope
from ocop.domain.register import ProductQuery
from ocop.errors import StoreUnavailable
from ocop.services import demo
from ocop.services.register import Register
from ocop.web.app import standalone
from tests.conftest import BASE_URL, TODAY, open_register
from tests.failure.load import PATIENCE, Load, until
from tests.failure.server import Server, serving
from tests.failure.writes import check, write

MACCA, SEAGULL = "M57V-H4E6", "FR23-R1AX"
NAMES = {MACCA: "Mắc ca Lê Anh Tuy Đức", SEAGULL: "Mắm nêm Seagull"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


def asked(register: Register) -> TestClient:
    return TestClient(standalone(register), base_url=BASE_URL, headers={"accept-language": "vi"})


def test_a_database_that_is_killed_under_load_loses_nothing_and_comes_back(server: Server) -> None:
    register = open_register(server.url)
    with asked(register) as client:

        def reader(code: str) -> tuple[int, bool]:
            page = client.get(f"/m/{code}")
            return page.status_code, NAMES[code] in page.text

        for code in NAMES:
            client.get(f"/m/{code}")
        with Load(register.engine, [partial(reader, code) for code in NAMES]) as load:
            for _time in range(2):
                server.kill()
                load.answered(20)
                server.start()
                print(f"writes accepted again {load.written(5):.1f} s after the start")
            fresh = until(lambda: "tạm thời chưa tra cứu được" not in client.get(f"/m/{MACCA}").text)
        assert set(load.answers) == {(200, True)}, "each scan was answered with its product"
        assert client.get("/healthz").status_code == 200
        print(f"marks fresh again after {fresh:.1f} s; {len(load.answers)} scans, {len(load.accepted)} writes")
    there = check(register.engine, load.accepted)
    assert len(there) >= len(load.accepted) > 15
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


def test_after_a_large_import_a_mark_is_read_by_its_keys_at_once(new_database: Callable[[], str]) -> None:
    """PostgreSQL takes a table for small until it has counted it, and would read all of it for each scan."""
    register = open_register(new_database())
    demo.load(register, products=1200, by="t")
    with register.engine.connect() as connection:
        plan = "\n".join(
            row[0]
            for row in connection.execute(
                text("explain select * from standing where product_id = 40 and first_day <= date '2026-11-22'")
            )
        )
        assert "Index" in plan, plan
        counted = connection.execute(text("select reltuples from pg_class where relname = 'product'")).scalar_one()
        assert counted == 37 + 1200
    register.engine.dispose()
