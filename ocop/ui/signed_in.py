"""Who is signed in on this run, and the buttons to sign in and out.

What the provider said stands in a cookie that Streamlit signs; whether it still counts, and for what, is asked of the
store on every run. Nothing of it is kept in `st.session_state`, so nothing there can be believed by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ocop import reference
from ocop.domain.roles import Person
from ocop.i18n.roles import ROLES
from ocop.services import made_up_people, people
from ocop.services.register import Register
from ocop.ui.page import Page
from ocop.web.made_up import COOKIE, LEAVE, PATH

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")


@dataclass(frozen=True)
class Visitor:
    """Whoever is before the screen: `claims` are the provider's, `person` has the roles that hold now."""

    claims: Mapping[str, object]
    is_signed_in: bool
    person: Person | None = None

    @property
    def subject(self) -> str:
        """The provider's own name for them."""
        return str(self.claims.get("sub", ""))

    @property
    def email(self) -> str:
        """Their address, where the provider vouches for it."""
        return people.verified_email(self.claims)

    @property
    def name(self) -> str:
        """What they are called on screen."""
        return str(self.claims.get("name") or "") or self.email or self.subject


STRANGER = Visitor({}, is_signed_in=False)


def can_sign_in() -> bool:
    """Whether a provider is set up in Streamlit's secrets (docs/operating.md)."""
    if not st.secrets.load_if_toml_exists():
        return False
    auth = st.secrets.get("auth", {})
    return all(auth.get(key) for key in NEEDED)


def visitor(register: Register) -> Visitor:
    """Who is before the screen now.

    Raises:
        StoreUnavailable: the store does not answer, so nobody can be let in.
    """
    if register.settings.demo_signin:
        return _made_up(register)
    claims = st.user.to_dict() if can_sign_in() else {}
    if not claims.get("is_logged_in") or not claims.get("sub"):
        return STRANGER
    if not people.is_signed_in(register, claims):
        return Visitor(claims, is_signed_in=False)
    known = Visitor(claims, is_signed_in=True)
    person = people.person(register, known.subject, known.email, known.name)
    return Visitor(claims, is_signed_in=True, person=person)


def name(register: Register) -> str | None:
    """What the header calls them: empty for a stranger, None where nobody can sign in."""
    if not can_sign_in() and not register.settings.demo_signin:
        return None
    seen = visitor(register)
    return seen.name if seen.is_signed_in else ""


def button(page: Page, seen: Visitor) -> None:
    """A button to sign in, or out for whoever is in; the way back is kept by `ocop/web/signing.py`."""
    if page.register.settings.demo_signin:
        _made_up_buttons(page, seen)
    elif seen.is_signed_in:
        st.button(page.t("Đăng xuất"), on_click=_sign_out, args=(page.register, seen.claims))
    else:
        st.button(page.t("Đăng nhập"), type="primary", on_click=st.login)


def _made_up(register: Register) -> Visitor:
    """The made-up person whose name stands in the browser's cookie, where the browser is on this machine."""
    key = st.context.cookies.get(COOKIE, "")
    person = made_up_people.person(register, key) if made_up_people.is_near(st.context.headers) else None
    return Visitor({"sub": key, "name": person.name}, is_signed_in=True, person=person) if person else STRANGER


def _made_up_buttons(page: Page, seen: Visitor) -> None:
    """Forms, since only an answer of the server can set the cookie."""
    people = {} if seen.is_signed_in else {key: _named(page, person) for key, person in made_up_people.PEOPLE.items()}
    st.html(page.render("made_up.html", people=people or {LEAVE: page.t("Đăng xuất")}, path=PATH))


def _named(page: Page, person: Person) -> str:
    (given,) = person.grants
    where = reference.provinces()[given.province].name if given.province else page.t("cả nước")
    return f"{page.t(ROLES[given.role])} – {where}"


def _sign_out(register: Register, claims: Mapping[str, object]) -> None:
    people.sign_out(register, claims)
    st.logout()
