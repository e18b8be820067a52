"""Every map of the register: one description, drawn as a picture here and as a page's map in `leaflet.py`.

On each of them Hoàng Sa and Trường Sa stand, labelled as Vietnam's, in view: on the whole country in their place, on
a part of it in a corner. Whoever draws a map cannot leave them out, since nobody but these two modules draws one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from ocop.figures.geometry import (
    ARCHIPELAGOS,
    COUNTRY,
    VIETNAM,
    Archipelago,
    Box,
    Place,
    Places,
    Ring,
    archipelagos,
    box,
    mercator,
    outlines,
)
from ocop.i18n import Language

SEA, LAND, EDGE, INK, SOFT, LEAF = "#E8EFF2", "#CFE0D3", "#FFFFFF", "#1B2A22", "#55605A", "#0F6B4B"
LACQUER, AMBER = "#A8322A", "#8A5A0C"
CREDIT = "© OpenStreetMap contributors"
# Of a fill that says "nothing known": hatched, so that it differs from a low number in grey print too.
HATCH = "hatch"

SCALE = 40  # units a degree of the whole country
WIDTH = round((VIETNAM.east - VIETNAM.west) * SCALE)
HEIGHT = round((mercator(VIETNAM.north) - mercator(VIETNAM.south)) * SCALE)
ROOM = 0.16  # around a province, as a share of it
INSET = 196
SMALL = 1.5  # units a pixel from which a picture is small and its names are set smaller
FONT = "font-family=\"'Be Vietnam Pro',sans-serif\""


@dataclass(frozen=True)
class Point:
    """A place on the map, in degrees, with what it is called and how many it stands for."""

    lat: float
    lon: float
    title: str = ""
    count: int = 1


@dataclass(frozen=True)
class Step:
    """One line of a legend: a colour and what it means."""

    fill: str
    label: str


@dataclass(frozen=True)
class Map:
    """What a map says. Codes are those of the provinces of `places`; a province without a fill is plain land."""

    places: Places = Places.PRESENT
    fills: Mapping[str, str] = field(default_factory=dict, hash=False)
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    points: tuple[Point, ...] = ()
    # Points that lie close together, by kind: `xa` for communes, else a kind of point of sale.
    clusters: Mapping[str, tuple[Point, ...]] = field(default_factory=dict, hash=False)
    legend: tuple[Step, ...] = ()
    focus: str | None = None
    links: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_made_up: bool = False


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


def picture(shown: Map, t: Language, width: int = WIDTH) -> str:
    """A map as SVG; `width` is at how many pixels it will be seen, so that its words can be read there."""
    px = WIDTH / width
    focus = box(shown.places, shown.focus).around(ROOM) if shown.focus else None
    view = View(focus or VIETNAM, WIDTH, HEIGHT)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        hatch(px),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SEA}"/>',
        f'<g stroke="{EDGE}" stroke-width="{0.8 * px:g}" stroke-linejoin="round">{"".join(_land(shown, view))}</g>',
        islands(view, t, px),
        "".join(_clusters(shown, view, px)),
        "".join(_mark(view.xy((point.lon, point.lat)), px) for point in shown.points),
        "".join(_legend(shown, px)),
        _notes(shown, t, px),
    ]
    if focus:
        parts.append(inset(t, focus, width=INSET * px, at=(WIDTH, HEIGHT), px=px))
    return "".join(parts) + "</svg>"


def inset(t: Language, seen: Box | None = None, *, width: float, at: tuple[float, float] = (0, 0), px: float = 1) -> str:
    """Both archipelagos with their names, for the corner of a map of a part; `at` is where its lower right lies."""
    tall = mercator(ARCHIPELAGOS.north) - mercator(ARCHIPELAGOS.south)
    view = View(ARCHIPELAGOS, width, round(width * tall / (ARCHIPELAGOS.east - ARCHIPELAGOS.west), 1))
    size = f'width="{view.width:g}" height="{view.height:g}"'
    place = f'x="{at[0] - view.width - 8 * px:g}" y="{at[1] - view.height - 8 * px:g}" ' if seen else ""
    land = "".join(f'<path d="{each}"/>' for each in _paths(Places.PRESENT, view).values())
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


def label(each: Archipelago, t: Language) -> str:
    """`Quần đảo Hoàng Sa (Việt Nam)`, in either language with the country's own name."""
    return f"{t(each.name)} {COUNTRY}"


