"""What in the register should be looked at is counted with the products behind it: on both engines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ocop.domain.entries import CertificateEntry, Facts
from ocop.domain.recognition import Evidence, Kind, Scope
from ocop.errors import NotAllowed
from ocop.services import quality
from ocop.services.quality import Fault, contradicts
from ocop.services.register import Register
from ocop.store.quality import Grant
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_keeping import steward
from tests.services.test_trail import HA_NOI, LAM_DONG

WHOLE = Facts(price_vnd=1, net_weight_g=1, ingredients="gạo", story_vi="Chuyện.")


@pytest.fixture
def looked(register: Register) -> Register:
    first, here = event(Kind.FIRST, "2026-01-10", 4), maker("HTX Một", LAM_DONG)
    backward = CertificateEntry(
        kind="halal", issued_on=date(2026, 1, 2), expires_on=date(2026, 1, 1), evidence=Evidence.SIGNED
    )
    enter(
        register,
        replace(product(1, here, first), facts=WHOLE),
        replace(product(2, here, first), facts=replace(WHOLE, price_vnd=None), certificates=(backward,)),
        replace(product(3, here, replace(first, points=Decimal("65.5"))), facts=replace(WHOLE, story_vi=None)),
        product(4, maker("HTX Hai", HA_NOI), first, set_number=21),
        product(5, maker("HTX Ba", None), event(Kind.FIRST, "2026", 5, evidence=Evidence.PRESS)),
        product(6, here, first, set_number=14),
    )
    return register


def counts(found: quality.Findings) -> dict[str, int]:
    return {str(each): found.count(each) for each in Fault if found.count(each)}


def test_what_is_missing_or_contradicts_is_counted(looked: Register) -> None:
    found = quality.findings(looked, steward(looked), Scope.DEMO)
    assert found.looked_at == 6
    assert counts(found) == {
        "place": 1, "points": 1, "backward": 1, "press": 1, "no-day": 1, "price": 3, "story": 2, "weight": 2,
        "ingredients": 1, "materials": 1, "alcohol": 1, "photo": 4,
    }  # fmt: skip
    assert [each.code for each in found.of(Fault.POINTS)] == [code(3)]
    assert [each.code for each in found.of(Fault.BACKWARD)] == [code(2)]
    assert {each: found.would_help(each) for each in (Fault.PRICE, Fault.STORY, Fault.WEIGHT)} == {
        Fault.PRICE: 1, Fault.STORY: 1, Fault.WEIGHT: 0,
    }  # fmt: skip
    assert found.open_provinces == ("01", "68")


def test_a_steward_of_a_province_sees_theirs(looked: Register) -> None:
    lan = steward(looked, "01")
    found = quality.findings(looked, lan, Scope.DEMO)
    assert [each.code for each in found.flaws] == [code(4)]
    assert (found.looked_at, found.open_provinces) == (1, ("01",))
    with pytest.raises(NotAllowed):
        quality.findings(looked, lan, Scope.DEMO, "68")


def test_the_list_behind_a_count_can_be_taken_away(looked: Register) -> None:
    found = quality.findings(looked, steward(looked), Scope.DEMO)
    lines = quality.csv(found, Fault.PRICE, Scope.DEMO).decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[1].startswith(f"{code(2)},Sản phẩm 2,HTX Một,Lâm Đồng,ngày hết hạn trước ngày bắt đầu; chưa có giá")
    assert quality.workbook(found, None, Scope.DEMO, looked.today())[:2] == b"PK"


@pytest.mark.parametrize(
    ("stars", "points", "expected"),
    [(4, "89.5", False), (4, "92", False), (4, "69.5", True), (3, "70", True), (5, "89.9", True), (5, "100", False)],
)
def test_points_and_stars(stars: int, points: str, expected: bool) -> None:
    assert contradicts(Grant("x", stars, Decimal(points), None, None)) is expected
