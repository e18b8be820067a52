"""The look-up's answer: the words and the shape of the product's page, and where to read on."""

from __future__ import annotations

from collections.abc import Mapping

from ocop.domain.lookup import KEY
from ocop.i18n import words
from ocop.services.lookup import Answer, look_up
from ocop.ui.page import Page


def head(page: Page) -> str:
    """What this page is for."""
    return page.render("lookup_head.html")


def answer(page: Page, typed: str) -> str:
    """What came of what was typed."""
    return shown(page, look_up(page.register, typed, page.scope, page.day))


def shown(page: Page, found: Answer) -> str:
    """An answer, also of what the camera saw."""
    return page.render("lookup.html", answer=found, asked=words.quoted(found.asked))


def unread(page: Page) -> str:
    """The picture shows no code that can be read: what to do."""
    return page.render("lookup_unread.html")


def content(page: Page, parameters: Mapping[str, str]) -> str:
    """The page before any script runs."""
    typed = parameters.get(KEY, "")
    return head(page) + page.render("lookup_box.html", typed=typed) + answer(page, typed)
