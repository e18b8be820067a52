"""The request for gifts: who receives, and what the basket should be.

It stays in the session: a guest's country and diet never stand in an address or a log, and in the store only where
signed-in staff keep the basket.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import streamlit as st

from ocop.gifts.request import Event, EventKind, Money, Recipient, Wish
from ocop.services.gifts import MOST_DONG
from ocop.ui import gift_people, gift_words
from ocop.ui.shell import Page

ASKED, TYPED, WISH, WHY = "gift_asked", "gift_typed", "gift_wish", "gift_why"
MOST_ITEMS, ITEMS, DAYS_AHEAD, LONGEST = 12, 6, 30, 60
NAMES = (
    "kind", "day", "travel", "items", "budget", "norm", "plan_number", "plan_approved", "plan_begun", "special_case",
    "special_rate", "money",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """The occasion and who receives, as they were sent."""

    event: Event
    recipients: tuple[Recipient, ...]


def asked(page: Page) -> Asked | None:
    """Draw the form; what was last sent, None before."""
    t = page.t
    first: dict[str, Any] = {
        _key("kind"): EventKind.VISIT, _key("day"): page.day + timedelta(DAYS_AHEAD), _key("items"): ITEMS,
        _key("money"): Money.BUDGET,
    }  # fmt: skip
    # a form that was left for another page comes back as it was sent
    for key, value in (first | st.session_state.get(TYPED, {})).items():
        st.session_state.setdefault(key, value)
    # among several buttons, the key Enter would press the first
    with st.form("gift_form", border=False, enter_to_submit=False):
        left, right = st.columns(2, gap="large")
        with left:
            _to_whom(page)
        with right:
            _of_what(page)
            st.form_submit_button(t("Chọn quà"), type="primary", on_click=_send, args=(page,))
    found: Asked | None = st.session_state.get(ASKED)
    return found


def is_sent() -> bool:
    """Whether the reader has asked for a basket; until then an address may show one that was shared."""
    return ASKED in st.session_state


def forget() -> None:
    """Begin anew: the request and its basket leave the session and the address."""
    for name in (ASKED, TYPED, WISH, WHY, *map(_key, NAMES), *gift_people.keys(), gift_people.COUNT):
        st.session_state.pop(name, None)


def reopen(asked: Asked, wish: Wish) -> None:
    """Put a request that was kept where it can be changed, as if it had been sent."""
    forget()
    for name in NAMES:
        value = getattr(asked.event, name, None)
        if value not in (None, ""):
            st.session_state[_key(name)] = value
    change(asked, wish)


def change(asked: Asked, wish: Wish) -> None:
    """Ask for something else than was sent; the form shows it."""
    st.session_state[ASKED], st.session_state[WISH] = asked, wish
    st.session_state[_key("items")], st.session_state[_key("budget")] = wish.items, wish.budget
    st.session_state[_key("travel")] = asked.recipients[0].travel
    gift_people.write(asked.recipients)
    _remember()


def _to_whom(page: Page) -> None:
    t = page.t
    st.html(page.render("gifts_step.html", number=1, title=t("Tặng ai")))
    _one(page, t("Dịp tặng"), "kind", gift_words.EVENT)
    st.date_input(t("Ngày trao"), key=_key("day"), format="DD/MM/YYYY")
    gift_people.draw(page)


def _of_what(page: Page) -> None:
    t = page.t
    st.html(page.render("gifts_step.html", number=2, title=t("Quà thế nào")))
    st.number_input(t("Số món"), 1, MOST_ITEMS, step=1, key=_key("items"))
    _amount(t("Mức tối đa cho một giỏ (₫)"), "budget")
    _amount(t("Định mức của cơ quan chủ trì (₫)"), "norm")
    st.selectbox(
        t("Quà đi bằng cách nào"), list(gift_words.TRAVEL), index=None, key=_key("travel"),
        format_func=lambda code: t(gift_words.TRAVEL[code]), placeholder=t("Không nêu"),
    )  # fmt: skip
    with st.expander(t("Kế hoạch và trường hợp đặc biệt")):
        st.text_input(t("Số kế hoạch được duyệt"), key=_key("plan_number"), max_chars=LONGEST)
        st.date_input(t("Ngày duyệt kế hoạch"), value=None, key=_key("plan_approved"), format="DD/MM/YYYY")
        st.date_input(t("Ngày bắt đầu kế hoạch"), value=None, key=_key("plan_begun"), format="DD/MM/YYYY")
        st.text_input(t("Số văn bản chấp thuận trường hợp đặc biệt"), key=_key("special_case"), max_chars=LONGEST)
        _amount(t("Mức riêng của hội nghị luân phiên (₫)"), "special_rate")
        _one(page, t("Nguồn kinh phí"), "money", gift_words.MONEY)


def _one(page: Page, label: str, name: str, words: Mapping[Any, str]) -> None:
    st.selectbox(label, list(words), key=_key(name), format_func=lambda code: page.t(words[code]))


def _amount(label: str, name: str) -> None:
    st.number_input(label, 1, MOST_DONG, value=None, step=100_000, key=_key(name))


def _send(page: Page) -> None:
    """Keep what was typed; pins and bans were of the request before."""
    typed: dict[str, Any] = {name: st.session_state.get(_key(name)) for name in NAMES}
    _remember()
    plan = (typed["plan_number"] or "").strip() or None
    special = (typed["special_case"] or "").strip() or None
    event = Event(
        kind=EventKind(typed["kind"]), day=typed["day"], norm=typed["norm"], money=Money(typed["money"]),
        plan_number=plan, plan_approved=typed["plan_approved"], plan_begun=typed["plan_begun"], special_case=special,
        special_rate=typed["special_rate"],
    )  # fmt: skip
    recipients = gift_people.read(typed["travel"])
    st.session_state[ASKED] = Asked(event, recipients)
    # the page is open to all, so strong spirits are not shown on it (Advertising Law, Article 7)
    st.session_state[WISH] = Wish(
        items=typed["items"], budget=typed["budget"], public=True, ordered_on=min(page.day, event.day)
    )


def _remember() -> None:
    typed = {key: st.session_state.get(key) for key in (*map(_key, NAMES), *gift_people.keys())}
    st.session_state[TYPED] = {key: value for key, value in typed.items() if value not in (None, "")}


def _key(name: str) -> str:
    return gift_people.key(name)
