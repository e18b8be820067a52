"""Where things are: outlines of the provinces, the archipelagos, and how degrees become places in a picture.

Borders are illustrative: outline by OpenStreetMap contributors (ODbL), inner borders derived from commune points.
`assets/geo/` holds the same outlines as the browser reads them (`python -m ocop.figures.geometry` writes them).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, pi, tan
from typing import Any

from ocop.domain.figures import Places
from ocop.i18n.words import N_
from ocop.settings import ASSETS, DATA

Place = tuple[float, float]  # longitude, latitude
Ring = tuple[Place, ...]
Outline = tuple[tuple[Ring, ...], ...]  # polygons, each with its outer ring first


@dataclass(frozen=True)
class Box:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def around(self, share: float) -> Box:
        """The same with room on each side, as a share of its size."""
        x, y = (self.east - self.west) * share, (self.north - self.south) * share
        return Box(self.west - x, self.south - y, self.east + x, self.north + y)

    def holds(self, place: Place) -> bool:
        """Whether a place lies in it."""
        return self.west < place[0] < self.east and self.south < place[1] < self.north


# The whole of Vietnam's land and islands: what a map shows unless it is asked for a part.
VIETNAM = Box(101.7, 6.4, 117.5, 23.7)
# Both archipelagos with the coast that they lie off: what stands in the corner of a map of a part.
ARCHIPELAGOS = Box(106.2, 7.0, 117.4, 19.2)

NAMES = {
    "Quần đảo Hoàng Sa": N_("Quần đảo Hoàng Sa"),
    "Quần đảo Trường Sa": N_("Quần đảo Trường Sa"),
}


@dataclass(frozen=True)
class Archipelago:
    """One of the two archipelagos: `at` is where its name stands, just north of its islands."""

    name: str
    at: Place
    islands: tuple[Place, ...]


def mercator(lat: float) -> float:
    """A latitude as the browser's maps draw it, in degrees of longitude."""
    return log(tan(pi / 4 + lat * pi / 360)) * 180 / pi


@cache
def outlines(places: Places) -> dict[str, Outline]:
    """The outline of each province by its code."""
    return {each["properties"]["code"]: _outline(each["geometry"]) for each in _features(f"provinces{places}")}


@cache
def box(places: Places, code: str) -> Box:
    """The part of the world that a province fills, without small islands far from it."""
    largest = max((polygon[0] for polygon in outlines(places)[code]), key=_area)
    return Box(
        min(lon for lon, _lat in largest),
        min(lat for _lon, lat in largest),
        max(lon for lon, _lat in largest),
        max(lat for _lon, lat in largest),
    )


@cache
def archipelagos() -> tuple[Archipelago, ...]:
    """Hoàng Sa and Trường Sa, the one place from which every map takes them."""
    features = _features("islands_points")
    found = []
    for each in features:
        if each["properties"]["kind"] == "archipelago":
            name = each["properties"]["name"]
            islands = tuple(
                _place(other["geometry"]["coordinates"])
                for other in features
                if other["properties"].get("archipelago") == name
            )
            lon, _lat = each["geometry"]["coordinates"]
            found.append(Archipelago(NAMES[name], (lon, max(lat for _lon, lat in islands)), islands))
    return tuple(found)


def packed(places: Places) -> str:
    """The outlines for the browser: thousandths of a degree, each point as the step from the one before."""
    shapes = {
        code: [[list(_steps(ring)) for ring in polygon] for polygon in outline]
        for code, outline in outlines(places).items()
    }
    return json.dumps(shapes, separators=(",", ":")) + "\n"


def _steps(ring: Ring) -> Iterator[int]:
    x = y = 0
    for lon, lat in ring:
        across, up = round(lon * 1000) - x, round(lat * 1000) - y
        if across or up:
            yield across
            yield up
        x, y = x + across, y + up


def _features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DATA / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return found


def _outline(geometry: dict[str, Any]) -> Outline:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(tuple(tuple(map(_place, ring)) for ring in polygon) for polygon in polygons)


def _place(coordinates: Sequence[float]) -> Place:
    return coordinates[0], coordinates[1]


def _area(ring: Ring) -> float:
    following = (*ring[1:], ring[0])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, following, strict=True)))


if __name__ == "__main__":
    for each in Places:
        (ASSETS / "geo" / f"{each}.json").write_text(packed(each), encoding="utf-8")
