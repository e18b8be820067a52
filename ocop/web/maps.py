"""The small map on a product's page: the place of its maker, by the code of its commune or province."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from ocop import i18n, reference
from ocop.figures import maps
from ocop.figures.maps import Map, Point
from ocop.i18n import Language

FILL = "#8DBFA0"
SEEN = 320  # pixels wide on the product's page


def place(request: Request) -> Response:
    """`GET /ban-do/{code}.svg`; without a known place the whole country."""
    headers = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
    language = i18n.language(request.query_params.get("lang"))
    return Response(_drawn(request.path_params["code"], language), media_type="image/svg+xml", headers=headers)


@lru_cache(maxsize=256)
def _drawn(code: str, t: Language) -> str:
    commune = reference.communes().get(code)
    if commune:
        here = (Point(commune.latitude, commune.longitude),)
        return maps.picture(Map(fills={commune.province: FILL}, points=here), t, SEEN)
    return maps.picture(Map(fills={code: FILL} if code in reference.provinces() else {}), t, SEEN)
