"""What Streamlit needs around every page: menu, title, the operator's name at the foot."""

from __future__ import annotations

import streamlit as st

from ocop import i18n
from ocop.i18n import Language
from ocop.services.register import the_register
from ocop.ui import page as pages
from ocop.ui import signed_in
from ocop.ui.page import Page

__all__ = ["Page", "footer", "frame", "header", "language", "show", "start", "title", "unavailable"]


def language() -> Language:
    """The language that the address asks for; Vietnamese is first."""
    return i18n.language(st.query_params.get("lang"))


def start() -> Page:
    """The first statement of every page."""
    return pages.of(the_register(), st.query_params)


def frame() -> Page:
    """What can be said without asking the store."""
    return pages.frame(the_register(), st.query_params)


def show(html: str) -> None:
    """Put a rendered piece on the page."""
    st.html(html)


def title(name: str) -> None:
    """The name in the browser's tab, where a page knows a better one than its own."""
    st.set_page_config(page_title=f"{name} – {language()('Sổ đăng ký OCOP')}", layout="wide")


def unavailable() -> None:
    """The store stopped answering: said without a claim about any product."""
    show(frame().render("unavailable.html"))


def header(current: str) -> None:
    """What stands above every page."""
    page = start()
    show(pages.header(page, current, st.query_params.to_dict(), signed_in.name(page.register)))


def footer() -> None:
    """What stands below every page."""
    show(pages.footer(frame()))
