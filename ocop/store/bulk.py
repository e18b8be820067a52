"""Many rows at once, on either engine, with ids given here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from ocop.domain.entries import CertificateEntry, DecisionEntry, Facts, MakerEntry, ProductEntry
from ocop.store.tables import Base, DecisionRow, ProducerRow, ProductRow, RecognitionRow, core

BATCH = 1000


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


def bulk(session: Session, row: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert many rows."""
    session.execute(insert(core(row)), rows)


def is_postgresql(session: Session) -> bool:
    """Which of the two engines this is."""
    return session.get_bind().dialect.name == "postgresql"


def insert_numbered(
    session: Session, row: type[ProducerRow | ProductRow | DecisionRow | RecognitionRow], rows: list[dict[str, Any]]
) -> list[int]:
    """Insert rows; their ids in the same order.

    The ids are given here, under the writers' lock, since SQLite returns those of many rows only one by one.
    """
    if not rows:
        return []
    table = core(row)
    first = 1 + (session.scalar(select(func.max(table.c.id))) or 0)
    ids = list(range(first, first + len(rows)))
    bulk(session, row, [{"id": number, **values} for number, values in zip(ids, rows, strict=True)])
    if is_postgresql(session):
        sequence = func.pg_get_serial_sequence(table.name, "id")
        session.execute(select(func.setval(sequence, ids[-1])))
    return ids
