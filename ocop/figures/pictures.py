"""Charts as files: a chart in a frame that says what it shows, where its numbers are from and of which day.

Drawn without a network, in our own type. A picture of the illustration bears its watermark inside, so that it cannot be
cut off with the edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from textwrap import wrap
from typing import Any

import altair as alt
import fontpkg_be_vietnam_pro
import vl_convert

from ocop.figures.charts import FONT, INK, RED

# Of the frame, in units of the drawing: its edge, the width of a chart that does not know its own, two pixels a unit.
EDGE, WIDTH, NARROWEST = 28, 620, 640
SCALE = 2.0
SOFT = "#55605A"
# A letter of the title is about so wide, in sizes of its type.
LETTER = 0.57
TITLE, NOTE, KEY, MARK = 20, 12, 14, 48
CHART = "chart"


@dataclass(frozen=True)
class Frame:
    """What stands around a chart: finding and key of colours above, source and watermark."""

    title: str
    key: tuple[tuple[str, str], ...]
    source: str
    watermark: str | None
    empty: str | None = None


def svg(chart: alt.TopLevelMixin, frame: Frame) -> str:
    """The chart in its frame; where there is nothing to draw, the words that say so."""
    drawn, width, height = (_said(frame.empty), WIDTH, 60.0) if frame.empty else _drawn(chart)
    whole = max(width + 2 * EDGE, NARROWEST)
    room = whole - 2 * EDGE
    title = wrap(frame.title, int(room / (TITLE * LETTER)))
    source = wrap(frame.source, int(room / (NOTE * LETTER)))
    top = EDGE + len(title) * TITLE * 1.3 + (KEY * 2.2 if frame.key else KEY)
    tall = top + height + len(source) * NOTE * 1.5 + EDGE * 1.6
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{whole:g}" height="{tall:g}" viewBox="0 0 {whole:g} {tall:g}" font-family="{FONT}, sans-serif">',
        f'<title>{escape(frame.title)}</title><rect width="{whole:g}" height="{tall:g}" fill="#FFFFFF"/>',
        _lines(title, EDGE, EDGE + TITLE * 0.8, TITLE, INK, 700),
        _key(frame.key, top - KEY * 1.4),
        f'<svg x="{EDGE}" y="{top:g}" width="{width:g}" height="{height:g}">{drawn}</svg>',
        _lines(source, EDGE, top + height + NOTE * 2.2, NOTE, SOFT, 400),
    ]
    if frame.watermark:
        middle = f"{whole / 2:g} {top + height / 2:g}"
        parts.append(
            f'<text transform="translate({middle}) rotate(-18)" text-anchor="middle" font-size="{MARK}" '
            f'font-weight="700" fill="{RED}" fill-opacity="0.16">{escape(frame.watermark)}</text>'
        )
    return "".join(parts) + "</svg>"


@lru_cache(maxsize=32)
def png(drawing: str) -> bytes:
    """The same as PNG, two pixels a unit."""
    _fonts()
    return vl_convert.svg_to_png(drawing, scale=SCALE)


def _drawn(chart: alt.TopLevelMixin) -> tuple[str, float, float]:
    """The chart's drawing with its width and height."""
    _fonts()
    specification: dict[str, Any] = chart.to_dict()
    if "concat" not in specification:
        specification.setdefault("width", WIDTH)
    made = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    head = made[: made.index(">")]
    width, height = (float(head.split(f' {side}="', 1)[1].split('"', 1)[0]) for side in ("width", "height"))
    return made, width, height


def _said(words: str | None) -> str:
    return _lines([words or ""], 0, 30, KEY, INK, 400)


def _lines(lines: list[str], x: float, y: float, size: int, fill: str, weight: int) -> str:
    step = size * (1.3 if size == TITLE else 1.5)
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + number * step:g}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    return f'<text font-size="{size}" font-weight="{weight}" fill="{fill}">{spans}</text>'


def _key(key: tuple[tuple[str, str], ...], y: float) -> str:
    """What each colour means, side by side."""
    drawn, x = "", float(EDGE)
    for label, fill in key:
        drawn += f'<rect x="{x:g}" y="{y - KEY * 0.8:g}" width="{KEY}" height="{KEY}" fill="{escape(fill)}"/>'
        drawn += _lines([label], x + KEY * 1.5, y + KEY * 0.1, KEY, INK, 400)
        x += KEY * (len(label) * LETTER + 3)
    return drawn


@cache
def _fonts() -> None:
    """Our type, made known to the renderer once."""
    vl_convert.register_font_directory(str(fontpkg_be_vietnam_pro.ROOT / "files"))