def notes(t: Language) -> str:
    """What every map says of itself: that its borders are illustrative, and whose data they are drawn from."""
    return f"{t('Ranh giới mang tính minh họa.')} {CREDIT}"


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


def _land(shown: Map, view: View) -> Iterator[str]:
    chosen = ""
    for code, path in _paths(shown.places, view).items():
        fill = shown.fills.get(code, LAND)
        colour = f"url(#{HATCH})" if fill == HATCH else escape(fill)
        title = f"<title>{escape(shown.titles[code])}</title>" if code in shown.titles else ""
        edge = f' stroke="{INK}" stroke-width="2"' if code == shown.focus else ' fill-opacity=".45"' if shown.focus else ""
        drawn = f'<path d="{path}" fill="{colour}"{edge}>{title}</path>'
        if code in shown.links:
            drawn = f'<a href="{escape(shown.links[code])}" tabindex="-1">{drawn}</a>'
        if code == shown.focus:
            chosen = drawn
        else:
            yield drawn
    yield chosen


def _clusters(shown: Map, view: View, px: float) -> Iterator[str]:
    for points in shown.clusters.values():
        for point in points:
            x, y = view.xy((point.lon, point.lat))
            title = f"<title>{escape(point.title)}</title>" if point.title else ""
            ring = f'stroke="{LEAF}" stroke-width="{1.5 * px:g}"'
            yield f'<circle cx="{x:g}" cy="{y:g}" r="{4 * px:g}" fill="{EDGE}" {ring}>{title}</circle>'


def _mark(at: tuple[float, float], px: float) -> str:
    x, y = at
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{10 * px:g}" fill="{LACQUER}" fill-opacity=".2"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{4.4 * px:g}" fill="{LACQUER}" stroke="#fff" stroke-width="{1.2 * px:g}"/>'
    )


def _legend(shown: Map, px: float) -> Iterator[str]:
    """Down the left side, where the mainland leaves room, from below the middle."""
    for row, step in enumerate(shown.legend):
        y = HEIGHT * 0.52 + row * 21 * px
        fill = f"url(#{HATCH})" if step.fill == HATCH else escape(step.fill)
        yield f'<rect x="{10 * px:g}" y="{y:g}" width="{22 * px:g}" height="{15 * px:g}" fill="{fill}"/>'
        yield _text(escape(step.label), 38 * px, y + 12 * px, 12.5 * px, INK)


def _notes(shown: Map, t: Language, px: float) -> str:
    first, second = t("Ranh giới mang tính minh họa."), CREDIT
    plate = f'fill="{SEA}" fill-opacity=".82"'
    drawn = f'<rect y="{HEIGHT - 38 * px:g}" width="{200 * px:g}" height="{38 * px:g}" {plate}/>'
    drawn += _text(escape(first), 10 * px, HEIGHT - 24 * px, 11 * px, SOFT)
    drawn += _text(second, 10 * px, HEIGHT - 10 * px, 11 * px, SOFT)
    if shown.is_made_up:
        drawn += _text(escape(t("Dữ liệu minh họa")), WIDTH - 10 * px, 24 * px, 15 * px, AMBER, 'text-anchor="end" font-weight="600"')
    return drawn


def _text(words: str, x: float, y: float, size: float, fill: str, more: str = 'text-anchor="start"') -> str:
    return f'<text x="{x:g}" y="{y:g}" {FONT} font-size="{size:g}" fill="{fill}" {more}>{words}</text>'


def hatch(px: float) -> str:
    size, line = 6 * px, 1.4 * px
    return (
        f'<defs><pattern id="{HATCH}" width="{size:g}" height="{size:g}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{size:g}" height="{size:g}" fill="#F7F6F1"/>'
        f'<path d="M0 0V{size:g}" stroke="#C9CCC4" stroke-width="{line:g}"/></pattern></defs>'
    )


@lru_cache(maxsize=256)
def _paths(places: Places, view: View) -> dict[str, str]:
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
