"""Lists for booths that staff keep, and what the makers answered. For signed-in staff alone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base
from ocop.store.tables.products import ProductRow


class FairListRow(Base):
    """A list under a name; `version` grows with every change, so that nobody overwrites another's."""

    __tablename__ = "fair_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    province: Mapped[str | None] = mapped_column(String(2))
    first_day: Mapped[date]
    last_day: Mapped[date]
    version: Mapped[int]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class InvitationRow(Base):
    """A product on a list: chosen, invited, confirmed or declined; pieces that the maker confirmed."""

    __tablename__ = "fair_invitation"
    __table_args__ = (UniqueConstraint("list_id", "product_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey(FairListRow.id), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)
    place: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    pieces: Mapped[int | None]
    note: Mapped[str]
    reasons: Mapped[list[str] | None]
