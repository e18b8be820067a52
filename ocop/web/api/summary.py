"""The register's figures as data: `/api/v1/summary`, the numbers that the screens show."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from ocop.domain.figures import HORIZONS, By, Line, Places, Summary
from ocop.domain.recognition import STARS, Scope
from ocop.domain.register import UNKNOWN
from ocop.i18n import facets, language
from ocop.services.register import Register
from ocop.web.api import parameters, records
from ocop.web.api.endpoint import Answer, Operation

PATH = "/api/v1/summary"
TAKES = (parameters.DAY, parameters.BY, parameters.form("json", "csv"), parameters.PLACES, parameters.SCOPE)


def figures(register: Register, request: Request) -> Answer:
    """`GET /api/v1/summary`."""
    given = request.query_params
    scope, day = parameters.scope(given), parameters.day(given, register.today())
    places, by = Places(parameters.among(given, parameters.PLACES)), By(parameters.among(given, parameters.BY))
    found = register.summary(scope, day, places, by)
    name = f"ocop-{scope}-{by}-{places}-{day.isoformat()}.csv"
    return Answer(as_json(found, register.is_complete(scope, day)), as_rows(found), name=name)


def as_json(summary: Summary, complete: bool) -> dict[str, object]:
    """The summary as data. `complete` says whether all decisions are in; made-up figures bear a watermark."""
    return {
        "as_of": summary.day.isoformat(),
        "places": summary.places,
        "by": summary.by,
        "scope": summary.scope,
        "complete": complete,
        "is_made_up": summary.scope is Scope.DEMO,
        **records.watermark(summary.scope),
        "items": list(_items(summary)),
        "total": _numbers(summary.total),
    }


def as_rows(summary: Summary) -> list[dict[str, object]]:
    """One row for each line, with what it is as of."""
    head = {"as_of": summary.day.isoformat(), "scope": summary.scope, "places": summary.places, "by": summary.by}
    made = {"is_made_up": summary.scope is Scope.DEMO, **records.watermark(summary.scope)}
    return [head | item | made for item in _items(summary)]


def _items(summary: Summary) -> Iterator[dict[str, object]]:
    """Each line with its code and its name; the last is what is not known, under no code."""
    labels = facets.labels(summary.by.facet(summary.places), language("vi"))
    for line in summary.lines:
        yield {"code": line.code, "label": labels.get(line.code or UNKNOWN, line.code), **_numbers(line)}


def _numbers(line: Line) -> dict[str, object]:
    """The figures of a line: `products` were ever recognised by the day, what follows is in force on it."""
    return {
        "products": line.products_ever,
        "products_in_force": line.products_in_force,
        **{f"stars_{stars}": line.by_stars[stars] for stars in STARS},
        **{f"ending_{days}": line.ending[days] for days in HORIZONS},
        "expired": line.expired,
        "revoked": line.revoked,
        "reported": line.reported,
        "producers": line.producers,
        "communes": line.communes,
        "communes_with_product": line.communes_with_product,
        "wards": line.wards,
        "wards_with_product": line.wards_with_product,
        "products_in_communes": line.products_in_communes,
        "products_in_wards": line.products_in_wards,
    }


OPERATIONS = (
    Operation(PATH, "getSummary", "The figures that the screens show, as of any day.", TAKES, figures, "Summary"),
)
