"""A page as far as it can be made without Streamlit: the reader's language and register, links, templates.

The same templates fill the first paint, sent before any script has run, and the running page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from ocop import i18n
from ocop.domain import lookup
from ocop.domain.promotion import Promotion
from ocop.domain.recognition import Scope
from ocop.domain.register import Product
from ocop.i18n import Language
from ocop.i18n.said import told
from ocop.services.register import Register
from ocop.ui.screens import SCREENS
from ocop.web import assets, labels
from ocop.web.pages import environment
from ocop.web.signing import BACK
from ocop.web.view import PICKED, SCOPES, SHEET

templates = environment("ocop.ui")

# Blank lines and the blanks at both ends of a line: a sixth of a list, and nobody sees them.
_INDENTED = re.compile(r"[ \t]*\n\s*")
# What goes along from page to page: language, register, the products put aside.
KEPT = ("lang", "so", PICKED)


@dataclass(frozen=True)
class Page:
    """What a page needs to know: the register and which part of it, the day, the reader's language."""

    register: Register
    day: date
    t: Language
    scope: Scope
    kept: Mapping[str, str]
    # a register asked for that there is none of
    no_scope: str = ""
    most_labels = labels.MOST

    def href(self, screen: str, choices: Mapping[str, str] | None = None, **more: str) -> str:
        """The address of another page, in the same language and the same register."""
        return address(screen, {**self.kept, **(choices or {}), **more})

    def file(self, path: str, query: Mapping[str, str]) -> str:
        """The address of a file about this register, in this language."""
        word = next(word for word, scope in SCOPES.items() if scope is self.scope)
        return f"{path}?{urlencode({'so': word, 'lang': self.t.code, **query}, safe=',')}"

    def download(self, form: str, choices: Mapping[str, str]) -> str:
        """The address of a list as a file."""
        return f"/tai-ve/danh-muc.{form}?{urlencode({**self.kept, **choices})}"

    @property
    def has_labels(self) -> bool:
        """Whether labels of this register can be printed."""
        return self.scope is Scope.REAL and labels.is_public(self.register)

    def labels(self, choices: Mapping[str, str]) -> str:
        """The address of labels for what a list shows."""
        return f"/tai-ve/nhan.pdf?{urlencode({**self.kept, **choices})}"

    def told(self, text: str) -> str:
        """A sentence of the rules in the reader's language."""
        return told(text, self.t)

    def render(self, template: str, **values: object) -> str:
        """A template filled in; everything in it is escaped, and its indentation is left at home."""
        html = templates.get_template(template).render(
            page=self, t=self.t, day=self.day, picture=picture, drawing=drawing, **values
        )
        return _INDENTED.sub("\n", html)


def of(register: Register, parameters: Mapping[str, str]) -> Page:
    """The page that an address asks for."""
    # A product is of its own register, whichever the reader was in.
    typed = lookup.read(parameters.get("ma", ""), register.settings.base_url).text
    scope = (register.scope_of(typed) if typed else None) or SCOPES.get(parameters.get("so", ""))
    return Page(
        register,
        register.today(),
        i18n.language(parameters.get("lang")),
        register.default_scope() if scope is None else scope,
        {key: parameters[key] for key in KEPT if key in parameters and (key != "so" or parameters[key] in SCOPES)},
        "" if parameters.get("so", "") in SCOPES else parameters.get("so", ""),
    )


def frame(register: Register, parameters: Mapping[str, str]) -> Page:
    """What can be said without asking the store."""
    return Page(register, register.today(), i18n.language(parameters.get("lang")), Scope.REAL, {})


def header(page: Page, current: str, here: Mapping[str, str], signed_in: str | None = None) -> str:
    """The name of the register, the menu, the other language of this very view, and which register this is.

    `signed_in` is the name of whoever is: empty for a stranger, None where nobody can sign in.
    """
    back = {} if signed_in or current == "steward" else {BACK: address(current, here)}
    return page.render(
        "header.html",
        screens=SCREENS,
        current=current,
        languages={code: (name, address(current, {**here, "lang": code})) for code, name in i18n.NAMES.items()},
        other={word: address(current, {**here, "so": word, SHEET: ""}) for word in SCOPES},
        icon=assets.url("icon.svg"),
        signed_in=signed_in,
        door=page.href("steward", back),
        sizes=page.register.sizes(),
    )


def footer(page: Page) -> str:
    """Who operates this site, and what it is not."""
    return page.render("footer.html", settings=page.register.settings)


def address(screen: str, choices: Mapping[str, str]) -> str:
    """A page's path with its choices as a query; the source language needs no word."""
    query = {key: value for key, value in choices.items() if value and (key, value) != ("lang", i18n.SOURCE)}
    return SCREENS[screen].path + (f"?{urlencode(query, safe=',')}" if query else "")


def picture(product: Product) -> str:
    """The maker's photograph, else what is drawn for its set; a parcel for what may not be promoted."""
    if product.promotion is Promotion.NONE:
        return drawing(None)
    return f"/anh/{product.shown_code}.webp?v={product.photo}" if product.photo else drawing(product.set_number)


def drawing(set_number: int | None) -> str:
    """The drawn illustration of a product set; a wrapped parcel where the set is unknown."""
    return assets.url(f"sets/{set_number or 0:02}.svg")
