"""The look-up's box, and the camera beside it, which opens only when it is asked for. No picture is kept."""

from __future__ import annotations

import streamlit as st

from ocop.domain.lookup import KEY, LONGEST, Meaning, read
from ocop.services.lookup import look_up, texts_in
from ocop.ui import lookup, shell, uploads
from ocop.ui.page import KEPT, Page

BOX, OPEN, PICTURE, SEEN = "lookup_box", "camera_open", "camera_picture", "camera_seen"
WIDTH = 736  # of the box, as wide as the answers below it


def box(page: Page) -> str:
    """Draw the box; what the address asks for."""
    typed = st.query_params.get(KEY, "")
    st.session_state[BOX] = typed
    st.text_input(
        page.t("Mã, địa chỉ trong mã QR, hoặc tên sản phẩm"),
        key=BOX,
        placeholder=page.t("Ví dụ: FR23-R1AX hoặc mắm nêm"),
        max_chars=LONGEST,
        on_change=_write,
        width=WIDTH,
    )
    return typed


def draw(page: Page) -> None:
    """A button that opens the camera; once open, the camera and a button that closes it."""
    t = page.t
    if not st.session_state.get(OPEN):
        st.button(t("Quét mã bằng máy ảnh"), on_click=_turn, args=(True,))
        return
    shell.show(page.render("camera.html"))
    uploads.camera(t("Máy ảnh"), key=PICTURE, on_change=_look, args=(page,))
    st.button(t("Đóng máy ảnh"), on_click=_turn, args=(False,))


def answer(page: Page, typed: str) -> str:
    """What the camera saw last where it was no product, else what came of the words in the box."""
    seen: str | None = st.session_state.get(SEEN)
    if seen is None:
        return lookup.answer(page, typed)
    if not seen:
        return lookup.unread(page)
    return lookup.shown(page, look_up(page.register, seen, page.scope, page.day, scanned=True))


def _write() -> None:
    """Put what was typed into the address, in one step of the history."""
    _ask(st.session_state[BOX])


def _ask(typed: str) -> None:
    kept = {key: st.query_params[key] for key in KEPT if key in st.query_params}
    st.session_state[SEEN] = None
    st.query_params.from_dict(kept | ({KEY: typed} if typed else {}))


def _turn(is_open: bool) -> None:
    st.session_state[OPEN], st.session_state[SEEN] = is_open, None


def _look(page: Page) -> None:
    """Read the picture: a code goes into the address and the camera closes, which lets the picture go."""
    picture = st.session_state[PICTURE]
    if picture is None:
        st.session_state[SEEN] = None
        return
    texts = texts_in(picture.getvalue())
    base_url = page.register.settings.base_url
    meant = next((each for text in texts if (each := read(text, base_url, scanned=True)).meaning is Meaning.CODE), None)
    if meant:
        _turn(False)
        _ask(meant.text)
    else:
        st.session_state[SEEN] = texts[0] if texts else ""
