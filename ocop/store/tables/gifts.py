"""Gift baskets that were kept, and the ledger of what was given: for signed-in people alone, never logged."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import CODE, Base
from ocop.store.tables.products import ProducerRow


class GiftBasketRow(Base):
    """A kept basket. `request` is whom it is for and what was asked; `items` what was chosen, at the prices of then.

    `province` is whose basket it is, none that of a body of the whole country; `version` counts every change, so that
    of two people who change it at once the second is told.
    """

    __tablename__ = "gift_basket"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8), index=True)
    province: Mapped[str | None] = mapped_column(String(2))
    name: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    host: Mapped[str]
    occasion: Mapped[str]
    guest: Mapped[str | None]
    request: Mapped[dict[str, Any]] = mapped_column(JSON)
    items: Mapped[list[Any]] = mapped_column(JSON)
    version: Mapped[int]


class GiftStepRow(Base):
    """What was done with a basket, by whom and when; `by` as the audit names them, `by_key` the provider's name."""

    __tablename__ = "gift_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    basket_id: Mapped[int] = mapped_column(ForeignKey(GiftBasketRow.id), index=True)
    step: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    by: Mapped[str]
    by_key: Mapped[str]
    by_name: Mapped[str]
    note: Mapped[str]


class GiftGivenRow(Base):
    """The ledger: one product that one kind of recipient of a basket was given. `price` in đồng for one piece."""

    __tablename__ = "gift_given"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8), index=True)
    province: Mapped[str | None] = mapped_column(String(2))
    basket_id: Mapped[int] = mapped_column(ForeignKey(GiftBasketRow.id), index=True)
    given_on: Mapped[date]
    code: Mapped[str] = mapped_column(CODE)
    name: Mapped[str]
    producer_id: Mapped[int] = mapped_column(ForeignKey(ProducerRow.id))
    maker: Mapped[str]
    price: Mapped[int] = mapped_column(BigInteger)
    pieces: Mapped[int]
    country: Mapped[str | None] = mapped_column(String(2))
    guest_class: Mapped[str] = mapped_column(String(16))
    role: Mapped[str] = mapped_column(String(16))
    guest: Mapped[str | None]
    host: Mapped[str]
    occasion: Mapped[str]
    given_by: Mapped[str]
