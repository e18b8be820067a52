"""The whole register as of a day, in order of entry, a thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ocop.domain.recognition import Scope
from ocop.domain.register import Product
from ocop.store.queries import product, products_as_of
from ocop.store.tables import ProductRow, StandingRow


def recognised(session: Session, scope: Scope, day: date) -> Iterator[Product]:
    """Every product that has or had a recognition on that day, with what holds of it."""
    wanted = products_as_of(day).where(ProductRow.scope == scope, StandingRow.product_id.is_not(None))
    for row in session.execute(wanted.order_by(ProductRow.id).execution_options(yield_per=1000)):
        yield product(*row, day)
