"""The shortlist for awards, on both engines: who comes first, why, and what is not said."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ocop.domain.recognition import Evidence, Kind, Scope
from ocop.domain.roles import Grant, Person, Role
from ocop.domain.shortlist import USUAL, Criterion
from ocop.errors import NotAllowed, QueryError
from ocop.services import awards, people
from ocop.services.register import Register
from tests.conftest import TODAY
from tests.services.histories import enter, event, maker, product

REAL, LAM_DONG, HA_NOI = Scope.REAL, "24778", "00004"


@pytest.fixture
def staff(register: Register) -> Person:
    women = maker("HTX Phụ Nữ", LAM_DONG, led_by_woman=True, led_by_minority=False, green_chain=False)
    renewed = maker("Công ty Lâu Năm", HA_NOI, kind="enterprise", led_by_woman=False)
    press = event(Kind.FIRST, "2025-05-01", 5, evidence=Evidence.PRESS)
    enter(
        register,
        product(1, women, event(Kind.FIRST, "2025-10-01", 5)),
        product(2, women, event(Kind.FIRST, "2025-10-01", 5)),
        product(3, renewed, event(Kind.FIRST, "2021-10-01", 5), event(Kind.RENEWED, "2024-09-01", 5)),
        product(4, maker("Cơ sở Báo Nêu", HA_NOI), press),
        product(5, maker("HTX Bốn Sao", HA_NOI), event(Kind.FIRST, "2025-10-01", 4)),
        scope=REAL,
    )
    people.grant(register, "an@example.vn", Role.STAFF, None, by="Ban", reason="phân công")
    return Person("an", "an@example.vn", "An", (Grant(Role.STAFF),))


def ours(register: Register, staff: Person, weights: dict[Criterion, int], *, weak: bool = False) -> dict[str, int]:
    return {
        each.candidate.name: each.points
        for each in awards.shortlist(register, staff, REAL, weights, weak=weak)
        if not each.candidate.name.startswith(("Công ty CP", "Công ty TNHH"))
    }


def test_points_are_those_of_the_weights(register: Register, staff: Person) -> None:
    found = ours(register, staff, dict(USUAL))
    # 1 product, 5 years, 1 renewal; 2 products, 1 year, a cooperative
    assert found == {"Công ty Lâu Năm": 10 + 25 + 10, "HTX Phụ Nữ": 20 + 5 + 5}
    assert list(found) == ["Công ty Lâu Năm", "HTX Phụ Nữ"]
    others = dict(USUAL) | {Criterion.YEARS: 0, Criterion.RENEWALS: 0}
    assert list(ours(register, staff, others)) == ["HTX Phụ Nữ", "Công ty Lâu Năm"]


def test_what_is_missing_is_named_and_not_counted(register: Register, staff: Person) -> None:
    by_name = {each.candidate.name: each for each in awards.shortlist(register, staff, REAL, dict(USUAL))}
    assert by_name["HTX Phụ Nữ"].missing == ()
    assert by_name["Công ty Lâu Năm"].missing == (Criterion.GREEN,)
    assert awards.lacks(by_name["Công ty Lâu Năm"]).startswith("truy xuất được")
    told = awards.paper(REAL, TODAY, dict(USUAL), list(by_name.values()))
    assert "phụ nữ đứng đầu" not in str(told), "who leads a maker is told as totals only"


def test_who_is_known_from_the_press_stands_apart(register: Register, staff: Person) -> None:
    assert "Cơ sở Báo Nêu" not in ours(register, staff, dict(USUAL))
    weak = awards.shortlist(register, staff, REAL, dict(USUAL), weak=True)
    told = next(each for each in weak if each.candidate.name == "Cơ sở Báo Nêu")
    assert Criterion.YEARS in told.missing
    assert len(weak) > 5, "the shipped records of the press are among them"


def test_a_role_of_a_province_sees_its_makers_and_others_none(register: Register, staff: Person) -> None:
    people.grant(register, "binh@example.vn", Role.STEWARD, "68", by="Ban", reason="phân công")
    local = Person("b", "binh@example.vn", "Bình", ())
    assert list(ours(register, local, dict(USUAL))) == ["HTX Phụ Nữ"]
    people.grant(register, "chi@example.vn", Role.ADMINISTRATOR, None, by="Ban", reason="phân công")
    with pytest.raises(NotAllowed):
        awards.shortlist(register, replace(local, email="chi@example.vn"), REAL, dict(USUAL))
    with pytest.raises(QueryError, match="từ 0 đến 50"):
        awards.shortlist(register, staff, REAL, dict(USUAL) | {Criterion.YEARS: 51})


def test_the_file_says_by_which_weights_it_was_made(register: Register, staff: Person) -> None:
    found = awards.shortlist(register, staff, REAL, dict(USUAL))
    book = load_workbook(BytesIO(awards.xlsx(REAL, TODAY, dict(USUAL), found)))
    told = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    assert "mỗi sản phẩm 5 sao: 10 điểm" in told
    assert "Công ty Lâu Năm" in told
    assert "DỰ THẢO" in told
    assert "MINH HỌA" not in told
    assert "DỮ LIỆU MINH HỌA" in str(awards.paper(Scope.DEMO, TODAY, dict(USUAL), found).facts)
    assert awards.pdf(REAL, TODAY, dict(USUAL), found)[:4] == b"%PDF"
