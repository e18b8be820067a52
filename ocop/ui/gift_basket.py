"""The basket that was found, with what can be done to it: exchange, pin, leave out, ask why not."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ocop.domain.codes import tidy
from ocop.errors import QueryError
from ocop.gifts.basket import Status, swapped
from ocop.gifts.explain import Item
from ocop.gifts.request import Wish
from ocop.services import gift_papers, gifts
from ocop.services.gifts import Answer, Portion
from ocop.ui import gift_form, gift_keeping, shell
from ocop.ui import gifts as told
from ocop.ui.gift_form import SHOWN, WHY, WISH, Asked
from ocop.ui.shell import Page

SOLVED = "gift_solved"
IN_A_ROW = 3


def draw(page: Page, asked: Asked) -> None:
    """Solve what is asked, and show it."""
    wish: Wish = gift_keeping.with_ledger(page, st.session_state[WISH])
    shell.show(page.render("gifts_step.html", number=3, title=page.t("Giỏ quà")))
    why, error = tidy(st.session_state.get(WHY, "")), ""
    try:
        try:
            answer = _solved(page, asked, wish, why)
        except QueryError as unknown:
            if not why:
                raise
            answer, error = _solved(page, asked, wish, ""), str(unknown)
    except QueryError as refused:
        shell.show(told.failed(page, str(refused)))
        return
    if answer.status is Status.OPTIMAL:
        chosen = _basket(page, wish, answer)
        _why(page, answer, error)
        _papers(page, asked, wish, chosen)
        gift_keeping.draw(page, asked, wish, chosen)
    else:
        st.query_params.pop(told.BASKET, None)
        is_refused = answer.status is Status.REFUSED
        shell.show(told.refused(page, answer) if is_refused else told.infeasible(page, answer))
        if not is_refused:
            _why(page, answer, error)
    with st.container(horizontal=True):
        if wish.pinned or wish.banned:
            st.button(page.t("Bỏ mọi món đã ghim, đã loại"), on_click=_wish, args=(_free(wish),))
        st.button(page.t("Làm lại từ đầu"), on_click=_anew)


def _solved(page: Page, asked: Asked, wish: Wish, why: str) -> Answer:
    """The answer; the last is kept, so that looking at another basket solves nothing again."""
    question = (page.scope, page.register.revision(), asked, wish, why)
    kept = st.session_state.get(SOLVED)
    if kept is None or kept[0] != question:
        found = gifts.choose(page.register, page.scope, asked.event, (asked.recipient,), wish, why=why or None)
        kept = st.session_state[SOLVED] = (question, found)
    answer: Answer = kept[1]
    return answer


def _basket(page: Page, wish: Wish, answer: Answer) -> Answer:
    """Show the best basket or the one that the reader looks at instead; the answer with that one alone."""
    t = page.t
    baskets: list[Portion] = [answer.portions[0], *(each[0] for each in answer.alternatives)]
    if len(baskets) > 1:
        place = st.radio(
            t("Giỏ nào"), range(len(baskets)), key=SHOWN, horizontal=True,
            format_func=lambda n: _name(page, n, baskets[n]),
        )  # fmt: skip
    else:
        place = 0
    portion = baskets[place]
    st.query_params[told.BASKET] = told.in_address(portion.items)
    shell.show(told.top(page, portion, answer.day))
    for start in range(0, len(portion.items), IN_A_ROW):
        for column, each in zip(st.columns(IN_A_ROW), portion.items[start : start + IN_A_ROW], strict=False):
            with column, st.container(border=True, height="stretch"):
                shell.show(told.item(page, each, is_pinned=each.code in wish.pinned))
                _buttons(page, wish, portion, each)
    chosen = answer.of(place)
    shell.show(told.foot(page, chosen, portion))
    return chosen


def _papers(page: Page, asked: Asked, wish: Wish, chosen: Answer) -> None:
    t = page.t
    shell.show(page.render("gifts_step.html", number=4, title=t("Mang đi")))
    shell.show(page.render("gifts_papers.html"))
    st.download_button(
        t("Tải hồ sơ quà tặng (ZIP)"),
        # made when it is asked for: typesetting takes longer than choosing
        lambda: gift_papers.bundle(page.register, asked.event, wish, chosen),
        f"qua-tang-{chosen.day:%Y%m%d}.zip",
        "application/zip",
        on_click="ignore",
    )


def _name(page: Page, place: int, portion: Portion) -> str:
    title = page.t("Giỏ khác {n}", n=page.t.number(place)) if place else page.t("Giỏ tốt nhất")
    return f"{title} ({page.t.number(portion.total)} ₫)"


def _buttons(page: Page, wish: Wish, portion: Portion, each: Item) -> None:
    """What can be done to one item; each solves again at once."""
    t, code = page.t, each.code
    here = frozenset(item.code for item in portion.items)
    is_pinned = code in wish.pinned
    pinned = replace(wish, pinned=wish.pinned ^ {code})
    banned = replace(wish, pinned=wish.pinned - {code}, banned=wish.banned | {code})
    with st.container(horizontal=True, gap="small"):
        st.button(t("Đổi"), key=f"swap-{code}", help=t("Thay món này, giữ các món khác"), on_click=_wish, args=(
            swapped(wish, here, code),))  # fmt: skip
        st.button(t("Bỏ ghim") if is_pinned else t("Ghim"), key=f"pin-{code}", on_click=_wish, args=(pinned,))
        st.button(t("Loại"), key=f"ban-{code}", help=t("Không lấy món này, chọn lại cả giỏ"), on_click=_wish, args=(
            banned,))  # fmt: skip


def _why(page: Page, answer: Answer, error: str) -> None:
    t = page.t
    st.text_input(
        t("Vì sao không có sản phẩm mang mã"), key=WHY, placeholder=t("Ví dụ: FR23-R1AX"), max_chars=20, width=420
    )
    if answer.why_not or error:
        shell.show(told.why_not(page, answer.why_not, error))


def _free(wish: Wish) -> Wish:
    return replace(wish, pinned=frozenset(), banned=frozenset())


def _wish(wish: Wish) -> None:
    st.session_state[WISH] = wish
    st.session_state.pop(SHOWN, None)


def _anew() -> None:
    gift_form.forget()
    st.session_state.pop(SOLVED, None)
    st.query_params.pop(told.BASKET, None)
