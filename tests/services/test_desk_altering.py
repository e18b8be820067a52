"""Altering at the desk, on both engines: who may, what a rehearsal leaves behind, two stewards on one record."""

from datetime import date
from typing import Any

import pytest

from ocop.domain.recognition import Kind, Scope, Status
from ocop.domain.roles import Person, Role
from ocop.errors import Conflict, NotAllowed, QueryError
from ocop.services import desk_altering, people
from ocop.services.altering import Alteration
from ocop.services.desk_altering import Rehearsal
from ocop.services.register import Register
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product

CODE = "M57VH4E6"  # Mắc ca Lê Anh Tuy Đức, Lâm Đồng, 4 stars, 858/QĐ-UBND, 19/6/2025 to 19/6/2028


def steward(register: Register, name: str, province: str | None = None) -> Person:
    email = f"{name}@example.vn"
    people.grant(register, email, Role.STEWARD, province, by="Ban Chỉ đạo", reason="phân công")
    found = people.person(register, f"sub of {name}", email)
    assert found is not None
    return found


def decided(kind: Kind, **given: Any) -> Alteration:
    standard = {"decision": "1/QĐ-UBND", "decided_on": date(2026, 10, 1), "authority": "UBND tỉnh Lâm Đồng"}
    return Alteration(kind=kind, **(standard | {"note": "vi phạm"} | given))


def rehearsed(register: Register, asking: Person, alteration: Alteration, of: str = CODE) -> Rehearsal:
    seen = desk_altering.version(register, of)
    return desk_altering.rehearse(register, asking, of, alteration, seen=seen, reason="theo quyết định")


def status(register: Register, of: str = CODE) -> tuple[Status, int | None]:
    record = register.record(of, TODAY)
    assert record is not None
    return record.product.status, record.product.stars


def test_a_rehearsal_shows_what_would_be_and_leaves_nothing(register: Register) -> None:
    an = steward(register, "an", "68")
    revision = register.revision()
    found = rehearsed(register, an, decided(Kind.REVOKED))
    assert (found.before.product.status, found.after.product.status) == (Status.VALID, Status.REVOKED)
    assert (status(register), register.revision()) == ((Status.VALID, 4), revision)
    desk_altering.record(register, an, found)
    assert status(register) == (Status.REVOKED, 4)
    step = desk_altering.since(register, CODE, revision)[-1]
    assert (step.by, step.done, step.reason) == ("an@example.vn", "ghi thu hồi", "theo quyết định")


def test_of_two_stewards_the_second_is_told_who_did_what(register: Register) -> None:
    an, binh = steward(register, "an"), steward(register, "binh")
    of_an = rehearsed(register, an, decided(Kind.REVOKED))
    of_binh = rehearsed(register, binh, decided(Kind.EXTENDED, decision="2/QĐ-UBND", valid_until=date(2028, 9, 1)))
    desk_altering.record(register, binh, of_binh)
    with pytest.raises(Conflict, match=r"binh@example.vn đã ghi gia hạn lúc \d\d:\d\d ngày .*chưa ghi gì của bạn"):
        desk_altering.record(register, an, of_an)
    assert status(register) == (Status.VALID, 4)
    desk_altering.record(register, an, rehearsed(register, an, decided(Kind.REVOKED)))
    assert status(register) == (Status.REVOKED, 4)


def test_a_change_of_another_product_is_no_conflict(register: Register) -> None:
    an = steward(register, "an")
    of_an = rehearsed(register, an, decided(Kind.REVOKED))
    enter(register, product(1, maker(), event(Kind.FIRST, "2025-01-10", 3)), scope=Scope.DEMO)
    desk_altering.record(register, an, of_an)
    assert status(register) == (Status.REVOKED, 4)


def test_the_desk_renews_raises_and_lowers(register: Register) -> None:
    an = steward(register, "an", "68")
    for kind, stars in ((Kind.RENEWED, 4), (Kind.LOWERED, 3), (Kind.RAISED, 4)):
        number = f"{stars}{kind}/QĐ-UBND".replace("renewed", "1").replace("lowered", "2").replace("raised", "3")
        found = rehearsed(register, an, decided(kind, decision=number, stars=stars))
        desk_altering.record(register, an, found)
        assert status(register) == (Status.VALID, stars)
    record = register.record(CODE, TODAY)
    assert record is not None
    assert {each.valid_until for each in record.history[:3]} == {date(2029, 10, 1)}


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        (Kind.RAISED, {"stars": 5}, "Hạng 5 sao do Bộ công nhận"),
        (Kind.RAISED, {"stars": 4}, r"phải cao hơn hạng đã có \(4 sao\)"),
        (Kind.LOWERED, {"stars": 4}, r"phải thấp hơn hạng đã có \(4 sao\)"),
        (Kind.RENEWED, {"stars": 3}, "hãy chọn nâng hạng hoặc hạ hạng"),
        (Kind.REVOKED, {"authority": "UBND huyện Tuy Đức"}, "Cấp huyện không còn từ 01/07/2025"),
        (Kind.REVOKED, {"note": " "}, "Hãy ghi lý do nêu trong quyết định"),
        (Kind.REVOKED, {"decision": " "}, "Hãy ghi số quyết định"),
        (Kind.REVOKED, {"authority": ""}, "Hãy ghi cơ quan ban hành"),
        (Kind.EXTENDED, {"valid_until": date(2029, 6, 19)}, "không quá 180 ngày"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    register: Register, kind: Kind, given: dict[str, Any], sentence: str
) -> None:
    an = steward(register, "an")
    with pytest.raises((QueryError, Conflict), match=sentence):
        rehearsed(register, an, decided(kind, **given))


def test_five_stars_are_taken_back_by_the_ministry_alone(register: Register) -> None:
    an = steward(register, "an")
    enter(register, product(1, maker(), event(Kind.FIRST, "2025-01-10", 5)), scope=Scope.REAL)
    with pytest.raises(QueryError, match="chỉ quyết định của Bộ mới công nhận hoặc thay đổi được"):
        rehearsed(register, an, decided(Kind.REVOKED), code(1))
    ministry = decided(Kind.REVOKED, authority="Bộ Nông nghiệp và Môi trường", decision="5/QĐ-BNNMT")
    desk_altering.record(register, an, rehearsed(register, an, ministry, code(1)))
    assert status(register, code(1)) == (Status.REVOKED, 5)


def test_a_role_is_asked_for_in_the_province_of_the_product_and_anew(register: Register) -> None:
    an, elsewhere = steward(register, "an", "68"), steward(register, "xa", "01")
    with pytest.raises(NotAllowed):
        rehearsed(register, elsewhere, decided(Kind.REVOKED))
    found = rehearsed(register, an, decided(Kind.REVOKED))
    people.revoke(register, "an@example.vn", Role.STEWARD, "68", by="Ban Chỉ đạo", reason="thôi việc")
    with pytest.raises(NotAllowed):
        desk_altering.record(register, an, found)
    assert status(register) == (Status.VALID, 4)


def test_what_is_recorded_of_the_illustration_stays_made_up(register: Register) -> None:
    an = steward(register, "an")
    enter(register, product(1, maker(), event(Kind.FIRST, "2025-01-10", 4)), scope=Scope.DEMO)
    found = rehearsed(register, an, decided(Kind.REVOKED, signed=True), code(1))
    assert found.after.history[0].evidence == "made-up"
