"""What the answers of the API hold, as JSON Schema. A field that is always there is required, also where it is null."""

from __future__ import annotations

from collections.abc import Mapping

from ocop.domain.figures import HORIZONS, By, Places
from ocop.domain.recognition import STARS, Evidence, Kind, Level, Scope, Status
from ocop.domain.taxonomy import ProducerKind

Schema = dict[str, object]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
STATED: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "description": "As precise as its source."}
YES: Schema = {"type": "boolean"}
URL: Schema = {"type": "string", "format": "uri"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _of(
    values: type[Status] | type[Evidence] | type[Level] | type[Kind] | type[Scope] | type[By] | type[Places],
) -> Schema:
    return {"type": "string", "enum": [str(each) for each in values]}


def _object(fields: Mapping[str, Schema], *optional: str) -> Schema:
    return {"type": "object", "properties": dict(fields), "required": [each for each in fields if each not in optional]}


def _list(item: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}}


OPEN_TEXT, OPEN_DAY = _or_null(TEXT), _or_null(DAY)
STAR: Schema = _or_null({"type": "integer", "enum": list(STARS)})
MARK: dict[str, Schema] = {"watermark": {"type": "string", "description": "Only on what is made up."}}
AS_OF: dict[str, Schema] = {"as_of": DAY}

PRODUCT: dict[str, Schema] = {
    "code": TEXT, "official_code": OPEN_TEXT, "gtin": OPEN_TEXT, "name": TEXT, "stars": STAR, "status": _of(Status),
    "producer": TEXT, "province": OPEN_TEXT, "decision": OPEN_TEXT, "valid_until": OPEN_DAY,
    "evidence": _or_null(_of(Evidence)), "url": URL, "is_made_up": YES, "set": _or_null(COUNT), "producer_id": COUNT,
    "commune": OPEN_TEXT, "commune_code": OPEN_TEXT, "province_code": OPEN_TEXT, "province_63_code": OPEN_TEXT,
    "decided_on": _or_null(STATED), "authority": OPEN_TEXT, "level": _or_null(_of(Level)), "valid_from": OPEN_DAY,
    "source": OPEN_TEXT, "data": URL, **MARK,
}  # fmt: skip
EVENT: dict[str, Schema] = {
    "kind": _of(Kind), "stars": STAR, "decision": OPEN_TEXT, "stated": STATED, "authority": OPEN_TEXT,
    "valid_from": OPEN_DAY, "valid_until": OPEN_DAY, "evidence": _of(Evidence), "source": TEXT, "note": OPEN_TEXT,
    "former_producer": OPEN_TEXT,
}  # fmt: skip
INSPECTION: dict[str, Schema] = {
    "inspected_on": DAY, "body": TEXT, "finding": OPEN_TEXT, "decision": TEXT, "closed_on": DAY,
}  # fmt: skip
PRODUCER: dict[str, Schema] = {
    "id": COUNT, "name": TEXT, "kind": _or_null({"type": "string", "enum": [str(each) for each in ProducerKind]}),
    "commune": OPEN_TEXT, "commune_code": OPEN_TEXT, "province": OPEN_TEXT, "province_code": OPEN_TEXT,
    "province_63_code": OPEN_TEXT, "products": COUNT, "products_in_force": COUNT, "is_made_up": YES, "data": URL,
    **MARK,
}  # fmt: skip
PLACES: dict[str, Schema] = {
    "communes": _or_null(COUNT), "communes_with_product": _or_null(COUNT), "wards": _or_null(COUNT),
    "wards_with_product": _or_null(COUNT),
}  # fmt: skip
PROVINCE: dict[str, Schema] = {
    "code": TEXT, "name": TEXT, "full_name": TEXT, "region": TEXT, "successor": OPEN_TEXT, "products": COUNT,
    "products_in_force": COUNT, "producers": COUNT, **PLACES, "data": URL, "is_made_up": YES, **MARK,
}  # fmt: skip
NUMBERS: dict[str, Schema] = {
    "products": COUNT, "products_in_force": COUNT,
    **{f"stars_{stars}": COUNT for stars in STARS}, **{f"ending_{days}": COUNT for days in HORIZONS},
    "expired": COUNT, "revoked": COUNT, "reported": COUNT, "producers": COUNT, **PLACES,
    "products_in_communes": _or_null(COUNT), "products_in_wards": _or_null(COUNT),
}  # fmt: skip
SCOPED: dict[str, Schema] = {"as_of": DAY, "places": _of(Places), "scope": _of(Scope)}


def _page(item: str) -> Schema:
    return _object({"total": COUNT, **MARK, "items": _list(item), "next": _or_null(URL)}, "watermark")


SCHEMAS: dict[str, Schema] = {
    "Product": _object(PRODUCT, "watermark"),
    "Products": _page("Product"),
    "ProductRecord": _object(
        PRODUCT
        | {"official_codes": {"type": "array", "items": TEXT}, "former_codes": {"type": "array", "items": TEXT}}
        | {"history": _list("Event"), "is_complete": YES}
        | {"inspections": _list("Inspection"), "changed_on": OPEN_DAY, **AS_OF},
        "watermark",
    ),
    "Event": _object(EVENT),
    "Inspection": _object(INSPECTION),
    "LinkedProduct": {"type": "object", "description": "schema.org: Product, its certification only while in force."},
    "Producer": _object(PRODUCER, "watermark"),
    "Producers": _page("Producer"),
    "ProducerRecord": _object(PRODUCER | AS_OF | {"items": _list("Product")}, "watermark"),
    "ProvinceFigures": _object(PROVINCE, "watermark"),
    "Province": _object(SCOPED | PROVINCE, "watermark"),
    "Provinces": _object(SCOPED | MARK | {"items": _list("ProvinceFigures")}, "watermark"),
    "Figures": _object(NUMBERS),
    "Line": _object({"code": OPEN_TEXT, "label": OPEN_TEXT, **NUMBERS}),
    "Summary": _object(
        SCOPED
        | {"by": _of(By), "complete": YES, "is_made_up": YES, **MARK, "items": _list("Line")}
        | {"total": {"$ref": "#/components/schemas/Figures"}},
        "watermark",
    ),
    "Problem": _object(
        {
            "type": TEXT, "title": TEXT, "status": COUNT, "detail": TEXT, "error": TEXT,
            "nearest": {"type": "array", "items": _object({"code": TEXT, "name": TEXT})},
        },
        "nearest",
    ),
    "OpenApi": {"type": "object"},
}  # fmt: skip
