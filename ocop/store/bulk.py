"""Many rows at once, on either engine, with ids given here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Date, Dialect, Table, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from ocop.domain.entries import CertificateEntry, DecisionEntry, Facts, MakerEntry, ProductEntry
from ocop.store.tables import Base, DecisionRow, ProducerRow, ProductRow, RecognitionRow, core

BATCH = 1000

Convert = Callable[[Any], Any]


def batches(entries: Iterable[ProductEntry]) -> Iterator[list[ProductEntry]]:
    """Up to a thousand products at a time, no code twice in one batch."""
    batch: dict[str, ProductEntry] = {}
    for entry in entries:
        if len(batch) == BATCH or entry.code in batch:
            yield list(batch.values())
            batch = {}
        batch[entry.code] = entry
    if batch:
        yield list(batch.values())


def values(entry: Facts | CertificateEntry | MakerEntry | DecisionEntry) -> dict[str, Any]:
    """The fields of an entry by name, not copied."""
    return {name: getattr(entry, name) for name in entry.__slots__}


def listed(values: dict[str, Any]) -> dict[str, Any]:
    """Sets and tuples as lists in one order, as JSON keeps them."""
    return {
        key: sorted(value) if isinstance(value, frozenset) else list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
    }


def bulk(session: Session, row: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows, all with the same columns."""
    if rows:
        columns = tuple(rows[0])
        put(session.connection(), core(row), columns, map(itemgetter(*columns), rows))


def put(connection: Connection, table: Table, columns: tuple[str, ...], lines: Iterable[tuple[Any, ...]]) -> None:
    """Insert many rows of these columns, a thousand in memory at a time.

    They go to the driver as it wants them, past what SQLAlchemy would do for each value of each row: a third of the
    time of a load.
    """
    dialect = connection.dialect
    quote = dialect.identifier_preparer.quote
    into = f"{quote(table.name)} ({', '.join(map(quote, columns))})"
    ready = (_converted(dialect, table, columns, batch) for batch in _cut(lines))
    if dialect.name == "postgresql":
        _copy(connection, into, chain.from_iterable(ready))
        return
    marks = ", ".join("?" * len(columns))
    for batch in ready:
        connection.exec_driver_sql(f"insert into {into} values ({marks})", list(batch))  # noqa: S608 -- names of ours


def _cut(lines: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch


def is_postgresql(session: Session) -> bool:
    """Which of the two engines this is."""
    return session.get_bind().dialect.name == "postgresql"


def take_ids(
    session: Session, row: type[ProducerRow | ProductRow | DecisionRow | RecognitionRow], count: int
) -> Sequence[int]:
    """Ids for so many new rows.

    They are given here, under the writers' lock, since SQLite returns those of many rows only one by one.
    """
    if not count:
        return range(0)
    table = core(row)
    first = 1 + (session.scalar(select(func.max(table.c.id))) or 0)
    ids = range(first, first + count)
    if is_postgresql(session):
        sequence = func.pg_get_serial_sequence(table.name, "id")
        session.execute(select(func.setval(sequence, ids[-1])))
    return ids


def _converted(
    dialect: Dialect, table: Table, columns: tuple[str, ...], lines: Iterable[tuple[Any, ...]]
) -> Iterable[tuple[Any, ...]]:
    """The rows with the columns that need it turned into what the driver takes."""
    converters = _converters(dialect, table, columns)
    if not any(converters):
        return lines
    turned = [
        column if convert is None else map(convert, column)
        for convert, column in zip(converters, zip(*lines, strict=True), strict=True)
    ]
    return zip(*turned, strict=True)


@lru_cache
def _converters(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> tuple[Convert | None, ...]:
    """For each column what its type does with a value on this engine; None where it is taken as it is."""
    return tuple(_converter(table.c[name].type, dialect) for name in columns)


def _converter(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    convert = kind.dialect_impl(dialect).bind_processor(dialect)
    # the same few days come again and again
    return lru_cache(maxsize=4096)(convert) if convert and isinstance(kind, Date) else convert


def _copy(connection: Connection, into: str, lines: Iterable[tuple[Any, ...]]) -> None:
    """COPY, PostgreSQL's own way for many rows."""
    statement = f"copy {into} from stdin"
    driver: Any = connection.dialect.dbapi
    cursor: Any = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for line in lines:
                copy.write_row(line)
    except driver.Error as error:  # told like any other refusal of the store
        raise DBAPIError.instance(statement, None, error, driver.Error, dialect=connection.dialect) from error
    finally:
        cursor.close()


def counted_anew(connection: Connection, tables: Iterable[Table]) -> None:
    """Let PostgreSQL count tables into which much was put, within the transaction.

    It would do so by itself within some minutes; until then it takes them for small and reads them whole for every
    mark (measured: 3.3 ms instead of 0.13).
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"analyze {', '.join(table.name for table in tables)}"))
