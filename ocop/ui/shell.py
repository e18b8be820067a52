"""What stands around every page: language, menu, the operator's name at the foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from ocop import i18n
from ocop.domain.recognition import Scope
from ocop.i18n import Language
from ocop.services.register import Register, the_register
from ocop.ui.screens import SCREENS
from ocop.web import assets
from ocop.web.pages import environment

templates = environment("ocop.ui")


# The word in the address for each register; without it the reader sees the default one.
SCOPES = {"that": Scope.REAL, "minh-hoa": Scope.DEMO}
KEPT = ("lang", "so")


@dataclass(frozen=True)
class Page:
    """What a page needs to know: the register and which part of it, the day, the reader's language."""

    register: Register
    day: date
    t: Language
    scope: Scope

    def href(self, screen: str, **choices: str) -> str:
        """The address of another page, in the same language and the same register."""
        kept = {key: st.query_params[key] for key in KEPT if key in st.query_params}
        return address(screen, choices | kept)

    def html(self, template: str, **values: object) -> None:
        """Show a template; everything in it is escaped."""
        st.html(templates.get_template(template).render(page=self, t=self.t, day=self.day, **values))


def language() -> Language:
    """The language that the address asks for; Vietnamese is first."""
    return i18n.language(st.query_params.get("lang"))


def start() -> Page:
    """The first statement of every page."""
    page = frame()
    scope = SCOPES.get(st.query_params.get("so", ""))
    return replace(page, scope=page.register.default_scope() if scope is None else scope)


def frame() -> Page:
    """What can be said without asking the store."""
    register = the_register()
    return Page(register, register.today(), language(), Scope.REAL)


def title(name: str) -> None:
    """The name in the browser's tab, where a page knows a better one than its own."""
    st.set_page_config(page_title=f"{name} – {language()('Sổ đăng ký OCOP')}", layout="wide")


def unavailable() -> None:
    """The store stopped answering: said without a claim about any product."""
    frame().html("unavailable.html")


def address(screen: str, choices: Mapping[str, str]) -> str:
    """A page's path with its choices as a query; the source language needs no word."""
    query = {key: value for key, value in choices.items() if value and (key, value) != ("lang", i18n.SOURCE)}
    return SCREENS[screen].path + (f"?{urlencode(query)}" if query else "")


def header(current: str) -> None:
    """The name of the register, the menu, the other language of this very view, and which register this is."""
    page = start()
    here = dict(st.query_params.items())
    page.html(
        "header.html",
        screens=SCREENS,
        current=current,
        languages={code: (name, address(current, here | {"lang": code})) for code, name in i18n.NAMES.items()},
        other={word: address(current, here | {"so": word, "trang": ""}) for word in SCOPES},
        icon=assets.url("icon.svg"),
        sizes=page.register.sizes(),
    )


def footer() -> None:
    """Who operates this site, and what it is not."""
    page = frame()
    page.html("footer.html", settings=page.register.settings)
