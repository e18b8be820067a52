"""Granting roles and taking them away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ocop import reference
from ocop.domain.roles import Grant, Person, Role
from ocop.errors import QueryError
from ocop.i18n.roles import ROLES
from ocop.services import people
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.page import Page

WHO, ROLE, PLACE, REASON = "desk_who", "desk_role", "desk_place", "desk_reason"
TAKEN, WHY = "desk_taken", "desk_why"


def draw(desk: Desk) -> None:
    """Who has which role, and a form to give one."""
    page, t = desk.page, desk.page.t
    held = people.listed(page.register)
    st.html(page.render("desk/roles.html", held=held, names=ROLES, place=partial(_place, page)))
    left, right = st.columns(2, gap="large")
    with left, st.form("desk_grant", border=False):
        st.html(page.render("desk/part.html", title=t("Giao vai trò")))
        st.text_input(t("Địa chỉ thư điện tử hoặc sub:…"), key=WHO, max_chars=200)
        st.selectbox(t("Vai trò"), list(Role), key=ROLE, format_func=lambda role: t(ROLES[role]))
        st.selectbox(t("Nơi có hiệu lực"), [None, *reference.provinces()], key=PLACE, format_func=partial(_place, page))
        st.text_input(t("Lý do, văn bản phân công"), key=REASON, max_chars=300)
        st.form_submit_button(t("Giao vai trò"), type="primary", on_click=_grant, args=(page,))
    with right, st.form("desk_revoke", border=False):
        st.html(page.render("desk/part.html", title=t("Thu lại vai trò")))
        st.selectbox(
            t("Vai trò đang có hiệu lực"), held, index=None, key=TAKEN, placeholder=t("Chọn một vai trò"),
            format_func=lambda each: f"{each.who}: {t(ROLES[each.grant.role])}, {_place(page, each.grant.province)}",
        )  # fmt: skip
        st.text_input(t("Lý do"), key=WHY, max_chars=300)
        st.form_submit_button(t("Thu lại vai trò"), on_click=_revoke, args=(page,))


def _grant(page: Page) -> None:
    typed = st.session_state
    given = Grant(typed[ROLE], typed[PLACE])

    def action(person: Person) -> str:
        who = people.give(page.register, person, typed[WHO], given, reason=typed[REASON])
        return page.t("Đã giao vai trò {role} cho {who}.", role=page.t(ROLES[given.role]), who=who)

    if attempt(page, action):
        typed[WHO] = typed[REASON] = ""


def _revoke(page: Page) -> None:
    typed = st.session_state

    def action(person: Person) -> str:
        if typed[TAKEN] is None:
            raise QueryError(page.t("Hãy chọn vai trò cần thu lại."))
        people.take(page.register, person, typed[TAKEN].who, typed[TAKEN].grant, reason=typed[WHY])
        return page.t("Đã thu lại vai trò của {who}.", who=typed[TAKEN].who)

    if attempt(page, action):
        typed[TAKEN], typed[WHY] = None, ""


def _place(page: Page, province: str | None) -> str:
    return page.t("cả nước") if province is None else reference.provinces()[province].name
