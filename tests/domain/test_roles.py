"""Who may do what, as the table says it and as people read it."""

import re

import pytest

from ocop.domain.roles import MAY, Act, Grant, Person, Role, may, places
from ocop.i18n.roles import ACTS, ROLES
from ocop.settings import ROOT

LAM_DONG, DA_NANG = "68", "48"


def somebody(*grants: Grant) -> Person:
    return Person("248289761001", "an@example.vn", "Nguyễn Văn An", grants)


def test_the_table_that_people_read_is_the_table_of_the_program() -> None:
    told = (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    head = re.search(r"^\| act \|.*$", told, re.M)
    assert head is not None
    roles = [Role(name) for name in re.findall(r"`(\w+)`", head[0])]
    rows = re.findall(r"^\| `([\w-]+)` \| (.*?) \| (.*) \|$", told, re.M)
    read = {
        Act(act): {role for role, cell in zip(roles, yes.split("|"), strict=True) if cell.strip() == "yes"}
        for act, _words, yes in rows
    }
    assert read == MAY
    assert {Act(act): words for act, words, _yes in rows} == ACTS
    assert set(MAY) == set(Act)
    assert set(ROLES) == set(Role)


def test_a_role_in_a_province_counts_there_and_not_for_the_country() -> None:
    steward = somebody(Grant(Role.STEWARD, LAM_DONG))
    assert may(steward, Act.INTAKE, LAM_DONG)
    assert not may(steward, Act.INTAKE, DA_NANG)
    assert not may(steward, Act.INTAKE)
    assert places(steward, Act.INTAKE) == {LAM_DONG}


def test_a_role_for_the_country_counts_everywhere() -> None:
    approver = somebody(Grant(Role.APPROVER))
    assert may(approver, Act.APPROVE)
    assert may(approver, Act.APPROVE, DA_NANG)
    assert not may(approver, Act.GRANT_ROLES)


def test_roles_of_different_places_are_not_mixed() -> None:
    person = somebody(Grant(Role.STAFF), Grant(Role.STEWARD, LAM_DONG))
    assert may(person, Act.PROPOSE, DA_NANG)
    assert not may(person, Act.ALTER, DA_NANG)
    assert may(person, Act.ALTER, LAM_DONG)


@pytest.mark.parametrize("act", Act)
def test_without_a_role_nothing_may_be_done(act: Act) -> None:
    assert not may(somebody(), act)
    assert not may(somebody(), act, LAM_DONG)


@pytest.mark.parametrize("act", sorted(set(Act) - {Act.SEE_LEDGER, Act.READ_AUDIT, Act.GRANT_ROLES}))
def test_who_grants_roles_has_none_of_the_others_powers(act: Act) -> None:
    assert not may(somebody(Grant(Role.ADMINISTRATOR)), act)
