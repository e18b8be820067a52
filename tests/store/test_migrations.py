"""Migrations: from nothing, and from every earlier revision with data in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from ocop.domain.recognition import Scope
from ocop.services import setup
from ocop.store import engine
from ocop.store.schema import MIGRATIONS
from ocop.store.tables import Base
from tests.conftest import TODAY, open_register

REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]

# What the first release wrote: one product with its maker, decision, recognition and what holds.
FIRST_RELEASE = [
    "insert into producer (id, scope, name, name_key, home, place_stated, province) "
    "values (1, 'real', 'HTX Cũ', 'htx cũ', '', 'xã Cũ', '68')",
    "insert into product (id, code, scope, name, name_key, set_number, set_by, producer_id, search_text) "
    "values (1, 'ZNDCTEH0', 'real', 'Trà Cũ', 'tra cu', 11, 'register', 1, ' tra cu ')",
    "insert into decision (id, scope, number, stated, authority, level, evidence, source, note) "
    "values (1, 'real', '7/QĐ-UBND', '2026-01-02', 'UBND tỉnh Lâm Đồng', 'province', 'signed', 's', '')",
    "insert into recognition (id, product_id, decision_id, kind, stars, valid_from, valid_until) "
    "values (1, 1, 1, 'first', 4, '2026-01-02', '2029-01-02')",
    "insert into standing (product_id, first_day, last_day, state, stars, until, recognition_id) "
    "values (1, '2026-01-02', '2029-01-02', 'in_force', 4, '2029-01-02', 1)",
]


def upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    opened = engine.open_engine(database_url)
    with engine.alone(opened) as held:
        yield held
    opened.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_program(connection: Connection) -> None:
    upgrade(connection, "head")
    assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


@pytest.mark.parametrize("revision", [r for r in REVISIONS if r != max(REVISIONS)])
def test_data_of_an_earlier_release_are_there_after_the_upgrade(database_url: str, revision: str) -> None:
    opened = engine.open_engine(database_url)
    with engine.alone(opened) as connection:
        upgrade(connection, "0001")
        for statement in FIRST_RELEASE:
            connection.execute(text(statement))
        if connection.dialect.name == "postgresql":
            for table in ("producer", "product", "decision", "recognition"):
                connection.execute(text(f"select setval(pg_get_serial_sequence('{table}', 'id'), 1)"))
        upgrade(connection, revision)
    opened.dispose()
    register = open_register(database_url)
    record = register.record("ZNDC-TEH0", TODAY)
    assert record is not None
    assert (record.product.name, record.product.stars, str(record.product.status)) == ("Trà Cũ", 4, "valid")
    assert register.overview(Scope.REAL, TODAY).products == 38, "the shipped records came with the upgrade"
    register.engine.dispose()


def test_every_earlier_revision_is_tried() -> None:
    assert sorted(REVISIONS) == [f"{number:04}" for number in range(1, 17)]
    assert setup.SHIPPED == "register/recognitions.csv"
    assert Path(MIGRATIONS).is_dir()
