"""Choices that stand in the address as stable codes: a view can be sent to someone, and Back steps through it."""

from __future__ import annotations

import streamlit as st

from ocop import reference
from ocop.domain.recognition import STARS
from ocop.domain.register import PAGE, ProductQuery
from ocop.i18n import words
from ocop.ui.shell import Page

TEXT, STAR, PROVINCE, SHEET = "q", "sao", "tinh", "trang"


def products(page: Page) -> tuple[ProductQuery, list[str]]:
    """The catalogue's search box and choices as a query, and the values in the address that nothing is known of."""
    unknown = _seed()
    t, provinces = page.t, reference.provinces()
    st.text_input(
        t("Tìm sản phẩm, chủ thể, địa danh hoặc mã"),
        key=TEXT,
        placeholder=t("Ví dụ: nước mắm Phú Quốc"),
        on_change=_write,
        max_chars=200,
    )
    left, right = st.columns([1, 2])
    with left:
        st.pills(
            t("Hạng sao"),
            sorted(STARS, reverse=True),
            key=STAR,
            selection_mode="multi",
            format_func=lambda stars: words.stars(stars, t),
            on_change=_write,
        )
    with right:
        st.multiselect(
            t("Tỉnh, thành phố (34, từ 1/7/2025)"),
            sorted(provinces, key=lambda code: provinces[code].name),
            key=PROVINCE,
            format_func=lambda code: provinces[code].name,
            placeholder=t("Cả nước"),
            on_change=_write,
        )
    sheet = _sheet()
    query = ProductQuery(
        text=st.session_state[TEXT],
        stars=frozenset(st.session_state[STAR]),
        provinces=frozenset(st.session_state[PROVINCE]),
        offset=(sheet - 1) * PAGE,
    )
    return query, unknown


def choices() -> dict[str, str]:
    """The present choices as they stand in an address, without the page number."""
    state = st.session_state
    return {
        TEXT: state[TEXT],
        STAR: ",".join(str(stars) for stars in sorted(state[STAR])),
        PROVINCE: ",".join(sorted(state[PROVINCE])),
    }


def _seed() -> list[str]:
    """Set the widgets from the address, which is the truth, before they are drawn."""
    asked = st.query_params
    stars = [value for value in asked.get(STAR, "").split(",") if value]
    provinces = [value for value in asked.get(PROVINCE, "").split(",") if value]
    known_stars = {str(number) for number in STARS}
    st.session_state[TEXT] = asked.get(TEXT, "")[:200]
    st.session_state[STAR] = [int(value) for value in stars if value in known_stars]
    st.session_state[PROVINCE] = [value for value in provinces if value in reference.provinces()]
    return [v for v in stars if v not in known_stars] + [v for v in provinces if v not in reference.provinces()]


def _write() -> None:
    """Put the choices into the address; a new choice begins at the first page."""
    for key, value in (choices() | {SHEET: ""}).items():
        if value:
            st.query_params[key] = value
        else:
            st.query_params.pop(key, None)


def _sheet() -> int:
    """The page of the list that the address asks for, from 1."""
    asked = st.query_params.get(SHEET, "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
