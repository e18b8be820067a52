"""Inspections as they are worked on. The audit says which and how far, never what was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date

from sqlalchemy import Date, Select, bindparam, delete, select
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.inspections import Case, Stage
from ocop.domain.recognition import Scope
from ocop.domain.register import Inspected
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit
from ocop.store.tables import InspectionCaseRow, InspectionRow, ProducerRow, ProductRow

_All = tuple[InspectionCaseRow, ProductRow, ProducerRow]


def plan(session: Session, *, code: str, planned_for: date, lead: str, why: str, by: str) -> int:
    """Plan an inspection of a product; its number.

    Raises:
        Conflict: no product bears the code.
    """
    product_id = session.scalar(select(ProductRow.id).where(ProductRow.code == code))
    if product_id is None:
        raise Conflict(say("Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.", code=code))
    row = InspectionCaseRow(
        product_id=product_id, state=Stage.PLANNED, planned_for=planned_for, lead=lead.strip(), why=why.strip(),
        version=1, changed_by=by, changed_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    _audit(session, row, by)
    return row.id


def advance(session: Session, number: int, *, seen: int, to: Stage, by: str, **values: object) -> Case:
    """Take an inspection a step further, as it was when it was read; how it stands then.

    Raises:
        Conflict: it is not there, has ended, or somebody else changed it since version `seen`.
    """
    row = session.get(InspectionCaseRow, number)
    if row is None:
        raise Conflict(say("Không có cuộc kiểm tra này: hãy mở lại danh sách."))
    if row.version != seen:
        raise Conflict(
            say(
                "{changed_by} đã ghi tiếp cuộc kiểm tra này: hãy xem lại rồi ghi, những gì bạn nhập vẫn còn.",
                changed_by=row.changed_by,
            )
        )
    if row.state == Stage.ENDED:
        raise Conflict(say("Cuộc kiểm tra này đã kết thúc: hãy lập cuộc kiểm tra mới."))
    for name, value in values.items():
        setattr(row, name, value)
    row.state, row.version, row.changed_by, row.changed_at = to, row.version + 1, by, clock.now()
    session.flush()
    _audit(session, row, by)
    found = one(session, number)
    assert found is not None
    return found


def one(session: Session, number: int) -> Case | None:
    """An inspection by its number."""
    found = session.execute(_wanted().where(InspectionCaseRow.id == number)).first()
    return None if found is None else _case(*found)


_DECIDED = (
    select(InspectionRow)
    .where(InspectionRow.product_id.in_(bindparam("products", expanding=True)), InspectionRow.decision.is_not(None))
    .where(InspectionRow.closed_on <= bindparam("day", type_=Date))
    .order_by(InspectionRow.inspected_on.desc(), InspectionRow.id.desc())
)


def decided(session: Session, products: Sequence[int], day: date) -> dict[int, tuple[Inspected, ...]]:
    """What decisions had ended by a day, newest first, by the id of the product; no others are public."""
    found: dict[int, tuple[Inspected, ...]] = {}
    for row in session.scalars(_DECIDED, {"products": list(products), "day": day}):
        if row.decision and row.closed_on:
            told = Inspected(row.inspected_on, row.body, row.finding, row.decision, row.closed_on)
            found[row.product_id] = (*found.get(row.product_id, ()), told)
    return found


def listed(session: Session, scope: Scope) -> list[Case]:
    """Every inspection of products of a register, by the day for which it was planned."""
    wanted = _wanted().where(ProductRow.scope == scope)
    rows = session.execute(wanted.order_by(InspectionCaseRow.planned_for, InspectionCaseRow.id))
    return [_case(*found) for found in rows]


def drop(session: Session, scope: Scope) -> None:
    """Forget the inspections of a register that goes."""
    of = select(ProductRow.id).where(ProductRow.scope == scope)
    session.execute(delete(InspectionCaseRow).where(InspectionCaseRow.product_id.in_(of)))


def _wanted() -> Select[InspectionCaseRow, ProductRow, ProducerRow]:
    return (
        select(InspectionCaseRow, ProductRow, ProducerRow)
        .join(ProductRow, ProductRow.id == InspectionCaseRow.product_id)
        .join(ProducerRow, ProducerRow.id == ProductRow.producer_id)
    )


def _case(row: InspectionCaseRow, product: ProductRow, maker: ProducerRow) -> Case:
    at = row.changed_at if row.changed_at.tzinfo else row.changed_at.replace(tzinfo=UTC)
    decision = None
    if row.decision:
        decision = f"{row.decision} ngày {row.decided_on:%d/%m/%Y}, {row.authority}"
    return Case(
        id=row.id, code=product.code, name=product.name, maker=maker.name, province=maker.province,
        stage=Stage(row.state), planned_for=row.planned_for, lead=row.lead, why=row.why,
        inspected_on=row.inspected_on, finding=row.finding, deadline=row.deadline, mended_on=row.mended_on,
        ended_on=row.ended_on, ending=row.ending, decision=decision, version=row.version, changed_by=row.changed_by,
        changed_at=at.astimezone(clock.VIETNAM),
    )  # fmt: skip


def _audit(session: Session, row: InspectionCaseRow, by: str) -> None:
    audit(
        session, action=f"inspection_{row.state}", by=by, reason="kiểm tra sau công nhận",
        subject=f"inspection {row.id}", detail={"version": row.version}, is_public=False,
    )  # fmt: skip
