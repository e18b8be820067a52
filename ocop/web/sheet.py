"""The leader's page to be printed: one sheet of A4 as PDF, with the map of what ends soon."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from ocop import i18n
from ocop.domain.figures import Summary
from ocop.domain.map_measures import MapMeasure, value
from ocop.domain.recognition import Scope
from ocop.figures import classes, maps
from ocop.figures.ground import HATCH
from ocop.figures.maps import Map, Step
from ocop.i18n import Language, measures
from ocop.services import sheet
from ocop.services.register import Register
from ocop.web import asof
from ocop.web.downloads import SCOPES

MEASURE = MapMeasure.ENDING
SEEN = 330  # pixels wide: a little more than half of the page


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /tai-ve/lanh-dao.pdf?ngay=&so=&lang=`; a day that is none of the programme is said, not replaced."""

    def answer(request: Request) -> Response:
        asked = request.query_params
        day, unknown = asof.read(asked, register.today())
        if unknown:
            return asof.refusal(register.today())
        scope = SCOPES.get(asked.get("so", "")) or register.default_scope()
        t = i18n.language(asked.get("lang"))
        summary = register.ending(scope, day).summary
        drawn = picture(summary, register.is_complete(scope, day), t)
        made = sheet.pdf(
            register, scope, day, drawn=drawn, titled=t("Hết hiệu lực trong 90 ngày, theo tỉnh"), language=t.code
        )
        headers = {
            "Cache-Control": "no-store",
            "X-Robots-Tag": "noindex",
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": f'inline; filename="ocop-lanh-dao-{scope}-{day.isoformat()}.pdf"',
        }
        return Response(made, media_type="application/pdf", headers=headers)

    return answer


def picture(summary: Summary, complete: bool, t: Language) -> str:
    """The provinces by what ends within 90 days, with its legend."""
    values = {line.code: value(MEASURE, line, complete=complete) for line in summary.lines if line.code}
    steps = classes.classes(values.values(), whole=True)
    legend = steps.legend(lambda amount: measures.short(MEASURE, amount, t), t)
    if 0 in values.values():
        legend = [Step(classes.ZERO, measures.short(MEASURE, 0, t)), *legend]
    if None in values.values():
        legend = [*legend, Step(HATCH, t(measures.NOT_KNOWN))]
    fills = {code: steps.fill(amount) for code, amount in values.items()}
    shown = Map(fills=fills, legend=tuple(legend), is_made_up=summary.scope is Scope.DEMO)
    return maps.picture(shown, t, SEEN)
