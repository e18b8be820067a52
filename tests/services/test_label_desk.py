"""The inbox of reports of labels, on both engines: whose they are, what came of them, what stays out of the audit."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.label_reports import Outcome
from ocop.domain.recognition import Kind, Scope
from ocop.domain.roles import Grant, Person, Role
from ocop.errors import Conflict, NotAllowed, QueryError
from ocop.services import label_desk, label_reports, people
from ocop.services.register import Register
from ocop.store.tables import AuditRow
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_photos import photograph

LAM_DONG, HA_NOI = "24778", "00004"
WRITTEN = "Nhãn ghi 5 sao, gọi tôi 0912 345 678"


def somebody(register: Register, role: Role, province: str | None = None) -> Person:
    email = f"{role}-{province}@example.vn".lower()
    people.grant(register, email, role, province, by="Ban Chỉ đạo", reason="phân công")
    return Person(email, email, email, (Grant(role, province),))


def sent(register: Register, said: str, photo: bytes | None = None) -> str:
    number = label_reports.receive(
        register, product=said, seen_where="Chợ Đà Lạt", what=WRITTEN, language="vi", photo=photo
    )
    return number.replace("-", "")


@pytest.fixture
def reported(register: Register) -> Register:
    enter(
        register,
        product(1, maker("HTX Một", LAM_DONG), event(Kind.FIRST, "2026-01-10", 4)),
        product(2, maker("HTX Hai", HA_NOI), event(Kind.FIRST, "2026-01-10", 4)),
        scope=Scope.REAL,
    )
    return register


def test_a_report_is_handled_where_the_product_is_made(reported: Register, tmp_path: Path) -> None:
    picture = photograph(tmp_path / "anh.jpg").read_bytes()
    here, there = sent(reported, code(1), picture), sent(reported, code(2))
    unknown = sent(reported, "mắm lạ")
    local, national = somebody(reported, Role.STEWARD, "68"), somebody(reported, Role.STEWARD)
    assert [each.number for each in label_desk.inbox(reported, local)] == [here]
    assert [each.number for each in label_desk.inbox(reported, national)] == [here, there, unknown]
    shown = label_desk.photo(reported, local, here)
    assert shown is not None
    assert shown[8:12] == b"WEBP"
    for act in (
        lambda: label_desk.photo(reported, local, there),
        lambda: label_desk.close(reported, local, unknown, Outcome.RIGHT, "đã xem"),
    ):
        with pytest.raises(NotAllowed, match="không thuộc địa bàn"):
            act()
    with pytest.raises(NotAllowed):
        label_desk.inbox(reported, somebody(reported, Role.STAFF))


def test_a_report_is_closed_once_with_an_outcome_and_a_note(reported: Register) -> None:
    number, waits = sent(reported, code(1)), sent(reported, code(1))
    steward = somebody(reported, Role.STEWARD, "68")
    for outcome, note in ((None, "đã xem"), (Outcome.WRONG, "  ")):
        with pytest.raises(QueryError, match="Hãy chọn kết quả"):
            label_desk.close(reported, steward, number, outcome, note)
    note = "đã gọi người báo 0912 345 678"
    told = label_desk.close(reported, steward, number, Outcome.WRONG, note)
    assert told.startswith("BC-")
    with pytest.raises(Conflict, match="đã được"):
        label_desk.close(reported, steward, number, Outcome.RIGHT, "lại")
    first, last = label_desk.inbox(reported, steward)
    assert (first.number, last.number) == (waits, number)
    assert (last.outcome, last.closed_why) == ("wrong", note)
    (count,) = label_desk.counts([first, last]).values()
    assert count == {"all": 2, "waiting": 1, "wrong": 1}
    with Session(reported.engine) as session:
        trail = json.dumps([[row.reason, row.detail] for row in session.scalars(select(AuditRow))], ensure_ascii=False)
    assert "nhãn sai, đã yêu cầu chủ thể sửa" in trail
    assert "0912" not in trail
    body = label_desk.csv(reported, steward).decode("utf-8-sig")
    assert told in body
    assert "0912" not in body
