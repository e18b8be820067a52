"""The photograph and the stories of a product: looked at as the public will see them, then sent out."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import streamlit as st

from ocop.domain.register import PhotoWords, Product
from ocop.domain.roles import Act, Person
from ocop.errors import QueryError
from ocop.services import keeping, photos, showing
from ocop.services.photos import LARGEST_FILE
from ocop.ui import uploads
from ocop.ui.desk import stories
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.desk.choosing import chosen
from ocop.ui.page import Page

FILE, CREDIT, ALT_VI, ALT_EN, WHY = "show_file", "show_credit", "show_alt_vi", "show_alt_en", "show_why"
PREVIEW, GONE = "show_preview", "show_gone_why"
COUNT = "show_count"


@dataclass(frozen=True)
class Preview:
    """A photograph as it would go out, and in place of which."""

    code: str
    seen: str | None
    picture: bytes
    words: PhotoWords
    why: str


def draw(desk: Desk) -> None:
    """The product; its photograph; its stories."""
    page = desk.page
    record = chosen(desk, "anh-cau-chuyen")
    if record is None:
        return
    product = record.product
    st.html(page.render("desk/inspected.html", product=product))
    if not desk.may(Act.KEEP_RECORDS, product.producer.province):
        st.html(page.render("desk/elsewhere.html", producer=product.producer))
        return
    kept = keeping.product(page.register, product.code)
    assert kept is not None, "it was just found"
    _photo(page, product, record.photo)
    stories.draw(page, product, kept)


def _photo(page: Page, product: Product, words: PhotoWords) -> None:
    t = page.t
    st.html(page.render("desk/part.html", title=t("Ảnh sản phẩm")))
    preview: Preview | None = st.session_state.get(PREVIEW)
    if preview and preview.code != product.code:
        preview = None
    left, right = st.columns(2, gap="large")
    with left:
        drawn = f"data:image/webp;base64,{base64.b64encode(preview.picture).decode()}" if preview else ""
        shown = preview.words if preview else words
        st.html(page.render("desk/photo.html", product=product, drawn=drawn, told=shown))
        if preview:
            with st.container(horizontal=True):
                st.button(
                    t("Đưa ảnh lên trang công khai"), type="primary", key="show_publish", on_click=_publish,
                    args=(page, preview),
                )  # fmt: skip
                st.button(t("Chưa đưa, chọn lại"), key="show_back", on_click=st.session_state.pop, args=(PREVIEW, None))
        elif product.photo:
            with st.form("show_remove", border=False):
                st.text_input(t("Vì sao bỏ ảnh này"), key=GONE, max_chars=300)
                st.form_submit_button(t("Bỏ ảnh"), on_click=_remove, args=(page, product))
    with right, st.form("show_photo", border=False):
        # a new key empties the box after what was in it went out
        uploads.field(
            t("Kéo ảnh vào đây (JPEG, PNG, WebP; đến 20 MB)"), ["jpg", "jpeg", "png", "webp"],
            key=f"{FILE}_{st.session_state.get(COUNT, 0)}", largest=LARGEST_FILE,
        )  # fmt: skip
        st.text_input(t("Ảnh của ai (ghi dưới ảnh)"), key=CREDIT, max_chars=120, placeholder=t("Ảnh: tên chủ thể"))
        st.text_input(t("Tả ảnh bằng tiếng Việt, cho người không nhìn thấy"), key=ALT_VI, max_chars=200)
        st.text_input(t("Tả ảnh bằng tiếng Anh"), key=ALT_EN, max_chars=200)
        st.text_input(t("Căn cứ của việc ghi này, để lưu vào nhật ký"), key=WHY, max_chars=300)
        st.form_submit_button(t("Xem trước ảnh"), on_click=_look, args=(page, product))


def _look(page: Page, product: Product) -> None:
    typed = st.session_state
    typed.pop(PREVIEW, None)

    def action(_person: Person) -> str:
        sent = typed.get(f"{FILE}_{typed.get(COUNT, 0)}")
        if sent is None:
            raise QueryError(page.t("Hãy kéo một ảnh vào ô, hoặc bấm để chọn tệp."))
        words = PhotoWords(typed[CREDIT] or "", typed[ALT_VI] or "", typed[ALT_EN] or "")
        picture = photos.checked(sent.getvalue())
        typed[PREVIEW] = Preview(product.code, product.photo, picture, words, typed[WHY] or "")
        return page.t("Chưa đưa lên: hãy xem ảnh đúng như người đọc sẽ thấy, rồi mới đưa.")

    attempt(page, action)


def _publish(page: Page, preview: Preview) -> None:
    typed = st.session_state

    def action(person: Person) -> str:
        showing.publish_photo(
            page.register, person, preview.code, seen=preview.seen, picture=preview.picture, words=preview.words,
            reason=preview.why,
        )  # fmt: skip
        return page.t("Đã đưa ảnh lên trang công khai.")

    if attempt(page, action, preview.code):
        typed[CREDIT] = typed[ALT_VI] = typed[ALT_EN] = typed[WHY] = ""
        typed[COUNT] = typed.get(COUNT, 0) + 1
    typed.pop(PREVIEW, None)


def _remove(page: Page, product: Product) -> None:
    def action(person: Person) -> str:
        reason = st.session_state[GONE] or ""
        showing.remove_photo(page.register, person, product.code, seen=product.photo, reason=reason)
        return page.t("Đã bỏ ảnh: trang công khai lại hiện hình vẽ của bộ sản phẩm.")

    if attempt(page, action, product.code):
        st.session_state[GONE] = ""
