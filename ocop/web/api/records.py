"""One record as the API says it. Every one says whether it is made up; what is not known is null."""

from __future__ import annotations

from ocop import reference
from ocop.domain import gtin as gtins
from ocop.domain.makers import Maker
from ocop.domain.recognition import Scope
from ocop.domain.register import Inspected, Product, Recognition
from ocop.services.export import WATERMARK

Fields = dict[str, object]


def watermark(scope: Scope) -> Fields:
    """What a made-up record and an answer with such records bear besides."""
    return {"watermark": WATERMARK} if scope is Scope.DEMO else {}


def product(shown: Product, base_url: str) -> Fields:
    """A product with what holds of it; `valid_until` is null where nobody can say when its recognition ends."""
    governing, maker = shown.governing, shown.producer
    province, commune = reference.provinces().get(maker.province or ""), reference.communes().get(maker.commune or "")
    until, since = (governing.valid_until, governing.valid_from) if governing else (None, None)
    return {
        "code": shown.shown_code,
        "official_code": shown.official_codes[0] if shown.official_codes else None,
        "gtin": gtins.shown(shown.gtin) if shown.gtin else None,
        "name": shown.name,
        "stars": shown.stars,
        "status": shown.status,
        "producer": maker.name,
        "province": province.name if province else None,
        "decision": governing.decision if governing else None,
        "valid_until": until.isoformat() if until else None,
        "evidence": governing.evidence if governing else None,
        "url": f"{base_url}/m/{shown.shown_code}",
        "is_made_up": shown.scope is Scope.DEMO,
        "set": shown.set_number,
        "producer_id": maker.id,
        "commune": commune.name if commune else None,
        "commune_code": maker.commune,
        "province_code": maker.province,
        "province_63_code": maker.former_province,
        "decided_on": str(governing.stated) if governing else None,
        "authority": governing.authority if governing else None,
        "level": governing.level if governing else None,
        "valid_from": since.isoformat() if since else None,
        "source": governing.source if governing else None,
        "data": f"{base_url}/api/v1/products/{shown.shown_code}",
        **watermark(shown.scope),
    }


def event(shown: Recognition) -> Fields:
    """An event of a history; a date is as precise as its source."""
    return {
        "kind": shown.kind,
        "stars": shown.stars,
        "decision": shown.decision,
        "stated": str(shown.stated),
        "authority": shown.authority,
        "valid_from": shown.valid_from and shown.valid_from.isoformat(),
        "valid_until": shown.valid_until and shown.valid_until.isoformat(),
        "evidence": shown.evidence,
        "source": shown.source,
        "note": shown.note or None,
        "former_producer": shown.former_producer,
    }


def inspection(shown: Inspected) -> Fields:
    """An inspection after recognition that a decision has ended (919 Đ1.4.đ)."""
    return {
        "inspected_on": shown.on.isoformat(),
        "body": shown.body,
        "finding": shown.finding,
        "decision": shown.decision,
        "closed_on": shown.closed_on.isoformat(),
    }


def maker(shown: Maker, base_url: str) -> Fields:
    """A maker with a place no closer than the commune, as every public page names it."""
    known = shown.producer
    province, commune = reference.provinces().get(known.province or ""), reference.communes().get(known.commune or "")
    return {
        "id": known.id,
        "name": known.name,
        "kind": known.kind,
        "commune": commune.name if commune else None,
        "commune_code": known.commune,
        "province": province.name if province else None,
        "province_code": known.province,
        "province_63_code": known.former_province,
        "products": shown.products,
        "products_in_force": shown.in_force,
        "is_made_up": shown.scope is Scope.DEMO,
        "data": f"{base_url}/api/v1/producers/{known.id}",
        **watermark(shown.scope),
    }
