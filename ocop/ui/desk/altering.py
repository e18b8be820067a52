"""Recording what a decision does to a recognition: chosen, typed, seen as the public will see it, then recorded."""

from __future__ import annotations

import streamlit as st

from ocop.domain.register import Record
from ocop.domain.roles import Act, Person
from ocop.errors import Conflict
from ocop.services import desk_altering
from ocop.services.desk_altering import Rehearsal
from ocop.ui.desk import altering_form, previewing
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.desk.choosing import chosen
from ocop.ui.page import Page

SEEN, REHEARSED = "alter_seen", "alter_rehearsed"


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
    seen = _seen(page, product.code)
    st.html(page.render("desk/record.html", record=record))
    altering_form.draw(page, record, on_send=_rehearse, args=(page, record, seen))
    rehearsed: Rehearsal | None = st.session_state.get(REHEARSED)
    if rehearsed and rehearsed.code == product.code:
        _last(page, rehearsed)


def _seen(page: Page, code: str) -> int:
    """The version of the record that is on the screen; where somebody changed it meanwhile, that is told once."""
    now = desk_altering.version(page.register, code)
    known: tuple[str, int] = st.session_state.get(SEEN, ("", 0))
    if known[0] == code and known[1] != now:
        steps = desk_altering.since(page.register, code, known[1])
        st.html(page.render("desk/meanwhile.html", steps=steps))
        st.session_state.pop(REHEARSED, None)
    st.session_state[SEEN] = (code, now)
    return now


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


def _rehearse(page: Page, record: Record, seen: int) -> None:
    st.session_state.pop(REHEARSED, None)

    def action(person: Person) -> str:
        alteration, reason = altering_form.read(record)
        code = record.product.code
        with _told(page, code):
            st.session_state[REHEARSED] = desk_altering.rehearse(
                page.register, person, code, alteration, seen=seen, reason=reason
            )
        return page.t("Chưa ghi gì: hãy xem trang công khai sẽ đổi thế nào ở cuối trang, rồi mới ghi.")

    attempt(page, action)


def _record(page: Page) -> None:
    rehearsed: Rehearsal = st.session_state[REHEARSED]

    def action(person: Person) -> str:
        with _told(page, rehearsed.code):
            done = desk_altering.record(page.register, person, rehearsed)
        st.session_state[SEEN] = (rehearsed.code, desk_altering.version(page.register, rehearsed.code))
        kind = page.t(altering_form.KINDS[rehearsed.alteration.kind])
        return page.t("Đã ghi: {what}, sản phẩm “{name}”.", what=kind.lower(), name=done.after.product.name)

    if attempt(page, action):
        altering_form.clear()
    st.session_state.pop(REHEARSED, None)


class _told:  # noqa: N801 -- used as a block
    """Whoever was told that the record changed has seen it as it is now."""

    def __init__(self, page: Page, code: str) -> None:
        self._page, self._code = page, code

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is not None and issubclass(kind, Conflict):
            st.session_state[SEEN] = (self._code, desk_altering.version(self._page.register, self._code))
