"""Products entering the store, a thousand at a time: the same way for one form, an annex and the national register.

A product whose code is known keeps what it has and gains the events that are new; entering a list twice changes
nothing. Makers are the same where name and province are, of households the commune too; decisions where everything
stated of them is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ocop.domain.entries import DecisionEntry, EventEntry, Facts, MakerEntry, ProductEntry
from ocop.domain.identity import MakerKey, maker_key
from ocop.domain.recognition import GRANTS, Event, Scope, term
from ocop.domain.text import fold, same_name
from ocop.store.bulk import bulk, insert_numbered, listed, values
from ocop.store.standing import derive, standing_rows
from ocop.store.tables import (
    CertificateRow,
    DecisionRow,
    FactsRow,
    OfficialCodeRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
)

NOTHING = Facts()


def enter_batch(session: Session, scope: Scope, batch: Sequence[ProductEntry], revision: int) -> list[str]:
    """Enter a batch, as part of a revision; the codes of the products that were new or gained an event."""
    present = select(ProductRow.code, ProductRow.id).where(ProductRow.code.in_([entry.code for entry in batch]))
    known = {row.code: row.id for row in session.execute(present)}
    new = [entry for entry in batch if entry.code not in known]
    makers = _makers(session, scope, [entry.maker for entry in new])
    ids = known | dict(zip((e.code for e in new), _insert_products(session, scope, new, makers, revision), strict=True))
    _insert_details(session, new, ids)
    _insert_codes(session, batch, ids)
    decisions = _decisions(session, scope, [event.decision for entry in batch for event in entry.history])
    changed = _insert_events(session, batch, ids, decisions, set(known.values()))
    if older := changed.intersection(known.values()):
        session.execute(update(ProductRow).where(ProductRow.id.in_(older)).values(revision=revision))
    return [entry.code for entry in batch if entry.code not in known or ids[entry.code] in changed]


def _insert_products(
    session: Session, scope: Scope, new: Sequence[ProductEntry], makers: Mapping[MakerKey, int], revision: int
) -> list[int]:
    return insert_numbered(
        session,
        ProductRow,
        [
            {
                "code": entry.code,
                "scope": scope,
                "name": entry.name,
                "name_key": fold(entry.name),
                "set_number": entry.set_number,
                "set_by": entry.set_by,
                "producer_id": makers[maker_key(entry.maker)],
                "revision": revision,
            }
            for entry in new
        ],
    )


def _insert_details(session: Session, new: Sequence[ProductEntry], ids: Mapping[str, int]) -> None:
    """What hangs on a new product: facts, other certificates."""
    details: dict[type[FactsRow | CertificateRow], list[dict[str, Any]]] = {
        FactsRow: [{"product_id": ids[e.code], **listed(values(e.facts))} for e in new if e.facts != NOTHING],
        CertificateRow: [{"product_id": ids[e.code], **values(c)} for e in new for c in e.certificates],
    }
    for table, rows in details.items():
        if rows:
            bulk(session, table, rows)


def _insert_codes(session: Session, batch: Sequence[ProductEntry], ids: Mapping[str, int]) -> None:
    """Add official codes; one that leads somewhere already stays as it is."""
    wanted = {code: ids[entry.code] for entry in batch for code in entry.official_codes}
    if not wanted:
        return
    taken = set(session.scalars(select(OfficialCodeRow.code).where(OfficialCodeRow.code.in_(wanted))))
    rows = [{"code": code, "product_id": product} for code, product in wanted.items() if code not in taken]
    if rows:
        bulk(session, OfficialCodeRow, rows)


def _insert_events(
    session: Session,
    batch: Sequence[ProductEntry],
    ids: Mapping[str, int],
    decisions: Mapping[DecisionEntry, int],
    known: set[int],
) -> set[int]:
    """Add the events that are not there yet and what holds over time; the products that gained any."""
    present = _present(session, known)
    wanted = [
        (ids[entry.code], place, event)
        for entry in batch
        for place, event in enumerate(entry.history)
        if (ids[entry.code], decisions[event.decision], str(event.kind)) not in present
    ]
    rows = [_event_row(product, event, decisions[event.decision]) for product, _place, event in wanted]
    numbers = {
        (ids[entry.code], place): stored
        for entry in batch
        for place, event in enumerate(entry.history)
        if (stored := present.get((ids[entry.code], decisions[event.decision], str(event.kind))))
    }
    given = insert_numbered(session, RecognitionRow, rows)
    numbers |= {(product, place): number for (product, place, _event), number in zip(wanted, given, strict=True)}
    abouts = [
        {"id": numbers[product, place], "about_id": numbers[product, event.about]}
        for product, place, event in wanted
        if event.about is not None
    ]
    if abouts:
        session.execute(update(RecognitionRow), abouts)
    histories: dict[int, list[Event]] = {}
    for (product, place, event), row in zip(wanted, rows, strict=True):
        about = None if event.about is None else numbers[product, event.about]
        histories.setdefault(product, []).append(_domain_event(numbers[product, place], event, row, about))
    for product in histories.keys() & known:
        derive(session, product)
    new = [
        row for product, history in histories.items() if product not in known for row in standing_rows(product, history)
    ]
    if new:
        bulk(session, StandingRow, new)
    return set(histories)


def add_event(session: Session, product: ProductRow, event: EventEntry, about: int | None) -> bool:
    """Add one event to a stored product; False when it stands already. What holds is left to the caller to derive."""
    scope = Scope(product.scope)
    decision = _decisions(session, scope, [event.decision])[event.decision]
    if (product.id, decision, str(event.kind)) in _present(session, {product.id}):
        return False
    row = _event_row(product.id, event, decision) | {"about_id": about}
    if event.maker:
        row["former_producer_id"] = product.producer_id
        product.producer_id = _makers(session, scope, [event.maker])[maker_key(event.maker)]
        session.flush()
    insert_numbered(session, RecognitionRow, [row])
    return True


def _event_row(product: int, event: EventEntry, decision: int) -> dict[str, Any]:
    valid_from, valid_until = event.valid_from, event.valid_until
    if event.kind in GRANTS:
        valid_from, valid_until = term(event.decision.stated, event.decision.evidence, event.valid_from)
    return {
        "product_id": product,
        "decision_id": decision,
        "kind": event.kind,
        "stars": event.stars,
        "points": event.points,
        "rule": event.rule,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }


def _domain_event(number: int, event: EventEntry, row: Mapping[str, Any], about: int | None) -> Event:
    return Event(
        id=number,
        kind=event.kind,
        stated=event.decision.stated,
        evidence=event.decision.evidence,
        stars=event.stars,
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        about=about,
    )


def _present(session: Session, products: set[int]) -> dict[tuple[int, int, str], int]:
    """The events that known products have already, by product, decision and kind."""
    if not products:
        return {}
    columns = select(RecognitionRow.product_id, RecognitionRow.decision_id, RecognitionRow.kind, RecognitionRow.id)
    rows = session.execute(columns.where(RecognitionRow.product_id.in_(products)))
    return {(product, decision, kind): number for product, decision, kind, number in rows}


def _makers(session: Session, scope: Scope, makers: Sequence[MakerEntry]) -> dict[MakerKey, int]:
    """The makers by name and province, entered where they are new."""
    wanted = {maker_key(maker): maker for maker in reversed(makers)}  # of several addresses the first is kept
    columns = select(ProducerRow.name_key, ProducerRow.province, ProducerRow.home, ProducerRow.id)
    rows = session.execute(
        columns.where(ProducerRow.scope == scope, ProducerRow.name_key.in_({key[0] for key in wanted}))
    )
    found = {(name, province, home): number for name, province, home, number in rows}
    new = {key: maker for key, maker in wanted.items() if key not in found}
    ids = insert_numbered(session, ProducerRow, [_maker_row(scope, maker) for maker in new.values()])
    return found | dict(zip(new, ids, strict=True))


def _maker_row(scope: Scope, maker: MakerEntry) -> dict[str, Any]:
    facts = listed({key: value for key, value in values(maker).items() if key != "place"})
    return facts | {
        "scope": scope,
        "name_key": same_name(maker.name),
        "home": maker_key(maker)[2],
        "place_stated": maker.place.stated,
        "commune": maker.place.commune,
        "province": maker.place.province,
        "former_province": maker.place.former_province,
    }


def _decisions(session: Session, scope: Scope, stated: Sequence[DecisionEntry]) -> dict[DecisionEntry, int]:
    """The decisions, entered where they are new."""
    wanted = dict.fromkeys(stated)
    rows = session.scalars(
        select(DecisionRow).where(DecisionRow.scope == scope, DecisionRow.number.in_({d.number for d in wanted}))
    )
    found = {(r.number, r.stated, r.authority, r.source, r.note): r.id for r in rows}
    new = list(
        {_decision_key(decision): decision for decision in wanted if _decision_key(decision) not in found}.values()
    )
    inserted = [values(decision) | {"scope": scope, "stated": str(decision.stated)} for decision in new]
    found |= dict(zip(map(_decision_key, new), insert_numbered(session, DecisionRow, inserted), strict=True))
    return {decision: found[_decision_key(decision)] for decision in wanted}


def _decision_key(decision: DecisionEntry) -> tuple[str, str, str, str, str]:
    return decision.number, str(decision.stated), decision.authority, decision.source, decision.note
