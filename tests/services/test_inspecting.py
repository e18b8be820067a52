"""Inspections after recognition, on both engines: from plan to end, and what of it the public ever sees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.inspections import Stage
from ocop.domain.recognition import Kind, Scope
from ocop.domain.roles import Grant, Person, Role
from ocop.errors import Conflict, NotAllowed, QueryError
from ocop.services import gifts, inspecting, people
from ocop.services.register import Register
from ocop.store.tables import AuditRow, InspectionRow
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.web.test_shell import client_of

REAL, LAM_DONG, HA_NOI = Scope.REAL, "24778", "00004"
MARKER = "bao bì ghi sai hạn dùng"


@pytest.fixture
def steward(register: Register) -> Person:
    enter(
        register,
        product(1, maker("HTX Một", LAM_DONG), event(Kind.FIRST, "2026-01-10", 4)),
        product(2, maker("HTX Hai", HA_NOI), event(Kind.FIRST, "2026-01-10", 4)),
        scope=REAL,
    )
    people.grant(register, "lan@example.vn", Role.STEWARD, "68", by="Ban", reason="phân công")
    return Person("lan", "lan@example.vn", "Lan", (Grant(Role.STEWARD, "68"),))


def planned(register: Register, steward: Person) -> int:
    return inspecting.plan(
        register, steward, code(1), planned_for=TODAY - timedelta(1), lead="Sở NN&MT", why="có báo cáo nhãn sai"
    )


def found(register: Register, steward: Person) -> int:
    number = planned(register, steward)
    inspecting.find(register, steward, number, 1, on=date(2026, 11, 10), finding=MARKER, deadline=TODAY - timedelta(2))
    return number


def test_an_inspection_from_plan_to_end(register: Register, steward: Person) -> None:
    number = planned(register, steward)
    (case,) = inspecting.listed(register, steward, REAL)
    assert (case.id, case.stage, case.name, case.is_overdue(TODAY)) == (number, Stage.PLANNED, "Sản phẩm 1", True)
    inspecting.find(register, steward, number, 1, on=date(2026, 11, 10), finding=MARKER, deadline=TODAY)
    assert not inspecting.listed(register, steward, REAL)[0].is_overdue(TODAY)
    assert inspecting.listed(register, steward, REAL)[0].is_overdue(TODAY + timedelta(1))
    inspecting.mend(register, steward, number, 2, on=TODAY)
    inspecting.end(register, steward, number, 3, on=TODAY, ending="đã in lại bao bì")
    (case,) = inspecting.listed(register, steward, REAL)
    assert (case.stage, case.ending, case.decision, case.version) == (Stage.ENDED, "đã in lại bao bì", None, 4)
    with pytest.raises(Conflict, match="đã kết thúc"):
        inspecting.end(register, steward, number, 4, on=TODAY, ending="lại")
    assert inspecting.workbook(register, steward, REAL)[:2] == b"PK"


def test_what_is_planned_and_found_is_seen_by_no_reader(register: Register, steward: Person) -> None:
    before = register.revision()
    found(register, steward)
    assert register.revision() == before
    client = client_of(register)
    for path in (f"/m/{code(1)}", f"/m/{code(1)}?lang=en", "/api/v1/products", f"/san-pham?ma={code(1)}"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Sản phẩm 1" in answer.text
        assert MARKER not in answer.text
    with Session(register.engine) as session:
        assert session.scalars(select(InspectionRow)).all() == []
        trail = " ".join(f"{row.reason} {row.detail}" for row in session.scalars(select(AuditRow)))
    assert MARKER not in trail


def test_a_decision_makes_it_a_public_fact(register: Register, steward: Person) -> None:
    number, before = found(register, steward), register.revision()
    decided = {"decision": "12/QĐ-SNNMT", "decided_on": TODAY, "authority": "Sở NN&MT Lâm Đồng"}
    for half in ({"decision": ""}, {"decided_on": None}, {"authority": " "}):
        with pytest.raises(QueryError, match="đủ số, ngày và cơ quan"):
            inspecting.end(register, steward, number, 2, on=TODAY, ending="x", **(decided | half))  # type: ignore[arg-type]
    inspecting.end(register, steward, number, 2, on=TODAY, ending="xử phạt", **decided)  # type: ignore[arg-type]
    assert register.revision() > before
    with Session(register.engine) as session:
        (row,) = session.scalars(select(InspectionRow)).all()
    assert (row.finding, row.decision) == (MARKER, f"12/QĐ-SNNMT ngày {TODAY:%d/%m/%Y}, Sở NN&MT Lâm Đồng")
    violations = gifts.offer(register, REAL, TODAY).violations
    assert [told.split(" (")[0] for told in violations.values()] == [MARKER]


def test_days_and_words_that_cannot_be_are_refused(register: Register, steward: Person) -> None:
    with pytest.raises(QueryError, match="cơ quan chủ trì"):
        inspecting.plan(register, steward, code(1), planned_for=TODAY, lead=" ", why="x")
    number = planned(register, steward)
    good = {"on": TODAY, "finding": "x", "deadline": TODAY}
    for bad, says in (
        ({"on": TODAY + timedelta(1)}, "chưa đến"),
        ({"finding": " "}, "đã phát hiện gì"),
        ({"deadline": TODAY - timedelta(1)}, "trước ngày kiểm tra"),
    ):
        with pytest.raises(QueryError, match=says):
            inspecting.find(register, steward, number, 1, **(good | bad))  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="Chưa có phát hiện"):
        inspecting.mend(register, steward, number, 1, on=TODAY)
    with pytest.raises(QueryError, match="phải dựa trên kết quả"):
        inspecting.end(
            register, steward, number, 1, on=TODAY, ending="x", decision="1", decided_on=TODAY, authority="Sở"
        )


def test_another_province_is_not_theirs_and_the_second_of_two_is_told(register: Register, steward: Person) -> None:
    with pytest.raises(NotAllowed):
        inspecting.plan(register, steward, code(2), planned_for=TODAY, lead="Sở", why="x")
    number = planned(register, steward)
    people.grant(register, "ha@example.vn", Role.STEWARD, "01", by="Ban", reason="phân công")
    other = Person("ha", "ha@example.vn", "Hà", ())
    assert inspecting.listed(register, other, REAL) == []
    with pytest.raises(NotAllowed):
        inspecting.end(register, other, number, 1, on=TODAY, ending="x")
    inspecting.find(register, steward, number, 1, on=TODAY, finding="x", deadline=TODAY)
    with pytest.raises(Conflict, match=r"lan@example\.vn đã ghi tiếp"):
        inspecting.end(register, replace(steward, name="Lan khác"), number, 1, on=TODAY, ending="y")
