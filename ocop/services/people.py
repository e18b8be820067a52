"""Who is signed in and what they may do, asked of the store each time: nothing of it is kept in a browser's session."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ocop import clock, reference
from ocop.domain.roles import Act, Grant, Person, Role, may, places
from ocop.domain.said import say
from ocop.errors import NotAllowed, QueryError
from ocop.services import made_up_people
from ocop.services.opened import Opened
from ocop.store import people as stored
from ocop.store.engine import writing
from ocop.store.people import StoredGrant

LASTS = timedelta(hours=12)
BY_SUBJECT = "sub:"
_EMAIL = re.compile(r"[^@\s:,;<>\"]+@[^@\s:,;<>\"]+\.[^@\s:,;<>\"]+")


def person(opened: Opened, subject: str, email: str, name: str = "") -> Person | None:
    """Somebody with the roles that hold at this moment; None where there is none.

    `email` is empty unless the provider says that it is verified.
    """
    if opened.settings.demo_signin:
        return made_up_people.person(opened, subject)
    names = [f"{BY_SUBJECT}{subject}"] * bool(subject) + [email.lower()] * bool(email)
    with opened.reading() as session:
        grants = stored.grants(session, names)
    return Person(subject, email.lower(), name, grants) if grants else None


def require(opened: Opened, asking: Person, act: Act, province: str | None = None) -> None:
    """Let nobody pass who may not do that in a province (None: for the whole country) at this very moment.

    Raises:
        NotAllowed: the role is missing, or was taken away since the page was drawn.
    """
    now = person(opened, asking.key, asking.email)
    if now is None or not may(now, act, province):
        raise NotAllowed(say("Vai trò của bạn không cho phép việc này ở nơi này: hãy hỏi quản trị viên của sổ."))


def where(opened: Opened, asking: Person, act: Act) -> frozenset[str | None]:
    """The provinces in which somebody may do that at this very moment, None for the whole country.

    Raises:
        NotAllowed: nowhere.
    """
    now = person(opened, asking.key, asking.email)
    found = places(now, act) if now else frozenset()
    if not found:
        raise NotAllowed(say("Vai trò của bạn không cho phép việc này: hãy hỏi quản trị viên của sổ."))
    return found


def verified_email(claims: Mapping[str, object]) -> str:
    """The address that a provider vouches for, in small letters; empty where it does not."""
    # some providers write the word instead of the value
    is_verified = claims.get("email_verified") in (True, "true")
    return str(claims.get("email") or "").strip().lower() if is_verified else ""


def is_signed_in(opened: Opened, claims: Mapping[str, object]) -> bool:
    """Whether the sign-in that a provider's claims tell of still lasts; one that is met first is noted.

    It ends 12 hours after the moment that the provider states, however long the browser keeps its cookie.
    """
    hashed = _hash(claims)
    with opened.reading() as session:
        is_over = stored.is_over(session, hashed)
    if is_over is None:
        ends_at = min(_issued(claims), clock.now()) + LASTS
        is_over = ends_at <= clock.now()
        if not is_over:
            with opened.adding() as session:
                stored.sign_in(
                    session, hashed=hashed, subject=str(claims["sub"]), email=verified_email(claims), ends_at=ends_at
                )
    return not is_over


def sign_out(opened: Opened, claims: Mapping[str, object]) -> None:
    """End a sign-in for every window of that browser."""
    with opened.adding() as session:
        stored.sign_out(session, _hash(claims))


def grant(opened: Opened, who: str, role: Role, province: str | None, *, by: str, reason: str) -> str:
    """Give somebody a role, in a province by code or name or for the whole country; their name as it is kept.

    Raises:
        QueryError: that is no address and no subject, or there is no such province.
        Conflict: they have it already, or nobody gives it or for no reason.
    """
    kept, given = _who(who), Grant(role, _province(province))
    with writing(opened.engine) as session:
        stored.grant(session, who=kept, given=given, by=by, reason=reason)
    return kept


def revoke(opened: Opened, who: str, role: Role, province: str | None, *, by: str, reason: str) -> str:
    """Take a role away; whose. It is gone at the next run of any page.

    Raises:
        QueryError, Conflict: as for `grant`; they do not have it.
    """
    kept, given = _who(who), Grant(role, _province(province))
    with writing(opened.engine) as session:
        stored.revoke(session, who=kept, given=given, by=by, reason=reason)
    return kept


def give(opened: Opened, asking: Person, who: str, given: Grant, *, reason: str) -> str:
    """Give somebody a role at the desk; their name as it is kept.

    Raises:
        NotAllowed, QueryError, Conflict: as `require` and `grant`.
    """
    require(opened, asking, Act.GRANT_ROLES)
    return grant(opened, who, given.role, given.province, by=author(asking), reason=reason)


def take(opened: Opened, asking: Person, who: str, given: Grant, *, reason: str) -> str:
    """Take a role away at the desk; whose.

    Raises:
        NotAllowed, QueryError, Conflict: as `require` and `revoke`.
    """
    require(opened, asking, Act.GRANT_ROLES)
    return revoke(opened, who, given.role, given.province, by=author(asking), reason=reason)


def author(person: Person) -> str:
    """How the audit names whoever did something at the desk."""
    return person.email or f"{BY_SUBJECT}{person.key}"


def listed(opened: Opened) -> list[StoredGrant]:
    """Every grant that holds."""
    with opened.reading() as session:
        return stored.listed(session)


def place(province: str | None) -> str:
    """Where a role holds, in words; a province by code or name.

    Raises:
        QueryError: there is no such province.
    """
    code = _province(province)
    return "cả nước" if code is None else reference.provinces()[code].name


def _hash(claims: Mapping[str, object]) -> str:
    """What a sign-in is known by. The nonce was made for this one alone, and never leaves provider and cookie."""
    told = [str(claims.get(name, "")) for name in ("iss", "sub", "iat", "nonce")]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _issued(claims: Mapping[str, object]) -> datetime:
    """When the provider says that it let them in; long ago where it does not say, or no moment of any calendar."""
    stated = claims.get("iat")
    try:
        return datetime.fromtimestamp(stated if isinstance(stated, int | float) else 0, UTC)
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def _who(typed: str) -> str:
    tidied = typed.strip()
    if tidied.startswith(BY_SUBJECT) and len(tidied) > len(BY_SUBJECT):
        return tidied
    if not _EMAIL.fullmatch(tidied):
        raise QueryError(
            say("“{typed}” không phải địa chỉ thư điện tử: hãy ghi dạng ten@co-quan.vn, hoặc sub:… .", typed=typed)
        )
    return tidied.lower()


def _province(typed: str | None) -> str | None:
    if typed is None:
        return None
    known = reference.provinces()
    code = typed if typed in known else next((code for code, each in known.items() if each.name == typed), None)
    if code is None:
        raise QueryError(say("Không có tỉnh “{typed}”: hãy ghi mã hoặc tên của một trong 34 tỉnh.", typed=typed))
    return code
