"""Who may do what at the desk: one table. `docs/roles.md` shows it to people; a test keeps the two together.

A role is granted for one province (of the 34) or for the whole country, and a person may hold several. What somebody
may do in a province follows from the grants for it and from those for the whole country; what concerns the whole
country, from the latter alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the register."""

    STAFF = "staff"  # plans visits and gifts
    APPROVER = "approver"  # signs for the money
    STEWARD = "steward"  # keeps the records true
    ADMINISTRATOR = "administrator"  # grants roles, and has none of the others' powers


class Act(StrEnum):
    """What can be done at the desk."""

    SEE_LEDGER = "see-ledger"
    PROPOSE = "propose"
    APPROVE = "approve"
    RECORD_GIFT = "record-gift"
    SEE_CONTACTS = "see-contacts"
    KEEP_CONTACTS = "keep-contacts"
    INTAKE = "intake"
    ALTER = "alter"
    DECLARE_COVERAGE = "declare-coverage"
    KEEP_RECORDS = "keep-records"
    INSPECT = "inspect"
    HANDLE_REPORTS = "handle-reports"
    SHORTLIST = "shortlist"
    PLAN_FAIRS = "plan-fairs"
    READ_AUDIT = "read-audit"
    GRANT_ROLES = "grant-roles"


MAY: dict[Act, frozenset[Role]] = {
    Act.SEE_LEDGER: frozenset(Role),
    Act.PROPOSE: frozenset({Role.STAFF, Role.APPROVER}),
    Act.APPROVE: frozenset({Role.APPROVER}),
    Act.RECORD_GIFT: frozenset({Role.STAFF, Role.APPROVER}),
    Act.SEE_CONTACTS: frozenset({Role.STAFF, Role.APPROVER, Role.STEWARD}),
    Act.KEEP_CONTACTS: frozenset({Role.STEWARD}),
    Act.INTAKE: frozenset({Role.STEWARD}),
    Act.ALTER: frozenset({Role.STEWARD}),
    Act.DECLARE_COVERAGE: frozenset({Role.STEWARD}),
    Act.KEEP_RECORDS: frozenset({Role.STEWARD}),
    Act.INSPECT: frozenset({Role.STEWARD}),
    Act.HANDLE_REPORTS: frozenset({Role.STEWARD}),
    Act.SHORTLIST: frozenset({Role.STAFF, Role.APPROVER, Role.STEWARD}),
    Act.PLAN_FAIRS: frozenset({Role.STAFF, Role.APPROVER}),
    Act.READ_AUDIT: frozenset({Role.STEWARD, Role.ADMINISTRATOR}),
    Act.GRANT_ROLES: frozenset({Role.ADMINISTRATOR}),
}


@dataclass(frozen=True)
class Grant:
    """A role, in a province by its code; None is the whole country."""

    role: Role
    province: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody with a role. `key` is the provider's name for them; the e-mail is empty where it is not verified."""

    key: str
    email: str
    name: str
    grants: tuple[Grant, ...]


def may(person: Person, act: Act, province: str | None = None) -> bool:
    """Whether a person may do that in a province; without one, for the whole country."""
    return bool(places(person, act) & {None, province})


def places(person: Person, act: Act) -> frozenset[str | None]:
    """Where a person may do that: codes of provinces, None for the whole country; empty where nowhere."""
    return frozenset(grant.province for grant in person.grants if grant.role in MAY[act])
