"""One product whole, as its mark page says it: read with few questions, as scans ask them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from ocop.clock import VIETNAM
from ocop.domain.coverage import is_complete
from ocop.domain.recognition import Scope
from ocop.domain.register import NO_WORDS, Recognition, Record
from ocop.store import inspections, photos, queries
from ocop.store.tables import AuditRow, DecisionRow, ProducerRow, ProductRow, RecognitionRow

# What a mark needs, written once: putting such a question together costs more than asking it.
_OF_MAKER = (
    queries.products_as_of(bindparam("day", type_=Date))
    .where(
        ProductRow.producer_id
        == select(ProductRow.producer_id).where(ProductRow.code == bindparam("code")).correlate(None).scalar_subquery()
    )
    .order_by(ProductRow.id)
)
_EVENTS = (
    select(RecognitionRow)
    .join(RecognitionRow.decision)
    .options(joinedload(RecognitionRow.decision))
    .where(RecognitionRow.product_id == bindparam("product"))
    .order_by(DecisionRow.stated.desc(), RecognitionRow.id.desc())
)


def record(session: Session, code: str, day: date) -> Record | None:
    """One product with its history and its maker's other products; None when no product bears the code."""
    of_maker = session.execute(_OF_MAKER, {"day": day, "code": code}).all()
    found = next((each for each in of_maker if each[0].code == code), None)
    if found is None:
        return None
    row, standing = found
    events = session.scalars(_EVENTS, {"product": row.id}).all()
    history = [queries.recognition(event) for event in events]
    maker = _maker_on(day, row, zip(events, history, strict=True))
    complete = is_complete(
        queries.coverage(session, Scope(row.scope)),
        former_province=maker.former_province or "",
        province=maker.province or "",
        day=day,
    )
    # Another of that name in the province may be the same maker: then nothing is said of all its products.
    alike = select(func.count()).where(
        ProducerRow.scope == maker.scope,
        ProducerRow.name_key == maker.name_key,
        ProducerRow.province == maker.province,
        ProducerRow.merged_into.is_(None),
    )
    complete = complete and session.scalar(alike) == 1
    if maker.id != row.producer_id:
        theirs = queries.products_as_of(day).where(ProductRow.producer_id == maker.id).order_by(ProductRow.id)
        of_maker = session.execute(theirs).all()
    return Record(
        replace(queries.product(row, standing, day), producer=queries.producer(maker)),
        tuple(event for event in history if event.effective <= day),
        tuple(queries.product(other, holding, day) for other, holding in of_maker if other.id != row.id),
        complete,
        _changed(session, row.revision),
        photos.words(session, row.id) if row.photo else NO_WORDS,
        inspections.decided(session, [row.id], day).get(row.id, ()),
    )


def _changed(session: Session, number: int) -> date | None:
    """The day in Vietnam on which a revision was made."""
    at = session.scalar(select(func.min(AuditRow.at)).where(AuditRow.revision == number))
    if at is None:
        return None
    # SQLite keeps no zone: what stands there is UTC
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(VIETNAM).date()


def _maker_on(day: date, row: ProductRow, events: Iterable[tuple[RecognitionRow, Recognition]]) -> ProducerRow:
    """Whose a product was on a day: where it was passed on later, the one from whom it then went first."""
    later = [(event.effective, event.id, stored.former_producer) for stored, event in events if event.effective > day]
    return next((maker for _on, _id, maker in sorted(later, key=lambda each: each[:2]) if maker), row.producer)
