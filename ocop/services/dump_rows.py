"""The rows of the open data, by the names of `domain.open_data`; nothing closer than the commune, no contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain import gtin as gtins
from ocop.domain.codes import shown
from ocop.domain.recognition import Scope
from ocop.domain.register import Producer, ProductQuery, Recognition, Sort
from ocop.services.register import Register
from ocop.store import open_data, producers

Row = dict[str, object]
CHUNK = 500


def rows(register: Register, session: Session, table: str, scope: Scope, day: date) -> Iterator[Row]:
    """The rows of one table in one scope as of a day."""
    if table == "provinces":
        for each in reference.provinces().values():
            yield {"code": each.code, "name": each.name, "full_name": each.full_name, "region": each.region}
    elif table == "provinces_63":
        for former in reference.former_provinces().values():
            yield {"code": former.code, "name": former.name, "successor": former.successor}
    elif table == "producers":
        yield from _producers(register, session, scope, day)
    elif table == "products":
        yield from _products(register, session, scope, day)
    else:
        yield from _recognitions(session, scope, day)


def _producers(register: Register, session: Session, scope: Scope, day: date) -> Iterator[Row]:
    """Makers that have products now, and those that had one on the day."""
    query = ProductQuery(scope=scope, sort=Sort.NAME)
    ids = {each.producer.id for each in register.finder.every(session, query, day)}
    listed = sorted(ids | {each.id for each in producers.every(session, scope)})
    for first in range(0, len(listed), CHUNK):
        for maker in producers.page(session, listed[first : first + CHUNK], day):
            known = maker.producer
            yield {
                "id": known.id,
                "name": known.name,
                "kind": known.kind,
                **_place(known),
                "products": maker.products,
                "products_in_force": maker.in_force,
                "is_made_up": scope is Scope.DEMO,
            }


def _products(register: Register, session: Session, scope: Scope, day: date) -> Iterator[Row]:
    for each in register.finder.every(session, ProductQuery(scope=scope, sort=Sort.NAME), day):
        governing = each.governing
        yield {
            "code": each.shown_code,
            "name": each.name,
            "status": str(each.status),
            "stars": each.stars,
            "set": each.set_number,
            "producer_id": each.producer.id,
            "producer": each.producer.name,
            **_place(each.producer),
            "official_codes": " ".join(each.official_codes) or None,
            "former_codes": " ".join(each.former_codes) or None,
            "gtin": gtins.shown(each.gtin) if each.gtin else None,
            "decided_on": str(governing.stated) if governing else None,
            "evidence": str(governing.evidence) if governing else None,
            **_decided(governing),
            "is_made_up": scope is Scope.DEMO,
        }


def _recognitions(session: Session, scope: Scope, day: date) -> Iterator[Row]:
    told: set[int] = set()
    for code, event in open_data.events(session, scope, day):
        told.add(event.id)
        yield {
            "id": event.id,
            "product_code": shown(code),
            "kind": str(event.kind),
            "about": event.about if event.about in told else None,
            "stars": event.stars,
            "stated": str(event.stated),
            "evidence": str(event.evidence),
            **_decided(event),
            "former_producer": event.former_producer,
            "note": event.note or None,
            "is_made_up": scope is Scope.DEMO,
        }


def _place(maker: Producer) -> Row:
    commune = reference.communes().get(maker.commune or "")
    return {
        "commune_code": maker.commune,
        "commune": commune.name if commune else None,
        "province_code": maker.province,
        "province_63_code": maker.former_province,
    }


def _decided(event: Recognition | None) -> Row:
    if event is None:
        return dict.fromkeys(("decision", "authority", "level", "valid_from", "valid_until", "source"))
    return {
        "decision": event.decision,
        "authority": event.authority,
        "level": str(event.level),
        "valid_from": event.valid_from,
        "valid_until": event.valid_until,
        "source": event.source or None,
    }
