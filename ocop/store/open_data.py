"""The history of all products of a scope, in order of entry, a thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ocop.domain.recognition import Scope
from ocop.domain.register import Recognition
from ocop.store.queries import recognition
from ocop.store.tables import ProductRow, RecognitionRow


def events(session: Session, scope: Scope, day: date) -> Iterator[tuple[str, Recognition]]:
    """Each event that counts by a day, with the code of its product."""
    wanted = (
        select(ProductRow.code, RecognitionRow)
        .join(ProductRow, ProductRow.id == RecognitionRow.product_id)
        .where(ProductRow.scope == scope)
        .options(joinedload(RecognitionRow.decision), joinedload(RecognitionRow.former_producer))
        .order_by(RecognitionRow.id)
    )
    for code, row in session.execute(wanted.execution_options(yield_per=1000)):
        found = recognition(row)
        if found.effective <= day:
            yield code, found
