"""What only the store can say of a question: the codes and numbers typed, and the rows of one page of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.codes import is_code, tidy, tidy_official
from ocop.domain.register import Product
from ocop.store.queries import product, products_as_of
from ocop.store.tables import DecisionRow, OfficialCodeRow, ProductRow, RecognitionRow


def named(session: Session, typed: str) -> list[int]:
    """Ids of the products whose code was typed, the register's own or an official one, or a decision's number."""
    if not any(character.isdigit() for character in typed):
        return []  # every code and every number holds a digit
    number = typed.replace("\x00", "").strip()
    own, official = tidy(typed), tidy_official(typed)
    found: list[int] = []
    if is_code(own):
        found += session.scalars(select(ProductRow.id).where(ProductRow.code == own))
    found += session.scalars(select(OfficialCodeRow.product_id).where(OfficialCodeRow.code == official))
    decided = select(RecognitionRow.product_id).join(RecognitionRow.decision).where(DecisionRow.number == number)
    return [*found, *session.scalars(decided)]


def page(session: Session, ids: Sequence[int], day: date) -> tuple[Product, ...]:
    """The products of a page in its order, as of a day."""
    if not ids:
        return ()
    rows = session.execute(products_as_of(day).where(ProductRow.id.in_(ids)))
    found = {row.id: product(row, standing, day) for row, standing in rows}
    return tuple(found[number] for number in ids if number in found)
