"""Products entering the store, a thousand at a time: the same way for one form, an annex and the national register.

A product whose code is known keeps what it has and gains the events that are new; entering a list twice changes
nothing. Makers are the same where name and province are, of households the commune too; decisions where everything
stated of them is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from ocop.domain.entries import NOTHING_KNOWN, EventEntry, MakerEntry, ProductEntry
from ocop.domain.identity import MakerKey, maker_key
from ocop.domain.recognition import Scope
from ocop.domain.text import fold
from ocop.store import history
from ocop.store.bulk import bulk, listed, take_ids, values
from ocop.store.tables import CertificateRow, FactsRow, OfficialCodeRow, ProducerRow, ProductRow


def enter_batch(session: Session, scope: Scope, batch: Sequence[ProductEntry], revision: int) -> list[str]:
    """Enter a batch, as part of a revision; the codes of the products that were new or gained an event."""
    present = select(ProductRow.code, ProductRow.id).where(ProductRow.code.in_([entry.code for entry in batch]))
    known = {row.code: row.id for row in session.execute(present)}
    new = [entry for entry in batch if entry.code not in known]
    ids = known | _insert_products(session, scope, new, revision)
    _insert_details(session, new, ids)
    _insert_codes(session, batch, ids)
    changed = history.enter_events(session, scope, batch, ids, set(known.values()))
    if older := changed.intersection(known.values()):
        session.execute(update(ProductRow).where(ProductRow.id.in_(older)).values(revision=revision))
    return [entry.code for entry in batch if entry.code not in known or ids[entry.code] in changed]


def _insert_products(session: Session, scope: Scope, new: Sequence[ProductEntry], revision: int) -> dict[str, int]:
    """Enter new products and their makers; the ids by code."""
    makers = _makers(session, scope, [entry.maker for entry in new])
    ids = take_ids(session, ProductRow, len(new))
    rows = [
        {
            "id": number,
            "code": entry.code,
            "scope": str(scope),
            "name": entry.name,
            "name_key": fold(entry.name),
            "set_number": entry.set_number,
            "set_by": entry.set_by,
            "producer_id": maker,
            "revision": revision,
        }
        for number, entry, maker in zip(ids, new, makers, strict=True)
    ]
    bulk(session, ProductRow, rows)
    return dict(zip((entry.code for entry in new), ids, strict=True))


def _insert_details(session: Session, new: Sequence[ProductEntry], ids: Mapping[str, int]) -> None:
    """What hangs on a new product: facts, other certificates."""
    facts = [e for e in new if e.facts is not NOTHING_KNOWN and e.facts != NOTHING_KNOWN]
    bulk(session, FactsRow, [{"product_id": ids[e.code], **listed(values(e.facts))} for e in facts])
    bulk(session, CertificateRow, [{"product_id": ids[e.code], **values(c)} for e in new for c in e.certificates])


def _insert_codes(session: Session, batch: Sequence[ProductEntry], ids: Mapping[str, int]) -> None:
    """Add official codes; one that leads somewhere already stays as it is."""
    wanted = {code: ids[entry.code] for entry in batch for code in entry.official_codes}
    if not wanted:
        return
    taken = set(session.scalars(select(OfficialCodeRow.code).where(OfficialCodeRow.code.in_(wanted))))
    rows = [{"code": code, "product_id": product} for code, product in wanted.items() if code not in taken]
    bulk(session, OfficialCodeRow, rows)


def add_event(session: Session, product: ProductRow, event: EventEntry, about: int | None) -> bool:
    """Add one event to a stored product; False when it stands already. What holds is left to the caller to derive."""
    scope = Scope(product.scope)
    former = product.producer_id if event.maker else None
    if not history.add_event(session, scope, product.id, event, about, former_producer=former):
        return False
    if event.maker:
        (product.producer_id,) = _makers(session, scope, [event.maker])
        session.flush()
    return True


def _makers(session: Session, scope: Scope, makers: Sequence[MakerEntry]) -> list[int]:
    """The ids of makers, in the same order: known by name and province, entered where they are new."""
    keys = [maker_key(maker) for maker in makers]
    # one that was found to be the same as another leads there
    leads_to = func.coalesce(ProducerRow.merged_into, ProducerRow.id)
    columns = select(ProducerRow.name_key, ProducerRow.province, ProducerRow.home, leads_to)
    rows = session.execute(
        columns.where(ProducerRow.scope == scope, ProducerRow.name_key.in_({name for name, _, _ in keys}))
    )
    found = {(name, province, home): number for name, province, home, number in rows}
    new: dict[MakerKey, MakerEntry] = {}  # of several addresses the first is kept
    for key, maker in zip(keys, makers, strict=True):
        if key not in found:
            new.setdefault(key, maker)
    ids = take_ids(session, ProducerRow, len(new))
    bulk(session, ProducerRow, [_maker_row(scope, *each) for each in zip(ids, new, new.values(), strict=True)])
    found |= zip(new, ids, strict=True)
    return [found[key] for key in keys]


def _maker_row(scope: Scope, number: int, key: MakerKey, maker: MakerEntry) -> dict[str, Any]:
    row = listed(values(maker))
    place = row.pop("place")
    name_key, _province, home = key
    return row | {
        "id": number,
        "scope": str(scope),
        "name_key": name_key,
        "home": home,
        "place_stated": place.stated,
        "commune": place.commune,
        "province": place.province,
        "former_province": place.former_province,
    }
