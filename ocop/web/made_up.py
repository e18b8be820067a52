"""Choosing a made-up person for a first look: kept in a cookie, so that another language or a reload loses nobody.

The cookie holds the name of somebody who does not exist. Whether made-up people may act is asked on every run
(`services/made_up_people.py`), so there is nothing to forge: whoever sits at this machine may choose any of them.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ocop.services import made_up_people
from ocop.services.register import Register
from ocop.web import pages, signing
from ocop.web.origin import REFUSED, is_from_our_page

PATH = "/minh-hoa/"
LEAVE = "ra"
COOKIE = "ocop_minh_hoa"


def routes(register: Register, screens: frozenset[str]) -> list[Route]:
    """The two forms of the door; none where made-up people were not asked for."""
    if not register.settings.demo_signin:
        return []

    def choose(request: Request) -> Response:
        asked, key = request.headers, request.path_params["key"]
        if not made_up_people.is_near(asked) or not is_from_our_page(asked, register.settings.base_url):
            return PlainTextResponse(REFUSED, 403)
        if key != LEAVE and made_up_people.person(register, key) is None:
            return pages.render(request, register, "not_found.html", 404)
        answer = RedirectResponse(signing.began(asked, screens) or "/quan-tri", 303, {"Cache-Control": "no-store"})
        if key == LEAVE:
            answer.delete_cookie(COOKIE)
        else:
            answer.set_cookie(COOKIE, key, httponly=True, samesite="strict")
        return answer

    return [Route(f"{PATH}{{key}}", choose, methods=["POST"])]
