"""The audit trail: looked through by person, action, record and days, and taken away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ocop.domain.trail import PAGE, Trail, TrailQuery
from ocop.i18n.actions import action
from ocop.services import trail as services
from ocop.ui.desk.acting import Desk
from ocop.ui.page import Page

BY, ACTION, SUBJECT, DAYS, SHEET = "trail_by", "trail_action", "trail_subject", "trail_days", "trail_sheet"


def draw(desk: Desk) -> None:
    """What is looked for, then what was found."""
    page, t = desk.page, desk.page.t
    known = services.trail(page.register, desk.person, TrailQuery(limit=0))
    query = _asked(page, known)
    found = services.trail(page.register, desk.person, query)
    named = partial(action, t=t)
    st.html(page.render("desk/trail.html", found=found, words=named, first=query.offset + 1))
    if found.total > PAGE:
        sheets = (found.total + PAGE - 1) // PAGE
        st.number_input(t("Trang"), 1, sheets, key=SHEET, step=1, width=160)
    with st.container(horizontal=True):
        st.download_button(
            t("Tải nhật ký (CSV)"), lambda: services.csv(page.register, desk.person, query), "nhat-ky.csv", "text/csv",
            on_click="ignore", key="trail_csv",
        )  # fmt: skip
        st.download_button(
            t("Tải nhật ký (XLSX)"), lambda: services.workbook(page.register, desk.person, query, named),
            "nhat-ky.xlsx", on_click="ignore", key="trail_xlsx",
        )  # fmt: skip


def _asked(page: Page, known: Trail) -> TrailQuery:
    t = page.t
    one, two, three, four = st.columns(4)
    with one:
        by = st.selectbox(t("Ai"), known.authors, index=None, key=BY, placeholder=t("Tất cả"), on_change=_first_sheet)
    with two:
        chosen = st.selectbox(
            t("Việc"), known.actions, index=None, key=ACTION, placeholder=t("Tất cả"), on_change=_first_sheet,
            format_func=lambda code: action(code, t),
        )  # fmt: skip
    with three:
        subject = st.text_input(t("Mã hoặc tên sản phẩm"), key=SUBJECT, max_chars=100, on_change=_first_sheet)
    with four:
        days = st.date_input(t("Từ ngày, đến ngày"), [], key=DAYS, format="DD/MM/YYYY", on_change=_first_sheet)
    sheet = int(st.session_state.get(SHEET, 1))
    return TrailQuery(
        by=by or "", action=chosen or "", subject=subject.strip(), first=days[0] if days else None,
        last=days[-1] if days else None, offset=(sheet - 1) * PAGE,
    )  # fmt: skip


def _first_sheet() -> None:
    st.session_state[SHEET] = 1
