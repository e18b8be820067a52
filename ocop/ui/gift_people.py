"""Who receives: one block of the form for each kind of recipient, with a way to add and to take away."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ocop.gifts.request import GuestClass, Recipient, Role
from ocop.i18n.countries import countries
from ocop.ui import gift_words
from ocop.ui.shell import Page

COUNT = "gift_people"
MOST, MOST_PEOPLE = 6, 1000
NAMES = ("guest_class", "role", "country", "count", "avoids")
FIRST: dict[str, Any] = {"guest_class": GuestClass.A, "role": Role.HEAD, "count": 1}


def how_many() -> int:
    """How many kinds of recipients the form has."""
    return int(st.session_state.get(COUNT, 1))


def key(name: str, place: int = 0) -> str:
    """What a field is called in the session."""
    return f"gift_{name}_typed" + (f"_{place}" if place else "")


def keys() -> list[str]:
    """What every field of every recipient is called in the session."""
    return [key(name, place) for place in range(how_many()) for name in NAMES]


def draw(page: Page) -> None:
    """The fields of every recipient, each with its number where there are several."""
    t = page.t
    for place in range(how_many()):
        for name, value in FIRST.items():
            st.session_state.setdefault(key(name, place), value)
        if how_many() > 1:
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.html(page.render("gifts_recipient.html", title=t("Người nhận {number}", number=place + 1)))
                st.form_submit_button(
                    t("Bỏ người nhận này"), key=f"gift_less_{place}", on_click=_less, args=(place,), type="tertiary"
                )
        _one(page, place)
    if how_many() < MOST:
        st.form_submit_button(t("Thêm người nhận"), key="gift_more", on_click=_more)


def read(travel: Any) -> tuple[Recipient, ...]:
    """The recipients as they stand in the form; all gifts travel the same way."""
    return tuple(_read(place, travel) for place in range(how_many()))


def write(recipients: tuple[Recipient, ...]) -> None:
    """Put recipients into the form, each as it is."""
    st.session_state[COUNT] = len(recipients)
    for place, each in enumerate(recipients):
        for name in NAMES:
            st.session_state[key(name, place)] = getattr(each, name)
        st.session_state[key("avoids", place)] = sorted(each.avoids)


def _read(place: int, travel: Any) -> Recipient:
    given: dict[str, Any] = {name: st.session_state.get(key(name, place)) for name in NAMES}
    return Recipient(
        guest_class=GuestClass(given["guest_class"]), role=Role(given["role"]), country=given["country"],
        count=given["count"], avoids=frozenset(given["avoids"] or ()), travel=travel,
    )  # fmt: skip


def _one(page: Page, place: int) -> None:
    t, names = page.t, countries(page.t.code)
    first, second = st.columns(2)
    with first:
        st.selectbox(
            t("Hạng khách"), list(gift_words.GUEST_CLASS), key=key("guest_class", place),
            format_func=lambda code: t(gift_words.GUEST_CLASS[code]),
        )  # fmt: skip
    with second:
        st.selectbox(
            t("Người nhận"), list(gift_words.ROLE), key=key("role", place),
            format_func=lambda code: t(gift_words.ROLE[code]),
        )  # fmt: skip
    first, second = st.columns([2, 1])
    with first:
        st.selectbox(
            t("Nước của khách"), list(names), index=None, key=key("country", place),
            format_func=lambda code: names[code], placeholder=t("Không qua biên giới"),
        )  # fmt: skip
    with second:
        st.number_input(t("Số người"), 1, MOST_PEOPLE, step=1, key=key("count", place))
    st.multiselect(
        t("Khách kiêng"), list(gift_words.AVOID), key=key("avoids", place), placeholder=t("Không nêu"),
        format_func=lambda code: t(gift_words.AVOID[code]),
    )  # fmt: skip


def _more() -> None:
    """One more, of the first one's country and class: most often the spouse, then members."""
    place = how_many()
    st.session_state[COUNT] = place + 1
    st.session_state[key("guest_class", place)] = st.session_state[key("guest_class")]
    st.session_state[key("role", place)] = Role.SPOUSE if place == 1 else Role.MEMBER
    st.session_state[key("country", place)] = st.session_state.get(key("country"))


def _less(gone: int) -> None:
    """Take one away; those after it move up."""
    last = how_many() - 1
    for place in range(gone, last):
        for name in NAMES:
            st.session_state[key(name, place)] = st.session_state.get(key(name, place + 1))
    for name in NAMES:
        st.session_state.pop(key(name, last), None)
    st.session_state[COUNT] = last
