"""Recording what a decision does to a recognition: chosen, typed, seen as the public will see it, then recorded."""

from __future__ import annotations

import streamlit as st

from ocop.domain.register import Record
from ocop.domain.roles import Act, Person
from ocop.services import desk_altering
from ocop.services.desk_altering import Rehearsal
from ocop.ui.desk import altering_form, previewing, seen
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.desk.choosing import chosen
from ocop.ui.page import Page

REHEARSED = "alter_rehearsed"


def draw(desk: Desk) -> None:
    """The product, its record, the form; below it what would become of the public page, and the last click."""
    page = desk.page
    record = chosen(desk, "thay-doi")
    if record is None:
        return
    product = record.product
    if not desk.may(Act.ALTER, product.producer.province):
        st.html(page.render("desk/record.html", record=record))
        st.html(page.render("desk/elsewhere.html", producer=product.producer))
        return
    seen_version = seen.version(page, product.code, forget=REHEARSED)
    st.html(page.render("desk/record.html", record=record))
    altering_form.draw(page, record, on_send=_rehearse, args=(page, record, seen_version))
    rehearsed: Rehearsal | None = st.session_state.get(REHEARSED)
    if rehearsed and rehearsed.code == product.code:
        _last(page, rehearsed)


def _last(page: Page, rehearsed: Rehearsal) -> None:
    t = page.t
    starts = rehearsed.alteration.valid_from
    previewing.side_by_side(
        page, rehearsed.before, rehearsed.after, doubts=rehearsed.doubts,
        starts=starts if starts and starts > page.day else None,
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(t("Ghi vào sổ và công khai"), type="primary", key="alter_record", on_click=_record, args=(page,))
        st.button(t("Chưa ghi, sửa lại"), key="alter_back", on_click=st.session_state.pop, args=(REHEARSED, None))


def _rehearse(page: Page, record: Record, version: int) -> None:
    st.session_state.pop(REHEARSED, None)

    def action(person: Person) -> str:
        alteration, reason = altering_form.read(record)
        code = record.product.code
        with seen.telling(page, code):
            st.session_state[REHEARSED] = desk_altering.rehearse(
                page.register, person, code, alteration, seen=version, reason=reason
            )
        return page.t("Chưa ghi gì: hãy xem trang công khai sẽ đổi thế nào ở cuối trang, rồi mới ghi.")

    attempt(page, action)


def _record(page: Page) -> None:
    rehearsed: Rehearsal = st.session_state[REHEARSED]

    def action(person: Person) -> str:
        with seen.telling(page, rehearsed.code):
            done = desk_altering.record(page.register, person, rehearsed)
        kind = page.t(altering_form.KINDS[rehearsed.alteration.kind])
        return page.t("Đã ghi: {what}, sản phẩm “{name}”.", what=kind.lower(), name=done.after.product.name)

    if attempt(page, action, rehearsed.code):
        altering_form.clear()
    st.session_state.pop(REHEARSED, None)
