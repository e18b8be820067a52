"""What holds for a product over time, derived from its events and kept as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from ocop.domain.dates import Stated
from ocop.domain.recognition import Event, Evidence, Kind, Period, periods
from ocop.store.tables import FOREVER, DecisionRow, ProductRow, RecognitionRow, StandingRow, WithdrawnRow, core


def derive(session: Session, product_id: int) -> None:
    """Write anew what holds for a product; called by whatever adds an event to it."""
    session.execute(delete(StandingRow).where(StandingRow.product_id == product_id))
    rows = standing_rows(product_id, events(session, product_id))
    if rows:
        session.execute(insert(core(StandingRow)), rows)


def events(session: Session, product_id: int) -> list[Event]:
    """The stored events of a product."""
    rows = session.execute(
        select(RecognitionRow, DecisionRow).join(DecisionRow).where(RecognitionRow.product_id == product_id)
    )
    return [event(row, decision) for row, decision in rows]


def histories(session: Session) -> Iterator[tuple[int, str, list[Event]]]:
    """Every product in order of id: the id, the code, its stored events."""
    rows = session.execute(
        select(ProductRow.id, ProductRow.code, RecognitionRow, DecisionRow)
        .outerjoin(RecognitionRow, RecognitionRow.product_id == ProductRow.id)
        .outerjoin(DecisionRow, RecognitionRow.decision_id == DecisionRow.id)
        .order_by(ProductRow.id)
        .execution_options(yield_per=1000)
    )
    for (number, code), group in groupby(rows, key=lambda row: (row[0], row[1])):
        yield number, code, [event(row, decision) for _, _, row, decision in group if row and decision]


def event(row: RecognitionRow | WithdrawnRow, decision: DecisionRow) -> Event:
    """A stored event as the rules read it."""
    return Event(
        id=row.id,
        kind=Kind(row.kind),
        stated=Stated.parse(decision.stated),
        evidence=Evidence(decision.evidence),
        stars=row.stars,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        about=row.about_id,
    )


def standing_rows(product_id: int, history: Sequence[Event]) -> list[dict[str, Any]]:
    """The periods of a history as rows."""
    return [_row(product_id, period, period.event) for period in periods(history)]


def new_standing(product_id: int, numbers: Sequence[int], history: tuple[Event, ...]) -> list[dict[str, Any]]:
    """The same for a product that has no other events than these, named by their places; `numbers` are their ids."""
    return [_row(product_id, period, numbers[period.event]) for period in _periods(history)]


@lru_cache(maxsize=10_000)
def _periods(history: tuple[Event, ...]) -> tuple[Period, ...]:
    """The periods of a history; a decision gives hundreds of products the same."""
    return tuple(periods(history))


def _row(product_id: int, period: Period, recognition_id: int) -> dict[str, Any]:
    return {
        "product_id": product_id,
        "first_day": period.first,
        "last_day": period.last or FOREVER,
        "state": str(period.state),
        "stars": period.stars,
        "until": period.until,
        "recognition_id": recognition_id,
    }
