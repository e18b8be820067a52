"""Reading where products are sold and shown."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.entries import FairEntry, PointOfSaleEntry
from ocop.domain.recognition import Scope
from ocop.store.tables import EventRow, PointOfSaleRow


def points_of_sale(session: Session, scope: Scope) -> list[PointOfSaleEntry]:
    """Every point of sale there ever was, by province."""
    rows = session.scalars(
        select(PointOfSaleRow).where(PointOfSaleRow.scope == scope).order_by(PointOfSaleRow.province, PointOfSaleRow.id)
    )
    return [
        PointOfSaleEntry(
            name=row.name,
            kind=row.kind,
            province=row.province,
            commune=row.commune,
            address=row.address,
            opened=row.opened,
            closed=row.closed,
        )
        for row in rows
    ]


def fairs(session: Session, scope: Scope) -> list[FairEntry]:
    """Every fair, forum and promotion, by day."""
    rows = session.scalars(select(EventRow).where(EventRow.scope == scope).order_by(EventRow.first_day, EventRow.id))
    return [
        FairEntry(
            name=row.name,
            kind=row.kind,
            international=row.international,
            first_day=row.first_day,
            last_day=row.last_day,
            source=row.source,
            province=row.province,
            country=row.country,
        )
        for row in rows
    ]
