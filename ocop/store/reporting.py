"""What only a report asks of the store: decisions of a span, what ends in a span, what happened in one commune."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ocop.domain.dates import Stated
from ocop.domain.recognition import GRANTS, Kind, Scope, State
from ocop.store.queries import holds_on
from ocop.store.tables import DecisionRow, ProducerRow, ProductRow, RecognitionRow, StandingRow


@dataclass(frozen=True)
class Where:
    """Of which products: of one scope, of a province or a commune or of all."""

    scope: Scope
    province: str | None = None
    commune: str | None = None

    @property
    def conditions(self) -> Sequence[ColumnElement[bool]]:
        """As a query has them."""
        found = [ProductRow.scope == self.scope]
        found += [ProducerRow.province == self.province] if self.province else []
        return [*found, ProducerRow.commune == self.commune] if self.commune else found


def decisions(
    session: Session, where: Where, first: date, day: date
) -> list[tuple[str | None, Stated, str | None, int]]:
    """Decisions of a span on which products stand at its end: number, date, authority, how many; oldest first."""
    asked = (
        select(DecisionRow.number, DecisionRow.stated, DecisionRow.authority, func.count())
        .select_from(ProductRow)
        .join(ProductRow.producer)
        .join(StandingRow, holds_on(day))
        .join(StandingRow.recognition)
        .join(RecognitionRow.decision)
        .where(*where.conditions, RecognitionRow.kind.in_(GRANTS), DecisionRow.stated.startswith(str(day.year)))
        .group_by(DecisionRow.number, DecisionRow.stated, DecisionRow.authority)
        .order_by(DecisionRow.stated, DecisionRow.authority, DecisionRow.number)
    )
    found = [(n or None, Stated.parse(stated), who or None, count) for n, stated, who, count in session.execute(asked)]
    return [each for each in found if first <= each[1].earliest <= day]


def ending(session: Session, where: Where, day: date, first: date, last: date) -> dict[date, int]:
    """Of the products in force on a day, how many terms end on each day of a span."""
    asked = (
        select(StandingRow.until, func.count())
        .select_from(ProductRow)
        .join(ProductRow.producer)
        .join(StandingRow, holds_on(day))
        .where(*where.conditions, StandingRow.state == State.IN_FORCE, StandingRow.until.between(first, last))
        .group_by(StandingRow.until)
    )
    return {until: count for until, count in session.execute(asked) if until is not None}


def events(session: Session, where: Where) -> list[tuple[Kind, date]]:
    """What decisions did to the products, each with the day from which it counts."""
    asked = (
        select(RecognitionRow.kind, RecognitionRow.valid_from, DecisionRow.stated)
        .join(RecognitionRow.decision)
        .join(ProductRow, ProductRow.id == RecognitionRow.product_id)
        .join(ProductRow.producer)
        .where(*where.conditions)
    )
    return [(Kind(kind), since or Stated.parse(stated).earliest) for kind, since, stated in session.execute(asked)]


def lapses(session: Session, where: Where) -> list[date]:
    """The last days of terms that ended and after which the product had no other recognition."""
    asked = (
        select(StandingRow.product_id, StandingRow.last_day, StandingRow.state)
        .join(ProductRow, ProductRow.id == StandingRow.product_id)
        .join(ProductRow.producer)
        .where(*where.conditions)
        .order_by(StandingRow.product_id, StandingRow.first_day)
    )
    rows = session.execute(asked).all()
    return [
        last
        for (product, last, state), (following, _last, then) in pairwise(rows)
        if product == following and (state, then) == (State.IN_FORCE, State.ENDED)
    ]
