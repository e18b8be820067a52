"""Events entering the store: decisions, the events that they make, and what then holds over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.entries import DecisionEntry, EventEntry, ProductEntry
from ocop.domain.recognition import GRANTS, Event, Scope, term
from ocop.store.bulk import bulk, take_ids, values
from ocop.store.standing import derive, new_standing
from ocop.store.tables import DecisionRow, RecognitionRow, StandingRow

DecisionKey = tuple[str, str, str, str, str]


class _Given(NamedTuple):
    """An event of an entry: the product that it is of, its place in the history there, and its decision."""

    product: int
    place: int
    event: EventEntry
    decision: int

    @property
    def key(self) -> tuple[int, int, str]:
        """What no two events of the store share."""
        return self.product, self.decision, str(self.event.kind)


def enter_events(
    session: Session, scope: Scope, batch: Sequence[ProductEntry], ids: Mapping[str, int], known: set[int]
) -> set[int]:
    """Add the events that are not there yet and what holds over time; the products that gained any.

    `ids` are those of the products by code, `known` those of them that were there before.
    """
    given = _given(session, scope, batch, ids)
    present = _present(session, known)
    new = [each for each in given if each.key not in present] if present else given
    numbers = take_ids(session, RecognitionRow, len(new))
    placed = {(each.product, each.place): number for each, number in zip(new, numbers, strict=True)}
    if present:
        placed |= {(each.product, each.place): present[each.key] for each in given if each.key in present}
    terms: dict[tuple[int, date | None], tuple[date | None, date | None]] = {}
    rows = []
    for number, each in zip(numbers, new, strict=True):
        about = None if each.event.about is None else placed[each.product, each.event.about]
        rows.append(_event_row(number, each.product, each.event, each.decision, about, terms))
    bulk(session, RecognitionRow, rows)
    changed = {each.product for each in new}
    for product in changed & known:
        derive(session, product)
    bulk(session, StandingRow, list(_standing(new, rows, known)))
    return changed


def add_event(
    session: Session, scope: Scope, product: int, event: EventEntry, about: int | None, *, former_producer: int | None
) -> bool:
    """Add one event to a stored product; False when it stands already. What holds is left to the caller to derive."""
    (decision,) = _decisions(session, scope, [event.decision])
    if (product, decision, str(event.kind)) in _present(session, {product}):
        return False
    (number,) = take_ids(session, RecognitionRow, 1)
    row = _event_row(number, product, event, decision, about, {})
    bulk(session, RecognitionRow, [row | {"former_producer_id": former_producer}])
    return True


def _given(session: Session, scope: Scope, batch: Sequence[ProductEntry], ids: Mapping[str, int]) -> list[_Given]:
    decisions = iter(_decisions(session, scope, [event.decision for entry in batch for event in entry.history]))
    return [
        _Given(ids[entry.code], place, event, next(decisions))
        for entry in batch
        for place, event in enumerate(entry.history)
    ]


def _standing(new: Sequence[_Given], rows: Sequence[dict[str, Any]], known: set[int]) -> Iterator[dict[str, Any]]:
    """What holds for products that were not there before, whose histories are therefore whole."""
    histories: dict[int, tuple[list[int], list[Event]]] = {}
    for each, row in zip(new, rows, strict=True):
        if each.product not in known:
            numbers, history = histories.setdefault(each.product, ([], []))
            numbers.append(row["id"])
            history.append(_moment(each, row))
    for product, (numbers, history) in histories.items():
        yield from new_standing(product, numbers, tuple(history))


def _moment(given: _Given, row: Mapping[str, Any]) -> Event:
    """An event named by its place in the history."""
    return Event(
        id=given.place,
        kind=given.event.kind,
        stated=given.event.decision.stated,
        evidence=given.event.decision.evidence,
        stars=given.event.stars,
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        about=given.event.about,
    )


def _event_row(
    number: int,
    product: int,
    event: EventEntry,
    decision: int,
    about: int | None,
    terms: dict[tuple[int, date | None], tuple[date | None, date | None]],
) -> dict[str, Any]:
    """An event as a row; `terms` remembers those of decisions that grant to many products."""
    first, last = event.valid_from, event.valid_until
    if event.kind in GRANTS:
        if (found := terms.get((decision, first))) is None:
            found = terms[decision, first] = term(event.decision.stated, event.decision.evidence, first)
        first, last = found
    return {
        "id": number,
        "product_id": product,
        "decision_id": decision,
        "kind": str(event.kind),
        "about_id": about,
        "stars": event.stars,
        "points": event.points,
        "rule": event.rule,
        "valid_from": first,
        "valid_until": last,
    }


def _present(session: Session, products: set[int]) -> dict[tuple[int, int, str], int]:
    """The events that known products have already, by product, decision and kind."""
    if not products:
        return {}
    columns = select(RecognitionRow.product_id, RecognitionRow.decision_id, RecognitionRow.kind, RecognitionRow.id)
    rows = session.execute(columns.where(RecognitionRow.product_id.in_(products)))
    return {(product, decision, kind): number for product, decision, kind, number in rows}


def _decisions(session: Session, scope: Scope, stated: Sequence[DecisionEntry]) -> list[int]:
    """The ids of decisions, in the same order, entered where they are new."""
    keys = [_decision_key(decision) for decision in stated]
    rows = session.scalars(
        select(DecisionRow).where(DecisionRow.scope == scope, DecisionRow.number.in_({number for number, *_ in keys}))
    )
    found: dict[DecisionKey, int] = {(r.number, r.stated, r.authority, r.source, r.note): r.id for r in rows}
    new = {key: decision for key, decision in zip(keys, stated, strict=True) if key not in found}
    ids = take_ids(session, DecisionRow, len(new))
    inserted = [
        values(decision) | {"id": number, "scope": str(scope), "stated": str(decision.stated)}
        for number, decision in zip(ids, new.values(), strict=True)
    ]
    bulk(session, DecisionRow, inserted)
    found |= zip(new, ids, strict=True)
    return [found[key] for key in keys]


def _decision_key(decision: DecisionEntry) -> DecisionKey:
    return decision.number, str(decision.stated), decision.authority, decision.source, decision.note
