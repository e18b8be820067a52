"""The fourth step: the papers of the baskets, with the texts that only whoever gives knows. Nothing of it is stored."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ocop.documents.gift import Texts
from ocop.gifts.request import Wish
from ocop.services import gift_papers
from ocop.services.gifts import Answer
from ocop.ui import shell
from ocop.ui.gift_form import Asked
from ocop.ui.shell import Page

LONGEST, LONGER = 120, 600


def draw(page: Page, asked: Asked, wish: Wish, chosen: Answer) -> None:
    """The texts to edit and the one file to take."""
    t = page.t
    shell.show(page.render("gifts_step.html", number=4, title=t("Mang đi")))
    shell.show(page.render("gifts_papers.html"))
    with st.expander(t("Sửa lời trên thiệp và tờ trình")):
        texts = _texts(page)
    st.download_button(
        t("Tải hồ sơ quà tặng (ZIP)"),
        # made when it is asked for: typesetting takes longer than choosing
        lambda: gift_papers.bundle(page.register, asked.event, wish, chosen, texts=texts),
        f"qua-tang-{chosen.day:%Y%m%d}.zip",
        "application/zip",
        on_click="ignore",
    )


def forget() -> None:
    """Begin anew."""
    for name in ("host", "occasion", "greeting_vi", "greeting_guest"):
        st.session_state.pop(_key(name), None)


def _texts(page: Page) -> Texts:
    """What was typed; what was left empty stays as it comes, a dotted blank or the usual greeting."""
    t, usual = page.t, Texts()
    shell.show(page.render("gifts_texts.html"))
    typed = {
        "host": st.text_input(t("Cơ quan tặng (trên thiệp và tờ trình)"), key=_key("host"), max_chars=LONGEST),
        "occasion": st.text_area(
            t("Mục đích, nội dung tiếp khách (trên tờ trình)"), key=_key("occasion"), max_chars=LONGER, height=80
        ),
        "greeting_vi": st.text_area(
            t("Lời chào tiếng Việt trên thiệp"), key=_key("greeting_vi"), max_chars=LONGER, height=80,
            placeholder=usual.greeting_vi,
        ),
        "greeting_guest": st.text_area(
            t("Lời chào bằng tiếng của khách trên thiệp"), key=_key("greeting_guest"), max_chars=LONGER, height=80,
        ),
    }  # fmt: skip
    given = {name: " ".join((value or "").split()) for name, value in typed.items()}
    return replace(
        usual,
        host=given["host"] or usual.host,
        occasion=given["occasion"] or usual.occasion,
        greeting_vi=given["greeting_vi"] or usual.greeting_vi,
        greeting_guest=given["greeting_guest"],
    )


def _key(name: str) -> str:
    return f"gift_text_{name}"
