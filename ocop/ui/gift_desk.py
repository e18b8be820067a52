"""The rooms of the gift page for signed-in staff: baskets that were kept, and the ledger. Strangers see none of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ocop.domain.roles import Act, Person, places
from ocop.i18n.words import N_
from ocop.ui import gift_kept, gift_ledger, shell, signed_in
from ocop.ui.desk import acting
from ocop.ui.page import Page

ROOM = "viec"
KEPT, LEDGER = "gio-da-giu", "so-qua-tang"
ROOMS: dict[str, tuple[str, Callable[[Page, Person], None]]] = {
    KEPT: (N_("Giỏ đã giữ"), gift_kept.draw),
    LEDGER: (N_("Sổ theo dõi quà tặng"), gift_ledger.draw),
}


def draw(page: Page) -> bool:
    """Draw the rooms' menu and the room that the address asks for, to whoever may see it; whether there was one."""
    word = st.query_params.get(ROOM, "")
    person = signed_in.visitor(page.register).person
    if person is None or not places(person, Act.SEE_LEDGER):
        if word in ROOMS:
            shell.show(page.render("gifts_shut.html"))
        return False
    current = word if word in ROOMS else ""
    shell.show(page.render("gifts_rooms.html", rooms=ROOMS, current=current))
    if not current:
        return False
    acting.said(page)
    ROOMS[current][1](page, person)
    return True
