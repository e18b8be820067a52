"""The leader's page to be printed: one sheet of A4 as PDF, with the map of what ends soon."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from ocop import i18n
from ocop.domain.map_measures import MapMeasure
from ocop.services import sheet
from ocop.services.register import Register
from ocop.web import asof, maps
from ocop.web.view import SCOPES

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
        drawn = maps.coloured(summary, MapMeasure.ENDING, t, SEEN, complete=register.is_complete(scope, day))
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
