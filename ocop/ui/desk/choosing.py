"""Choosing a product at the desk: by code, official code or words, as the look-up reads them."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from ocop.domain.lookup import KEY
from ocop.domain.register import Record
from ocop.services.lookup import Outcome, look_up
from ocop.ui.desk.acting import Desk

TYPED = "desk_chosen"


def chosen(desk: Desk, room: str) -> Record | None:
    """Draw the box and what came of it; the record that was chosen, as of today."""
    page, t = desk.page, desk.page.t
    asked = st.query_params.get(KEY, "")
    if TYPED not in st.session_state or st.session_state.get(f"{TYPED}_from") != asked:
        st.session_state[TYPED] = st.session_state[f"{TYPED}_from"] = asked
    st.text_input(
        t("Mã, mã chính thức hoặc tên sản phẩm"), key=TYPED, max_chars=200, on_change=_ask,
        placeholder=t("Ví dụ M57V-H4E6 hoặc cà phê"),
    )  # fmt: skip
    answer = look_up(page.register, asked, page.scope, page.day)
    if answer.outcome is Outcome.PRODUCT:
        return answer.record
    st.html(page.render("desk/choose.html", answer=answer, href=lambda code: desk.href(room, **{KEY: quote(code)})))
    return None


def _ask() -> None:
    typed = st.session_state[TYPED].strip()
    st.session_state[f"{TYPED}_from"] = typed
    st.query_params[KEY] = typed
