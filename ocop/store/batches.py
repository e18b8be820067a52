"""Imports as batches: the file is kept, what it made is known, and it can be taken back while nothing rests on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ocop import clock
from ocop.store.audit import audit
from ocop.store.tables import (
    CoverageRow,
    DecisionRow,
    ImportBatchRow,
    KeptFileRow,
    OfficialCodeRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
)

MADE = {row.__tablename__: row for row in (ProductRow, RecognitionRow, ProducerRow, DecisionRow, CoverageRow)}


@dataclass(frozen=True)
class Source:
    """A file on its way in: its name without a path, its bytes, and what was mended by cell ("Trang!E7")."""

    name: str
    content: bytes
    mended: dict[str, str]
    decision: str = ""


@dataclass(frozen=True)
class Batch:
    """One import as it is listed. `provinces` are those of its rows, None among them where a row names none."""

    id: int
    at: datetime
    by: str
    name: str
    sha256: str
    mended: int
    decision: str
    entered: int
    merged: int
    provinces: tuple[str | None, ...]
    undone_at: datetime | None
    undone_by: str | None
    undone_why: str | None


def marks(session: Session) -> dict[str, int]:
    """The last id of each table that an import adds to; asked before it, under the writers' lock."""
    return {name: session.scalar(select(func.max(row.id))) or 0 for name, row in MADE.items()}


def free_codes(session: Session, codes: Collection[str]) -> list[str]:
    """Which of these official codes lead nowhere yet."""
    taken = set(session.scalars(select(OfficialCodeRow.code).where(OfficialCodeRow.code.in_(codes))))
    return sorted(set(codes) - taken)


def record(
    session: Session,
    *,
    source: Source,
    since: dict[str, int],
    gained: Collection[str],
    entered: int,
    merged: int,
    revision: int,
    provinces: Collection[str | None],
    by: str,
) -> int:
    """Keep an import as a batch, in its own transaction; its number.

    `gained` are the codes that older products got, `revision` the one that the products bear which it changed.
    """
    fingerprint = keep(session, source.content)
    session.flush()
    made: dict[str, Any] = {name: [since[name] + 1, last] for name, last in marks(session).items()}
    row = ImportBatchRow(
        at=clock.now(),
        by=by,
        name=source.name,
        sha256=fingerprint,
        mended=source.mended,
        decision=source.decision,
        entered=entered,
        merged=merged,
        revision=revision,
        made=made | {"codes": list(gained)},
        provinces=sorted(each or "" for each in provinces),
    )
    session.add(row)
    session.flush()
    return row.id


def keep(session: Session, content: bytes) -> str:
    """Keep a file once; its fingerprint."""
    fingerprint = sha256(content).hexdigest()
    if session.get(KeptFileRow, fingerprint) is None:
        session.add(KeptFileRow(sha256=fingerprint, content=content))
        session.flush()
    return fingerprint


def listed(session: Session, most: int = 50) -> list[Batch]:
    """The latest imports, newest first."""
    rows = session.scalars(select(ImportBatchRow).order_by(ImportBatchRow.id.desc()).limit(most))
    return [_batch(row) for row in rows]


def found(session: Session, number: int) -> Batch | None:
    """An import by its number."""
    row = session.get(ImportBatchRow, number)
    return _batch(row) if row else None


def content(session: Session, fingerprint: str) -> bytes | None:
    """A kept file."""
    return session.scalar(select(KeptFileRow.content).where(KeptFileRow.sha256 == fingerprint))


def read_by(session: Session, batch: Batch, *, by: str, reason: str) -> None:
    """Note that somebody took a file with personal data away."""
    detail = {"batch": batch.id, "sha256": batch.sha256}
    audit(session, action="read_import", by=by, reason=reason, subject=batch.name, detail=detail, is_public=False)


def _batch(row: ImportBatchRow) -> Batch:
    plain = {name: getattr(row, name) for name in Batch.__annotations__ if name not in ("provinces", "mended")}
    batch = Batch(**plain, mended=len(row.mended), provinces=tuple(each or None for each in row.provinces or ()))
    return replace(batch, at=_local(batch.at), undone_at=batch.undone_at and _local(batch.undone_at))


def _local(moment: datetime) -> datetime:
    """SQLite keeps no zone; what stands there is UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(clock.VIETNAM)
