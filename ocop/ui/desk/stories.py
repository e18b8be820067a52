"""The stories of a product: typed, read for what may not be published, seen as on its page, then published."""

from __future__ import annotations

import streamlit as st

from ocop.domain.keeping import STORIES, Kept, Told, Values, differences
from ocop.domain.register import Product
from ocop.domain.roles import Person
from ocop.services import showing
from ocop.ui.desk.acting import attempt
from ocop.ui.page import Page

SEEN, LOOKED, READ = "story_seen", "story_looked", "story_read"
SOURCE, ON, WHY = "story_source", "story_on", "story_why"


def draw(page: Page, product: Product, kept: Kept) -> None:
    """The form; below it the stories as the product's page would show them, with the words that were found."""
    t = page.t
    now = {name: kept.values[name] for name in STORIES}
    seen: tuple[str, Values] | None = st.session_state.get(SEEN)
    if seen is None or seen[0] != product.code or "story_vi" not in st.session_state:
        for name, value in now.items():
            st.session_state[name] = value or ""
        st.session_state[SOURCE] = st.session_state[WHY] = ""
        st.session_state[ON] = None
    elif differences(seen[1], now):
        st.html(page.render("desk/stories_now.html", now=now))
    st.session_state[SEEN] = (product.code, now)
    st.html(page.render("desk/part.html", title=t("Câu chuyện sản phẩm")))
    with st.form("stories", border=False):
        left, right = st.columns(2, gap="large")
        left.text_area(t("Câu chuyện tiếng Việt"), key="story_vi", max_chars=showing.MOST, height=220)
        right.text_area(t("Câu chuyện tiếng Anh"), key="story_en", max_chars=showing.MOST, height=220)
        left.text_input(t("Nguồn: ai kể, văn bản nào"), key=SOURCE, max_chars=300)
        right.date_input(t("Ngày của nguồn"), value=None, key=ON, format="DD/MM/YYYY", max_value=page.day)
        st.text_input(t("Căn cứ của việc ghi này, để lưu vào nhật ký"), key=WHY, max_chars=300)
        st.checkbox(t("Tôi đã xem lại những chữ được nhắc, nếu có"), key=LOOKED)
        with st.container(horizontal=True):
            st.form_submit_button(t("Đọc soát và xem trước"))
            st.form_submit_button(t("Đưa lên trang công khai"), type="primary", on_click=_publish, args=(page, product))
    typed = {name: st.session_state[name] or "" for name in STORIES}
    if any(typed.values()):
        read = {name: showing.reading(product, " ".join(text.split())) for name, text in typed.items() if text}
        st.html(page.render("desk/stories.html", read=read))


def _publish(page: Page, product: Product) -> None:
    typed = st.session_state
    seen: Values = typed[SEEN][1]

    def action(person: Person) -> str:
        given = {name: typed[name] or None for name in STORIES}
        told = Told(typed[SOURCE] or "", typed[ON], typed[WHY] or "")
        changed = showing.publish_stories(
            page.register, person, product.code, seen=seen, given=given, told=told, looked=bool(typed[LOOKED])
        )
        if not changed:
            return page.t("Câu chuyện không đổi: chưa ghi gì.")
        return page.t("Đã ghi câu chuyện; trang sản phẩm hiện câu chuyện mới.")

    if attempt(page, action, product.code):
        typed.pop(SEEN, None)
        typed[LOOKED] = False
