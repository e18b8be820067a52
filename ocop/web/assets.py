"""Our files: style, type, pictures. Nothing comes from another host."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ocop.settings import ASSETS


class Assets(StaticFiles):
    """Files below `assets/`; one asked for with its fingerprint never changes and may be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        kept = "public, max-age=31536000, immutable" if scope["query_string"].startswith(b"v=") else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


@cache
def url(path: str) -> str:
    """The address of a file below `assets/`, with its fingerprint."""
    return f"/assets/{path}?v={sha256((ASSETS / path).read_bytes()).hexdigest()[:10]}"


async def icon(_request: Request) -> Response:
    """The icon that browsers ask for by themselves."""
    return FileResponse(ASSETS / "icon.svg", media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})
