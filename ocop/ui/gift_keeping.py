"""What signed-in staff can do where a basket is chosen: let the ledger count, and keep the basket."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from ocop import reference
from ocop.domain.roles import Act, Person, places
from ocop.gifts.objective import is_late
from ocop.gifts.request import Wish
from ocop.gifts.written import Request
from ocop.services import gift_keeping, gift_ledger
from ocop.services.gift_checking import kept
from ocop.services.gifts import Answer
from ocop.store.gift_keeping import About, Basket
from ocop.ui import shell, signed_in
from ocop.ui.desk import acting
from ocop.ui.gift_form import Asked
from ocop.ui.page import Page

ROTATE, GUEST = "gift_rotate", "gift_guest"
NAME, HOST, OCCASION, PLACE = "gift_name", "gift_host", "gift_occasion", "gift_place"
# The kept basket that is being changed: its number, the version that was seen, what stands about it.
EDITED = "gift_edited"
MOST_NAMES = 6


def with_ledger(page: Page, wish: Wish) -> Wish:
    """The wish with what the ledger tells, where somebody who may see it wants that; for everybody else without.

    The session keeps the wish from run to run, so what was read for somebody is taken out first.
    """
    clean = replace(wish, earlier=(), guest=None)
    person = signed_in.visitor(page.register).person
    if person is None or not places(person, Act.SEE_LEDGER):
        return clean
    t = page.t
    with st.container(key="gift_rotation"):
        st.session_state.setdefault(ROTATE, True)
        st.toggle(
            t("Luân phiên theo sổ quà tặng: không lặp lại quà của khách hoặc nước này, chia đều chủ thể"), key=ROTATE
        )
        if not st.session_state[ROTATE]:
            return clean
        st.text_input(
            t("Khách, ghi như trong sổ (không bắt buộc)"), key=GUEST, max_chars=gift_keeping.LONGEST, width=420
        )
    earlier = gift_ledger.earlier(page.register, person, page.scope)
    return replace(clean, earlier=earlier, guest=st.session_state[GUEST].strip() or None)


def draw(page: Page, asked: Asked, wish: Wish, chosen: Answer) -> None:
    """A form that keeps the basket, to whoever may propose one."""
    person = signed_in.visitor(page.register).person
    where = [] if person is None else sorted(places(person, Act.PROPOSE), key=lambda each: each or "")
    if not where:
        return
    t, edited = page.t, st.session_state.get(EDITED)
    request = Request(asked.event, asked.recipients, wish)
    shell.show(page.render("gifts_step.html", number=5, title=t("Giữ giỏ này")))
    shell.show(page.render("gifts_keep.html", lately=_lately(page, asked, wish), edited=edited and edited[2].name))
    acting.said(page)
    first = edited[2] if edited else About("", guest=wish.guest)
    for key, value in ((NAME, first.name), (HOST, first.host), (OCCASION, first.occasion)):
        st.session_state.setdefault(key, value)
    with st.form("gift_keep", border=False):
        left, right = st.columns(2, gap="large")
        most = gift_keeping.LONGEST
        left.text_input(t("Tên giỏ"), key=NAME, max_chars=most, placeholder=t("Ví dụ: Đoàn Ngoại trưởng"))
        right.text_input(t("Cơ quan chủ trì"), key=HOST, max_chars=most)
        left.text_input(t("Sự kiện, nội dung"), key=OCCASION, max_chars=most)
        if len(where) > 1:
            right.selectbox(t("Giỏ của"), where, key=PLACE, format_func=partial(place, page))
        with st.container(horizontal=True):
            if edited:
                st.form_submit_button(
                    t("Lưu vào giỏ số {number}", number=edited[0]), type="primary", on_click=_change,
                    args=(page, request, chosen, edited),
                )  # fmt: skip
            st.form_submit_button(
                t("Giữ thành giỏ mới") if edited else t("Giữ giỏ quà"), type="secondary" if edited else "primary",
                on_click=_keep, args=(page, request, chosen, where[0]),
            )  # fmt: skip


def place(page: Page, province: str | None) -> str:
    """Whose a basket is."""
    return page.t("cả nước") if province is None else reference.provinces()[province].name


def reopen(found: Basket) -> None:
    """What is said of a kept basket stands in the form, to be saved where nobody changed it meanwhile."""
    forget()
    st.session_state[EDITED] = (found.id, found.version, found.about)
    st.session_state[GUEST] = found.about.guest or ""


def forget() -> None:
    """What was typed of a basket leaves the session."""
    for key in (EDITED, NAME, HOST, OCCASION, PLACE, GUEST):
        st.session_state.pop(key, None)


def _typed(wish: Wish, province: str | None) -> About:
    state = st.session_state
    return About(state[NAME], state[HOST], state[OCCASION], wish.guest, state.get(PLACE, province))


def _keep(page: Page, request: Request, chosen: Answer, province: str | None) -> None:
    about = _typed(request.wish, province)

    def action(person: Person) -> str:
        number = gift_keeping.keep(page.register, person, chosen.scope, about, request, kept(chosen))
        return page.t("Đã giữ giỏ “{name}”, số {number}: xem ở “Giỏ đã giữ”.", name=about.name.strip(), number=number)

    if acting.attempt(page, action):
        forget()


def _change(page: Page, request: Request, chosen: Answer, edited: tuple[int, int, About]) -> None:
    number, seen, _about = edited
    about = _typed(request.wish, None)

    def action(person: Person) -> str:
        gift_keeping.change(page.register, person, number, seen, about, request, kept(chosen))
        return page.t("Đã lưu giỏ “{name}”, số {number}: xem ở “Giỏ đã giữ”.", name=about.name.strip(), number=number)

    if acting.attempt(page, action):
        forget()


def _lately(page: Page, asked: Asked, wish: Wish) -> list[str]:
    """The products that this guest or country was given of late, by name."""
    countries = {each.country for each in asked.recipients if each.country}
    codes = [
        each.code
        for each in wish.earlier
        if is_late(each.day, asked.event.day)
        and (each.country in countries or (wish.guest is not None and each.guest == wish.guest))
    ]
    found = [page.register.record(code, page.day) for code in list(dict.fromkeys(codes))[:MOST_NAMES]]
    return [each.product.name for each in found if each]
