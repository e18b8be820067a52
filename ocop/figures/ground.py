"""What lies under every map: sea, land and, in one place for all of them, Hoàng Sa and Trường Sa with their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from ocop.domain.figures import Places
from ocop.figures.geometry import ARCHIPELAGOS, Archipelago, Box, Place, Ring, archipelagos, mercator, outlines
from ocop.i18n import Language

SEA, LAND, EDGE, INK, SOFT, LEAF = "#E8EFF2", "#CFE0D3", "#FFFFFF", "#1B2A22", "#55605A", "#0F6B4B"
FONT = "font-family=\"'Be Vietnam Pro',sans-serif\""
COUNTRY = "(Việt Nam)"
SMALL = 1.5  # units a pixel from which a picture is small and its names are set smaller
# Of a fill that says "nothing known": hatched, so that it differs from a low number in grey print too.
HATCH = "hatch"


@dataclass(frozen=True)
class View:
    """How a part of the world is fitted into a picture."""

    box: Box
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Units a degree."""
        tall = mercator(self.box.north) - mercator(self.box.south)
        return min(self.width / (self.box.east - self.box.west), self.height / tall)

    def xy(self, place: Place) -> tuple[float, float]:
        """Degrees as a place in the picture."""
        scale = self.scale
        middle = (mercator(self.box.north) + mercator(self.box.south)) / 2
        x = self.width / 2 + (place[0] - (self.box.west + self.box.east) / 2) * scale
        return round(x, 1), round(self.height / 2 - (mercator(place[1]) - middle) * scale, 1)


def inset(
    t: Language, seen: Box | None = None, *, width: float, at: tuple[float, float] = (0, 0), px: float = 1
) -> str:
    """Both archipelagos with their names, for the corner of a map of a part; `at` is where its lower right lies."""
    tall = mercator(ARCHIPELAGOS.north) - mercator(ARCHIPELAGOS.south)
    view = View(ARCHIPELAGOS, width, round(width * tall / (ARCHIPELAGOS.east - ARCHIPELAGOS.west), 1))
    size = f'width="{view.width:g}" height="{view.height:g}"'
    place = f'x="{at[0] - view.width - 8 * px:g}" y="{at[1] - view.height - 8 * px:g}" ' if seen else ""
    land = "".join(f'<path d="{each}"/>' for each in paths(Places.NOW, view).values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="inset" {place}{size} '
        f'viewBox="0 0 {view.width:g} {view.height:g}">'
        f'<rect {size} fill="{SEA}"/><g fill="{LAND}">{land}</g>{islands(view, t, px * 0.8)}'
        f'<rect {size} fill="none" stroke="{EDGE}" stroke-width="{4 * px:g}"/></svg>'
    )


def islands(view: View, t: Language, px: float) -> str:
    """The islands of both archipelagos as dots, and each archipelago's name with its country."""
    drawn = []
    for each in archipelagos():
        for x, y in map(view.xy, each.islands):
            if 0 < x < view.width and 0 < y < view.height:
                drawn.append(f'<circle cx="{x:g}" cy="{y:g}" r="{2.4 * px:g}" fill="{LEAF}"/>')
        x, y = view.xy(each.at)
        if 0 < x < view.width and 0 < y < view.height:
            drawn.append(_name(each, view, t, (15 if px < SMALL else 12.5) * px))
    return "".join(drawn)


def _name(each: Archipelago, view: View, t: Language, size: float) -> str:
    """The name above its islands, kept inside the picture."""
    lines = (t(each.name), COUNTRY)
    x, y = view.xy(each.at)
    half = max(map(len, lines)) * size * 0.34
    x = min(max(x, half), view.width - half)
    rows = "".join(
        f'<tspan x="{x:g}" y="{y - size * up:g}">{escape(line)}</tspan>'
        for line, up in zip(lines, (1.9, 0.7), strict=True)
    )
    halo = f'stroke="{SEA}" stroke-width="{size * 0.22:g}" stroke-linejoin="round" paint-order="stroke"'
    words = f'text-anchor="middle" {FONT} font-weight="600" font-size="{size:g}" fill="{INK}"'
    return f"<text {words} {halo}>{rows}</text>"


def hatch(px: float) -> str:
    """The hatching, to be named by a fill."""
    size, line = 6 * px, 1.4 * px
    return (
        f'<defs><pattern id="{HATCH}" width="{size:g}" height="{size:g}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{size:g}" height="{size:g}" fill="#EEECE5"/>'
        f'<path d="M0 0V{size:g}" stroke="#D3D3CA" stroke-width="{line:g}"/></pattern></defs>'
    )


@lru_cache(maxsize=256)
def paths(places: Places, view: View) -> dict[str, str]:
    """The outline of each province that is in view as an SVG path."""
    drawn = {}
    for code, outline in outlines(places).items():
        rings = [_path(ring, view) for polygon in outline for ring in polygon if _in_view(polygon[0], view)]
        if path := "".join(rings):
            drawn[code] = path
    return drawn


def _in_view(ring: Ring, view: View) -> bool:
    places = [view.xy(place) for place in ring]
    across, down = [x for x, _y in places], [y for _x, y in places]
    return max(across) > 0 and min(across) < view.width and max(down) > 0 and min(down) < view.height


def _path(ring: Ring, view: View) -> str:
    places: list[tuple[float, float]] = []
    for each in ring:
        place = view.xy(each)
        # what is closer than a unit and a half to the last one is not seen at this size
        if not places or abs(place[0] - places[-1][0]) + abs(place[1] - places[-1][1]) >= 1.5:
            places.append(place)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places) + "Z" if len(places) > 2 else ""
