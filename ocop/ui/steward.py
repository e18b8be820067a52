"""The door to the desk: an invitation to strangers, to others what their roles allow."""

from __future__ import annotations

from ocop import reference
from ocop.domain.roles import Act, Person, Role, places
from ocop.i18n.roles import ACTS, ROLES
from ocop.ui.page import Page
from ocop.ui.signed_in import Visitor


def head(page: Page) -> str:
    """What this page is; the same for everybody, so that it may be painted before anybody is known."""
    return page.render("steward_head.html")


def content(page: Page, seen: Visitor, *, can_sign_in: bool) -> str:
    """What this visitor may know."""
    person = seen.person
    return page.render(
        "steward.html",
        can_sign_in=can_sign_in,
        seen=seen,
        person=person,
        roles=[] if person is None else _roles(page, person),
        acts=[] if person is None else _acts(page, person),
        operator=page.register.settings.operator,
    )


def _roles(page: Page, person: Person) -> list[tuple[str, str]]:
    """Each role and where it holds."""
    of = {role: frozenset(each.province for each in person.grants if each.role is role) for role in Role}
    return [(page.t(ROLES[role]), _where(page, where)) for role, where in of.items() if where]


def _acts(page: Page, person: Person) -> list[tuple[str, str]]:
    """Each thing that may be done and where."""
    return [(page.t(ACTS[act]), _where(page, where)) for act in Act if (where := places(person, act))]


def _where(page: Page, provinces: frozenset[str | None]) -> str:
    if None in provinces:
        return page.t("cả nước")
    return ", ".join(sorted(reference.provinces()[code].name for code in provinces if code))
