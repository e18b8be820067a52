"""Makers, their products, and what is known of them besides recognition."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.store.tables.base import CODE, Base


class ProducerRow(Base):
    """A maker at a place; of a household nothing closer than the commune is stored for the public.

    One maker is one name in one province; where the name may be a person's, in one commune (`home`).
    """

    __tablename__ = "producer"
    __table_args__ = (UniqueConstraint("scope", "name_key", "province", "home"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    name_key: Mapped[str]
    home: Mapped[str] = mapped_column(String(5), default="")
    kind: Mapped[str | None] = mapped_column(String(24))
    place_stated: Mapped[str] = mapped_column(default="")
    commune: Mapped[str | None] = mapped_column(String(5), index=True)
    province: Mapped[str | None] = mapped_column(String(2), index=True)
    former_province: Mapped[str | None] = mapped_column(String(2), index=True)
    size: Mapped[str | None] = mapped_column(String(8))
    led_by_woman: Mapped[bool | None]
    led_by_minority: Mapped[bool | None]
    workers: Mapped[int | None]
    trained_workers: Mapped[int | None]
    channels: Mapped[list[str] | None]
    green_chain: Mapped[bool | None]
    craft_village: Mapped[str | None]
    # the maker that it was found to be the same as, by id
    merged_into: Mapped[int | None]


class ContactRow(Base):
    """How signed-in staff reach a maker. Personal data: no public read joins this table."""

    __tablename__ = "contact"

    producer_id: Mapped[int] = mapped_column(ForeignKey(ProducerRow.id), primary_key=True)
    person: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    address: Mapped[str | None]


class ProductRow(Base):
    """A product under the register's own code; `revision` is the store's when a public fact of it last changed."""

    __tablename__ = "product"
    __table_args__ = (
        Index(None, "scope", "id"),
        Index("ix_product_revision", "scope", "revision"),
        Index("ix_product_gtin", "scope", "gtin", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, unique=True)
    scope: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    name_key: Mapped[str]
    set_number: Mapped[int | None]
    set_by: Mapped[str] = mapped_column(String(16), default="")
    producer_id: Mapped[int] = mapped_column(ForeignKey(ProducerRow.id), index=True)
    revision: Mapped[int] = mapped_column(server_default="0")
    # the fingerprint of its photograph, where it has one
    photo: Mapped[str | None] = mapped_column(String(10))
    # all fourteen digits, where it bears one
    gtin: Mapped[str | None] = mapped_column(String(14))

    producer: Mapped[ProducerRow] = relationship()
    facts: Mapped[FactsRow | None] = relationship()
    other_codes: Mapped[list[OfficialCodeRow]] = relationship(order_by="OfficialCodeRow.code")


class FactsRow(Base):
    """What a buyer or a gift needs to know of a product; null is "not known", never "no"."""

    __tablename__ = "facts"

    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), primary_key=True)
    name_en: Mapped[str | None]
    net_weight_g: Mapped[int | None]
    volume_ml: Mapped[int | None]
    alcohol_percent: Mapped[Decimal | None]
    price_vnd: Mapped[int | None]
    shelf_life_days: Mapped[int | None]
    storage: Mapped[str | None] = mapped_column(String(8))
    ingredients: Mapped[str | None]
    animal_origin: Mapped[list[str] | None]
    materials: Mapped[str | None]
    fragile: Mapped[bool | None]
    lead_time_days: Mapped[int | None]
    monthly_capacity: Mapped[int | None]
    label_languages: Mapped[list[str] | None]
    story_vi: Mapped[str | None]
    story_en: Mapped[str | None]


class PhotoRow(Base):
    """The maker's photograph of a product as WebP, made small and without what a camera adds; who gave it, in words."""

    __tablename__ = "photo"

    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), primary_key=True)
    picture: Mapped[bytes] = mapped_column(LargeBinary)
    credit: Mapped[str]
    alt_vi: Mapped[str | None]
    alt_en: Mapped[str | None]


class CertificateRow(Base):
    """Another certificate of a product: organic, halal, vietgap, gi, eco-label, growing-area."""

    __tablename__ = "certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[str | None]
    issuer: Mapped[str | None]
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(String(12))


class OfficialCodeRow(Base):
    """Another code that leads to a product: official of either vintage, or our own of a merged record."""

    __tablename__ = "official_code"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(ProductRow.id), index=True)
