"""The baskets that were found, with what can be done to them: exchange, pin, leave out, ask why not."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ocop.domain.codes import tidy
from ocop.domain.roles import Act, places
from ocop.errors import QueryError
from ocop.gifts.basket import Status, swapped
from ocop.gifts.clash import Change, taken
from ocop.gifts.explain import Item
from ocop.gifts.request import Hand, Wish
from ocop.services import gifts
from ocop.services.gifts import Answer, Portion
from ocop.ui import gift_form, gift_keeping, gift_take_away, shell, signed_in
from ocop.ui import gifts as told
from ocop.ui.gift_form import WHY, WISH, Asked
from ocop.ui.shell import Page

SOLVED = "gift_solved"
IN_A_ROW = 3


def draw(page: Page, asked: Asked) -> None:
    """Solve what is asked, and show it."""
    shell.show(page.render("gifts_step.html", number=3, title=page.t("Giỏ quà")))
    wish: Wish = gift_keeping.with_ledger(page, st.session_state[WISH])
    why, error = tidy(st.session_state.get(WHY, "")), ""
    try:
        try:
            answer = _solved(page, asked, wish, why)
        except QueryError as unknown:
            if not why:
                raise
            answer, error = _solved(page, asked, wish, ""), page.told(unknown.args[0])
    except QueryError as refused:
        shell.show(told.failed(page, page.told(refused.args[0])))
        return
    if answer.status is Status.OPTIMAL:
        chosen = _baskets(page, wish, answer)
        _why(page, answer, error)
        gift_take_away.draw(page, asked, wish, chosen)
        gift_keeping.draw(page, asked, wish, chosen)
    else:
        st.query_params.pop(told.BASKET, None)
        if answer.status is Status.REFUSED:
            shell.show(told.refused(page, answer))
        else:
            _no_basket(page, asked, wish, answer)
            _why(page, answer, error)
    with st.container(horizontal=True):
        if wish.pinned | wish.banned or any(each.pinned | each.banned for each in wish.by_hand):
            st.button(page.t("Bỏ mọi món đã ghim, đã loại"), on_click=_wish, args=(_free(wish),))
        st.button(page.t("Làm lại từ đầu"), on_click=_anew)


def _solved(page: Page, asked: Asked, wish: Wish, why: str) -> Answer:
    """The answer; the last is kept, so that looking at another basket solves nothing again."""
    question = (page.scope, page.register.revision(), asked, wish, why)
    kept = st.session_state.get(SOLVED)
    if kept is None or kept[0] != question:
        found = gifts.choose(page.register, page.scope, asked.event, asked.recipients, wish, why=why or None)
        kept = st.session_state[SOLVED] = (question, found)
    answer: Answer = kept[1]
    return answer


def _baskets(page: Page, wish: Wish, answer: Answer) -> Answer:
    """Show the best baskets or those that the reader looks at instead; the answer with these alone."""
    t = page.t
    choices = range(1 + len(answer.alternatives))
    place = 0
    if len(choices) > 1:
        # The browser remembers a choice by its words, and prices stand in them: under the words of another answer no
        # button would be marked, so each answer has buttons of its own.
        names = [_name(page, each, answer.of(each)) for each in choices]
        key = "_".join(("gift_shown", t.code, *(str(answer.of(each).total) for each in choices)))
        place = st.radio(t("Giỏ nào"), choices, key=key, horizontal=True, format_func=names.__getitem__)
    chosen = answer.of(place)
    st.query_params[told.BASKET] = told.in_address(chosen)
    for number, portion in enumerate(chosen.portions):
        if len(chosen.portions) > 1:
            shell.show(told.recipient(page, portion, number))
        shell.show(told.top(page, portion, answer.day))
        for start in range(0, len(portion.items), IN_A_ROW):
            for column, each in zip(st.columns(IN_A_ROW), portion.items[start : start + IN_A_ROW], strict=False):
                with column, st.container(border=True, height="stretch"):
                    shell.show(told.item(page, each, is_pinned=each.code in wish.of(number).pinned))
                    _buttons(page, wish, portion, number, each)
    shell.show(told.foot(page, chosen))
    person = signed_in.visitor(page.register).person
    # of most baskets there is nothing to say, and Streamlit takes no empty piece
    if person is not None and places(person, Act.SEE_LEDGER) and (lines := told.reported(page, chosen, person).strip()):
        shell.show(lines)
    return chosen


def _no_basket(page: Page, asked: Asked, wish: Wish, answer: Answer) -> None:
    """What clashes, and a button for each change that can be made here, the smallest first."""
    shell.show(told.infeasible(page, answer))
    steps = [change for change in answer.changes if change.step is not None]
    with st.container(horizontal=True, key="gift_ways_out"):
        for number, change in enumerate(steps):
            words = page.told(change)
            st.button(
                words[:1].upper() + words[1:], key=f"gift_step_{number}", type="secondary" if number else "primary",
                on_click=_take, args=(asked, wish, change),
            )  # fmt: skip
    shell.show(told.beside(page, answer))


def _take(asked: Asked, wish: Wish, change: Change) -> None:
    if change.step is not None:
        recipients, after = taken(change.step, asked.recipients, wish)
        gift_form.change(replace(asked, recipients=recipients), after)


def _name(page: Page, place: int, answer: Answer) -> str:
    title = page.t("Giỏ khác {n}", n=page.t.number(place)) if place else page.t("Giỏ tốt nhất")
    return f"{title} ({page.t.number(answer.total)} ₫)"


def _buttons(page: Page, wish: Wish, portion: Portion, place: int, each: Item) -> None:
    """What can be done to one item; each solves again at once."""
    t, code, hand = page.t, each.code, wish.hand(place)
    here = frozenset(item.code for item in portion.items)
    is_pinned = code in hand.pinned
    # what was exchanged for another stays exchanged, pinned or not
    kept = (hand.kept | {code} if is_pinned and hand.kept else hand.kept) - (frozenset() if is_pinned else {code})
    pinned = replace(hand, pinned=hand.pinned ^ {code}, kept=kept)
    banned = Hand(pinned=hand.pinned - {code}, banned=hand.banned | {code})
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("Đổi"), key=f"swap-{place}-{code}", help=t("Thay món này, giữ các món khác"), on_click=_wish,
            args=(swapped(wish, here, code, place),),
        )  # fmt: skip
        st.button(
            t("Bỏ ghim") if is_pinned else t("Ghim"), key=f"pin-{place}-{code}", on_click=_wish,
            args=(wish.handed(place, pinned),),
        )  # fmt: skip
        st.button(
            t("Loại"), key=f"ban-{place}-{code}", help=t("Không lấy món này, chọn lại cả giỏ"), on_click=_wish,
            args=(wish.handed(place, banned),),
        )  # fmt: skip


def _why(page: Page, answer: Answer, error: str) -> None:
    t = page.t
    st.text_input(
        t("Vì sao không có sản phẩm mang mã"), key=WHY, placeholder=t("Ví dụ: FR23-R1AX"), max_chars=20, width=420
    )
    if answer.why_nots or error:
        shell.show(told.why_not(page, answer, error))


def _free(wish: Wish) -> Wish:
    return replace(wish, pinned=frozenset(), banned=frozenset(), kept=frozenset(), by_hand=())


def _wish(wish: Wish) -> None:
    st.session_state[WISH] = wish


def _anew() -> None:
    gift_form.forget()
    gift_take_away.forget()
    st.session_state.pop(SOLVED, None)
    st.query_params.pop(told.BASKET, None)
