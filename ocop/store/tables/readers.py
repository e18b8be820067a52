"""What readers leave behind: how often mark pages are opened, and reports of labels. Nothing of who they are."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import CODE, Base


class ScanRow(Base):
    """How often the mark page of a product was handed out on a day in Vietnam, in a language."""

    __tablename__ = "scan"

    day: Mapped[date] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    count: Mapped[int]


class LabelReportRow(Base):
    """A reader's report of a label that is wrong, for the steward alone; `code` is the product that was meant."""

    __tablename__ = "label_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    received_at: Mapped[datetime] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(String(8))
    product: Mapped[str]
    code: Mapped[str | None] = mapped_column(CODE)
    seen_where: Mapped[str]
    what: Mapped[str]
    has_photo: Mapped[bool]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    closed_why: Mapped[str | None]
    outcome: Mapped[str | None] = mapped_column(String(12))


class ReportPhotoRow(Base):
    """The photograph that came with a report: only its pixels, apart from the report so that lists stay light."""

    __tablename__ = "report_photo"

    report_id: Mapped[int] = mapped_column(ForeignKey(LabelReportRow.id), primary_key=True)
    picture: Mapped[bytes] = mapped_column(LargeBinary)
