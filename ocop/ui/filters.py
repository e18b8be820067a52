"""Choices that stand in the address as stable codes: a view can be sent to someone, and Back steps through it."""

from __future__ import annotations

import streamlit as st

from ocop import reference
from ocop.domain import register
from ocop.domain.recognition import STARS
from ocop.domain.register import PAGE, Facet, ProductQuery
from ocop.domain.text import fold
from ocop.i18n import words
from ocop.ui.shell import Page

TEXT, STAR, PROVINCE, SHEET = "q", "sao", "tinh", "trang"
LAST = "last_view"
LONGEST = 200


def products(page: Page) -> tuple[ProductQuery, list[str]]:
    """The catalogue's search box and choices as a query, and the values in the address that nothing is known of."""
    unknown = _seed()
    t, provinces = page.t, reference.provinces()
    st.text_input(
        t("Tìm sản phẩm, chủ thể, địa danh hoặc mã"),
        key=TEXT,
        placeholder=t("Ví dụ: nước mắm Phú Quốc"),
        on_change=_write,
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
        st.selectbox(
            t("Tỉnh, thành phố (34, từ 01/07/2025)"),
            ["", *sorted(provinces, key=lambda code: fold(provinces[code].name))],
            key=PROVINCE,
            format_func=lambda code: provinces[code].name if code else t("Cả nước"),
            on_change=_write,
        )
    sheet = _sheet()
    query = ProductQuery(
        text=st.session_state[TEXT][:LONGEST],
        choices=register.choices(
            {
                Facet.STARS: map(str, st.session_state[STAR]),
                Facet.PROVINCE: filter(None, [st.session_state[PROVINCE]]),
            }
        ),
        scope=page.scope,
        offset=(sheet - 1) * PAGE,
    )
    st.session_state[LAST] = {**choices(), SHEET: str(sheet) if sheet > 1 else ""}
    return query, unknown


def last() -> dict[str, str]:
    """The view of the catalogue that the reader came from."""
    seen: dict[str, str] = st.session_state.get(LAST, {})
    return seen


def choices() -> dict[str, str]:
    """The present choices as they stand in an address, without the page number."""
    state = st.session_state
    return {
        TEXT: state[TEXT],
        STAR: ",".join(str(stars) for stars in sorted(state[STAR])),
        PROVINCE: state[PROVINCE],
    }


def _seed() -> list[str]:
    """Set the widgets from the address, which is the truth, before they are drawn; say what nobody knows."""
    asked = st.query_params
    stars = dict.fromkeys(value for value in asked.get(STAR, "").split(",") if value)
    province = asked.get(PROVINCE, "")
    known = {str(number): number for number in STARS}
    st.session_state[TEXT] = asked.get(TEXT, "")[:LONGEST]
    st.session_state[STAR] = [known[value] for value in stars if value in known]
    st.session_state[PROVINCE] = province if province in reference.provinces() else ""
    unknown = [value for value in stars if value not in known]
    unknown += [province] if province not in ("", st.session_state[PROVINCE]) else []
    return [words.quoted(value)[:12] for value in unknown[:5]]


def _write() -> None:
    """Put the choices into the address in one step of the history; a new choice begins at the first page."""
    kept = {key: value for key, value in st.query_params.items() if key not in (TEXT, STAR, PROVINCE, SHEET)}
    st.query_params.from_dict(kept | {key: value for key, value in choices().items() if value})


def _sheet() -> int:
    """The page of the list that the address asks for, from 1."""
    asked = st.query_params.get(SHEET, "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
