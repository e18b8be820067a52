"""What was decided of records that look alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base


class AlikeRow(Base):
    """Two makers or products: kept apart for good, or the same, the second leading to the first.

    `one` and `other` are their ids; `moved` the products that went from the second maker to the first, so that they go
    back when it is undone.
    """

    __tablename__ = "alike"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    verdict: Mapped[str] = mapped_column(String(8))
    one: Mapped[int]
    other: Mapped[int]
    moved: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]
    by: Mapped[str]
    why: Mapped[str]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
