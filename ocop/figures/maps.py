"""Every map of the register: one description, drawn as a picture here and as a page's map in `leaflet.py`.

On each of them Hoàng Sa and Trường Sa stand, labelled as Vietnam's, in view: on the whole country in their place, on
a part of it in a corner. Whoever draws a map cannot leave them out, since nobody but these two modules draws one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from ocop.domain.figures import Places
from ocop.figures.geometry import VIETNAM, box, mercator
from ocop.figures.ground import EDGE, FONT, INK, LAND, LEAF, SEA, SOFT, View, inset, islands, paint, paths, patterns
from ocop.i18n import Language

LACQUER, AMBER = "#A8322A", "#8A5A0C"
CREDIT = "© OpenStreetMap contributors"

SCALE = 40  # units a degree of the whole country
WIDTH = round((VIETNAM.east - VIETNAM.west) * SCALE)
HEIGHT = round((mercator(VIETNAM.north) - mercator(VIETNAM.south)) * SCALE)
ROOM = 0.16  # around a province, as a share of it
INSET = 196
LEGEND = 0.33  # where the legend begins, as a share of the height


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

    places: Places = Places.NOW
    fills: Mapping[str, str] = field(default_factory=dict, hash=False)
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    points: tuple[Point, ...] = ()
    # Points that lie close together, by kind: `xa` for communes, else a kind of point of sale.
    clusters: Mapping[str, tuple[Point, ...]] = field(default_factory=dict, hash=False)
    legend: tuple[Step, ...] = ()
    focus: str | None = None
    links: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_made_up: bool = False


def picture(shown: Map, t: Language, width: int = WIDTH) -> str:
    """A map as SVG; `width` is at how many pixels it will be seen, so that its words can be read there."""
    px = WIDTH / width
    focus = box(shown.places, shown.focus).around(ROOM) if shown.focus else None
    view = View(focus or VIETNAM, WIDTH, HEIGHT)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        patterns(px),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SEA}"/>',
        f'<g stroke="{EDGE}" stroke-width="{0.8 * px:g}" stroke-linejoin="round">{"".join(_land(shown, view))}</g>',
        islands(view, t, px),
        "".join(_clusters(shown, view, px)),
        "".join(_mark(view.xy((point.lon, point.lat)), px) for point in shown.points),
        "".join(_legend(shown, px)),
        _notes(shown, t, px),
    ]
    if focus:
        corner = inset(t, focus, width=INSET * px, at=(WIDTH, HEIGHT), px=px)
        parts.append(f'<g class="corner">{corner}</g>')
    return "".join(parts) + "</svg>"


def notes(t: Language) -> str:
    """What every map says of itself: that its borders are illustrative, and whose data they are drawn from."""
    return f"{borders(t)} {CREDIT}"


def borders(t: Language) -> str:
    """That the borders are illustrative."""
    return t("Ranh giới mang tính minh họa.")


def _land(shown: Map, view: View) -> Iterator[str]:
    chosen = ""
    for code, path in paths(shown.places, view).items():
        colour = paint(shown.fills.get(code, LAND))
        title = f"<title>{escape(shown.titles[code])}</title>" if code in shown.titles else ""
        edge = (
            f' stroke="{INK}" stroke-width="2"' if code == shown.focus else ' fill-opacity=".45"' if shown.focus else ""
        )
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
    """Down the left side, where the mainland bends away: below Nghệ An and above the delta of the Mekong."""
    for row, step in enumerate(shown.legend):
        y = HEIGHT * LEGEND + row * 21 * px
        fill = paint(step.fill)
        yield f'<rect x="{10 * px:g}" y="{y:g}" width="{22 * px:g}" height="{15 * px:g}" fill="{fill}"/>'
        yield _text(escape(step.label), 38 * px, y + 12 * px, 12.5 * px, INK)


def _notes(shown: Map, t: Language, px: float) -> str:
    x, y, size = 10 * px, HEIGHT - 24 * px, 11 * px
    rows = f'{escape(borders(t))}<tspan x="{x:g}" dy="{14 * px:g}">{CREDIT}</tspan>'
    plate = f'fill="{SEA}" fill-opacity=".82"'
    drawn = f'<rect y="{HEIGHT - 38 * px:g}" width="{200 * px:g}" height="{38 * px:g}" {plate}/>'
    drawn += _text(rows, x, y, size, SOFT)
    if shown.is_made_up:
        right = 'text-anchor="end" font-weight="600"'
        drawn += _text(escape(t("Dữ liệu minh họa")), WIDTH - 10 * px, 24 * px, 15 * px, AMBER, right)
    return drawn


def _text(words: str, x: float, y: float, size: float, fill: str, more: str = 'text-anchor="start"') -> str:
    return f'<text x="{x:g}" y="{y:g}" {FONT} font-size="{size:g}" fill="{fill}" {more}>{words}</text>'
