"""Every map of the register is drawn here, and on each stand Hoàng Sa and Trường Sa, labelled as Vietnam's.

Borders are illustrative: outline by OpenStreetMap contributors (ODbL), inner borders derived from commune points.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from ocop.settings import DATA

SEA, LAND, EDGE, INK, SOFT, LACQUER = "#E8EFF2", "#CFE0D3", "#FFFFFF", "#1B2A22", "#55605A", "#A8322A"

# The whole of Vietnam's land and islands, in degrees; the view is fixed, so that nothing of it can be left out.
WEST, EAST, SOUTH, NORTH = 101.6, 117.6, 6.2, 23.7
SCALE = 40
WIDTH, HEIGHT = round((EAST - WEST) * SCALE), round((NORTH - SOUTH) * SCALE)
CREDIT = "© OpenStreetMap contributors"


@dataclass(frozen=True)
class Point:
    """A place on the map, in degrees."""

    lat: float
    lon: float


def xy(lat: float, lon: float) -> tuple[float, float]:
    """Degrees as places in the picture."""
    return round((lon - WEST) * SCALE, 1), round((NORTH - lat) * SCALE, 1)


def picture(fills: Mapping[str, str], points: Sequence[Point] = (), titles: Mapping[str, str] | None = None) -> str:
    """The map as SVG: provinces (of the 34, by code) in the given colours, points on top."""
    named = titles or {}
    land = "".join(
        f'<path d="{path}" fill="{escape(fills.get(code, LAND))}">'
        + (f"<title>{escape(named[code])}</title>" if code in named else "")
        + "</path>"
        for code, path in _outlines().items()
    )
    marks = "".join(
        f'<circle cx="{x}" cy="{y}" r="18" fill="{LACQUER}" fill-opacity=".2"/>'
        f'<circle cx="{x}" cy="{y}" r="8" fill="{LACQUER}" stroke="#fff" stroke-width="2"/>'
        for x, y in (xy(point.lat, point.lon) for point in points)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SEA}"/>'
        f'<g stroke="{EDGE}" stroke-width=".7" stroke-linejoin="round">{land}</g>{_islands()}{marks}</svg>'
    )


@cache
def _outlines() -> dict[str, str]:
    """The outline of each province as an SVG path, to a tenth of a unit."""
    features = json.loads((DATA / "geo" / "provinces34.geojson").read_text(encoding="utf-8"))["features"]
    return {each["properties"]["code"]: _path(each["geometry"]) for each in features}


def _path(geometry: Mapping[str, Any]) -> str:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return "".join(_ring(ring) for polygon in polygons for ring in polygon)


def _ring(ring: Sequence[Sequence[float]]) -> str:
    places: list[tuple[float, float]] = []
    for lon, lat in ring:
        place = xy(lat, lon)
        # what is closer than a unit and a half to the last one is not seen at this size
        if not places or abs(place[0] - places[-1][0]) + abs(place[1] - places[-1][1]) >= 1.5:
            places.append(place)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places) + "Z"


@cache
def _islands() -> str:
    """The islands of both archipelagos as dots, and each archipelago's name with its country."""
    features = json.loads((DATA / "geo" / "islands_points.geojson").read_text(encoding="utf-8"))["features"]
    drawn = []
    # above the northernmost island of each, so that name and islands do not cover each other
    tops: dict[str, float] = {}
    for each in features:
        if each["properties"]["kind"] != "archipelago":
            _lon, lat = each["geometry"]["coordinates"]
            tops[each["properties"]["archipelago"]] = max(tops.get(each["properties"]["archipelago"], 0), lat)
    for each in features:
        lon, lat = each["geometry"]["coordinates"]
        x, y = xy(lat, lon)
        if each["properties"]["kind"] == "archipelago":
            _x, y = xy(tops[each["properties"]["name"]], lon)
            first, second = escape(each["properties"]["name"]), "(Việt Nam)"
            style = f'text-anchor="middle" font-family="Be Vietnam Pro, sans-serif" font-size="26" fill="{INK}"'
            drawn.append(
                f'<text {style}><tspan x="{x}" y="{y - 44:g}">{first}</tspan>'
                f'<tspan x="{x}" y="{y - 16:g}">{second}</tspan></text>'
            )
        else:
            drawn.append(f'<circle cx="{x}" cy="{y}" r="3.4" fill="#0F6B4B"/>')
    return "".join(drawn)
