"""Reading the audit trail: all of it, or what is about the products of some provinces."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.trail import Trace, Trail, TrailQuery
from ocop.store.audit import shortened
from ocop.store.tables import AuditRow, ProducerRow, ProductRow


def trail(session: Session, query: TrailQuery, provinces: Collection[str] | None) -> Trail:
    """A page of the trail; `provinces` leaves out what is not about their products, None leaves nothing out."""
    visible = [] if provinces is None else [AuditRow.subject.in_(_codes(provinces)) | _about_makers(provinces)]
    chosen = [*visible, *_chosen(query)]
    rows = session.scalars(
        select(AuditRow).where(*chosen).order_by(AuditRow.id.desc()).limit(query.limit).offset(query.offset)
    ).all()
    subjects = {row.subject for row in rows}
    products = select(ProductRow.code, ProductRow.name).where(ProductRow.code.in_(subjects))
    makers = select(_MAKER, ProducerRow.name).where(_MAKER.in_(subjects))
    names = dict(session.execute(products.union_all(makers)).all())
    return Trail(
        tuple(_trace(row, names.get(row.subject, "")) for row in rows),
        session.scalar(select(func.count()).select_from(AuditRow).where(*chosen)) or 0,
        tuple(session.scalars(select(AuditRow.by).distinct().where(*visible).order_by(AuditRow.by))),
        tuple(session.scalars(select(AuditRow.action).distinct().where(*visible).order_by(AuditRow.action))),
    )


# As `domain/keeping.py: maker_subject` writes it.
_MAKER = literal("maker ") + cast(ProducerRow.id, String)


def _about_makers(provinces: Collection[str]) -> ColumnElement[bool]:
    return AuditRow.subject.in_(select(_MAKER).where(ProducerRow.province.in_(provinces)))


def _codes(provinces: Collection[str]) -> Select[str]:
    of = ProductRow.producer_id == ProducerRow.id
    return select(ProductRow.code).join(ProducerRow, of).where(ProducerRow.province.in_(provinces))


def _chosen(query: TrailQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.by:
        found.append(AuditRow.by == query.by)
    if query.action:
        found.append(AuditRow.action == query.action)
    if query.subject:
        named = select(ProductRow.code).where(ProductRow.name.icontains(query.subject, autoescape=True))
        tidied = query.subject.replace("-", "").upper()
        makers = select(_MAKER).where(ProducerRow.name.icontains(query.subject, autoescape=True))
        plain = AuditRow.subject.in_([shortened(query.subject), tidied])
        found.append(or_(plain, AuditRow.subject.in_(named), AuditRow.subject.in_(makers)))
    if query.first:
        found.append(AuditRow.at >= _midnight(datetime.combine(query.first, time())))
    if query.last:
        found.append(AuditRow.at < _midnight(datetime.combine(query.last + timedelta(1), time())))
    return found


def _midnight(moment: datetime) -> datetime:
    """The beginning of a day in Vietnam, as the store keeps moments."""
    return moment.replace(tzinfo=clock.VIETNAM).astimezone(UTC)


def _trace(row: AuditRow, name: str) -> Trace:
    moment = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    at = moment.astimezone(clock.VIETNAM)
    return Trace(row.id, at, row.by, row.action, row.reason, row.subject, row.detail, row.revision, name)
