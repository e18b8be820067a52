"""How a maker is reached: for whoever may see and keep contacts, never public."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from ocop.domain.entries import ContactEntry
from ocop.domain.keeping import Kept
from ocop.domain.roles import Act, Person
from ocop.i18n.words import N_
from ocop.services import keeping
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.page import Page

LABELS = {
    "person": N_("Người liên hệ"),
    "phone": N_("Điện thoại"),
    "email": N_("Thư điện tử"),
    "address": N_("Địa chỉ nhận thư"),
}
SEEN, WHY = "rec_contact_seen", "rec_contact_why"


def draw(desk: Desk, kept: Kept) -> None:
    """The form, filled with what is known; where somebody changed it meanwhile, what was typed stays."""
    page, t = desk.page, desk.page.t
    if not desk.may(Act.KEEP_CONTACTS, kept.province):
        return
    now = keeping.contact(page.register, desk.person, kept)
    seen: tuple[int, ContactEntry] | None = st.session_state.get(SEEN)
    if seen is None or seen[0] != kept.number or _key("person") not in st.session_state:
        for field, value in asdict(now).items():
            st.session_state[_key(field)] = value or ""
        st.session_state[WHY] = ""
    elif seen[1] != now:
        st.html(page.render("desk/kept_contact_now.html", contact=asdict(now), labels=LABELS))
    st.session_state[SEEN] = (kept.number, now)
    with st.form("rec_contact", border=False):
        st.html(page.render("desk/kept_contact.html"))
        left, right = st.columns(2, gap="large")
        for place, (field, label) in enumerate(LABELS.items()):
            with (left, right)[place % 2]:
                st.text_input(t(label), key=_key(field), max_chars=200)
        st.text_input(t("Vì sao sửa liên hệ, để lưu vào nhật ký"), key=WHY, max_chars=300)
        st.form_submit_button(t("Ghi liên hệ"), on_click=_keep, args=(page, kept))


def _keep(page: Page, kept: Kept) -> None:
    typed = st.session_state
    seen: ContactEntry = typed[SEEN][1]
    given = ContactEntry(**{field: " ".join((typed[_key(field)] or "").split()) or None for field in LABELS})

    def action(person: Person) -> str:
        keeping.keep_contact(page.register, person, kept, seen=seen, given=given, why=typed[WHY] or "")
        return page.t("Đã ghi thông tin liên hệ; nhật ký không chép nội dung.")

    if attempt(page, action):
        typed.pop(SEEN, None)


def _key(field: str) -> str:
    return f"rec_contact_{field}"
