"""Which paths exist. Streamlit answers every unknown path with its shell and a 200; here that is a real 404."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ocop.services.register import Register
from ocop.web import made_up, pages, signing
from ocop.web.api.endpoint import problem
from ocop.web.metrics import PAGE
from ocop.web.shell import Shell

# Of Streamlit's own only what its pages need: its agent interface and its metrics stay shut.
STREAMLIT = re.compile(
    r"/_stcore/(?:health|host-config|stream|allowed-message-origins|upload_file/[\w/.-]+|bidi-components/.+)"
    r"|/(?:media|component)/.+"
)
OURS = re.compile(
    "|".join(
        (
            r"/[mM]/[^/]+",
            r"/01/[^/]+(?:/.+)?",
            r"/bao-nhan-sai(?:/[^/]+)?",
            r"/qr/[^/]+\.[A-Za-z]+",
            r"/anh/[^/]+\.webp",
            r"/ban-do/(?:[0-9]+(?:-[0-9]+)*|ca-nuoc)\.svg",
            r"/tai-ve/[a-z-]+\.[a-z]+|/tai-ve/trich-[^/]+\.pdf",
            r"/hinh/[a-z]+\.[a-z]+",
            r"/gioi-thieu|/du-lieu(?:/[^/]+/[^/]+)?",
            r"/api/v1/(?:products|producers|provinces)(?:/[^/]+)?|/api/v1/(?:summary|openapi\.json)",
            r"/sitemap(?:-[0-9]+)?\.xml|/robots\.txt|/favicon\.ico|/healthz|/readyz|/metrics",
            r"/assets/.+",
        )
    ),
    re.DOTALL,
)
READ = frozenset({"GET", "HEAD"})


class PathGuard:
    """Outermost: gives Streamlit's pages their shell, lets known paths through, and answers all others itself."""

    def __init__(
        self, app: ASGIApp, *, register: Register, shell: Shell | None = None, can_sign_in: bool = False
    ) -> None:
        self.app, self.register, self.shell = app, register, shell
        self.signing = signing.PATHS if can_sign_in else frozenset()
        self.door = (made_up.PATH,) if register.settings.demo_signin else ()
        self.pages = shell.paths if shell else frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http" or self._known(scope["path"]):
            await self.app(scope, receive, send)
        else:
            answer = await run_in_threadpool(self._answer, scope)
            await answer(scope, receive, send)

    def _known(self, path: str) -> bool:
        """Whether somebody behind us answers."""
        if OURS.fullmatch(path) or path in self.signing or path.startswith(self.door):
            return True
        return self.shell is not None and STREAMLIT.fullmatch(path) is not None

    def _answer(self, scope: Scope) -> Response:
        """A page or file of the shell, a redirect to the same path without its last slash, or that there is nothing."""
        path = scope["path"]
        if self.shell and (path in self.pages or path in self.shell.files):
            if path in self.pages:
                scope[PAGE] = path
            answer = self.shell.page if path in self.pages else self.shell.file
            return answer(Request(scope)) if scope["method"] in READ else _not_allowed()
        bare = path.rstrip("/")
        if bare != path and (bare in self.pages or OURS.fullmatch(bare)):
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(bare + (f"?{query}" if query else ""), status_code=308)
        if path.startswith("/api/"):
            return problem(404, "Không có địa chỉ này: hãy xem các địa chỉ ở /api/v1/openapi.json.")
        if Headers(scope=scope).get("accept", "").startswith("application/json"):
            return JSONResponse({"error": "không có đường dẫn này"}, 404)
        return pages.render(Request(scope), self.register, "not_found.html", 404)


def _not_allowed() -> Response:
    return Response(status_code=405, headers={"Allow": "GET, HEAD"})
