"""Maps as pictures: the place of a product's maker, and the country coloured by products in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from ocop import i18n, reference
from ocop.domain.figures import Summary
from ocop.domain.map_measures import MapMeasure, value
from ocop.domain.recognition import Scope
from ocop.figures import classes, maps
from ocop.figures.ground import HATCH
from ocop.figures.maps import Map, Point, Step
from ocop.i18n import Language, measures
from ocop.services.register import Register
from ocop.web import asof
from ocop.web.view import SCOPES

FILL = "#8DBFA0"
ORIGIN = "#2F8560"  # provinces that a basket comes from: small ones are to be seen too
WIDE = 520  # pixels wide on the overview
SEEN = 320  # pixels wide on the product's page


def place(request: Request) -> Response:
    """`GET /ban-do/{code}.svg`, a commune or provinces joined by `-`; without a known place the whole country."""
    headers = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
    language = i18n.language(request.query_params.get("lang"))
    made_up = SCOPES.get(request.query_params.get("so", "")) is Scope.DEMO
    return Response(_drawn(request.path_params["code"], language, made_up), media_type="image/svg+xml", headers=headers)


def nation(register: Register) -> Callable[[Request], Response]:
    """`GET /ban-do/ca-nuoc.svg?so=&ngay=&lang=`: the 34 provinces by products in force."""

    def answer(request: Request) -> Response:
        asked = request.query_params
        scope = SCOPES.get(asked.get("so", "")) or register.default_scope()
        day, _unknown = asof.read(asked, register.today())
        drawn = _nation(register, register.revision(), scope, day, i18n.language(asked.get("lang")))
        headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        return Response(drawn, media_type="image/svg+xml", headers=headers)

    return answer


# The revision stands for the state of the register: what is drawn hangs on nothing else.
@lru_cache(maxsize=64)
def _nation(register: Register, _revision: int, scope: Scope, day: date, t: Language) -> str:
    summary, complete = register.summary(scope, day), register.is_complete(scope, day)
    return coloured(summary, MapMeasure.IN_FORCE, t, WIDE, complete=complete)


def coloured(summary: Summary, measure: MapMeasure, t: Language, width: int, *, complete: bool) -> str:
    """The provinces of a summary coloured by a measure, with its legend; `width` is how wide it is seen, in pixels."""
    values = {line.code: value(measure, line, complete=complete) for line in summary.lines if line.code}
    steps = classes.classes(values.values(), whole=measure.is_count)
    legend = steps.legend(lambda amount: measures.short(measure, amount, t), t)
    if 0 in values.values():
        legend = [Step(classes.ZERO, measures.short(measure, 0, t)), *legend]
    if None in values.values():
        legend = [*legend, Step(HATCH, t(measures.NOT_KNOWN))]
    fills = {code: steps.fill(amount) for code, amount in values.items()}
    made_up = summary.scope is Scope.DEMO
    return maps.picture(Map(summary.places, fills, legend=tuple(legend), is_made_up=made_up), t, width)


@lru_cache(maxsize=256)
def _drawn(code: str, t: Language, is_made_up: bool = False) -> str:
    commune = reference.communes().get(code)
    if commune:
        here = (Point(commune.latitude, commune.longitude),)
        return maps.picture(Map(fills={commune.province: FILL}, points=here), t, SEEN)
    provinces = [each for each in code.split("-") if each in reference.provinces()]
    fill = ORIGIN if "-" in code else FILL
    titles = {each: reference.provinces()[each].name for each in provinces}
    return maps.picture(Map(fills=dict.fromkeys(provinces, fill), titles=titles, is_made_up=is_made_up), t, SEEN)
