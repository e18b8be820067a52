"""The public page before and after, side by side: made by the code that serves it, from a rehearsal that was undone."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ocop.domain.register import Record
from ocop.ui.page import Page
from ocop.web import marks

HEIGHT = 560


def side_by_side(
    page: Page, before: Record, after: Record, *, starts: date | None = None, doubts: tuple[str, ...] = ()
) -> None:
    """Draw both verdicts in words, then both pages as a reader would see them."""
    t = page.t
    st.html(page.render("desk/preview.html", before=before, after=after, starts=starts, doubts=doubts))
    titles = t("Trang công khai hiện nay"), t("Trang công khai sau khi ghi")
    frames = st.container(key="desk_preview")
    for column, title, record in zip(frames.columns(2, gap="medium"), titles, (before, after), strict=True):
        with column:
            _framed(page, title, record)


def alone(page: Page, record: Record) -> None:
    """Draw the page of a record that there is not yet."""
    with st.container(key="desk_preview"):
        _framed(page, page.t("Trang công khai sau khi ghi"), record)


def _framed(page: Page, title: str, record: Record) -> None:
    st.html(page.render("desk/part.html", title=title))
    body = marks.document(page.register, record, record.product.code, page.day, page.t)
    st.iframe(body.decode(), height=HEIGHT, alt=title)
