"""Reading what is known of a product besides its recognitions."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from ocop.domain.details import Certificate, Details, PointOfSale, holds
from ocop.domain.entries import CertificateEntry, Facts
from ocop.domain.recognition import Evidence
from ocop.domain.register import Product
from ocop.store import inspections, photos
from ocop.store.tables import CertificateRow, FactsRow, PointOfSaleRow, ProducerRow

POINTS_SHOWN = 6


def details(session: Session, product: Product, day: date) -> Details:
    """Everything else of a product, as of a day."""
    row = session.get(FactsRow, product.id)
    certificates = session.scalars(
        select(CertificateRow).where(CertificateRow.product_id == product.id).order_by(CertificateRow.id)
    )
    channels = session.scalar(select(ProducerRow.channels).where(ProducerRow.id == product.producer.id))
    here = _open_in_province(product, day)
    points = session.scalars(
        select(PointOfSaleRow)
        .where(*here)
        # those of the maker's own commune first
        .order_by(PointOfSaleRow.commune != product.producer.commune, PointOfSaleRow.id)
        .limit(POINTS_SHOWN)
    )
    return Details(
        product,
        Facts() if row is None else facts(row),
        tuple(Certificate(stated, holds(stated, day)) for stated in map(_certificate, certificates)),
        tuple(channels or ()),
        tuple(PointOfSale(point.name, point.kind, point.address) for point in points),
        session.scalar(select(func.count()).select_from(PointOfSaleRow).where(*here)) or 0,
        photos.words(session, product.id),
        inspections.decided(session, [product.id], day).get(product.id, ()),
    )


def facts(row: FactsRow) -> Facts:
    """Stored facts as a value; lists are tuples again."""
    given: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(Facts)}
    given |= {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    return Facts(**given)


def _certificate(row: CertificateRow) -> CertificateEntry:
    given = {field.name: getattr(row, field.name) for field in fields(CertificateEntry)}
    return CertificateEntry(**given | {"evidence": Evidence(row.evidence)})


def _open_in_province(product: Product, day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        PointOfSaleRow.scope == product.scope,
        PointOfSaleRow.province == product.producer.province,
        or_(PointOfSaleRow.opened.is_(None), PointOfSaleRow.opened <= day),
        or_(PointOfSaleRow.closed.is_(None), PointOfSaleRow.closed > day),
    )
