"""The map in its frame, and what a click in it asks for."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_folium import st_folium

from ocop.figures import leaflet
from ocop.figures.maps import HEIGHT, Map
from ocop.ui.map_view import MapView, names, read
from ocop.ui.page import KEPT, Page
from ocop.web import assets

KEY = "map"
CLICKED = "last_active_drawing"


def choose(page: Page) -> tuple[MapView, list[str]]:
    """The view that the address asks for, and the values in it that nothing is known of."""
    return read(st.query_params, page.day)


def columns() -> list[DeltaGenerator]:
    """The map and what stands beside it; below one another on a phone."""
    return st.columns([11, 9], gap="large")


def show(page: Page, drawn: Map) -> None:
    """The map; the ground stays in the browser, and only what lies on it is sent anew."""
    st_folium(
        leaflet.Ground(page.t, assets.url, is_made_up=drawn.is_made_up),
        key=KEY,
        height=HEIGHT,
        use_container_width=True,
        feature_group_to_add=leaflet.layers(drawn, page.t, assets.url),
        returned_objects=[CLICKED],
        on_change=lambda: _clicked(page),
    )


def _clicked(page: Page) -> None:
    """Put the province that was clicked into the address, in one step of the history."""
    told = (st.session_state.get(KEY) or {}).get(CLICKED) or {}
    code = told.get("properties", {}).get("code")
    view, _unknown = read(st.query_params, page.day)
    if code is None or (code and code not in names(view.places)):
        return
    kept = {key: st.query_params[key] for key in KEPT if key in st.query_params}
    st.query_params.from_dict(kept | view.at(code or None).parameters())
