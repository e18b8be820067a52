"""Around Streamlit's own paths of signing in: back to where one began, and cookies for TLS alone where there is TLS.

Streamlit always leads to `/` when the provider has answered. The place where one began is what the browser itself says
when it asks for the login (`Referer`, which our pages allow for our own paths), kept in a cookie for ten minutes; it is
one of our pages, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

LOGIN, CALLBACK, LOGOUT = "/auth/login", "/oauth2callback", "/auth/logout"
PATHS = frozenset({LOGIN, CALLBACK, LOGOUT})
COOKIE, MINUTES = "ocop_back", 10
BACK = "tu"  # "from": where the page of signing in was come from
LONGEST = 2000
_PLAIN = re.compile(r"[!-~]*")  # what an address may hold; no blanks, no ends of lines


class SignIn:
    """Innermost of ours, before Streamlit's routes."""

    def __init__(self, app: ASGIApp, *, pages: frozenset[str], base_url: str) -> None:
        self.app, self.pages, self.base_url = app, pages, base_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and mend the head of the answer to one of signing in."""
        if scope["type"] != "http" or scope["path"] not in PATHS:
            await self.app(scope, receive, send)
            return

        async def mended(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self._mend(scope, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, mended)

    def _mend(self, scope: Scope, answer: MutableHeaders) -> None:
        asked = Headers(scope=scope)
        if scope["path"] == LOGIN and (place := began(asked, self.pages)):
            answer.append("set-cookie", _cookie(quote(place, safe=""), MINUTES * 60))
        if scope["path"] == CALLBACK and answer.get("location") == "/" and (place := _kept(asked, self.pages)):
            answer["location"] = place
            answer.append("set-cookie", _cookie("", 0))
        answer["cache-control"] = "no-store"
        if self._is_tls(scope, asked):
            cookies = answer.getlist("set-cookie")
            del answer["set-cookie"]
            for cookie in cookies:
                is_secure = "; secure" in cookie.lower()
                answer.append("set-cookie", cookie if is_secure else f"{cookie}; Secure")

    def _is_tls(self, scope: Scope, asked: Headers) -> bool:
        """Whether the reader's way to us is encrypted. A header that a stranger forges only makes cookies stricter."""
        told = asked.get("x-forwarded-proto", "").lower()
        return "https" in (scope.get("scheme"), told) or self.base_url.startswith("https:")


def began(asked: Headers, pages: frozenset[str]) -> str:
    """The page of ours that a browser comes from; of the page of signing in, the one before it; else empty."""
    came = urlsplit(asked.get("referer", ""))
    if came.netloc != asked.get("host"):
        return ""
    before = parse_qs(came.query).get(BACK, [""])[0]
    return _ours(before, pages) or _ours(f"{came.path}?{came.query}" if came.query else came.path, pages)


def _kept(asked: Headers, pages: frozenset[str]) -> str:
    kept = SimpleCookie(asked.get("cookie", "")).get(COOKIE)
    return _ours(unquote(kept.value), pages) if kept else ""


def _ours(place: str, pages: frozenset[str]) -> str:
    """A path with its query where it is one of our pages; empty for anything else, so that nobody is led away."""
    is_plain = len(place) <= LONGEST and _PLAIN.fullmatch(place) is not None
    return place if is_plain and place.partition("?")[0] in pages else ""


def _cookie(value: str, seconds: int) -> str:
    return f"{COOKIE}={value}; Path={CALLBACK}; Max-Age={seconds}; HttpOnly; SameSite=Lax"
