"""Whose a product was on a day before it was passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ocop.domain.dates import Stated
from ocop.domain.register import Producer
from ocop.store.queries import producers
from ocop.store.tables import DecisionRow, ProducerRow, ProductRow, RecognitionRow


def earlier(session: Session, among: ColumnElement[bool], day: date) -> dict[int, Producer]:
    """Of the products that were passed on after a day, the maker from whom each then went first; by product."""
    passed = session.execute(
        select(RecognitionRow.product_id, RecognitionRow.former_producer_id, RecognitionRow.valid_from,
               RecognitionRow.id, DecisionRow.stated)
        .join(RecognitionRow.decision)
        .join(ProductRow, ProductRow.id == RecognitionRow.product_id)
        .where(RecognitionRow.former_producer_id.is_not(None), among)
    )  # fmt: skip
    later = [(row.valid_from or Stated.parse(row.stated).earliest, row.id, row) for row in passed]
    first: dict[int, int] = {}
    for effective, _id, row in sorted(later, key=lambda each: each[:2]):
        if effective > day:
            first.setdefault(row.product_id, row.former_producer_id)
    known = producers(session, sorted(set(first.values()))) if first else {}
    return {product: known[maker] for product, maker in first.items()}


def green(session: Session, ids: Sequence[int]) -> dict[int, int | None]:
    """Of makers by id whether their growing area or chain is traced: 1 yes, 0 no, None not known."""
    rows = session.execute(select(ProducerRow.id, ProducerRow.green_chain).where(ProducerRow.id.in_(ids)))
    return {number: None if traced is None else int(traced) for number, traced in rows}
