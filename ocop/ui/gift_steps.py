"""What may be done with a kept basket: buttons for whoever may do it, each asked anew when it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from ocop.domain.gift_life import LIFE, Step, act
from ocop.domain.roles import Act, Person, may
from ocop.errors import QueryError
from ocop.gifts.written import Request, of_data
from ocop.services import gift_keeping, gift_kept, people
from ocop.store.gift_keeping import Basket
from ocop.ui import gift_form, shell
from ocop.ui import gift_keeping as keeping
from ocop.ui.desk import acting
from ocop.ui.page import Page

NUMBER = "giu"
NAME, WHY, GIVEN_ON = "kept_name", "kept_why", "kept_given_on"
LONGEST = 300


@dataclass(frozen=True)
class _Seen:
    """The basket as it was drawn, and for whom."""

    page: Page
    person: Person
    basket: Basket

    def can(self, step: Step) -> bool:
        """Whether to offer a step; the service asks once more."""
        state = self.basket.state
        return state in LIFE[step] and may(self.person, act(step, state), self.basket.about.province)

    @property
    def is_made_by_them(self) -> bool:
        """Whether they kept, changed or proposed it, and so cannot approve it."""
        by, key = people.author(self.person), self.person.key
        return any(by == each.by or key == each.key for each in self.basket.makers)

    def does(self, step: Callable[[Person], None], done: str) -> Callable[[], None]:
        """A callback that does something with this very version."""

        def action(person: Person) -> str:
            step(person)
            return done

        def attempt() -> None:
            acting.attempt(self.page, action)

        return attempt


def draw(page: Page, person: Person, basket: Basket, *, has_papers: bool) -> None:
    """The steps that this person may take now."""
    seen = _Seen(page, person, basket)
    with st.container(horizontal=True, key="kept_steps"):
        _ask(seen)
        _again(seen, has_papers=has_papers)
    if seen.can(Step.APPROVED) and seen.is_made_by_them:
        shell.show(page.render("gifts_not_mine.html"))
    if seen.can(Step.GAVE):
        _give(seen)
    if seen.can(Step.RENAMED):
        _rename(seen)
    if seen.can(Step.RETURNED) or seen.can(Step.WITHDREW):
        _end(seen)


def _ask(seen: _Seen) -> None:
    t, found, register = seen.page.t, seen.basket, seen.page.register
    if seen.can(Step.PROPOSED):
        propose = seen.does(
            lambda who: gift_keeping.propose(register, who, found.id, found.version), t("Đã đề xuất giỏ này.")
        )
        st.button(t("Đề xuất phê duyệt"), type="primary", on_click=propose)
    if seen.can(Step.APPROVED):
        approve = seen.does(
            lambda who: gift_keeping.approve(register, who, found.id, found.version), t("Đã phê duyệt giỏ này.")
        )
        st.button(t("Phê duyệt"), type="primary", on_click=approve, disabled=seen.is_made_by_them)


def _again(seen: _Seen, *, has_papers: bool) -> None:
    t, found, asked = seen.page.t, seen.basket, of_data(seen.basket.request)
    if seen.can(Step.CHANGED):
        st.button(t("Sửa giỏ"), on_click=_edit, args=(found, asked))
    if may(seen.person, Act.PROPOSE, found.about.province):
        st.button(t("Sao chép"), on_click=_copy, args=(seen.page, found.id))
    st.download_button(
        t("Tải hồ sơ (ZIP)"), lambda: gift_kept.papers(seen.page.register, seen.person, found.id).zipped(),
        f"gio-qua-{found.id}.zip", "application/zip", on_click="ignore", disabled=not has_papers,
    )  # fmt: skip


def _give(seen: _Seen) -> None:
    t, found, page = seen.page.t, seen.basket, seen.page

    def give(who: Person) -> None:
        day = st.session_state[GIVEN_ON]
        if day is None:
            raise QueryError(t("Hãy nêu ngày trao."))
        gift_keeping.give(page.register, who, found.id, found.version, day)

    with st.form("kept_give", border=False):
        planned = min(of_data(found.request).event.day, page.day)
        st.date_input(t("Ngày trao"), planned, max_value=page.day, key=GIVEN_ON, format="DD/MM/YYYY", width=220)
        done = seen.does(give, t("Đã ghi vào sổ theo dõi quà tặng."))
        st.form_submit_button(t("Ghi là đã tặng"), type="primary", on_click=done)


def _rename(seen: _Seen) -> None:
    t, found = seen.page.t, seen.basket
    key = f"{NAME}_{found.id}"

    def rename(who: Person) -> None:
        gift_keeping.rename(seen.page.register, who, found.id, found.version, st.session_state[key])

    with st.form("kept_rename", border=False):
        st.session_state.setdefault(key, found.about.name)
        st.text_input(t("Tên giỏ"), key=key, max_chars=gift_keeping.LONGEST, width=420)
        st.form_submit_button(t("Đổi tên"), on_click=seen.does(rename, t("Đã đổi tên giỏ.")))


def _end(seen: _Seen) -> None:
    t, found, register = seen.page.t, seen.basket, seen.page.register

    def give_back(who: Person) -> None:
        gift_keeping.give_back(register, who, found.id, found.version, st.session_state[WHY])
        st.session_state[WHY] = ""

    def withdraw(who: Person) -> None:
        gift_keeping.withdraw(register, who, found.id, found.version, st.session_state[WHY])
        st.session_state[WHY] = ""

    with st.form("kept_end", border=False):
        st.text_input(t("Lý do trả lại hoặc rút"), key=WHY, max_chars=LONGEST, width=620)
        with st.container(horizontal=True):
            if seen.can(Step.RETURNED):
                done = seen.does(give_back, t("Đã trả lại giỏ này để sửa."))
                st.form_submit_button(t("Trả lại để sửa"), on_click=done)
            if seen.can(Step.WITHDREW):
                st.form_submit_button(t("Rút giỏ"), on_click=seen.does(withdraw, t("Đã rút giỏ này.")))


def _copy(page: Page, number: int) -> None:
    def action(person: Person) -> str:
        made = gift_keeping.copy(page.register, person, number)
        st.query_params[NUMBER] = str(made)
        return page.t("Đã sao chép thành giỏ số {number}.", number=made)

    acting.attempt(page, action)


def _edit(found: Basket, asked: Request) -> None:
    """Put the basket where baskets are chosen, with every item kept; saving compares with the version that was seen."""
    wish = replace(asked.wish, pinned=frozenset(), kept=frozenset())
    for place, side in enumerate(found.items):
        hand = wish.hand(place)
        kept = frozenset(each.code for each in side) - hand.pinned
        wish = wish.handed(place, replace(hand, kept=kept, banned=hand.banned - kept))
    gift_form.reopen(gift_form.Asked(asked.event, asked.recipients), wish)
    keeping.reopen(found)
    for name in ("viec", NUMBER):
        st.query_params.pop(name, None)
