"""The version of a record that is on the screen: whoever is at the desk is told once what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ocop.errors import Conflict
from ocop.services import desk_altering
from ocop.ui.page import Page

SEEN = "desk_seen"


def version(page: Page, code: str, *, forget: str) -> int:
    """The version now; where it is not the one of the last run, what was done is shown and a preview forgotten."""
    now = desk_altering.version(page.register, code)
    known: tuple[str, int] = st.session_state.get(SEEN, ("", 0))
    if known[0] == code and known[1] != now:
        steps = desk_altering.since(page.register, code, known[1])
        st.html(page.render("desk/meanwhile.html", steps=steps))
        st.session_state.pop(forget, None)
    st.session_state[SEEN] = (code, now)
    return now


@contextmanager
def telling(page: Page, code: str) -> Iterator[None]:
    """Around a write: whoever wrote, or was told that somebody else did, knows the record as it is now."""
    try:
        yield
    except Conflict:
        st.session_state[SEEN] = (code, desk_altering.version(page.register, code))
        raise
    st.session_state[SEEN] = (code, desk_altering.version(page.register, code))
