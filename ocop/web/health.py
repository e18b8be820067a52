"""Whether this process lives and its store answers."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse

from ocop import __version__
from ocop.errors import StoreUnavailable
from ocop.services.register import Register


def endpoint(register: Register) -> Callable[[Request], JSONResponse]:
    """`GET /healthz`: 200 with the store's revision, 503 when the store does not answer."""

    def health(_request: Request) -> JSONResponse:
        try:
            revision = register.revision()
        except StoreUnavailable:
            return JSONResponse({"status": "store unavailable", "version": __version__}, 503)
        return JSONResponse({"status": "ok", "version": __version__, "revision": revision})

    return health
