"""Finding products: one set of conditions for the list and its total, so that they cannot disagree."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from ocop.domain.codes import is_code, tidy, tidy_official
from ocop.domain.recognition import Evidence
from ocop.domain.register import Found, ProductQuery
from ocop.domain.text import fold
from ocop.store.queries import holds_on, product, products_as_of
from ocop.store.tables import DecisionRow, OfficialCodeRow, ProducerRow, ProductRow, RecognitionRow, StandingRow

STRONGEST_FIRST = {evidence.value: rank for rank, evidence in enumerate(Evidence)}


def search(session: Session, query: ProductQuery, day: date) -> Found:
    """The page that a query asks for, best first, and how many products it matches in all."""
    conditions = matching(query)
    count = select(func.count()).select_from(ProductRow).join(ProducerRow).outerjoin(StandingRow, holds_on(day))
    page = ordered(products_as_of(day).where(*conditions), query).limit(query.limit).offset(query.offset)
    return Found(
        session.execute(count.where(*conditions)).scalar_one(),
        tuple(product(*row, day) for row in session.execute(page)),
    )


def matching(query: ProductQuery) -> list[ColumnElement[bool]]:
    """The conditions of a query: every word begins a word of the product's text, or the whole is its code."""
    conditions = [ProductRow.scope == query.scope]
    if query.stars:
        conditions.append(StandingRow.stars.in_(query.stars))
    if query.provinces:
        conditions.append(ProducerRow.province.in_(query.provinces))
    if query.text.strip():
        conditions.append(_text(query.text))
    return conditions


def ordered(statement: Select[ProductRow, StandingRow], query: ProductQuery) -> Select[ProductRow, StandingRow]:
    """Best first and alike on both engines: the name itself, its beginning, evidence, stars, then the code."""
    key = fold(query.text)
    tier = case((ProductRow.name_key == key, 0), (ProductRow.name_key.startswith(key), 1), else_=2)
    evidence = case(STRONGEST_FIRST, value=DecisionRow.evidence, else_=len(STRONGEST_FIRST))
    stars = func.coalesce(RecognitionRow.stars, 0)
    return statement.order_by(*([tier] if key else []), evidence, stars.desc(), ProductRow.code)


def _text(typed: str) -> ColumnElement[bool]:
    own = tidy(typed)
    if is_code(own):
        return ProductRow.code == own
    words = [ProductRow.search_text.contains(f" {word}") for word in fold(typed).split()]
    found: ColumnElement[bool] = words[0] if words else ProductRow.id.is_(None)
    for word in words[1:]:
        found &= word
    official = select(OfficialCodeRow.product_id).where(OfficialCodeRow.code == tidy_official(typed))
    return found | ProductRow.id.in_(official) | ProductRow.id.in_(_decided(typed))


def _decided(typed: str) -> Select[int]:
    """Products of a decision by its number, as it is written: `858/QĐ-UBND`."""
    number = typed.replace("\x00", "").strip()
    return (
        select(RecognitionRow.product_id)
        .join(RecognitionRow.decision)
        .where(DecisionRow.number == number, DecisionRow.number != "")
    )
