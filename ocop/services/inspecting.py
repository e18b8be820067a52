"""Inspections after recognition, for who may record them in the province of the product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ocop.documents.paper import VI, Cell, Column, Issuer, Paper, Table
from ocop.documents.sheets import xlsx
from ocop.domain.entries import InspectionEntry
from ocop.domain.inspections import Case, Stage
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.services import people
from ocop.services.register import Register
from ocop.store import actions
from ocop.store import inspections as stored
from ocop.store.engine import writing

STAGES = {
    Stage.PLANNED: "đã lên kế hoạch",
    Stage.FOUND: "phải khắc phục",
    Stage.MENDED: "đã khắc phục",
    Stage.ENDED: "đã kết thúc",
}
COLUMNS = (
    Column("Sản phẩm", 3), Column("Chủ thể", 3), Column("Ngày kiểm tra theo kế hoạch", 1.4), Column("Chủ trì", 2),
    Column("Vì sao", 2), Column("Tình trạng", 1.4), Column("Đã kiểm tra ngày", 1.4), Column("Phát hiện", 3),
    Column("Hạn khắc phục", 1.3), Column("Kết luận", 3), Column("Quyết định", 2),
)  # fmt: skip


def listed(register: Register, asking: Person, scope: Scope) -> list[Case]:
    """The inspections that somebody may see, by the day for which they were planned.

    Raises:
        NotAllowed: none.
    """
    where = people.where(register, asking, Act.INSPECT)
    with register.reading() as session:
        return [each for each in stored.listed(session, scope) if where & {None, each.province}]


def plan(register: Register, asking: Person, code: str, *, planned_for: date, lead: str, why: str) -> int:
    """Plan an inspection; its number.

    Raises:
        NotAllowed: the role is missing in the province of the product.
        QueryError: there is no such product, or nobody leads it or for no reason.
    """
    record = register.record(code, register.today())
    if record is None:
        raise QueryError(say("Không có sản phẩm nào mang mã này: hãy kiểm tra lại mã."))
    people.require(register, asking, Act.INSPECT, record.product.producer.province)
    if not lead.strip() or not why.strip():
        raise QueryError(say("Hãy ghi cơ quan chủ trì và vì sao kiểm tra."))
    with writing(register.engine) as session:
        by = people.author(asking)
        return stored.plan(session, code=record.product.code, planned_for=planned_for, lead=lead, why=why, by=by)


def find(register: Register, asking: Person, number: int, seen: int, *, on: date, finding: str, deadline: date) -> None:
    """Record what was found and by when it is to be mended.

    Raises:
        NotAllowed, Conflict, QueryError: as `plan`; somebody changed it since version `seen`; days that cannot be.
    """
    _allowed(register, asking, number)
    _past(register, on)
    if not finding.strip():
        raise QueryError(say("Hãy ghi đã phát hiện gì."))
    if deadline < on:
        raise QueryError(say("Hạn khắc phục trước ngày kiểm tra: hãy kiểm tra hai ngày."))
    _step(register, asking, number, seen, Stage.FOUND, inspected_on=on, finding=finding.strip(), deadline=deadline)


def mend(register: Register, asking: Person, number: int, seen: int, *, on: date) -> None:
    """Record that what was found has been mended.

    Raises:
        NotAllowed, Conflict, QueryError: as `find`; nothing was found yet.
    """
    case = _allowed(register, asking, number)
    _past(register, on)
    if case.stage is not Stage.FOUND or case.inspected_on is None or on < case.inspected_on:
        raise QueryError(say("Chưa có phát hiện nào để khắc phục tính đến ngày này: hãy ghi kết quả kiểm tra trước."))
    _step(register, asking, number, seen, Stage.MENDED, mended_on=on)


def end(
    register: Register,
    asking: Person,
    number: int,
    seen: int,
    *,
    on: date,
    ending: str,
    decision: str = "",
    decided_on: date | None = None,
    authority: str = "",
) -> None:
    """End it, with how it ended. With a decision it becomes a public fact: what was found, and by which decision.

    Raises:
        NotAllowed, Conflict, QueryError: as `find`; half a decision, or a decision about nothing found.
    """
    case = _allowed(register, asking, number)
    _past(register, on)
    if not ending.strip():
        raise QueryError(say("Hãy ghi kết luận của cuộc kiểm tra."))
    told = (decision.strip(), decided_on, authority.strip())
    if any(told) and not all(told):
        raise QueryError(say("Quyết định phải có đủ số, ngày và cơ quan ban hành: hãy bổ sung, hoặc bỏ trống cả ba."))
    if all(told) and (case.finding is None or case.inspected_on is None):
        raise QueryError(say("Quyết định xử lý phải dựa trên kết quả kiểm tra: hãy ghi kết quả kiểm tra trước."))
    by = people.author(asking)
    with writing(register.engine) as session:
        stored.advance(
            session, number, seen=seen, to=Stage.ENDED, by=by, ended_on=on, ending=ending.strip(),
            decision=told[0] or None, decided_on=decided_on, authority=told[2] or None,
        )  # fmt: skip
        if all(told) and decided_on:
            assert case.inspected_on is not None
            named = f"{told[0]} ngày {decided_on:%d/%m/%Y}, {told[2]}"
            inspection = InspectionEntry(
                code=case.code, inspected_on=case.inspected_on, body=case.lead, subject="kiểm tra sau công nhận",
                finding=case.finding, deadline=case.deadline, closed_on=on, decision=named,
            )  # fmt: skip
            actions.record_inspection(session, inspection=inspection, by=by, reason=f"quyết định {named}")


def workbook(register: Register, asking: Person, scope: Scope) -> bytes:
    """The inspections that somebody may see, as XLSX.

    Raises:
        NotAllowed: none.
    """
    rows: Sequence[tuple[Cell, ...]] = [
        (
            each.name, each.maker, each.planned_for, each.lead, each.why, STAGES[each.stage], each.inspected_on,
            each.finding, each.deadline, each.ending, each.decision,
        )
        for each in listed(register, asking, scope)
    ]  # fmt: skip
    source = f"Sổ đăng ký OCOP, ngày {VI.date(register.today())}. Chỉ dùng nội bộ."
    paper = Paper(
        issuer=Issuer((), ("CƠ QUAN CHỦ TRÌ",), "……"),
        symbol="……",
        kind="SỔ THEO DÕI KIỂM TRA SAU CÔNG NHẬN",
        subject=f"{len(rows)} cuộc kiểm tra",
        opening="",
        blocks=(Table("Các cuộc kiểm tra", COLUMNS, tuple(rows), source),),
        facts=("Căn cứ Quyết định 919/QĐ-TTg, Điều 1 khoản 4 điểm đ.",),
        recipients=(),
        is_made_up=scope is Scope.DEMO,
        is_draft=False,
    )
    return xlsx(paper, "Kiểm tra")


def _allowed(register: Register, asking: Person, number: int) -> Case:
    """The inspection, to whoever may record it."""
    with register.reading() as session:
        case = stored.one(session, number)
    people.require(register, asking, Act.INSPECT, case.province if case else None)
    if case is None:
        raise QueryError(say("Không có cuộc kiểm tra này: hãy mở lại danh sách."))
    return case


def _past(register: Register, on: date) -> None:
    if on > register.today():
        raise QueryError(say("Ngày {on} chưa đến: hãy ghi khi việc đã xong.", on=on))


def _step(register: Register, asking: Person, number: int, seen: int, to: Stage, **values: object) -> None:
    with writing(register.engine) as session:
        stored.advance(session, number, seen=seen, to=to, by=people.author(asking), **values)
