"""What to inspect first, on both engines: why, in which order, for whom."""

from datetime import timedelta

import pytest

from ocop.domain.inspection_risks import Risk
from ocop.domain.label_reports import Outcome
from ocop.domain.recognition import Evidence, Kind, Scope
from ocop.domain.roles import Person, Role
from ocop.errors import NotAllowed
from ocop.services import inspecting, inspection_risks, label_desk
from ocop.services.register import Register
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_label_desk import HA_NOI, LAM_DONG, sent, somebody

REAL = Scope.REAL


@pytest.fixture
def national(register: Register) -> Person:
    here, there = maker("HTX Một", LAM_DONG), maker("HTX Hai", HA_NOI)
    enter(
        register,
        product(1, here, event(Kind.FIRST, "2025-01-10", 4)),
        product(2, here, event(Kind.FIRST, "2023-12-20", 3)),
        product(3, there, event(Kind.FIRST, "2025-01-10", 3)),
        product(4, there, event(Kind.FIRST, "2025-03-10", 3, evidence=Evidence.PRESS)),
        product(5, there, event(Kind.FIRST, "2025-01-10", 3)),
        scope=REAL,
    )
    return somebody(register, Role.STEWARD)


def ours(register: Register, person: Person) -> dict[str, tuple[Risk, ...]]:
    """What is suggested of these products; the register comes with some of its own."""
    made = {code(number) for number in range(1, 6)}
    found = inspection_risks.suggested(register, person, REAL)
    return {each.product.code: each.risks for each in found if each.product.code in made}


def test_reports_come_first_then_what_ends_then_what_only_the_press_knows(register: Register, national: Person) -> None:
    number = sent(register, code(1))
    label_desk.close(register, national, number, Outcome.WRONG, "đã in lại nhãn")
    label_desk.close(register, national, sent(register, code(5)), Outcome.RIGHT, "nhãn đúng")
    sent(register, code(3))
    sent(register, code(3))
    found = ours(register, national)
    assert list(found.items()) == [
        (code(1), (Risk.WRONG,)),
        (code(3), (Risk.WAITING,)),
        (code(2), (Risk.ENDING,)),
        (code(4), (Risk.WEAK,)),
    ]
    whys = {each.product.code: inspection_risks.because(each) for each in
            inspection_risks.suggested(register, national, REAL)}  # fmt: skip
    assert whys[code(1)] == "1 báo cáo nhãn sai đã xác nhận trong một năm qua"
    assert whys[code(3)] == "2 báo cáo nhãn đang chờ xử lý"
    assert whys[code(2)] == "công nhận hết hiệu lực ngày 20/12/2026"
    assert whys[code(4)] == "công nhận mới chỉ biết qua báo chí"


def test_what_is_under_way_or_of_another_province_or_register_is_not_suggested(
    register: Register, national: Person
) -> None:
    local = somebody(register, Role.STEWARD, "68")
    sent(register, code(3))
    assert list(ours(register, local)) == [code(2)]
    number = inspecting.plan(register, local, code(2), planned_for=TODAY, lead="Sở NN&MT", why="sắp hết hạn")
    assert ours(register, local) == {}
    inspecting.end(register, local, number, 1, on=TODAY, ending="đạt")
    assert list(ours(register, local)) == [code(2)]
    assert not {code(2), code(3)} & {
        each.product.code for each in inspection_risks.suggested(register, national, Scope.DEMO)
    }
    with pytest.raises(NotAllowed):
        inspection_risks.suggested(register, somebody(register, Role.STAFF), REAL)


def test_only_an_inspection_that_a_decision_ended_stands_on_the_product(register: Register, national: Person) -> None:
    def told(day_after: int = 0) -> list[tuple[str | None, str]]:
        record = register.record(code(1), TODAY)
        assert record is not None
        details = register.details(record.product, TODAY - timedelta(day_after))
        return [(each.finding, each.decision) for each in details.inspections]

    for decided in (False, True):
        number = inspecting.plan(register, national, code(1), planned_for=TODAY, lead="Sở NN&MT", why="định kỳ")
        inspecting.find(register, national, number, 1, on=TODAY, finding="thiếu số lô", deadline=TODAY)
        assert told() == []
        decision = {"decision": "12/QĐ-SNNMT", "decided_on": TODAY, "authority": "Sở NN&MT"} if decided else {}
        inspecting.end(register, national, number, 2, on=TODAY, ending="đã sửa", **decision)  # type: ignore[arg-type]
    assert told() == [("thiếu số lô", f"12/QĐ-SNNMT ngày {TODAY:%d/%m/%Y}, Sở NN&MT")]
    assert told(1) == [], "on the day before it had not been decided"
