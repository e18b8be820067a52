"""What a record rests on: raised to "signed" by who has the decision in hand, or mended where it was copied wrongly."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ocop.domain.recognition import Evidence
from ocop.domain.register import Recognition, Record
from ocop.domain.roles import Act, Person
from ocop.i18n import words
from ocop.services import evidence
from ocop.services.evidence import Stated, Statement
from ocop.store.evidence import Decision
from ocop.ui.desk import previewing, scan_field, seen
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.desk.choosing import chosen
from ocop.ui.page import Page

REHEARSED, FILLED = "evi_rehearsed", "evi_filled"
PREFIX = "evi_"
EVENT, NUMBER, ON, WHO, SIGNED, WHY = (
    f"{PREFIX}{name}" for name in ("event", "number", "on", "authority", "signed", "why")
)


def draw(desk: Desk) -> None:
    """The product, which of its decisions is meant, what it says; then the page before and after."""
    page, t = desk.page, desk.page.t
    record = chosen(desk, "can-cu")
    if record is None:
        return
    product = record.product
    version = seen.version(page, product.code, forget=REHEARSED)
    st.html(page.render("desk/record.html", record=record))
    if not record.history:
        return
    events = {each.id: each for each in record.history}
    number = st.selectbox(
        t("Quyết định"), list(events), key=EVENT, format_func=lambda each: _named(page, events.get(each)),
    )  # fmt: skip
    decision = evidence.decision(page.register, number) if number in events else None
    if decision is None:
        return
    if not all(desk.may(Act.ALTER, province) for province in decision.provinces):
        st.html(page.render("desk/elsewhere.html", producer=product.producer))
        return
    st.html(page.render("desk/evidence.html", decision=decision))
    for each in decision.files:
        st.download_button(
            t("Tải bản ký: {name}", name=each.name),
            partial(evidence.file, page.register, desk.person, number, each.sha256), each.name,
            key=f"evi_{each.sha256[:12]}", on_click="ignore",
        )  # fmt: skip
    _form(page, record, decision, number, version)
    rehearsed: Stated | None = st.session_state.get(REHEARSED)
    if rehearsed and rehearsed.turn.before.product.code == product.code:
        previewing.side_by_side(page, rehearsed.turn.before, rehearsed.turn.after)
        with st.container(horizontal=True):
            st.button(t("Ghi vào sổ và công khai"), type="primary", key="evi_record", on_click=_record, args=(page,))
            st.button(t("Chưa ghi, sửa lại"), key="evi_back", on_click=st.session_state.pop, args=(REHEARSED, None))


def _form(page: Page, record: Record, decision: Decision, event: int, version: int) -> None:
    t = page.t
    if st.session_state.get(FILLED) != event:  # another decision: the form says what stands of it
        st.session_state[FILLED] = event
        scan_field.clear(PREFIX)  # a paper chosen for another decision is not this one's
        st.session_state[NUMBER], st.session_state[WHO] = decision.number, decision.authority
        st.session_state[ON] = decision.stated.exact
        st.session_state[SIGNED] = decision.evidence is Evidence.SIGNED
    with st.form("evidence_form", border=False):
        left, right = st.columns(2, gap="large")
        with left:
            st.text_input(t("Số quyết định"), key=NUMBER, max_chars=60, placeholder="114/QĐ-UBND")
            st.date_input(t("Ngày quyết định"), value=None, key=ON, format="DD/MM/YYYY", max_value=page.day)
            st.text_input(t("Cơ quan ban hành"), key=WHO, max_chars=120, placeholder="UBND tỉnh Lâm Đồng")
        with right:
            st.checkbox(t("Tôi có quyết định đã ký trong tay và đã đối chiếu"), key=SIGNED)
            scan_field.draw(t, PREFIX)
        st.text_input(t("Căn cứ của việc ghi này, để lưu vào nhật ký"), key=WHY, max_chars=300)
        st.form_submit_button(t("Xem trước"), type="primary", on_click=_rehearse,
                              args=(page, record.product.code, event, version))  # fmt: skip


def _rehearse(page: Page, code: str, event: int, version: int) -> None:
    st.session_state.pop(REHEARSED, None)
    typed = st.session_state

    def action(person: Person) -> str:
        statement = Statement(
            event=event,
            number=typed[NUMBER],
            on=typed[ON],
            authority=" ".join(typed[WHO].split()),
            signed=typed[SIGNED],
            file=scan_field.read(PREFIX),
            reason=typed[WHY],
        )
        with seen.telling(page, code):
            typed[REHEARSED] = evidence.rehearse(page.register, person, code, statement, seen=version)
        return page.t("Chưa ghi gì: hãy xem trang công khai sẽ đổi thế nào ở cuối trang, rồi mới ghi.")

    attempt(page, action)


def _record(page: Page) -> None:
    rehearsed: Stated = st.session_state[REHEARSED]

    def action(person: Person) -> str:
        with seen.telling(page, rehearsed.turn.before.product.code):
            done = evidence.record(page.register, person, rehearsed)
        return page.t("Đã ghi căn cứ của sản phẩm “{name}”.", name=done.after.product.name)

    if attempt(page, action, rehearsed.turn.before.product.code):
        st.session_state[WHY] = ""
        st.session_state.pop(FILLED, None)
    st.session_state.pop(REHEARSED, None)


def _named(page: Page, event: Recognition | None) -> str:
    if event is None:
        return ""
    t = page.t
    number = event.decision or t("chưa rõ số quyết định")
    return f"{t(words.KIND[event.kind])}, {number}, {t.stated(event.stated)}: {t(words.EVIDENCE[event.evidence])}"
