"""What the map's page costs: `python -m bench.map --json`.

Over the made-up register of 18,243 products the page is run as Streamlit runs it, a province chosen each time. Its peer
is the same map as folium draws it by itself: outlines of the data inside, a style and a tooltip for each province.
Limits: 120 KB sent for a map, outlines included; 300 ms on the server for a click.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import folium
from streamlit.testing.v1 import AppTest
from streamlit_folium import generate_leaflet_string

from ocop.domain.figures import Places
from ocop.domain.recognition import Scope
from ocop.figures import geometry
from ocop.services import demo
from ocop.services.register import the_register
from ocop.settings import DATA, ROOT
from ocop.store.queries import INSTALLER

PRODUCTS = 18_243
CLICKS = 34


def clicks() -> tuple[list[float], list[int]]:
    """The time of a rerun for each province, and what each sends for the map."""
    app = AppTest.from_file(str(ROOT / "ocop" / "ui" / "main.py"), default_timeout=60)
    app.run()
    app.switch_page("../../pages/map.py").run()
    spent, sent = [], []
    for code in list(geometry.outlines(Places.NOW))[:CLICKS]:
        app.query_params["tinh"] = code
        begun = time.perf_counter()
        app.run()
        spent.append((time.perf_counter() - begun) * 1000)
        assert not app.exception
        (drawn,) = app.get("component_instance")
        sent.append(len(drawn.proto.json_args.encode()) + len(geometry.packed(Places.NOW)))
    return spent, sent


def alone() -> tuple[list[float], int]:
    """The peer: the time to build the map and turn it into a script, and the size of that."""
    spent, script = [], ""
    summary = the_register().summary(Scope.DEMO, the_register().today())
    outlines = json.loads((DATA / "geo" / "provinces34.geojson").read_text(encoding="utf-8"))
    for each in outlines["features"]:
        each["properties"]["products"] = summary.line(each["properties"]["code"]).products_in_force
    for _time in range(10):
        begun = time.perf_counter()
        whole = folium.Map(location=(15, 109), zoom_start=5, tiles=None)
        folium.GeoJson(
            outlines,
            style_function=lambda each: {"fillColor": "#0F6B4B" if each["properties"]["products"] > 500 else "#ABD3B6"},
            tooltip=folium.GeoJsonTooltip(["name", "products"]),
        ).add_to(whole)
        whole.get_root().render()
        script = generate_leaflet_string(whole)
        spent.append((time.perf_counter() - begun) * 1000)
    return spent, len(script.encode())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.parse_args()
    os.environ["OCOP_DATABASE_URL"] = f"sqlite:///{Path(tempfile.mkdtemp()) / 'ocop.db'}"
    demo.load(the_register(), products=PRODUCTS, by=INSTALLER)
    spent, sent = clicks()
    peer_spent, peer_sent = alone()
    figures = {
        "products": PRODUCTS,
        "click_p50_ms": round(median(spent), 1),
        "click_p95_ms": round(quantiles(spent, n=20)[-1], 1),
        "click_limit_ms": 300,
        "map_bytes_most": max(sent),
        "map_bytes_limit": 120_000,
        "folium_alone_p50_ms": round(median(peer_spent), 1),
        "folium_alone_bytes": peer_sent,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
