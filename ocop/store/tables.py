"""The tables. Nothing is overwritten in a history: an event is a row, and `standing` is derived from the rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, ForeignKey, Index, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

# Byte order on both engines, so that lists come in one order.
CODE = String(32).with_variant(String(32, collation="C"), "postgresql")

FOREVER = date.max


class Base(DeclarativeBase):
    """Constraints carry names, so that migrations can speak of them on both engines."""

    type_annotation_map: ClassVar = {datetime: DateTime(timezone=True)}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ProducerRow(Base):
    """A maker at a place; of a household nothing closer than the commune is stored for the public."""

    __tablename__ = "producer"
    __table_args__ = (UniqueConstraint("scope", "name_key", "province"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    name_key: Mapped[str]
    kind: Mapped[str | None] = mapped_column(String(24))
    place_stated: Mapped[str] = mapped_column(default="")
    commune: Mapped[str | None] = mapped_column(String(5), index=True)
    province: Mapped[str | None] = mapped_column(String(2), index=True)
    former_province: Mapped[str | None] = mapped_column(String(2), index=True)


class ProductRow(Base):
    """A product under the register's own code; `search_text` is folded and begins and ends with a space."""

    __tablename__ = "product"
    __table_args__ = (Index(None, "scope", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, unique=True)
    scope: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    name_key: Mapped[str]
    set_number: Mapped[int | None]
    set_by: Mapped[str] = mapped_column(String(16), default="")
    producer_id: Mapped[int] = mapped_column(ForeignKey(ProducerRow.id), index=True)
    search_text: Mapped[str]

    producer: Mapped[ProducerRow] = relationship()
    official_codes: Mapped[list[OfficialCodeRow]] = relationship(order_by="OfficialCodeRow.code")


class OfficialCodeRow(Base):
    """An official product code of either vintage; it leads to the register's own."""

    __tablename__ = "official_code"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)


class DecisionRow(Base):
    """A decision as its source states it: a press report may know neither number nor day nor authority."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("scope", "number", "stated", "authority", "source", "note"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    number: Mapped[str] = mapped_column(default="")
    stated: Mapped[str] = mapped_column(String(10))
    authority: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(String(8))
    evidence: Mapped[str] = mapped_column(String(12))
    source: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class RecognitionRow(Base):
    """One event in the history of a product; `about_id` names the grant that an alteration changes."""

    __tablename__ = "recognition"
    __table_args__ = (UniqueConstraint("product_id", "decision_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey(DecisionRow.id), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("recognition.id"))
    stars: Mapped[int | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]

    decision: Mapped[DecisionRow] = relationship()


class StandingRow(Base):
    """What holds for a product from one day through another: derived by `domain.recognition.periods`.

    It makes "as of" one comparison of dates on either engine. `last_day` is FOREVER while nothing ends it.
    """

    __tablename__ = "standing"
    __table_args__ = (Index(None, "first_day", "last_day"),)

    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))
    stars: Mapped[int]
    until: Mapped[date | None]
    recognition_id: Mapped[int] = mapped_column(ForeignKey(RecognitionRow.id))

    recognition: Mapped[RecognitionRow] = relationship()


class AuditRow(Base):
    """Who did what, when and why: one row for each action."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    action: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str]
    subject: Mapped[str] = mapped_column(String(64), index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    revision: Mapped[int]


class RevisionRow(Base):
    """One row: the number that grows when a public fact changes. Every cache hangs on it."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    changed_at: Mapped[datetime]
