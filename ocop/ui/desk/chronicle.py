"""The history of a record: each step with what it changed, and the way back to the state before it."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from ocop.domain.dates import Stated
from ocop.domain.recognition import Evidence, Level, Status
from ocop.domain.roles import Act, Person
from ocop.errors import QueryError
from ocop.i18n import words
from ocop.i18n.actions import action as action_words
from ocop.i18n.words import N_
from ocop.services import chronicle
from ocop.services.chronicle import NOTHING, Step
from ocop.services.desk_altering import Turn
from ocop.ui.desk import previewing, seen
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.desk.choosing import chosen
from ocop.ui.page import Page

BACK, WHY, REHEARSED = "his_step", "his_why", "his_rehearsed"
FIELDS = {
    "status": N_("Tình trạng"),
    "stars": N_("Hạng sao"),
    "until": N_("Hiệu lực đến"),
    "maker": N_("Chủ thể"),
    "number": N_("Số quyết định"),
    "stated": N_("Ngày quyết định"),
    "authority": N_("Cơ quan ban hành"),
    "level": N_("Cấp"),
    "evidence": N_("Căn cứ của bản ghi"),
}


def draw(desk: Desk) -> None:
    """The steps, newest first; then going back before one of them, seen first as the public will see it."""
    page, t = desk.page, desk.page.t
    record = chosen(desk, "lich-su")
    if record is None:
        return
    product = record.product
    if not desk.may(Act.ALTER, product.producer.province):
        st.html(page.render("desk/elsewhere.html", producer=product.producer))
        return
    version = seen.version(page, product.code, forget=REHEARSED)
    steps = chronicle.steps(page.register, desk.person, product.code)
    told = page.render(
        "desk/chronicle.html", product=product, steps=steps, named=partial(named, page), value=partial(value, page),
        field=lambda each: t(str(FIELDS.get(each, each))),
    )  # fmt: skip
    st.html(told)
    able = [each for each in steps if each.event is not None or each.change is not None]
    with st.form("history_form", border=False):
        st.html(page.render("desk/part.html", title=t("Trở lại trạng thái trước một bước")))
        st.caption(t("Bước ấy và các bước ghi sau nó được rút lại; tất cả vẫn còn trong lịch sử và nhật ký."))
        st.selectbox(
            t("Trở lại trước bước"), able, index=None, key=BACK, placeholder=t("Chọn một bước"),
            format_func=lambda each: named(page, each),
        )  # fmt: skip
        st.text_input(t("Vì sao trở lại, để lưu vào nhật ký"), key=WHY, max_chars=300)
        st.form_submit_button(t("Xem trước"), type="primary", on_click=_rehearse, args=(page, product.code, version))
    rehearsed: tuple[str, Step, int, str, Turn] | None = st.session_state.get(REHEARSED)
    if rehearsed and rehearsed[0] == product.code:
        previewing.side_by_side(page, rehearsed[4].before, rehearsed[4].after)
        with st.container(horizontal=True):
            st.button(t("Ghi vào sổ và công khai"), type="primary", key="his_record", on_click=_record, args=(page,))
            st.button(t("Chưa ghi, sửa lại"), key="his_back", on_click=st.session_state.pop, args=(REHEARSED, None))


def named(page: Page, step: Step) -> str:
    """A step in half a line."""
    t = page.t
    when = f" ({t.date(step.at.date())})" if step.at else ""
    return f"{action_words(step.action, t)}{': ' if step.decision else ''}{step.decision}{when}"


def value(page: Page, field: str, of: str) -> str:
    """A value of a field in words."""
    t = page.t
    if of == NOTHING:
        return NOTHING
    match field:
        case "status":
            return t(words.STATUS[Status(of)])
        case "stars":
            return words.stars(int(of), t)
        case "until":
            return t.date(date.fromisoformat(of))
        case "stated":
            return t.stated(Stated.parse(of))
        case "evidence":
            return t(words.EVIDENCE[Evidence(of)])
        case "level":
            return t(words.LEVEL[Level(of)])
    return of


def _rehearse(page: Page, code: str, version: int) -> None:
    st.session_state.pop(REHEARSED, None)
    step: Step | None = st.session_state[BACK]
    why: str = st.session_state[WHY]

    def action(person: Person) -> str:
        if step is None:
            raise QueryError(page.t("Hãy chọn bước cần trở lại."))
        with seen.telling(page, code):
            turn = chronicle.restore(page.register, person, code, step, seen=version, reason=why, keep=False)
        st.session_state[REHEARSED] = (code, step, version, why, turn)
        return page.t("Chưa ghi gì: hãy xem trang công khai sẽ đổi thế nào ở cuối trang, rồi mới ghi.")

    attempt(page, action)


def _record(page: Page) -> None:
    code, step, version, why, _turn = st.session_state[REHEARSED]

    def action(person: Person) -> str:
        with seen.telling(page, code):
            chronicle.restore(page.register, person, code, step, seen=version, reason=why, keep=True)
        return page.t("Đã trở lại trạng thái trước bước: {step}.", step=named(page, step))

    if attempt(page, action, code):
        st.session_state[BACK], st.session_state[WHY] = None, ""
    st.session_state.pop(REHEARSED, None)
