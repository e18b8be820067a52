"""What another site may not make a reader's browser do here: send files, sign in or out, run our screens.

A browser says itself which site a request comes from, and no page can make it say something else, so no secret has to
be handed out and checked. Streamlit's own check lets in every page of this machine, and before refusing others asks a
host outside for this machine's address, while everybody waits; so it is not asked.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ocop import i18n
from ocop.services.register import Register
from ocop.web import pages, signing

# What only reads, or asks whether something may be sent.
HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSED = "Yêu cầu này đến từ một trang khác, không phải trang của sổ đăng ký, nên không được nhận."
DENIAL = "websocket.http.response"


class OwnOrigin:
    """In front of Streamlit: only our own pages may write, sign in or out, and open a session of the screens."""

    def __init__(self, app: ASGIApp, *, register: Register) -> None:
        self.app, self.register = app, register
        self.base_url = register.settings.base_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or say that it comes from elsewhere."""
        if not self._is_foreign(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket" and DENIAL not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await (await run_in_threadpool(self._refused, scope))(scope, receive, send)

    def _is_foreign(self, scope: Scope) -> bool:
        if scope["type"] not in ("http", "websocket"):
            return False
        asked, path = Headers(scope=scope), scope["path"]
        if scope["type"] == "websocket":
            return "origin" in asked and not _is_ours(asked["origin"], asked, self.base_url)
        if path in (signing.LOGIN, signing.LOGOUT):
            return not is_from_our_page(asked, self.base_url)
        # a form of the plain pages answers for itself, in the words of its page
        is_writing = path.startswith("/_stcore/") and scope["method"] not in HARMLESS
        return is_writing and not is_from_here(asked, self.base_url)

    def _refused(self, scope: Scope) -> Response:
        if scope["path"] in signing.PATHS:
            desk = {code: f"/quan-tri?lang={code}" for code in i18n.NAMES}  # this very address would be followed
            answer: Response = pages.render(Request(scope), self.register, "elsewhere.html", 403, addresses=desk)
        else:
            answer = PlainTextResponse(REFUSED, 403)
        answer.headers["Cache-Control"] = "no-store"
        return answer


def is_from_here(asked: Headers, base_url: str) -> bool:
    """Whether a page of ours sent something, or no page at all: what a program sends carries nobody's sign-in."""
    site, origin = asked.get("sec-fetch-site"), asked.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or _is_ours(origin, asked, base_url)


def is_from_our_page(asked: Headers, base_url: str) -> bool:
    """Whether a page of ours led here, and neither an address that was typed nor a link elsewhere."""
    site = asked.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return _is_ours(asked.get("referer", ""), asked, base_url)


def _is_ours(address: str, asked: Headers, base_url: str) -> bool:
    try:
        said, own = urlsplit(address), urlsplit(base_url)
    except ValueError:
        return False
    is_weaker = own.scheme == "https" and said.scheme != "https" and said.netloc == own.netloc
    return bool(said.netloc) and said.netloc in {asked.get("host"), own.netloc} and not is_weaker
