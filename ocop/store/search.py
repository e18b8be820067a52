"""What only the store can say of a question: the codes and numbers typed, and the rows of one page of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Date, bindparam, func, select
from sqlalchemy.orm import Session

from ocop.domain import gtin as gtins
from ocop.domain.codes import is_code, tidy, tidy_official
from ocop.domain.dates import Stated
from ocop.domain.recognition import Evidence, Kind, Level, Scope, State, Status, status_of
from ocop.domain.register import Producer, Product, Recognition
from ocop.store import makers
from ocop.store.queries import holds_on
from ocop.store.tables import (
    DecisionRow,
    FactsRow,
    OfficialCodeRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
)


def named(session: Session, typed: str) -> list[int]:
    """Ids of the products whose code was typed: the register's own, an official one, a GTIN, or a decision's number."""
    if not any(character.isdigit() for character in typed):
        return []  # every code and every number holds a digit
    typed = typed.replace("\x00", "")  # PostgreSQL takes none, and no code or number holds one
    own, official = tidy(typed), tidy_official(typed)
    found: list[int] = []
    if is_code(own):
        found += session.scalars(select(ProductRow.id).where(ProductRow.code == own))
    leads_to = OfficialCodeRow.code.in_((own, official))
    found += session.scalars(select(OfficialCodeRow.product_id).where(leads_to))
    if gtin := gtins.tidy(typed):
        found += session.scalars(select(ProductRow.id).where(ProductRow.gtin == gtin))
    decided = select(RecognitionRow.product_id).join(RecognitionRow.decision).where(DecisionRow.number == typed.strip())
    return [*found, *session.scalars(decided)]


IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_PAGE = (
    select(
        ProductRow.id, ProductRow.code, ProductRow.name, ProductRow.set_number, ProductRow.scope,
        StandingRow.state, StandingRow.stars, StandingRow.until,
        ProducerRow.id, ProducerRow.name, ProducerRow.kind, ProducerRow.place_stated, ProducerRow.commune,
        ProducerRow.province, ProducerRow.former_province,
        RecognitionRow.id, RecognitionRow.kind, RecognitionRow.stars, RecognitionRow.valid_from,
        RecognitionRow.valid_until,
        DecisionRow.stated, DecisionRow.number, DecisionRow.authority, DecisionRow.level, DecisionRow.evidence,
        DecisionRow.source, DecisionRow.note, FactsRow.alcohol_percent, ProductRow.photo, ProductRow.gtin,
        select(func.aggregate_strings(OfficialCodeRow.code, " "))
        .where(OfficialCodeRow.product_id == ProductRow.id).scalar_subquery(),
    )
    .join(ProductRow.producer)
    # the ids once more: else PostgreSQL reads all that holds on the day
    .outerjoin(StandingRow, holds_on(bindparam("day", type_=Date)) & StandingRow.product_id.in_(IDS))
    .outerjoin(StandingRow.recognition)
    .outerjoin(RecognitionRow.decision)
    .outerjoin(FactsRow, FactsRow.product_id == ProductRow.id)
    .where(ProductRow.id.in_(IDS))
)  # fmt: skip


def page(session: Session, ids: Sequence[int], day: date) -> tuple[Product, ...]:
    """The products of a page in its order, as of a day: plain rows, since mapped objects cost five times as much."""
    if not ids:
        return ()
    found = {}
    earlier = makers.earlier(session, ProductRow.id.in_(ids), day)
    for each in session.execute(_PAGE, {"ids": ids, "day": day}):
        row: tuple[Any, ...] = tuple(each)
        (number, code, name, set_number, scope), (state, stars, until) = row[:5], row[5:8]
        found[number] = Product(
            id=number,
            code=code,
            other_codes=tuple(sorted((row[30] or "").split())),
            name=name,
            set_number=set_number,
            scope=Scope(scope),
            producer=earlier.get(number) or Producer(*row[8:15]),
            status=Status.NONE if state is None else status_of(State(state), (until - day).days if until else 0),
            stars=stars,
            governing=None if state is None else _recognition(*row[15:27]).as_altered(State(state), until),
            alcohol_percent=row[27],
            photo=row[28],
            gtin=row[29],
        )
    return tuple(found[number] for number in ids if number in found)


def _recognition(
    number: int, kind: str, stars: int | None, valid_from: date | None, valid_until: date | None,
    stated: str, decision: str, authority: str, level: str, evidence: str, source: str, note: str,
) -> Recognition:  # fmt: skip
    return Recognition(
        id=number,
        kind=Kind(kind),
        stars=stars,
        stated=Stated.parse(stated),
        valid_from=valid_from,
        valid_until=valid_until,
        decision=decision or None,
        authority=authority or None,
        level=Level(level),
        evidence=Evidence(evidence),
        source=source,
        note=note,
    )
