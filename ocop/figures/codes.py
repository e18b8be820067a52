"""The code on a pack as a drawing: one matrix for SVG, PNG and labels, the code in words beneath, stars above or none.

Sizes are in modules until a width in millimetres is asked for; the width is that of the white square with its quiet
zone, which is what a printer cuts. Nothing is ever drawn over the code.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import fontpkg_be_vietnam_pro
from markupsafe import escape
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import QRData

from ocop.figures.shapes import star_points

Matrix = list[list[bool]]

QUIET = 4  # modules of white around the code, as the standard asks
CAPTION = 5  # modules of height for the code in words, below the quiet zone
STARS = 5  # modules of height for the row of stars
PITCH = 3.3  # from one star to the next
LETTERS: Literal[2] = 2  # capitals, digits and $%*+-./: as QR names that mode
# Of the eight masks always the same one: trying all takes five times as long, and decoders do not care.
MASK = 3
# What a phone's camera still tells apart on paper; a code whose modules would be smaller has to be printed larger.
FINEST = 0.35
SIZES = (15, 20, 25, 30, 40, 50)  # mm
INK, GOLD = "#000000", "#C8921A"
PIXELS = 12  # of a module in a PNG of no stated size
DPI = 300
MM = 25.4  # of an inch


@dataclass(frozen=True)
class Code:
    """What is drawn: where the code leads, the words beneath it, and how many stars stand above it, if any."""

    url: str
    caption: str
    stars: int | None = None


def matrix(url: str) -> Matrix:
    """The modules with their quiet zone, row by row: error correction M, which bears some dirt; capitals, so small."""
    code = _made(url, _version(len(url)))
    return [[bool(module) for module in row] for row in code.get_matrix()]


@lru_cache(maxsize=64)
def _version(length: int) -> int:
    """The smallest version that holds so many capitals; to seek it for each code anew would double the time."""
    return int(_made("A" * length, None).version)


def _made(url: str, version: int | None) -> QRCode[Any]:
    code = QRCode(version, error_correction=ERROR_CORRECT_M, border=QUIET, mask_pattern=MASK)
    code.add_data(QRData(url, mode=LETTERS), optimize=0)
    code.make(fit=version is None)
    return code


def fits(modules: Matrix, width: float) -> bool:
    """Whether a code printed at a width in millimetres can still be read."""
    return width / len(modules) >= FINEST


def path(modules: Matrix) -> str:
    """Horizontal runs as one path, one unit a module."""
    return "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(modules) for x, length in _runs(row))


def svg(code: Code, width: int | None = None) -> bytes:
    """As SVG; of a width in millimetres where one is given."""
    modules = matrix(code.url)
    drawn = _Drawing(len(modules), code)
    size = f'width="{width}mm" height="{width * drawn.height / drawn.width:.3f}mm" ' if width else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}viewBox="0 0 {drawn.width} {drawn.height}" '
        f'role="img" aria-label="{escape(drawn.words)}">'
        f'<rect width="{drawn.width}" height="{drawn.height}" fill="#fff"/>{drawn.stars_svg()}'
        f'<path transform="translate(0 {drawn.top})" d="{path(modules)}" fill="{INK}"/>'
        f'<text x="{drawn.width / 2:g}" y="{drawn.baseline:g}" font-family="ui-monospace,monospace" '
        f'font-size="{drawn.letter:.2f}" font-weight="600" text-anchor="middle" fill="{INK}">'
        f"{escape(code.caption)}</text></svg>"
    ).encode()


def png(code: Code, width: int | None = None) -> bytes:
    """As PNG with whole pixels a module: at least 300 dots an inch at a width in millimetres, which the file states."""
    modules = matrix(code.url)
    drawn = _Drawing(len(modules), code)
    scale = -int(-DPI * width / MM // drawn.width) if width else PIXELS
    picture = Image.new("RGB" if code.stars else "1", (drawn.width * scale, drawn.height * scale), "white")
    square = Image.frombytes("1", (drawn.width, drawn.width), _bits(modules))
    picture.paste(square.resize((drawn.width * scale,) * 2, Image.Resampling.NEAREST), (0, drawn.top * scale))
    pen = ImageDraw.Draw(picture)
    drawn.stars_png(pen, scale)
    middle = (drawn.width * scale / 2, drawn.baseline * scale)
    pen.text(middle, code.caption, INK, _font(round(drawn.letter * scale)), anchor="ms")
    file = io.BytesIO()
    dots = drawn.width * scale * MM / width if width else DPI
    picture = picture.quantize(16) if code.stars else picture
    picture.save(file, "PNG", optimize=True, dpi=(dots, dots))
    return file.getvalue()


@dataclass(frozen=True)
class _Drawing:
    """Where everything stands, in modules, around a code of some modules with its quiet zone."""

    width: int
    code: Code

    @property
    def top(self) -> int:
        """Above the code's own square."""
        return STARS if self.code.stars else 0

    @property
    def height(self) -> int:
        """Of the whole."""
        return self.top + self.width + CAPTION

    @property
    def baseline(self) -> float:
        """Of the words beneath."""
        return self.top + self.width + 3.3

    @property
    def letter(self) -> float:
        """The height of letters at which the words are not wider than the code."""
        return min(4, 1.6 * (self.width - 2 * QUIET) / len(self.code.caption))

    @property
    def words(self) -> str:
        """All that stands in words."""
        return f"{self.code.caption}, {self.code.stars} sao" if self.code.stars else self.code.caption

    @property
    def left(self) -> float:
        """Where the row of stars begins, so that it stands in the middle with its words."""
        return (self.width - 5 * PITCH - 9) / 2

    def stars_svg(self) -> str:
        """Five stars of which some are filled, and their number in words."""
        if not self.code.stars:
            return ""
        drawn = "".join(
            f'<polygon points="{" ".join(f"{x:.2f},{y:.2f}" for x, y in points)}" stroke="{GOLD}" '
            f'stroke-width=".25" fill="{GOLD if given else "none"}"/>'
            for points, given in self._stars()
        )
        return (
            f'{drawn}<text x="{self.left + 5 * PITCH + 0.8:.2f}" y="{STARS - 1}" font-family="sans-serif" '
            f'font-size="2.8" font-weight="700" fill="{INK}">{self.code.stars} SAO</text>'
        )

    def stars_png(self, pen: ImageDraw.ImageDraw, scale: int) -> None:
        """The same with a pen."""
        if not self.code.stars:
            return
        for points, given in self._stars():
            corners = [(x * scale, y * scale) for x, y in points]
            pen.polygon(corners, GOLD if given else "white", GOLD, max(1, scale // 4))
        at = ((self.left + 5 * PITCH + 0.8) * scale, (STARS - 1) * scale)
        pen.text(at, f"{self.code.stars} SAO", INK, _font(round(2.8 * scale)), anchor="ls")

    def _stars(self) -> list[tuple[list[tuple[float, float]], bool]]:
        """The corners of each star, and whether it is given."""
        return [
            (star_points(self.left + PITCH * (place + 0.5), STARS / 2 + 0.6, 1.5, 0.65), place < (self.code.stars or 0))
            for place in range(5)
        ]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-SemiBold.ttf", size)


def _bits(modules: Matrix) -> bytes:
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
