"""The whole register as of a day, in order of entry, a thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from ocop.domain.recognition import Scope
from ocop.domain.register import Product, Recognition
from ocop.store import makers
from ocop.store.queries import product, products_as_of, recognition
from ocop.store.tables import ProductRow, RecognitionRow, StandingRow


def recognised(session: Session, scope: Scope, day: date) -> Iterator[Product]:
    """Every product that has or had a recognition on that day, with what holds of it and whose it then was."""
    earlier = makers.earlier(session, ProductRow.scope == scope, day)
    wanted = products_as_of(day).where(ProductRow.scope == scope, StandingRow.product_id.is_not(None))
    for row in session.execute(wanted.order_by(ProductRow.id).execution_options(yield_per=1000)):
        found = product(*row, day)
        yield replace(found, producer=earlier.get(found.id, found.producer))


def ended(session: Session, endings: Sequence[int]) -> dict[int, Recognition]:
    """The recognitions that some revocations and annulments ended, by the event that ended each."""
    if not endings:
        return {}
    ending = aliased(RecognitionRow)
    found = session.execute(
        select(ending.id, RecognitionRow)
        .join(ending, ending.about_id == RecognitionRow.id)
        .options(joinedload(RecognitionRow.decision))
        .where(ending.id.in_(endings))
    )
    return {number: recognition(row) for number, row in found}
