"""Decisions, the events that they make, and what holds over time.

Nothing is overwritten in a history: an event is a row, and `standing` is derived from the rows.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import (
    ForeignKey,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.store.tables.base import Base
from ocop.store.tables.products import ProducerRow, ProductRow


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
    points: Mapped[Decimal | None]
    rule: Mapped[str | None] = mapped_column(String(40))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    # of a product passed on: whose it was before
    former_producer_id: Mapped[int | None] = mapped_column(ForeignKey(ProducerRow.id))

    former_producer: Mapped[ProducerRow | None] = relationship()
    decision: Mapped[DecisionRow] = relationship()


class WithdrawnRow(Base):
    """An event that was recorded by mistake and taken back: it counts for nothing and can be put back; never deleted.

    `id` and the rest are those that it had; `producer_id` is whose the product was while it counted.
    """

    __tablename__ = "withdrawn"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey(DecisionRow.id))
    kind: Mapped[str] = mapped_column(String(12))
    about_id: Mapped[int | None]
    stars: Mapped[int | None]
    points: Mapped[Decimal | None]
    rule: Mapped[str | None] = mapped_column(String(40))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    former_producer_id: Mapped[int | None] = mapped_column(ForeignKey(ProducerRow.id))
    producer_id: Mapped[int] = mapped_column(ForeignKey(ProducerRow.id))

    decision: Mapped[DecisionRow] = relationship()


class StandingRow(Base):
    """What holds for a product from one day through another: derived by `domain.recognition.periods`.

    It makes "as of" one comparison of dates on either engine. `last_day` is FOREVER while nothing ends it.
    """

    __tablename__ = "standing"

    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))
    stars: Mapped[int]
    until: Mapped[date | None]
    recognition_id: Mapped[int] = mapped_column(ForeignKey(RecognitionRow.id))

    recognition: Mapped[RecognitionRow] = relationship()


class CoverageRow(Base):
    """A steward's word that all decisions of a level are in, for a place (all of Vietnam: none) and a span of days."""

    __tablename__ = "coverage"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    level: Mapped[str] = mapped_column(String(8))
    former_province: Mapped[str | None] = mapped_column(String(2))
    province: Mapped[str | None] = mapped_column(String(2))
    first_day: Mapped[date]
    last_day: Mapped[date]
    source: Mapped[str]


class ProposalRow(Base):
    """A product put forward for stars ("đề xuất 5 sao"). It is no recognition and is shown nowhere as one."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("scope", "name_key", "producer_key", "stars", "stated"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    name_key: Mapped[str]
    producer: Mapped[str]
    producer_key: Mapped[str]
    stars: Mapped[int]
    points: Mapped[Decimal | None]
    stated: Mapped[str] = mapped_column(String(10), default="")
    source: Mapped[str]


class InspectionRow(Base):
    """A check after recognition: who looked at what, what was found, by when it is to be mended, how it ended."""

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)
    inspected_on: Mapped[date]
    body: Mapped[str]
    subject: Mapped[str]
    finding: Mapped[str | None]
    deadline: Mapped[date | None]
    closed_on: Mapped[date | None]
    decision: Mapped[str | None]
