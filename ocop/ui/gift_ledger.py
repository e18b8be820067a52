"""The room of the gift ledger: what was given, by country and year, and the same as a file."""

from __future__ import annotations

import streamlit as st

from ocop.domain.roles import Person
from ocop.i18n.countries import countries
from ocop.services import gift_ledger
from ocop.services.gift_ledger import Only
from ocop.ui import gift_words, shell
from ocop.ui.page import Page

COUNTRY, YEAR = "ledger_country", "ledger_year"
MOST = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(page: Page, person: Person) -> None:
    """The ledger. What is chosen stays in the session: no address names a guest's country."""
    t, names = page.t, countries(page.t.code)
    every = gift_ledger.ledger(page.register, person, page.scope)
    left, right, _rest = st.columns([2, 1, 3])
    country = left.selectbox(
        t("Nước"), sorted({each.country for each in every if each.country}, key=lambda code: names[code]), index=None,
        key=COUNTRY, format_func=lambda code: names[code], placeholder=t("Mọi nước"),
    )  # fmt: skip
    year = right.selectbox(
        t("Năm"), sorted({each.given_on.year for each in every}, reverse=True), index=None, key=YEAR,
        placeholder=t("Mọi năm"),
    )  # fmt: skip
    only = Only(country, year)
    found = [each for each in every if only.holds(each)]
    shell.show(
        page.render(
            "gifts_ledger.html", found=found, times=len({each.basket_id for each in found}), countries=names, most=MOST,
            total=gift_ledger.total(found), words=gift_words,
        )
    )  # fmt: skip
    if not found:
        return
    with st.container(horizontal=True):
        # made when they are asked for, and the roles are asked again then
        st.download_button(
            t("Tải CSV"), lambda: gift_ledger.csv(page.register, person, page.scope, only), "so-qua-tang.csv",
            "text/csv", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            t("Tải XLSX"), lambda: gift_ledger.xlsx(page.register, person, page.scope, only), "so-qua-tang.xlsx", XLSX,
            on_click="ignore",
        )  # fmt: skip
