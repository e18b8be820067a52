"""Roles and sign-ins, on both engines: what holds is what the store says at that moment."""

import time

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.roles import Act, Grant, Role
from ocop.errors import Conflict, NotAllowed, QueryError
from ocop.services import people
from ocop.services.register import Register
from ocop.store.tables import AuditRow, SignInRow

WHO = "an@example.vn"


def claims(**more: object) -> dict[str, object]:
    told = {"iss": "https://id.example.vn", "sub": "2482", "iat": int(time.time()), "nonce": "n1", "email": WHO}
    return told | {"email_verified": True} | more


def test_a_role_is_granted_shown_and_taken_away(register: Register) -> None:
    before = register.revision()
    assert people.person(register, "2482", WHO) is None
    assert people.grant(register, " An@Example.vn", Role.STEWARD, "Lâm Đồng", by="Ban", reason="phân công") == WHO
    an = people.person(register, "2482", "An@example.vn", "An")
    assert an is not None
    assert an.grants == (Grant(Role.STEWARD, "68"),)
    people.require(register, an, Act.ALTER, "68")
    with pytest.raises(NotAllowed, match="quản trị viên"):
        people.require(register, an, Act.ALTER)
    with pytest.raises(Conflict, match="đã có vai trò"):
        people.grant(register, WHO, Role.STEWARD, "68", by="Ban", reason="phân công")
    people.revoke(register, WHO, Role.STEWARD, "68", by="Ban", reason="chuyển công tác")
    with pytest.raises(NotAllowed):
        people.require(register, an, Act.ALTER, "68")
    assert people.person(register, "2482", WHO) is None
    with pytest.raises(Conflict, match="không có vai trò"):
        people.revoke(register, WHO, Role.STEWARD, "68", by="Ban", reason="chuyển công tác")
    assert register.revision() == before, "no public fact changed"


def test_the_audit_trail_says_what_was_granted_and_not_to_whom(register: Register) -> None:
    people.grant(register, WHO, Role.APPROVER, None, by="Ban", reason="phân công")
    with Session(register.engine) as session:
        row = session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
        assert row is not None
        assert (row.action, row.by, row.detail) == ("grant_role", "Ban", {"role": "approver", "province": None})
        assert WHO not in f"{row.subject} {row.detail}"


def test_a_subject_is_never_taken_for_an_address(register: Register) -> None:
    people.grant(register, WHO, Role.STAFF, None, by="Ban", reason="phân công")
    assert people.person(register, WHO, "") is None, "a provider may call somebody by another's address"
    people.grant(register, "sub:2482", Role.STAFF, None, by="Ban", reason="không có thư xác minh")
    assert people.person(register, "2482", "") is not None


@pytest.mark.parametrize("said", [False, None, "false", "yes", 1.5])
def test_an_address_counts_only_where_the_provider_vouches_for_it(said: object) -> None:
    assert people.verified_email(claims(email_verified=said)) == ""
    assert people.verified_email(claims(email="An@Example.VN")) == WHO


@pytest.mark.parametrize("typed", ["", "an", "an@vn", "sub:", "a@b.c, d@e.f", "an@ex ample.vn"])
def test_what_is_no_address_is_refused(register: Register, typed: str) -> None:
    with pytest.raises(QueryError, match="không phải địa chỉ"):
        people.grant(register, typed, Role.STAFF, None, by="Ban", reason="thử")
    assert people.listed(register) == []


def test_a_province_has_to_be_one_and_an_author_named(register: Register) -> None:
    with pytest.raises(QueryError, match="34 tỉnh"):
        people.grant(register, WHO, Role.STAFF, "Atlantis", by="Ban", reason="thử")
    with pytest.raises(Conflict, match="ai làm và vì sao"):
        people.grant(register, WHO, Role.STAFF, None, by=" ", reason="thử")


def test_a_sign_in_lasts_until_its_end_in_the_store(register: Register) -> None:
    told = claims()
    assert people.is_signed_in(register, told)
    assert people.is_signed_in(register, told), "met again, it is the same one"
    with Session(register.engine) as session:
        (row,) = session.scalars(select(SignInRow)).all()
        assert (row.subject, row.email) == ("2482", WHO)
        assert row.ends_at - row.begun_at <= people.LASTS
        assert "n1" not in row.session
        session.execute(update(SignInRow).values(ends_at=clock.now()))
        session.commit()
    assert not people.is_signed_in(register, told)
    assert people.is_signed_in(register, claims(nonce="n2")), "signing in again begins another"


def test_signing_out_ends_it_for_whoever_still_has_the_cookie(register: Register) -> None:
    told = claims()
    assert people.is_signed_in(register, told)
    people.sign_out(register, told)
    assert not people.is_signed_in(register, told)


@pytest.mark.parametrize("issued", [0, None, "x"])
def test_an_old_cookie_that_was_never_met_does_not_begin_a_sign_in(register: Register, issued: object) -> None:
    assert not people.is_signed_in(register, claims(iat=issued))


def test_a_provider_whose_clock_is_ahead_lends_no_time(register: Register) -> None:
    assert people.is_signed_in(register, claims(iat=int(time.time()) + 86_400))
    with Session(register.engine) as session:
        (row,) = session.scalars(select(SignInRow)).all()
        assert row.ends_at - row.begun_at <= people.LASTS
