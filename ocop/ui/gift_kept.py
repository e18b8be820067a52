"""The room of kept baskets: a list, and one of them as it stands."""

from __future__ import annotations

import streamlit as st

from ocop.domain import codes
from ocop.domain.gift_life import LIFE
from ocop.domain.roles import Person
from ocop.errors import NotAllowed, QueryError
from ocop.gifts.written import of_data
from ocop.i18n.countries import countries
from ocop.services import gift_kept
from ocop.services.gift_checking import Checked
from ocop.store.gift_keeping import Basket
from ocop.ui import gift_keeping, gift_steps, gift_words, shell
from ocop.ui.page import Page


def draw(page: Page, person: Person) -> None:
    """The basket that the address asks for, else the list."""
    typed = st.query_params.get(gift_steps.NUMBER, "")
    if not typed:
        _list(page, person)
        return
    try:
        # a number that no store has ever given is no question to it
        number = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
        found = gift_kept.opened(page.register, person, number)
    except (QueryError, NotAllowed) as error:
        shell.show(page.render("gifts_failed.html", error=page.told(error.args[0])))
        return
    checked = gift_kept.standing(page.register, found)
    shell.show(_one(page, found, checked))
    gift_steps.draw(page, person, found, has_papers=not checked.faults)


def _list(page: Page, person: Person) -> None:
    found = gift_kept.listed(page.register, person, page.scope)
    days = {each.id: of_data(each.request).event.day for each in found}
    shell.show(
        page.render(
            "gifts_kept.html", found=found, days=days, states=gift_words.STATE, total=gift_kept.totals,
            place=gift_keeping.place,
        )
    )  # fmt: skip


def _one(page: Page, found: Basket, checked: Checked) -> str:
    return page.render(
        "gifts_kept_one.html",
        basket=found,
        asked=of_data(found.request),
        faults=[page.told(each) for each in checked.faults],
        total=gift_kept.totals(found),
        now=_total(checked),
        is_over=not any(found.state in states for states in LIFE.values()),
        words=gift_words,
        place=gift_keeping.place,
        shown=codes.shown,
        countries=countries(page.t.code),
    )


def _total(checked: Checked) -> int | None:
    """What it would cost at the prices of today; None where something speaks against it."""
    portions = checked.answer.portions if checked.answer else ()
    return sum(each.total * each.recipient.count for each in portions) or None
