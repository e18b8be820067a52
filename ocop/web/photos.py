"""Makers' photographs."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ocop.services.register import Register

FOR_EVER = "public, max-age=31536000, immutable"


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /anh/{code}.webp?v=`: with the fingerprint of the present photograph it may be kept for ever."""

    def answer(request: Request) -> Response:
        found = register.photo(request.path_params["code"], register.today())
        if found is None:
            return PlainTextResponse("Sản phẩm này chưa có ảnh.", 404)
        fingerprint, picture = found
        kept = FOR_EVER if request.query_params.get("v") == fingerprint else "no-cache"
        headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
        return Response(picture, media_type="image/webp", headers=headers)

    return answer
