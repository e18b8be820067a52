"""Which paths exist. Streamlit answers every unknown path with its shell and a 200; here that is a real 404."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ocop.services.register import Register
from ocop.web import pages
from ocop.web.shell import Shell

# Streamlit's own, from which a few doors are shut again: its agent interface describes and drives the whole app.
STREAMLIT = ("/_stcore/", "/media/", "/component/", "/static/", "/auth/")
STREAMLIT_FILES = frozenset({"/oauth2callback", "/favicon.png"})
SHUT = ("/_stcore/agent",)

OURS = re.compile(r"/(?:m|M)/[^/]+|/qr/[^/]+|/api/v1/products|/healthz|/favicon\.ico|/assets/.+")


class PathGuard:
    """Outermost: gives Streamlit's pages their shell, lets known paths through, and answers all others itself."""

    def __init__(self, app: ASGIApp, *, register: Register, shell: Shell | None = None) -> None:
        self.app, self.register, self.shell = app, register, shell
        self.pages = shell.paths if shell else frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http" or self._known(scope["path"]):
            await self.app(scope, receive, send)
        elif self.shell and scope["path"] in self.pages:
            await self.shell.page(Request(scope))(scope, receive, send)
        else:
            await self._refuse(scope)(scope, receive, send)

    def _known(self, path: str) -> bool:
        if path.startswith(SHUT):
            return False
        streamlit = self.shell is not None and (path.startswith(STREAMLIT) or path in STREAMLIT_FILES)
        return streamlit or OURS.fullmatch(path) is not None

    def _refuse(self, scope: Scope) -> Response:
        path = scope["path"]
        if path != "/" and path.rstrip("/") in self.pages:
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(path.rstrip("/") + (f"?{query}" if query else ""), status_code=308)
        if Headers(scope=scope).get("accept", "").startswith("application/json"):
            return Response('{"error": "không có đường dẫn này"}', 404, media_type="application/json")
        return pages.render(Request(scope), self.register, "not_found.html", 404)
