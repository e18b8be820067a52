"""Signed decisions that somebody has held in hand, as files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base
from ocop.store.tables.intake import KeptFileRow
from ocop.store.tables.recognitions import DecisionRow


class DecisionFileRow(Base):
    """A scan of a decision, kept once by its fingerprint; `media` is known by its content, `name` without a path."""

    __tablename__ = "decision_file"

    decision_id: Mapped[int] = mapped_column(ForeignKey(DecisionRow.id), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey(KeptFileRow.sha256), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    media: Mapped[str] = mapped_column(String(16))
    size: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[str]
