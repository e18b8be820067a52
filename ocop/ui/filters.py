"""The catalogue's search box. All else that a reader can choose is a link, so the address is the whole truth."""

from __future__ import annotations

import streamlit as st

from ocop.ui.page import KEPT
from ocop.ui.shell import Page
from ocop.web.view import LONGEST, TEXT, View, read

LAST = "last_view"


def catalogue(page: Page) -> tuple[View, list[str]]:
    """Draw the box; the view that the address asks for, and the values in it that nothing is known of."""
    view, unknown = read(st.query_params)
    if st.session_state.get(TEXT) != view.text:  # else what the reader has typed since would be overwritten
        st.session_state[TEXT] = view.text
    st.text_input(
        page.t("Tìm sản phẩm, chủ thể, địa danh, mã hoặc số quyết định"),
        key=TEXT,
        placeholder=page.t("Ví dụ: nước mắm Phú Quốc, 4 sao Lâm Đồng"),
        max_chars=LONGEST,
        on_change=_write,
    )
    st.session_state[LAST] = view.parameters()
    return view, unknown


def last() -> dict[str, str]:
    """The view of the catalogue that the reader came from."""
    seen: dict[str, str] = st.session_state.get(LAST, {})
    return seen


def _write() -> None:
    """Put what was typed into the address, in one step of the history."""
    view, _unknown = read(st.query_params)
    kept = {key: st.query_params[key] for key in KEPT if key in st.query_params}
    st.query_params.from_dict(kept | view.asking(st.session_state[TEXT]).parameters())
