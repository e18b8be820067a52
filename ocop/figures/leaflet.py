"""A map as the page shows it: folium and Leaflet, from our own files, with nothing from anywhere else.

The ground (view, archipelagos, credit) is one script that stays; the view drawn on it is a group of layers that is
exchanged when the reader chooses another. Outlines are files of their own that a browser reads once.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import folium
from folium.plugins import FastMarkerCluster
from folium.template import Template

from ocop.figures import ground, maps
from ocop.figures.geometry import VIETNAM, Box, archipelagos, box
from ocop.figures.maps import Map
from ocop.i18n import Language

Address = Callable[[str], str]

SCRIPTS = ("leaflet/leaflet.js", "leaflet/leaflet.markercluster.js", "js/map.js")
STYLES = ("css/app.css", "leaflet/leaflet.css", "leaflet/MarkerCluster.css", "css/map.css")
MOST = 9  # borders are illustrative: nearer than this they would look as if they were not
INSET = 190

# Points of sale: the letters on each kind's mark and their colour.
SHOPS = {
    "ocop-shop": ("OC", "#1B2A22"),
    "supermarket": ("ST", "#2F5D8A"),
    "convenience": ("TL", "#6B4E8E"),
    "rest-stop": ("TD", "#8A5A0C"),
    "market": ("C", "#8C3B5E"),
    "e-commerce": ("TM", "#3F6470"),
}


class Ground(folium.Map):
    """A map of Vietnam without any tiles. `address` gives the address of a file below `assets/`."""

    def __init__(self, t: Language, address: Address, *, is_made_up: bool = False) -> None:
        super().__init__(
            location=((VIETNAM.south + VIETNAM.north) / 2, (VIETNAM.west + VIETNAM.east) / 2),
            zoom_start=5,
            tiles=None,
            zoom_control=False,
            zoom_snap=0,
            zoom_delta=0.75,
            scroll_wheel_zoom=False,
            max_bounds=True,
            # wide enough that a tall frame never begins outside of it
            min_lat=-20,
            max_lat=50,
            min_lon=85,
            max_lon=134,
        )
        self.options["maxZoom"] = MOST  # folium's own argument is for tiles alone
        self.default_js = [(file, address(file)) for file in SCRIPTS]
        self.default_css = [(file, address(file)) for file in STYLES]
        self.add_child(_Call("start", _ground(t, is_made_up)))


class _Call(folium.MacroElement):
    """Calls a function of `assets/js/map.js` with the map, what it stands in, and values."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "ocop.{{ this.function }}({% for each in this.within %}{{ each.get_name() }}, {% endfor %}"
        "{{ this.values|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, function: str, values: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "OcopCall"
        self.function, self.values = function, values

    @property
    def within(self) -> tuple[Any, ...]:
        """The map, then the group of layers if it stands in one."""
        parent: Any = self._parent
        return (parent,) if isinstance(parent, folium.Map) else (parent._parent, parent)


def layers(shown: Map, t: Language, address: Address) -> folium.FeatureGroup:
    """What a view draws on the ground: provinces, and clusters of points."""
    group = folium.FeatureGroup(name="")
    for kind, points in shown.clusters.items():
        mark, colour = SHOPS.get(kind, ("", ""))
        rows = [[point.lat, point.lon, point.title, point.count, mark, colour] for point in points]
        cluster = FastMarkerCluster(  # type: ignore[no-untyped-call]
            rows,
            callback="ocop.point",
            icon_create_function="ocop.bundle",
            max_cluster_radius=34,
            show_coverage_on_hover=False,
        )
        cluster.default_js, cluster.default_css = [], []  # the ground brings them
        group.add_child(cluster)
    group.add_child(_Call("show", _view(shown, t, address)))
    return group


def _ground(t: Language, is_made_up: bool) -> dict[str, Any]:
    return {
        "bounds": _bounds(VIETNAM),
        "archipelagos": [
            {
                "lines": [t(each.name), ground.COUNTRY],
                "at": each.at[::-1],
                "islands": [island[::-1] for island in each.islands],
            }
            for each in archipelagos()
        ],
        "inset": ground.inset(t, width=INSET),
        "hatch": ground.hatch(1),
        "leaf": ground.LEAF,
        "notes": escape(maps.notes(t)),
        "made_up": t("Dữ liệu minh họa") if is_made_up else "",
        "label": t(
            "Bản đồ Việt Nam, gồm quần đảo Hoàng Sa và quần đảo Trường Sa; bảng số liệu bên dưới nói cùng nội dung"
        ),
        "nearer": t("Phóng to"),
        "further": t("Thu nhỏ"),
    }


def _view(shown: Map, t: Language, address: Address) -> dict[str, Any]:
    return {
        "file": address(f"geo/{shown.places}.json"),
        "fills": dict(shown.fills),
        "titles": dict(shown.titles),
        "focus": shown.focus,
        "box": _bounds(box(shown.places, shown.focus).around(maps.ROOM)) if shown.focus else None,
        "back": t("Cả nước") if shown.focus else "",
        "land": ground.LAND,
        "ink": ground.INK,
        "name": f"{shown.places}-{shown.focus or ''}",
    }


def _bounds(part: Box) -> list[list[float]]:
    return [[part.south, part.west], [part.north, part.east]]
