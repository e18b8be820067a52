"""Where products are sold and shown."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base


class PointOfSaleRow(Base):
    """Where products are sold: ocop-shop, supermarket, convenience, rest-stop, market, e-commerce."""

    __tablename__ = "point_of_sale"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    province: Mapped[str] = mapped_column(String(2), index=True)
    commune: Mapped[str | None] = mapped_column(String(5))
    address: Mapped[str]
    opened: Mapped[date | None]
    closed: Mapped[date | None]


class EventRow(Base):
    """A fair, forum or promotion in which products were shown; target T13 counts the international ones."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(24))
    international: Mapped[bool]
    first_day: Mapped[date]
    last_day: Mapped[date]
    province: Mapped[str | None] = mapped_column(String(2))
    country: Mapped[str | None] = mapped_column(String(2))
    source: Mapped[str]
