"""What single facts rest on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base
from ocop.store.tables.products import ProducerRow, ProductRow


class FactSourceRow(Base):
    """Who said one present fact of a product, or else of a maker, on which day; `by` recorded it."""

    __tablename__ = "fact_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey(ProductRow.id), index=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey(ProducerRow.id), index=True)
    field: Mapped[str] = mapped_column(String(20))
    source: Mapped[str]
    stated_on: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[str]
