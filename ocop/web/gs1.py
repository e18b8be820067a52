"""GS1 Digital Link: the address that a bar code's number (GTIN) makes leads to the mark page of its product."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ocop.domain.codes import shown
from ocop.i18n import words
from ocop.services.register import Register
from ocop.web import pages


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /01/{gtin}`; lot, serial number and what else may follow it in path and query say nothing to the register.

    308, so that nobody takes the answer for a page of its own; not to be kept, since a GTIN can be corrected.
    """

    def lead(request: Request) -> Response:
        typed = request.path_params["gtin"]
        code = register.code_of_gtin(typed)
        if code is None:
            return pages.render(request, register, "unknown_gtin.html", 404, typed=words.quoted(typed))
        return RedirectResponse(f"/m/{shown(code)}", 308, {"Cache-Control": "no-cache"})

    return lead
