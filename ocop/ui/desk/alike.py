"""What may be the same, side by side: merged, or kept apart and remembered; and what was decided, to be taken back."""

from __future__ import annotations

import streamlit as st

from ocop import reference
from ocop.domain.codes import shown
from ocop.domain.roles import Person
from ocop.errors import QueryError
from ocop.services import alike
from ocop.services.alike import Pair
from ocop.store.alike import Decided
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.page import Page

SHOWN = 20
CHOSEN, WHY, DONE, BACK_WHY = "alike_chosen", "alike_why", "alike_done", "alike_back_why"


def draw(desk: Desk) -> None:
    """The pairs with a form to decide of one; what was decided with a form to take it back."""
    page, t = desk.page, desk.page.t
    pairs = alike.pairs(page.register, desk.person, page.scope)
    codes = {one.code for pair in pairs[:SHOWN] for one in (pair.one, pair.other) if one.code}
    records = {code: page.register.record(code, page.day) for code in codes}
    st.html(
        page.render(
            "desk/alike.html", pairs=pairs[:SHOWN], total=len(pairs), provinces=reference.provinces(), records=records
        )
    )
    if pairs:
        known = {pair.key: pair for pair in pairs[:SHOWN]}
        places = {key: place for place, key in enumerate(known, start=1)}
        with st.form("alike", border=False):
            st.selectbox(
                t("Cặp hồ sơ"), list(known), index=None, key=CHOSEN, placeholder=t("Chọn một cặp"),
                format_func=lambda key: _named(page, known.get(key), places.get(key, 0)),
            )  # fmt: skip
            st.text_input(t("Căn cứ của việc ghi này, để lưu vào nhật ký"), key=WHY, max_chars=300)
            with st.container(horizontal=True):
                st.form_submit_button(t("Là một: gộp"), type="primary", on_click=_decide, args=(page, known, True))
                st.form_submit_button(t("Giữ riêng"), on_click=_decide, args=(page, known, False))
    done = alike.decided(page.register, desk.person, page.scope)
    if done:
        st.html(page.render("desk/alike_done.html", done=done))
        numbers = {each.number: each for each in done}
        with st.form("alike_back", border=False):
            st.selectbox(
                t("Việc cần lấy lại"), list(numbers), index=None, key=DONE, placeholder=t("Chọn một việc"),
                format_func=lambda number: " – ".join(numbers[number].names) if number in numbers else "",
            )  # fmt: skip
            st.text_input(t("Lý do"), key=BACK_WHY, max_chars=300)
            st.form_submit_button(t("Lấy lại"), on_click=_undo, args=(page, numbers))


def _decide(page: Page, known: dict[tuple[str, int, int], Pair], is_same: bool) -> None:
    typed = st.session_state

    def action(person: Person) -> str:
        pair = known.get(typed[CHOSEN])
        if pair is None:
            raise QueryError(page.t("Hãy chọn một cặp hồ sơ."))
        if is_same:
            count = alike.merge(page.register, person, page.scope, pair, why=typed[WHY] or "")
            if pair.kind == "product":
                return page.t("Đã gộp: {n} quyết định chuyển sang hồ sơ {code}.", n=count, code=shown(pair.one.code))
            return page.t("Đã gộp: {n} sản phẩm chuyển sang “{name}”.", n=count, name=pair.one.name)
        alike.keep_apart(page.register, person, page.scope, pair, why=typed[WHY] or "")
        return page.t("Đã ghi là hai hồ sơ khác nhau: không hỏi lại nữa.")

    pair = known.get(typed[CHOSEN])
    if attempt(page, action, about=pair.one.code if pair and is_same else ""):
        typed[CHOSEN], typed[WHY] = None, ""


def _undo(page: Page, numbers: dict[int, Decided]) -> None:
    typed = st.session_state

    def action(person: Person) -> str:
        decision = numbers.get(typed[DONE])
        if decision is None:
            raise QueryError(page.t("Hãy chọn việc cần lấy lại."))
        alike.undo(page.register, person, page.scope, decision, why=typed[BACK_WHY] or "")
        return page.t("Đã lấy lại: hai hồ sơ đứng riêng như trước.")

    if attempt(page, action):
        typed[DONE], typed[BACK_WHY] = None, ""


def _named(page: Page, pair: Pair | None, place: int) -> str:
    if pair is None:
        return ""
    kind = page.t("chủ thể") if pair.kind == "maker" else page.t("sản phẩm")
    return f"{place}. {kind}: {pair.one.name} – {pair.other.name}"
