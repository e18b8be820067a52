"""Writes: the only functions that change the store. Each is one audited step with who (`by`) and why (`reason`).

They are called inside `engine.writing`, which holds the transaction: everything of a step stands, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.dates import Stated
from ocop.domain.recognition import GRANTS, Event, Evidence, Kind, Level, Scope, periods, term
from ocop.domain.text import fold
from ocop.store.tables import (
    FOREVER,
    AuditRow,
    DecisionRow,
    OfficialCodeRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    RevisionRow,
    StandingRow,
)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A product recognised by a decision, complete enough to enter the register.

    `search_terms` are further words that should find it: names of its place, old and new, and of its set.
    """

    code: str
    official_codes: tuple[str, ...] = ()
    name: str
    set_number: int | None
    set_by: str
    producer: str
    producer_kind: str | None
    place_stated: str
    commune: str | None
    province: str | None
    former_province: str | None
    search_terms: tuple[str, ...]
    kind: Kind
    stars: int
    decision: str
    stated: Stated
    authority: str
    level: Level
    evidence: Evidence
    source: str
    note: str
    valid_from: date | None = None


def enter_recognitions(session: Session, *, grants: Iterable[Grant], scope: Scope, by: str, reason: str) -> int:
    """Enter granted recognitions with their products and makers; say how many are new.

    One that stands already (same product, decision and kind) is left as it is, so a list can be entered twice.
    """
    new = [code for grant in grants if (code := _enter(session, scope, grant))]
    if new:
        _audit(session, action="enter_recognitions", by=by, reason=reason, subject=scope, detail={"codes": new})
    return len(new)


def _enter(session: Session, scope: Scope, grant: Grant) -> str | None:
    """Enter one; its code when it was not there before."""
    assert grant.kind in GRANTS, f"{grant.kind} grants no term"
    product = session.scalar(select(ProductRow).where(ProductRow.code == grant.code))
    if product is None:
        product = _new_product(session, scope, grant)
    decision = _decision(session, scope, grant)
    present = select(RecognitionRow.id).where(
        RecognitionRow.product_id == product.id,
        RecognitionRow.decision_id == decision.id,
        RecognitionRow.kind == grant.kind,
    )
    if session.scalar(present) is not None:
        return None
    valid_from, valid_until = term(grant.stated, grant.evidence, grant.valid_from)
    session.add(
        RecognitionRow(
            product_id=product.id,
            decision_id=decision.id,
            kind=grant.kind,
            stars=grant.stars,
            valid_from=valid_from,
            valid_until=valid_until,
        )
    )
    session.flush()
    derive_standing(session, product.id)
    return grant.code


def derive_standing(session: Session, product_id: int) -> None:
    """Write anew what holds for a product over time, from its events."""
    rows = session.execute(
        select(RecognitionRow, DecisionRow).join(DecisionRow).where(RecognitionRow.product_id == product_id)
    )
    events = [
        Event(
            id=row.id,
            kind=Kind(row.kind),
            stated=Stated.parse(decision.stated),
            evidence=Evidence(decision.evidence),
            stars=row.stars,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            about=row.about_id,
        )
        for row, decision in rows
    ]
    session.execute(delete(StandingRow).where(StandingRow.product_id == product_id))
    session.add_all(
        StandingRow(
            product_id=product_id,
            first_day=period.first,
            last_day=period.last or FOREVER,
            state=period.state,
            stars=period.stars,
            until=period.until,
            recognition_id=period.event,
        )
        for period in periods(events)
    )
    session.flush()


def _new_product(session: Session, scope: Scope, grant: Grant) -> ProductRow:
    producer = _producer(session, scope, grant)
    terms = (grant.name, grant.producer, *grant.search_terms)
    product = ProductRow(
        code=grant.code,
        scope=scope,
        name=grant.name,
        name_key=fold(grant.name),
        set_number=grant.set_number,
        set_by=grant.set_by,
        producer_id=producer.id,
        search_text=f" {' '.join(fold(term) for term in terms if term)} ",
    )
    session.add(product)
    session.flush()
    session.add_all(OfficialCodeRow(code=code, product_id=product.id) for code in grant.official_codes)
    return product


def _producer(session: Session, scope: Scope, grant: Grant) -> ProducerRow:
    """The maker of that name in that province, new when it is not there."""
    key = fold(grant.producer)
    known = select(ProducerRow).where(
        ProducerRow.scope == scope,
        ProducerRow.name_key == key,
        ProducerRow.province.is_not_distinct_from(grant.province),
    )
    producer = session.scalar(known)
    if producer is None:
        producer = ProducerRow(
            scope=scope,
            name=grant.producer,
            name_key=key,
            kind=grant.producer_kind,
            place_stated=grant.place_stated,
            commune=grant.commune,
            province=grant.province,
            former_province=grant.former_province,
        )
        session.add(producer)
        session.flush()
    return producer


def _decision(session: Session, scope: Scope, grant: Grant) -> DecisionRow:
    facts = {
        "scope": scope,
        "number": grant.decision,
        "stated": str(grant.stated),
        "authority": grant.authority,
        "source": grant.source,
        "note": grant.note,
    }
    decision = session.scalar(select(DecisionRow).filter_by(**facts))
    if decision is None:
        decision = DecisionRow(**facts, level=grant.level, evidence=grant.evidence)
        session.add(decision)
        session.flush()
    return decision


def _audit(session: Session, *, action: str, by: str, reason: str, subject: str, detail: dict[str, Any]) -> None:
    """Count the revision up and say who did what, when and why."""
    at = clock.now()
    session.execute(update(RevisionRow).values(number=RevisionRow.number + 1, changed_at=at))
    number = session.execute(select(RevisionRow.number)).scalar_one()
    session.add(AuditRow(at=at, by=by, action=action, reason=reason, subject=subject, detail=detail, revision=number))
