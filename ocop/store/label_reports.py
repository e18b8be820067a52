"""Readers' reports of labels, for the steward alone: no public page shows them, none counts the revision up."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.label_reports import LabelReport, Outcome, StoredReport, shown
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit, check_author
from ocop.store.tables import LabelReportRow, ProducerRow, ProductRow, ReportPhotoRow

RECEIVER = "biểu mẫu báo nhãn sai"


def keep(session: Session, *, report: LabelReport, new_number: Callable[[], str]) -> str:
    """Keep a report; its number. What a reader wrote stands in the report alone, never in the audit trail."""
    number = new_number()
    while session.scalar(select(LabelReportRow.id).where(LabelReportRow.number == number)) is not None:
        number = new_number()
    row = LabelReportRow(
        number=number,
        received_at=clock.now(),
        language=report.language,
        product=report.product,
        code=report.code,
        seen_where=report.seen_where,
        what=report.what,
        has_photo=report.photo is not None,
    )
    session.add(row)
    session.flush()
    if report.photo is not None:
        session.add(ReportPhotoRow(report_id=row.id, picture=report.photo))
    detail = {"code": report.code, "photo": row.has_photo}
    audit(
        session, action="receive_label_report", by=RECEIVER, reason="người đọc báo nhãn sai",
        subject=number, detail=detail, is_public=False,
    )  # fmt: skip
    return number


def close(
    session: Session, *, number: str, by: str, reason: str, note: str = "", outcome: Outcome | None = None
) -> None:
    """A steward has dealt with a report, and says how. A `note` in place of the reason stays out of the audit trail.

    Raises:
        Conflict: there is no such report, or it is closed already.
    """
    row = _row(session, number)
    check_author(by, reason)
    if row.closed_at is not None:
        raise Conflict(
            say(
                "Báo cáo {shown} đã được {closed_by} đóng: {closed_why}",
                shown=shown(number),
                closed_by=row.closed_by,
                closed_why=row.closed_why,
            )
        )
    row.closed_at, row.closed_by, row.closed_why = clock.now(), by.strip(), note.strip() or reason.strip()
    row.outcome = outcome
    detail = {"outcome": outcome} if outcome else {}
    audit(session, action="close_label_report", by=by, reason=reason, subject=number, detail=detail, is_public=False)


def received_since(session: Session, moment: datetime) -> int:
    """How many reports came in after a moment."""
    counted = select(func.count()).select_from(LabelReportRow).where(LabelReportRow.received_at > moment)
    return session.execute(counted).scalar_one()


def waiting(session: Session, codes: Collection[str]) -> dict[str, int]:
    """How many reports of each product wait to be dealt with; products without one are left out."""
    found = session.execute(
        select(LabelReportRow.code, func.count())
        .where(LabelReportRow.code.in_(codes), LabelReportRow.closed_at.is_(None))
        .group_by(LabelReportRow.code)
    )
    return {code: count for code, count in found if code is not None}


def by_product(session: Session, since: datetime) -> dict[str, tuple[int, int]]:
    """By product: how many reports received since then were found right (the label is wrong), and how many wait."""
    wrong = and_(LabelReportRow.outcome == Outcome.WRONG, LabelReportRow.received_at > since)
    waits = LabelReportRow.closed_at.is_(None)
    found = session.execute(
        select(LabelReportRow.code, func.count().filter(wrong), func.count().filter(waits))
        .where(LabelReportRow.code.is_not(None), or_(wrong, waits))
        .group_by(LabelReportRow.code)
    )
    return {code: (right, waiting) for code, right, waiting in found if code is not None}


def exists(session: Session, number: str) -> bool:
    """Whether a number was given out."""
    return session.scalar(select(LabelReportRow.id).where(LabelReportRow.number == number)) is not None


def listed(session: Session, *, closed: bool) -> list[StoredReport]:
    """Reports that wait, or those dealt with too; oldest first."""
    wanted = select(LabelReportRow).order_by(LabelReportRow.id)
    if not closed:
        wanted = wanted.where(LabelReportRow.closed_at.is_(None))
    names = [field.name for field in fields(StoredReport)]
    return [StoredReport(**{name: _told(getattr(row, name)) for name in names}) for row in session.scalars(wanted)]


def provinces(session: Session, codes: Collection[str]) -> dict[str, str | None]:
    """Where the products of some codes are made."""
    of = ProductRow.producer_id == ProducerRow.id
    wanted = select(ProductRow.code, ProducerRow.province).join(ProducerRow, of).where(ProductRow.code.in_(codes))
    found = session.execute(wanted)
    return dict(found.all())


def photo(session: Session, number: str) -> bytes | None:
    """The photograph that came with a report."""
    return session.scalar(
        select(ReportPhotoRow.picture)
        .join(LabelReportRow, LabelReportRow.id == ReportPhotoRow.report_id)
        .where(LabelReportRow.number == number)
    )


def _told(value: Any) -> Any:
    """A moment as clocks in Vietnam tell it; SQLite keeps no zone, what stands there is UTC."""
    if not isinstance(value, datetime):
        return value
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(clock.VIETNAM)


def _row(session: Session, number: str) -> LabelReportRow:
    row = session.scalar(select(LabelReportRow).where(LabelReportRow.number == number))
    if row is None:
        raise Conflict(say("Không có báo cáo nào mang số {shown}: hãy kiểm tra lại số.", shown=shown(number)))
    return row
