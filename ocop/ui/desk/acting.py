"""Who is at the desk, and how something is done there: asked anew, refused in words, said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ocop.domain.codes import shown, tidy
from ocop.domain.roles import Act, Person, may
from ocop.errors import NotAllowed, OcopError, StoreUnavailable
from ocop.ui import signed_in
from ocop.ui.page import Page

SAID = "desk_said"


@dataclass(frozen=True)
class Told:
    """What the last action came to: done or refused, the sentence, and the code of the product it leads to."""

    is_done: bool
    sentence: str
    code: str = ""


@dataclass(frozen=True)
class Desk:
    """The page, and whoever is before it with the roles that hold on this run."""

    page: Page
    person: Person

    def may(self, act: Act, province: str | None = None) -> bool:
        """Whether to show something; what changes anything asks `services/people.py: require` once more."""
        return may(self.person, act, province)

    def href(self, room: str, **choices: str) -> str:
        """The address of a room with its choices."""
        return self.page.href("steward", choices, viec=room)


def attempt(page: Page, action: Callable[[Person], str], about: str = "") -> bool:
    """Do something in a callback for whoever is signed in at this moment; whether it was done.

    A callback runs before its page, so the person is asked for here and not taken from what was drawn. `action`
    returns the sentence that says what was done; an error that can be mended becomes its own, and what was typed stays.
    `about` is the code of the product whose public page says something else now: the sentence leads there.
    """
    try:
        seen = signed_in.visitor(page.register)
        if not seen.is_signed_in:
            raise NotAllowed(page.t("Phiên đăng nhập đã kết thúc, mỗi phiên dài nhất 12 giờ: hãy đăng nhập lại."))
        if seen.person is None:
            raise NotAllowed(page.t("Vai trò của bạn đã được thu lại: hãy hỏi quản trị viên của sổ."))
        st.session_state[SAID] = Told(True, action(seen.person), about and shown(tidy(about)))
    except StoreUnavailable:
        st.session_state[SAID] = Told(False, page.t("Sổ đăng ký tạm thời không trả lời, chưa ghi gì: hãy thử lại sau."))
        return False
    except OcopError as error:
        st.session_state[SAID] = Told(False, page.told(error.args[0]))
        return False
    return True


def said(page: Page) -> None:
    """Show once what the last action came to."""
    last = st.session_state.pop(SAID, None)
    if isinstance(last, Told) and last.sentence:  # nothing else that a session holds under this name is shown
        st.html(page.render("desk/said.html", said=last))
