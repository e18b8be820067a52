"""The imports so far: their files, and taking one back."""

from __future__ import annotations

import streamlit as st

from ocop.domain.roles import Person
from ocop.errors import QueryError
from ocop.services import desk_intake
from ocop.store.batches import Batch
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.page import Page

TAKEN, WHY, ORIGINAL = "nap_batch", "nap_why", "nap_original"


def draw(desk: Desk) -> None:
    """The latest imports of this person's provinces."""
    page, t = desk.page, desk.page.t
    batches = desk_intake.listed(page.register, desk.person)
    st.html(page.render("desk/batches.html", batches=batches))
    if not batches:
        return
    st.selectbox(t("Lần nạp"), batches, index=None, key=TAKEN, placeholder=t("Chọn một lần nạp"), format_func=_named)
    st.text_input(t("Lý do hoàn tác"), key=WHY, max_chars=300)
    left, right = st.columns(2)
    left.button(t("Hoàn tác lần nạp này"), key="nap_undo", on_click=_undo, args=(page,))
    right.button(t("Lấy tệp gốc"), key="nap_take", on_click=_take, args=(page,))
    if st.session_state.get(ORIGINAL):
        name, content = st.session_state.pop(ORIGINAL)
        right.download_button(t("Tải {name}", name=name), content, name, mime="application/octet-stream",
                              key="nap_download", on_click="ignore")  # fmt: skip


def _named(batch: Batch) -> str:
    return f"{batch.id}: {batch.name}, {batch.at:%d/%m/%Y %H:%M}"


def _chosen(page: Page) -> Batch:
    batch: Batch | None = st.session_state[TAKEN]
    if batch is None:
        raise QueryError(page.t("Hãy chọn một lần nạp."))
    return batch


def _undo(page: Page) -> None:
    def action(person: Person) -> str:
        batch = _chosen(page)
        count = desk_intake.undo(page.register, person, batch.id, reason=st.session_state[WHY])
        return page.t("Đã hoàn tác lần nạp {number}: {n} sản phẩm trở lại như trước.", n=count, number=batch.id)

    if attempt(page, action):
        st.session_state[TAKEN], st.session_state[WHY] = None, ""


def _take(page: Page) -> None:
    def action(person: Person) -> str:
        st.session_state[ORIGINAL] = desk_intake.original(page.register, person, _chosen(page).id)
        return page.t("Tệp gốc có thể có dữ liệu cá nhân của hộ sản xuất: chỉ dùng để đối chiếu.")

    attempt(page, action)
