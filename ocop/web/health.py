"""Whether this process lives, and whether it may be sent readers."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse

from ocop import __version__
from ocop.errors import StoreUnavailable
from ocop.services.readiness import OK, ROOM_BYTES, readiness
from ocop.services.register import Register

FRESH = {"Cache-Control": "no-store"}


def endpoint(register: Register) -> Callable[[Request], JSONResponse]:
    """`GET /healthz`: 200 with the store's revision, 503 when the store does not answer."""

    def health(_request: Request) -> JSONResponse:
        try:
            revision = register.revision()
        except StoreUnavailable:
            return JSONResponse({"status": "store unavailable", "version": __version__}, 503)
        return JSONResponse({"status": "ok", "version": __version__, "revision": revision})

    return health


def ready(register: Register, room: int = ROOM_BYTES) -> Callable[[Request], JSONResponse]:
    """`GET /readyz`: 200 where store, its shape and its disk (`room` in bytes) are well, else 503; each by name."""

    def answer(_request: Request) -> JSONResponse:
        told = readiness(register, room)
        is_ready = set(told.values()) == {OK}
        status = "ready" if is_ready else "not ready"
        return JSONResponse({"status": status, **told}, 200 if is_ready else 503, FRESH)

    return answer
