"""The code on a pack as a picture: it leads to the mark page and carries the code in words beneath.

The address is encoded in capitals: QR's alphanumeric mode makes the picture smaller, and scheme, host and our
paths are read in any case.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from markupsafe import escape
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ocop.domain.codes import shown
from ocop.domain.recognition import Scope
from ocop.services.register import Register
from ocop.web import marks, pages

QUIET = 4  # modules of white around the code, as the standard asks
CAPTION = 6  # modules of height for the code in words
PIXELS = 12  # of a module in the PNG


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /qr/{code}.svg` and `.png`."""

    def picture(request: Request) -> Response:
        draw = FORMS.get(request.path_params["form"].lower())
        if draw is None:
            return pages.render(request, register, "not_found.html", 404)
        record = register.record(request.path_params["code"], register.today())
        if record is None:
            t, typed = pages.reader_language(request), request.path_params["code"]
            return HTMLResponse(marks.document(register, None, typed, register.today(), t), 404, pages.SECURITY)
        code = shown(record.product.code)
        # A made-up product must not end on a real pack: its picture says so.
        caption = f"{code} MINH HOA" if record.product.scope is Scope.DEMO else code
        body = draw[0](matrix(mark_url(register.settings.base_url, code)), caption)
        return Response(body, media_type=draw[1], headers={"Cache-Control": "public, max-age=86400"})

    return picture


def mark_url(base_url: str, shown_code: str) -> str:
    """Where a printed code leads, in capitals."""
    return f"{base_url}/m/{shown_code}".upper()


def matrix(url: str) -> list[list[bool]]:
    """The code's modules with their quiet zone, row by row; error correction M bears some dirt."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(url)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def svg(modules: list[list[bool]], caption: str) -> bytes:
    """One path of horizontal runs, one unit a module."""
    runs = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(modules) for x, length in _runs(row))
    width, height = len(modules), len(modules) + CAPTION - QUIET // 2
    letter = round(_letter(modules, caption), 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{escape(caption)}">'
        f'<rect width="{width}" height="{height}" fill="#fff"/><path d="{runs}" fill="#000"/>'
        f'<text x="{width / 2}" y="{len(modules) + 1}" font-family="ui-monospace,monospace" font-size="{letter}" '
        f'font-weight="600" text-anchor="middle" fill="#000">{escape(caption)}</text></svg>'
    ).encode()


def _letter(modules: list[list[bool]], caption: str) -> float:
    """The height of letters, in modules, at which a caption of that length is not wider than the code."""
    return min(4, 1.6 * (len(modules) - 2 * QUIET) / len(caption))


def png(modules: list[list[bool]], caption: str) -> bytes:
    """The same, twelve pixels a module."""
    size = len(modules)
    picture = Image.new("1", (size, size + CAPTION - QUIET // 2), 1)
    picture.paste(Image.frombytes("1", (size, size), _bits(modules)), (0, 0))
    picture = picture.resize((picture.width * PIXELS, picture.height * PIXELS), Image.Resampling.NEAREST)
    words = ImageDraw.Draw(picture)
    words.text(
        (picture.width / 2, size * PIXELS),
        caption,
        0,
        ImageFont.load_default(1.12 * _letter(modules, caption) * PIXELS),
        anchor="mm",
    )
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


FORMS = {"svg": (svg, "image/svg+xml"), "png": (png, "image/png")}


def _bits(modules: list[list[bool]]) -> bytes:
    """One bit a module, 1 for white, each row padded to whole bytes."""
    rows = ("".join("0" if dark else "1" for dark in row) for row in modules)
    return b"".join(int(row.ljust(-(-len(row) // 8) * 8, "0"), 2).to_bytes(-(-len(row) // 8)) for row in rows)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark runs begin and how long they are."""
    found, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            found.append((start, x - start))
            start = None
    return found
