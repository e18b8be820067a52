"""A copy of the store answers search and figures while it says the same; a verdict is never asked of it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, make_url, text
from starlette.testclient import TestClient

from ocop import settings
from ocop.domain.recognition import Kind, Scope, Status
from ocop.domain.register import Facet, ProductQuery, choices
from ocop.errors import SettingsError
from ocop.services import backup, lookup
from ocop.services.altering import Alteration, alter
from ocop.services.register import Register
from ocop.web.app import standalone
from tests.conftest import BASE_URL, TODAY, open_register

CODE = "M57VH4E6"  # Mắc ca Lê Anh Tuy Đức, 4 stars, to 19/6/2028
REVOKED = ProductQuery(choices=choices({Facet.STATUS: [Status.REVOKED]}), scope=Scope.REAL)


@pytest.fixture
def copy_url(register: Register, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A second database with the same rows, on the same engine."""
    if register.engine.dialect.name == "sqlite":
        url = f"sqlite:///{tmp_path / 'copy.db'}"
    else:
        url = request.getfixturevalue("new_database")()
    backup.copy(register.settings.database_url, url)
    return url


@pytest.fixture
def replicated(register: Register, copy_url: str) -> Iterator[Register]:
    opened = open_register(register.settings.database_url, OCOP_READ_DATABASE_URL=copy_url)
    yield opened
    opened.engine.dispose()
    if opened.replica is not None and opened.replica.engine is not None:
        opened.replica.engine.dispose()


def listening(register: Register) -> Callable[[], tuple[int, int]]:
    """How many statements the store and its copy were asked since."""
    asked = [0, 0]
    assert register.replica is not None
    for number, engine in enumerate((register.engine, register.replica.engine)):

        def count(_connection: object, _cursor: object, said: str, *_more: object, number: int = number) -> None:
            asked[number] += said != "begin"

        event.listen(engine, "before_cursor_execute", count)
    return lambda: (asked[0], asked[1])


def revoke(register: Register) -> None:
    decided = Alteration(
        kind=Kind.REVOKED, decision="1/QĐ-UBND", decided_on=date(2026, 10, 1), authority="UBND tỉnh Lâm Đồng"
    )
    alter(register, CODE, decided, by="Nguyễn Thị Thử", reason="theo quyết định")


def test_the_copy_is_asked_for_search_and_figures_and_never_for_a_verdict(replicated: Register) -> None:
    assert replicated.search(ProductQuery(scope=Scope.REAL), TODAY).total == 37
    since = listening(replicated)
    found = replicated.search(ProductQuery("mắc ca", scope=Scope.REAL), TODAY)
    assert "Mắc ca Lê Anh Tuy Đức" in [each.name for each in found.products]
    assert replicated.headline(Scope.REAL, TODAY)
    at_store, at_copy = since()
    assert at_copy >= 4
    assert at_store <= 4, "of the store only its revision is asked"
    record = replicated.record(CODE, TODAY)
    assert record is not None
    assert lookup.look_up(replicated, CODE, Scope.REAL, TODAY).record == record
    with TestClient(standalone(replicated), base_url=BASE_URL) as client:
        assert "Mắc ca Lê Anh Tuy Đức" in client.get(f"/m/{CODE}").text
    assert since()[1] == at_copy


def test_a_copy_that_is_behind_shows_no_verdict_of_yesterday(replicated: Register, copy_url: str) -> None:
    with TestClient(standalone(replicated), base_url=BASE_URL, headers={"accept-language": "vi"}) as client:
        assert replicated.search(REVOKED, TODAY).total == 0
        since = listening(replicated)
        revoke(replicated)
        assert "đã bị thu hồi" in client.get(f"/m/{CODE}").text.lower()
        # search as well: while the copy is behind, the store itself answers
        (found,) = replicated.search(REVOKED, TODAY).products
        assert found.code == CODE
        assert since()[1] == 1, "the copy said its revision, and nothing else"
        catch_up(copy_url, replicated.settings.database_url)
        before = since()
        assert replicated.search(REVOKED, TODAY).total == 1
        assert since()[1] > before[1] + 1, "it has caught up and answers again"


def catch_up(copy_url: str, store_url: str) -> None:
    """Replication comes through: the rows of the copy are those of the store again."""
    url = make_url(copy_url)
    if url.get_backend_name() == "sqlite":
        import sqlite3

        with sqlite3.connect(make_url(store_url).database or "") as source, sqlite3.connect(url.database or "") as end:
            source.backup(end)
        source.close()
        end.close()
        return
    engine = create_engine(url.set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    engine.dispose()
    backup.copy(store_url, copy_url)


def test_a_copy_that_was_never_there_costs_no_answer(register: Register, tmp_path: Path) -> None:
    gone = f"sqlite:///{tmp_path / 'not-there.db'}"
    if register.engine.dialect.name == "postgresql":
        gone = "postgresql://127.0.0.1:9/ocop"
    alone = open_register(register.settings.database_url, OCOP_READ_DATABASE_URL=gone)
    for _time in range(2):
        assert alone.search(ProductQuery(scope=Scope.REAL), TODAY).total == 37
    alone.engine.dispose()


def test_a_copy_that_goes_away_half_way_is_replaced_by_the_store(replicated: Register, copy_url: str) -> None:
    assert replicated.search(ProductQuery(scope=Scope.REAL), TODAY).total == 37
    assert replicated.replica is not None
    assert replicated.replica.engine is not None
    replicated.finder.__init__()  # type: ignore[misc]  # nothing of it is known any more
    # it still says its revision, but the table of products is not what we know
    with replicated.replica.engine.begin() as connection:
        connection.execute(text("alter table product rename to product_gone"))
    assert replicated.search(ProductQuery("mắc ca", scope=Scope.REAL), TODAY).total >= 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("OCOP_POOL_SIZE", "0"), ("OCOP_POOL_OVERFLOW", "many"), ("OCOP_STATEMENT_TIMEOUT", "-1")],
)
def test_sizes_that_mean_nothing_are_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} là “{value}”"):
        settings.load({name: value})


def test_the_pool_is_as_large_as_the_operator_says(database_url: str) -> None:
    opened = open_register(database_url, OCOP_POOL_SIZE="2", OCOP_POOL_OVERFLOW="1", OCOP_STATEMENT_TIMEOUT="7")
    held = [opened.engine.connect() for _each in range(3)]
    assert "Pool size: 2" in opened.engine.pool.status()
    assert "Current Overflow: 1" in opened.engine.pool.status()
    if opened.engine.dialect.name == "postgresql":
        assert held[0].scalar(text("show statement_timeout")) == "7s"
    for each in held:
        each.close()
    opened.engine.dispose()
