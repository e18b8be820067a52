"""An earlier state of a record as a new, audited step: what was recorded by mistake since is taken back and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from ocop.domain.recognition import GRANTS, Event, Kind
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store import standing
from ocop.store.audit import audit, next_revision
from ocop.store.tables import AuditRow, ProducerRow, ProductRow, RecognitionRow, StandingRow, WithdrawnRow
from ocop.store.versions import local

COLUMNS = (
    "id", "product_id", "decision_id", "kind", "about_id", "stars", "points", "rule", "valid_from", "valid_until",
    "former_producer_id",
)  # fmt: skip


@dataclass(frozen=True)
class Recorded:
    """An event in the order of recording; `former` and `maker` name makers where it passed the product on."""

    event: Event
    decision: str
    former: str | None
    is_withdrawn: bool


@dataclass(frozen=True)
class Change:
    """An audited step of a record, with what it says in detail."""

    id: int
    at: datetime
    by: str
    action: str
    reason: str
    detail: dict[str, Any]


def recorded(session: Session, code: str) -> list[Recorded]:
    """The events of a product in the order in which they were recorded, those that were taken back among them."""
    product = _product(session, code)
    names = dict(
        session.execute(select(ProducerRow.id, ProducerRow.name).where(ProducerRow.scope == product.scope)).all()
    )
    of = RecognitionRow.product_id == product.id
    rows: list[RecognitionRow | WithdrawnRow] = [*session.scalars(select(RecognitionRow).where(of))]
    rows += session.scalars(select(WithdrawnRow).where(WithdrawnRow.product_id == product.id))
    found = []
    for row in rows:
        former = names.get(row.former_producer_id) if row.former_producer_id else None
        event = standing.event(row, row.decision)
        found.append(Recorded(event, row.decision.number, former, isinstance(row, WithdrawnRow)))
    return sorted(found, key=lambda each: each.event.id)


def changes(session: Session, code: str) -> list[Change]:
    """What the audit says of a product, oldest first; lists in which it was entered among it."""
    rows = session.scalars(
        select(AuditRow).where(or_(AuditRow.subject == code, AuditRow.action == "enter_products")).order_by(AuditRow.id)
    )
    return [
        Change(row.id, local(row.at), row.by, row.action, row.reason, row.detail)
        for row in rows
        if row.subject == code or code in row.detail.get("codes", ())
    ]


def withdraw(session: Session, *, code: str, since: int, by: str, reason: str) -> int:
    """Take back every event of a product that was recorded from that one on; how many.

    Raises:
        Conflict: there is none, or no recognition would be left.
    """
    product = _product(session, code)
    gone = session.scalars(
        select(RecognitionRow)
        .where(RecognitionRow.product_id == product.id, RecognitionRow.id >= since)
        .order_by(RecognitionRow.id.desc())
    ).all()
    left = session.scalars(
        select(RecognitionRow.kind).where(RecognitionRow.product_id == product.id, RecognitionRow.id < since)
    ).all()
    if not gone:
        raise Conflict(say("Không còn gì để rút lại từ bước này: hãy mở lại hồ sơ."))
    if not any(Kind(kind) in GRANTS for kind in left):
        raise Conflict(say("Trước bước này sản phẩm chưa có công nhận nào: nếu nạp nhầm, hãy hoàn tác lần nạp ấy."))
    session.execute(delete(StandingRow).where(StandingRow.product_id == product.id))
    numbers = [each.id for each in gone]
    for each in gone:
        session.add(WithdrawnRow(**{name: getattr(each, name) for name in COLUMNS}, producer_id=product.producer_id))
        if each.former_producer_id is not None:
            product.producer_id = each.former_producer_id
        session.delete(each)
        session.flush()
    standing.derive(session, product.id)
    product.revision = next_revision(session)
    audit(
        session, action="withdraw_event", by=by, reason=reason, subject=code,
        detail={"events": sorted(numbers), "kinds": [each.kind for each in reversed(gone)]},
    )  # fmt: skip
    return len(numbers)


def _product(session: Session, code: str) -> ProductRow:
    product = session.scalar(select(ProductRow).where(ProductRow.code == code))
    if product is None:
        raise Conflict(say("Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.", code=code))
    return product
