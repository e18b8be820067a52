"""The list that was made, and what can be done to it: put on, strike off, take away, keep."""

from __future__ import annotations

import streamlit as st

from ocop.documents import fair as papers
from ocop.documents import printed, sheets
from ocop.domain.roles import Act, Person, may
from ocop.errors import QueryError
from ocop.gifts.booth import Booth
from ocop.services import fairs as services
from ocop.services.fairs import BoothList
from ocop.ui import fair_form, fair_keeping, fairs, shell
from ocop.ui.page import Page

OFF, ON = "fair_off", "fair_on"


def draw(page: Page, booth: Booth, person: Person | None) -> None:
    """Make the list that is asked for, and show it."""
    t = page.t
    shell.show(page.render("gifts_step.html", number=3, title=t("Danh sách")))
    try:
        found = services.choose(page.register, page.scope, booth)
    except QueryError as error:
        shell.show(fairs.failed(page, page.told(error.args[0])))
        st.button(t("Bỏ các thay đổi bằng tay"), on_click=fair_form.free)
        return
    st.query_params[fairs.LIST] = fairs.in_address(found)
    shell.show(fairs.shown(page, found))
    _edit(page, found)
    shell.show(fairs.foot(page, found))
    if found.rows:
        shell.show(page.render("gifts_step.html", number=4, title=t("Mang đi")))
        take_away(page, paper(page, found), f"hoi-cho-{booth.first_day:%Y%m%d}")
        if person and may(person, Act.PLAN_FAIRS, booth.province):
            fair_keeping.keep_button(page, found)


def paper(page: Page, found: BoothList) -> papers.Fair:
    """The list as a paper, without contacts."""
    return papers.Fair(
        name=fair_form.name(),
        first_day=found.booth.first_day,
        last_day=found.booth.last_day,
        province=found.booth.province,
        lines=tuple(
            papers.Line(row.product, row.place.until, row.place.capacity, row.place.reasons) for row in found.rows
        ),
        shops=tuple((each.name, each.address) for each in found.shops),
        made_on=page.day,
        is_made_up=fairs.is_made_up(page),
    )


def take_away(page: Page, fair: papers.Fair, name: str) -> None:
    """Two buttons: a workbook to go on with, a sheet to print. Made when they are asked for."""
    t = page.t
    with st.container(horizontal=True):
        st.download_button(
            t("Tải bảng tính (XLSX)"), lambda: sheets.xlsx(papers.paper(fair), "Danh sách"), f"{name}.xlsx",
            on_click="ignore", key=f"{name}-xlsx",
        )  # fmt: skip
        st.download_button(
            t("Tải bản in (PDF)"), lambda: printed.pdf(papers.paper(fair)), f"{name}.pdf", "application/pdf",
            on_click="ignore", key=f"{name}-pdf",
        )  # fmt: skip


def _edit(page: Page, found: BoothList) -> None:
    t = page.t
    names = {row.place.code: row.product.name for row in found.rows}
    left, right = st.columns(2, gap="large")
    with left, st.form("fair_off_form", border=False, clear_on_submit=True):
        st.multiselect(t("Bỏ khỏi danh sách"), list(names), key=OFF, format_func=lambda code: names.get(code, code),
                       placeholder=t("Chọn sản phẩm"))  # fmt: skip
        st.form_submit_button(t("Bỏ, lấy sản phẩm khác"), on_click=_strike_off)
    with right, st.form("fair_on_form", border=False, clear_on_submit=True):
        st.text_input(t("Đưa vào danh sách, theo mã"), key=ON, max_chars=400, placeholder="FR23-R1AX")
        st.form_submit_button(t("Đưa vào"), on_click=_put_on)
    if found.booth.pinned or found.booth.banned:
        for code in sorted(found.booth.pinned - set(names)):
            rules = services.why_not(page.register, page.scope, found.booth, code)
            shell.show(fairs.left_out(page, code, rules))
        st.button(t("Bỏ các thay đổi bằng tay"), on_click=fair_form.free)


def _strike_off() -> None:
    fair_form.strike_off(st.session_state[OFF])


def _put_on() -> None:
    fair_form.put_on(st.session_state[ON])
