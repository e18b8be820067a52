"""Inspections after recognition as they are worked on. For signed-in staff; a final decision alone becomes public."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base
from ocop.store.tables.products import ProductRow


class InspectionCaseRow(Base):
    """One inspection from its plan to its end; `version` grows with every change."""

    __tablename__ = "inspection_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)
    state: Mapped[str] = mapped_column(String(12))
    planned_for: Mapped[date]
    lead: Mapped[str]
    why: Mapped[str]
    inspected_on: Mapped[date | None]
    finding: Mapped[str | None]
    deadline: Mapped[date | None]
    mended_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ending: Mapped[str | None]
    decision: Mapped[str | None]
    decided_on: Mapped[date | None]
    authority: Mapped[str | None]
    version: Mapped[int]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]
