"""Decisions stated anew: with the signed paper in hand, or since they were copied wrongly; the audit keeps what was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.dates import Stated
from ocop.domain.recognition import GRANTS, Evidence, Kind, Level, term
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store import batches
from ocop.store.audit import audit, check_author, next_revision
from ocop.store.standing import derive
from ocop.store.tables import DecisionFileRow, DecisionRow, ProducerRow, ProductRow, RecognitionRow


@dataclass(frozen=True)
class KeptFile:
    """A scan on its way in: its name without a path, what it is, its bytes."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True)
class FileOf:
    """A scan that is kept."""

    sha256: str
    name: str
    media: str
    size: int


@dataclass(frozen=True)
class Decision:
    """A decision as it stands, the grants that it makes by stars, the provinces of its products, its scans."""

    id: int
    number: str
    stated: Stated
    authority: str
    level: Level
    evidence: Evidence
    products: int
    kinds: tuple[tuple[Kind, int | None], ...]
    provinces: frozenset[str | None]
    files: tuple[FileOf, ...]


def of_event(session: Session, event: int) -> Decision | None:
    """The decision that made an event."""
    found = session.get(RecognitionRow, event)
    return None if found is None else decision(session, found.decision_id)


def decision(session: Session, number: int) -> Decision | None:
    """A decision by its id."""
    row = session.get(DecisionRow, number)
    if row is None:
        return None
    events = session.execute(
        select(RecognitionRow.product_id, RecognitionRow.kind, RecognitionRow.stars, ProducerRow.province)
        .join(ProductRow, ProductRow.id == RecognitionRow.product_id)
        .join(ProducerRow, ProducerRow.id == ProductRow.producer_id)
        .where(RecognitionRow.decision_id == number)
    ).all()
    files = session.scalars(
        select(DecisionFileRow).where(DecisionFileRow.decision_id == number).order_by(DecisionFileRow.at)
    )
    return Decision(
        row.id, row.number, Stated.parse(row.stated), row.authority, Level(row.level), Evidence(row.evidence),
        len({each.product_id for each in events}),
        tuple(sorted({(Kind(each.kind), each.stars) for each in events}, key=str)),
        frozenset(each.province for each in events),
        tuple(FileOf(each.sha256, each.name, each.media, each.size) for each in files),
    )  # fmt: skip


def state(
    session: Session,
    number: int,
    *,
    values: Mapping[str, str],
    file: KeptFile | None,
    subject: str,
    by: str,
    reason: str,
) -> None:
    """State a decision anew: `values` are number, stated, authority, level, evidence. Its terms are counted anew too.

    Every product of the decision changes with it; `subject` is the code of the one from which it was done.

    Raises:
        Conflict: there is no such decision, another says the same already, or nothing changes.
    """
    check_author(by, reason)
    row = session.get(DecisionRow, number)
    if row is None:
        raise Conflict(say("Không còn quyết định này trong sổ: hãy mở lại hồ sơ."))
    before = {name: getattr(row, name) for name in values}
    changed = {name: value for name, value in values.items() if value != before[name]}
    if not changed and file is None:
        raise Conflict(say("Không có gì đổi so với điều sổ đang ghi: hãy sửa hoặc kèm bản ký."))
    old = Stated.parse(row.stated)
    for name, value in changed.items():
        setattr(row, name, value)
    twin = select(DecisionRow.id).where(
        DecisionRow.scope == row.scope, DecisionRow.number == row.number, DecisionRow.stated == row.stated,
        DecisionRow.authority == row.authority, DecisionRow.source == row.source, DecisionRow.note == row.note,
        DecisionRow.id != row.id,
    )  # fmt: skip
    with session.no_autoflush:
        if session.scalar(twin) is not None:
            raise Conflict(say("Sổ đã có một quyết định y hệt: hãy kiểm tra số và ngày."))
    session.flush()
    detail: dict[str, Any] = {"decision": number, "before": {name: before[name] for name in changed}, "after": changed}
    if file is not None:
        detail["file"] = _attach(session, number, file, by)
    if changed:
        _again(session, row, old)
    audit(session, action="state_decision", by=by, reason=reason, subject=subject, detail=detail)


def attach(session: Session, code: str, file: KeptFile, *, by: str, reason: str) -> None:
    """Keep the scan of the decision that was recorded last of a product; no public fact changes by it."""
    last = select(RecognitionRow.decision_id).join(ProductRow, ProductRow.id == RecognitionRow.product_id)
    number = session.scalars(last.where(ProductRow.code == code).order_by(RecognitionRow.id.desc()).limit(1)).one()
    detail = {"decision": number, "file": _attach(session, number, file, by)}
    audit(session, action="attach_decision_file", by=by, reason=reason, subject=code, detail=detail, is_public=False)


def _again(session: Session, row: DecisionRow, old: Stated) -> None:
    """The terms of its grants, and what then holds for its products."""
    revision = next_revision(session)
    products: set[int] = set()
    for event in session.scalars(select(RecognitionRow).where(RecognitionRow.decision_id == row.id)).all():
        products.add(event.product_id)
        if event.kind in GRANTS:
            own = None if event.valid_from in (None, old.exact) else event.valid_from
            event.valid_from, event.valid_until = term(Stated.parse(row.stated), Evidence(row.evidence), own)
    session.flush()
    for product in sorted(products):
        derive(session, product)
        kept = session.get(ProductRow, product)
        assert kept is not None, "an event is of a product"
        kept.revision = revision
    session.flush()


def _attach(session: Session, number: int, file: KeptFile, by: str) -> str:
    fingerprint = batches.keep(session, file.content)
    if session.get(DecisionFileRow, (number, fingerprint)) is None:
        session.add(
            DecisionFileRow(
                decision_id=number, sha256=fingerprint, name=file.name, media=file.media, size=len(file.content),
                at=clock.now(), by=by,
            )
        )  # fmt: skip
    return fingerprint


def content(session: Session, number: int, fingerprint: str) -> bytes | None:
    """A scan of a decision; None where it has no such one."""
    known = session.get(DecisionFileRow, (number, fingerprint))
    return None if known is None else batches.content(session, fingerprint)
