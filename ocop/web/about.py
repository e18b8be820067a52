"""The page about the register: what it is and is not, whose word it takes, how much is in, how to put it right."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ocop import reference
from ocop.domain.coverage import Coverage
from ocop.domain.recognition import Evidence, Scope
from ocop.domain.register import Facet, ProductQuery
from ocop.services.register import Register
from ocop.web import pages

PATH = "/gioi-thieu"
STYLE = pages.style("open_data.css")
SECURITY = pages.security(pages.STYLE, STYLE)


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /gioi-thieu`. Counts of the real register only."""

    def answer(request: Request) -> Response:
        t, day = pages.reader_language(request), register.today()
        found = register.search(ProductQuery(scope=Scope.REAL, limit=1), day)
        evidence = found.facets.get(Facet.EVIDENCE, {})
        html = pages.filled(
            "about.html", register, t, day,
            own_style=Markup(STYLE),  # noqa: S704 -- a file of ours
            overview=register.overview(Scope.REAL, day),
            evidence=[(each, count) for each in Evidence if (count := evidence.get(each))],
            coverage=[(each, place(each)) for each in register.coverage(Scope.REAL)],
        )  # fmt: skip
        headers = {**SECURITY, "Content-Language": t.code, "Vary": "Accept-Language", "Cache-Control": "no-cache"}
        return HTMLResponse(html, headers=headers)

    return answer


def place(declared: Coverage) -> str | None:
    """Of which province all is said to be in; None for the nation."""
    if declared.province:
        return reference.provinces()[declared.province].name
    return reference.former_provinces()[declared.former_province].name if declared.former_province else None
