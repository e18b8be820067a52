"""What stands around every page: language, menu, the operator's name at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from ocop import i18n
from ocop.i18n import Language
from ocop.services.register import Register, the_register
from ocop.ui.screens import SCREENS
from ocop.web import assets
from ocop.web.pages import environment

templates = environment("ocop.ui")


@dataclass(frozen=True)
class Page:
    """What a page needs to know: the register, the day that it answers for, the reader's language."""

    register: Register
    day: date
    t: Language

    def href(self, screen: str, **choices: str) -> str:
        """The address of another page, in the same language."""
        return address(screen, self.t, choices)

    def html(self, template: str, **values: object) -> None:
        """Show a template; everything in it is escaped."""
        st.html(templates.get_template(template).render(page=self, t=self.t, day=self.day, **values))


def language() -> Language:
    """The language that the address asks for; Vietnamese is first."""
    return i18n.language(st.query_params.get("lang"))


def start() -> Page:
    """The first statement of every page."""
    register = the_register()
    return Page(register, register.today(), language())


def address(screen: str, t: Language, choices: dict[str, str]) -> str:
    """A page's path with its choices as a query; the source language needs no word."""
    query = {key: value for key, value in choices.items() if value}
    if t.code != i18n.SOURCE:
        query["lang"] = t.code
    return SCREENS[screen].path + (f"?{urlencode(query)}" if query else "")


def header(current: str) -> None:
    """The name of the register, the menu, and the other language of this very view."""
    page = start()
    here = {key: value for key, value in st.query_params.items() if key != "lang"}
    languages = {code: (name, address(current, i18n.language(code), here)) for code, name in i18n.NAMES.items()}
    page.html("header.html", screens=SCREENS, current=current, languages=languages, icon=assets.url("icon.svg"))


def footer() -> None:
    """Who operates this site, and what it is not."""
    page = start()
    page.html("footer.html", settings=page.register.settings)
