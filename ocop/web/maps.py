"""The small map on a product's page: the place of its maker, by the code of its commune or province."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from ocop import reference
from ocop.figures import maps

FILL = "#8DBFA0"


def place(request: Request) -> Response:
    """`GET /ban-do/{code}.svg`; without a known place the whole country."""
    headers = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return Response(_drawn(request.path_params["code"]), media_type="image/svg+xml", headers=headers)


@lru_cache(maxsize=256)
def _drawn(code: str) -> str:
    commune = reference.communes().get(code)
    if commune:
        return maps.picture({commune.province: FILL}, [maps.Point(commune.latitude, commune.longitude)])
    return maps.picture({code: FILL} if code in reference.provinces() else {})
