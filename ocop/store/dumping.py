"""Every table as plain rows and back, whatever the engine and whatever release made the store.

The tables are read as the store has them, so that a store can be saved before it is upgraded. A row is a list of what
JSON knows: days as `2026-11-22`, moments in UTC, bytes as Base64, JSON as the text that stands there, to the letter.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    Text,
    cast,
    delete,
    event,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.schema import sort_tables

from ocop.errors import Conflict
from ocop.store import bulk, schema
from ocop.store.tables.base import Hundredths

Line = list[Any]
Turn = Callable[[Any], Any]


class _JsonText(Text):
    """A column of JSON, read and written as the text that stands in it: SQL's null and JSON's stay two things."""


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the store as of one moment, however long the reading takes; writers do not wait for it."""
    # SQLite's transactions see one moment anyway
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        yield connection


def tables(connection: Connection) -> list[Table]:
    """The tables that hold the register, each after those that it refers to."""
    metadata = MetaData()

    @event.listens_for(metadata, "column_reflect")
    def as_text(_inspector: object, _table: object, column: Any) -> None:
        if isinstance(column["type"], JSON):
            column["type"] = _JsonText()

    metadata.reflect(connection)
    found = sorted((table for name, table in metadata.tables.items() if name != schema.VERSION), key=lambda t: t.name)
    return sort_tables(found)


def lines(connection: Connection, table: Table) -> Iterator[Line]:
    """The rows of a table in the order of its key, a thousand in memory at a time."""
    columns = [cast(column, Text) if isinstance(column.type, _JsonText) else column for column in table.columns]
    turns = [_plain(column) for column in table.columns]
    statement = select(*columns).order_by(*table.primary_key.columns)
    with connection.execution_options(yield_per=bulk.BATCH).execute(statement) as rows:
        for row in rows:
            yield _turned(turns, row)


def fill(connection: Connection, table: Table, names: list[str], rows: Iterable[Line]) -> None:
    """Put the rows of a table into an empty one, as one statement where the engine can.

    Raises:
        KeyError: the table has no column of that name.
    """
    turns = [_typed(table.c[name]) for name in names]
    connection.execute(delete(table))  # a migration may have written a first row
    if connection.dialect.name == "sqlite":
        connection.execute(text("pragma defer_foreign_keys=on"))  # an event may be about a later row
    bulk.put(connection, table, tuple(names), (tuple(_turned(turns, row)) for row in rows))
    bulk.counted_anew(connection, [table])


def number_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL give the next row of a table an id that is free; SQLite looks for itself."""
    if connection.dialect.name != "postgresql" or "id" not in table.c:
        return
    sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
    last = connection.scalar(select(func.max(table.c.id)))
    if sequence and last is not None:
        connection.execute(select(func.setval(sequence, last)))


def prepare(connection: Connection, revision: str) -> list[Table]:
    """Make the tables of a release in an empty database.

    Raises:
        Conflict: it is not empty.
        StoreTooNew: this version of the program does not know that release.
    """
    if inspect(connection).get_table_names():
        raise Conflict(
            "Cơ sở dữ liệu đích đã có dữ liệu nên không bị ghi đè: hãy trỏ đến một cơ sở dữ liệu trống "
            "(tệp SQLite chưa có, hoặc cơ sở dữ liệu PostgreSQL mới tạo) rồi chạy lại."
        )
    schema.migrate(connection, revision)
    return tables(connection)


def plain_row(table: Table, row: Iterable[Any]) -> dict[str, Any]:
    """One row of one of our tables by the names of its columns, as what JSON knows."""
    names = [column.name for column in table.columns]
    return dict(zip(names, _turned([_plain(column) for column in table.columns], row), strict=True))


def typed_row(table: Table, plain: dict[str, Any]) -> dict[str, Any]:
    """The way back; a column that the table did not have then is left to its default."""
    columns = [column for column in table.columns if column.name in plain]
    values = _turned([_typed(column) for column in columns], [plain[column.name] for column in columns])
    return dict(zip((column.name for column in columns), values, strict=True))


def _turned(turns: list[Turn | None], row: Iterable[Any]) -> Line:
    return [value if value is None or turn is None else turn(value) for turn, value in zip(turns, row, strict=True)]


def _plain(column: Column[Any]) -> Turn | None:
    """What turns a value of a column into what JSON knows; None where it is that already."""
    if isinstance(column.type, DateTime):
        return _moment
    if isinstance(column.type, Date):
        return date.isoformat
    if isinstance(column.type, Hundredths):
        return str
    return _base64 if isinstance(column.type, LargeBinary) else None


def _typed(column: Column[Any]) -> Turn | None:
    """The way back."""
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat
    if isinstance(column.type, Date):
        return date.fromisoformat
    if isinstance(column.type, Hundredths):
        return Decimal
    return b64decode if isinstance(column.type, LargeBinary) else None


def _moment(value: datetime) -> str:
    """SQLite keeps moments in UTC without saying so; PostgreSQL tells them in the zone of the session."""
    return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()


def _base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")
