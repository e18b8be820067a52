"""What the addresses of the API may be asked, each parameter with the values that it takes; and how they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams

from ocop import reference
from ocop.domain.figures import By, Places
from ocop.domain.recognition import Scope
from ocop.domain.register import PAGE, UNKNOWN, Facet, Sort
from ocop.domain.text import fold
from ocop.errors import QueryError
from ocop.i18n import SOURCE, facets, language

MOST = 200
LONGEST = 200
FURTHEST = 10_000_000
# The programme began in 2018; further away than this nobody asks in earnest.
YEARS = range(2000, 2101)
# Of longer lists of values so many are named in an answer.
NAMED = 12


@dataclass(frozen=True)
class Parameter:
    """One parameter: what it is for, and its values as JSON Schema. `many`: repeated, or separated by commas."""

    name: str
    about: str
    schema: Mapping[str, object]
    many: bool = False


def _choice(name: str, about: str, values: Iterable[str], default: str | None = None) -> Parameter:
    schema: dict[str, object] = {"type": "string", "enum": list(values)}
    return Parameter(name, about, schema | ({"default": default} if default else {}))


def _facet(facet: Facet, about: str) -> Parameter:
    known = list(facets.labels(facet, language(SOURCE)))
    return Parameter(facet, about, {"type": "array", "items": {"type": "string", "enum": known}}, many=True)


_A_PROVINCE = {
    "type": "array",
    "items": {"type": "string", "minLength": 1, "maxLength": 60, "examples": ["68", "Lâm Đồng"]},
}
PROVINCE = Parameter(
    Facet.PROVINCE,
    "Province since 1 July 2025: code or name; a former name leads to its successor.",
    _A_PROVINCE,
    many=True,
)
KIND = _facet(Facet.KIND, "Kind of producer.")
FACETS = (
    _facet(Facet.STARS, "Stars of the recognition that governs."),
    _facet(Facet.STATUS, "What holds on the day."),
    _facet(Facet.GROUP, "Product group."),
    _facet(Facet.SET, "Product set of QĐ 26/2026/QĐ-TTg, by number."),
    _facet(Facet.REGION, "Socio-economic region."),
    PROVINCE,
    _facet(Facet.FORMER_PROVINCE, "One of the 63 provinces until 30 June 2025, by code."),
    KIND,
    _facet(Facet.YEAR, "Year of the decision that governs."),
    _facet(Facet.EVIDENCE, "How sure the register is of the decision."),
    _facet(Facet.CERTIFICATE, "Another certificate that the product bears."),
)
TEXT = Parameter("q", "Words that all must be found; tones may be left out.", {"type": "string", "maxLength": LONGEST})
SORT = _choice("sort", "Order of the list.", Sort, Sort.BEST)
SCOPE = _choice("scope", "The real register, or the made-up illustration; never both.", Scope, Scope.REAL)
LIMIT = Parameter("limit", "How many at most.", {"type": "integer", "minimum": 0, "maximum": MOST, "default": PAGE})
OFFSET = Parameter(
    "offset",
    "How many to leave out first; shifts while the register changes, `cursor` does not.",
    {"type": "integer", "minimum": 0, "maximum": FURTHEST, "default": 0},
)
CURSOR = Parameter(
    "cursor",
    "Where the page before ended: taken as it is from its `next`, with the same other parameters.",
    {"type": "string", "maxLength": 400},
)
DAY = Parameter(
    "as_of",
    "What holds on this day; today when left out.",
    {"type": "string", "format": "date", "examples": ["2025-12-31"]},
)
PLACES = _choice("places", "The 34 provinces since 1 July 2025, or the 63 until then.", Places, Places.NOW)
BY = _choice("by", "By what the figures are told apart.", By, By.PROVINCE)


def form(*values: str) -> Parameter:
    """The parameter that chooses the form of an answer."""
    return _choice("format", "Form of the answer; without it the header Accept decides.", values, values[0])


def refuse_unknown(given: Iterable[str], known: Iterable[Parameter]) -> None:
    """Raise a `QueryError` for a parameter that an address does not take; it names those that there are."""
    names = sorted(each.name for each in known)
    for name in given:
        if name not in names:
            offered = f"hãy dùng {', '.join(names)}" if names else "địa chỉ này không nhận tham số nào"
            raise QueryError(f"Không có tham số “{name[:40]}”: {offered}.")


def among(given: QueryParams, parameter: Parameter, default: str = "") -> str:
    """One of the values of a parameter, its default where it is left out or empty."""
    known = parameter.schema["enum"]
    assert isinstance(known, list)
    value = given.get(parameter.name) or default or str(parameter.schema.get("default", ""))
    if value not in known:
        raise QueryError(f"{parameter.name} là “{value[:40]}”: hãy dùng {_listed(known)}.")
    return value


def chosen(given: QueryParams, parameter: Parameter) -> list[str]:
    """The values of a choice, repeated or separated by commas; empty means none."""
    name = parameter.name
    values = [each.strip() for text in given.getlist(name) for each in text.split(",") if each.strip()]
    if parameter is PROVINCE:
        return [_province(value) for value in values]
    items = parameter.schema["items"]
    assert isinstance(items, dict)
    known: list[str] = items["enum"]
    for value in values:
        if value not in known:
            offered = "3, 4 hoặc 5" if name == Facet.STARS else _listed(known)
            raise QueryError(f"{name} là “{value[:40]}”: hãy dùng {offered}.")
    return values


def words(given: QueryParams) -> str:
    """The words that were typed."""
    typed = given.get(TEXT.name, "")
    if len(typed) > LONGEST:
        raise QueryError(f"q dài {len(typed)} ký tự: hãy dùng nhiều nhất {LONGEST} ký tự.")
    return typed


def scope(given: QueryParams) -> Scope:
    """Which register is asked."""
    value = given.get(SCOPE.name) or Scope.REAL
    if value not in set(Scope):
        raise QueryError(f"scope là “{value[:40]}”: hãy dùng real (sổ thật) hoặc demo (minh họa).")
    return Scope(value)


def whole(given: QueryParams, parameter: Parameter) -> int:
    """A whole number within the bounds of its parameter."""
    schema = parameter.schema
    value = given.get(parameter.name) or str(schema["default"])
    least, most = int(str(schema["minimum"])), int(str(schema["maximum"]))
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise QueryError(f"{parameter.name} là “{value[:40]}”: hãy dùng số nguyên từ {least} đến {most}.")
    return int(value)


def day(given: QueryParams, today: date) -> date:
    """The day as of which is asked."""
    text = given.get(DAY.name, "")
    if not text:
        return today
    try:
        if len(text) != len("2025-12-31"):
            raise ValueError
        found = date.fromisoformat(text)
        if found.year not in YEARS:
            raise ValueError
    except ValueError:
        first, last = YEARS[0], YEARS[-1]
        raise QueryError(
            f"as_of là “{text[:40]}”: hãy dùng một ngày dạng 2025-12-31, từ năm {first} đến {last}."
        ) from None
    return found


def _province(value: str) -> str:
    if value in reference.provinces() or value == UNKNOWN:
        return value
    # A name of the 63 leads to the province that it became part of; codes were used again, so names only.
    for former in reference.former_provinces().values():
        if fold(value) in {fold(name) for name in (former.name, *former.aliases)}:
            return former.successor
    raise QueryError(f"province là “{value[:40]}”: hãy dùng mã hoặc tên một trong 34 tỉnh, thành phố, ví dụ 68.")


def _listed(known: list[str]) -> str:
    more = f", … (đủ {len(known)} giá trị ở /api/v1/openapi.json)" if len(known) > NAMED else ""
    return ", ".join(str(each) for each in known[:NAMED]) + more
