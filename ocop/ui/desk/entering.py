"""Writing one new product by hand: who makes it, what it is, what was decided; seen beside what looks like it first."""

from __future__ import annotations

import streamlit as st

from ocop.domain.codes import shown
from ocop.domain.roles import Person
from ocop.services import desk_entering
from ocop.services.desk_entering import Rehearsal
from ocop.ui.desk import entering_form, previewing, record_fields
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.page import Page

REHEARSED, LOOKED, ENTERED = "new_rehearsed", "new_looked", "new_entered"
# So many of the other products of its maker are named.
MOST = 8


def draw(desk: Desk) -> None:
    """What was entered last, the form; below it what would be written, what looks like it, and the last click."""
    page = desk.page
    if entered := st.session_state.pop(ENTERED, None):
        st.html(page.render("desk/entered.html", code=shown(entered.entry.code), name=entered.entry.name))
    entering_form.draw(desk, on_send=_rehearse, args=(page,))
    rehearsed: Rehearsal | None = st.session_state.get(REHEARSED)
    if rehearsed and rehearsed.scope is page.scope:
        _seen(desk, rehearsed)


def _seen(desk: Desk, rehearsed: Rehearsal) -> None:
    page, t = desk.page, desk.page.t
    entry, like = rehearsed.entry, rehearsed.like
    points = entry.history[0].points
    # where the next recognition of a product that is known is recorded
    altering = {each.code: desk.href("thay-doi", ma=each.shown_code) for each in like.products}
    st.html(
        page.render(
            "desk/entering.html", rehearsed=rehearsed, entry=entry, altering=altering, most=MOST,
            set_name=record_fields.said("set_number", entry.set_number, t),
            points="" if points is None else record_fields.said("points", points, t),
        )
    )  # fmt: skip
    if rehearsed.after is None:
        st.button(t("Sửa lại"), key="new_back", on_click=st.session_state.pop, args=(REHEARSED, None))
        return
    previewing.alone(page, rehearsed.after)
    if like.is_any:
        st.checkbox(t("Tôi đã xem các hồ sơ giống ở trên: đây là sản phẩm khác"), key=LOOKED)
    with st.container(horizontal=True):
        st.button(t("Ghi vào sổ và công khai"), type="primary", key="new_record", on_click=_record, args=(page,))
        st.button(t("Chưa ghi, sửa lại"), key="new_back", on_click=st.session_state.pop, args=(REHEARSED, None))


def _rehearse(page: Page) -> None:
    for name in (REHEARSED, LOOKED):
        st.session_state.pop(name, None)

    def action(person: Person) -> str:
        written, reason = entering_form.read()
        found = desk_entering.rehearse(page.register, person, page.scope, written, reason=reason)
        st.session_state[REHEARSED] = found
        if found.after is None:
            return ""
        return page.t("Chưa ghi gì: hãy xem ở cuối trang những gì sẽ ghi và các hồ sơ giống, rồi mới ghi.")

    attempt(page, action)


def _record(page: Page) -> None:
    rehearsed: Rehearsal = st.session_state[REHEARSED]
    looked = bool(st.session_state.get(LOOKED))

    def action(person: Person) -> str:
        st.session_state[ENTERED] = desk_entering.record(page.register, person, rehearsed, looked=looked)
        return ""

    if attempt(page, action):
        entering_form.clear()
        st.session_state.pop(REHEARSED, None)
