"""The code on a pack as a picture: it leads to the mark page and carries the code in words beneath.

The address is encoded in capitals: QR's alphanumeric mode makes the picture smaller, and scheme, host and our
paths are read in any case.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ocop.domain.codes import mark_url
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Product
from ocop.figures import codes
from ocop.services.register import Register
from ocop.web import marks, pages

WIDTH, STARS = "co", "sao"  # in the address: millimetres, and whether the stars stand above
FORMS = {"svg": (codes.svg, "image/svg+xml"), "png": (codes.png, "image/png")}


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /qr/{code}.svg` and `.png`, `?co=20` millimetres wide for print, `?sao=1` with the stars in force."""

    def picture(request: Request) -> Response:
        form = FORMS.get(request.path_params["form"].lower())
        if form is None:
            return pages.render(request, register, "not_found.html", 404)
        typed, day = request.path_params["code"], register.today()
        record = register.record(typed, day)
        if record is None:
            return marks.unknown(request, register, typed)
        asked = request.query_params
        with_stars = asked.get(STARS, "0") == "1"
        code = drawing(record.product, register.settings.base_url, with_stars=with_stars)
        width = asked.get(WIDTH, "")
        refused = _refusal(record.product, code, width, with_stars=with_stars)
        if refused:
            return PlainTextResponse(refused, 400)
        draw, media_type = form
        # Stars hold for a day, the code for ever.
        kept = "no-cache" if with_stars else "public, max-age=86400"
        headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
        return Response(draw(code, int(width) if width else None), media_type=media_type, headers=headers)

    return picture


def drawing(product: Product, base_url: str, *, with_stars: bool) -> codes.Code:
    """What is drawn of a product; a made-up one must not end on a real pack: its picture says so."""
    caption = f"{product.shown_code} MINH HỌA" if product.scope is Scope.DEMO else product.shown_code
    return codes.Code(mark_url(base_url, product.shown_code), caption, product.stars if with_stars else None)


def _refusal(product: Product, code: codes.Code, width: str, *, with_stars: bool) -> str:
    """Why nothing is drawn that way; empty where it is."""
    sizes = ", ".join(map(str, codes.SIZES))
    if width and width not in set(map(str, codes.SIZES)):
        return f"Chỉ có các cỡ in {sizes} mm: hãy đặt ?{WIDTH}=20."
    if with_stars and product.status not in (Status.VALID, Status.EXPIRING):
        return "Sản phẩm không có công nhận còn hiệu lực trong sổ này, nên không có hình kèm số sao."
    if width and not codes.fits(codes.matrix(code.url), int(width)):
        return f"Địa chỉ của sổ quá dài để in mã rộng {width} mm mà vẫn đọc được: hãy chọn cỡ lớn hơn trong {sizes} mm."
    return ""
