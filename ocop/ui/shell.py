"""What Streamlit needs around every page: menu, title, the operator's name at the foot."""

from __future__ import annotations

import streamlit as st

from ocop import i18n
from ocop.domain.recognition import Scope
from ocop.i18n import Language
from ocop.services.register import the_register
from ocop.ui import page as pages
from ocop.ui.page import SCOPES, Page, address
from ocop.ui.screens import SCREENS
from ocop.web import assets

__all__ = ["Page", "footer", "frame", "header", "language", "show", "start", "title", "unavailable"]


def language() -> Language:
    """The language that the address asks for; Vietnamese is first."""
    return i18n.language(st.query_params.get("lang"))


def start() -> Page:
    """The first statement of every page."""
    return pages.of(the_register(), st.query_params)


def frame() -> Page:
    """What can be said without asking the store."""
    register = the_register()
    return Page(register, register.today(), language(), Scope.REAL, {})


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
    """The name of the register, the menu, the other language of this very view, and which register this is."""
    page = start()
    here = dict(st.query_params.items())
    show(
        page.render(
            "header.html",
            screens=SCREENS,
            current=current,
            languages={code: (name, address(current, here | {"lang": code})) for code, name in i18n.NAMES.items()},
            other={word: address(current, here | {"so": word, "trang": ""}) for word in SCOPES},
            icon=assets.url("icon.svg"),
            sizes=page.register.sizes(),
        )
    )


def footer() -> None:
    """Who operates this site, and what it is not."""
    page = frame()
    show(page.render("footer.html", settings=page.register.settings))
