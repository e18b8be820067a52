"""What makers were told of the ends of their recognitions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base
from ocop.store.tables.products import ProductRow


class NoticeRow(Base):
    """A notice that was sent to a maker on a day: that a product's recognition ends on another. `by` noted it."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)
    until: Mapped[date]
    sent_on: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[str]
