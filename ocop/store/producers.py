"""Makers that have products, in order of entry; contacts are never joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, distinct, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ocop.domain.makers import Maker, MakerQuery, MakerRecord, MakersFound
from ocop.domain.recognition import Scope, State, Status
from ocop.domain.register import UNKNOWN
from ocop.domain.text import fold
from ocop.store import queries
from ocop.store.queries import holds_on, producer, products_as_of
from ocop.store.tables import ProducerRow, ProductRow, StandingRow

IN_FORCE = (Status.VALID, Status.EXPIRING)


def found(session: Session, query: MakerQuery, day: date) -> MakersFound:
    """A page of the makers that a query finds. Every word must begin a word of the name."""
    wanted = [ProducerRow.scope == query.scope, _has_products()]
    wanted += [or_(*_begins(word)) for word in fold(query.text).split()]
    wanted += _among(ProducerRow.kind, query.kinds) + _among(ProducerRow.province, query.provinces)
    total = session.scalar(select(func.count()).select_from(ProducerRow).where(*wanted)) or 0
    page = select(ProducerRow).where(*wanted, ProducerRow.id > query.after).order_by(ProducerRow.id)
    rows = session.scalars(page.limit(query.limit + 1)).all()
    shown = rows[: query.limit]
    left = shown[-1].id if shown and len(rows) > len(shown) else None
    return MakersFound(total, tuple(_counted(session, shown, day)), left)


def record(session: Session, number: int, day: date) -> MakerRecord | None:
    """One maker with its products; None where there is none of that number, or none with a product."""
    theirs = products_as_of(day).where(ProductRow.producer_id == number).order_by(ProductRow.code)
    products = tuple(queries.product(row, standing, day) for row, standing in session.execute(theirs).all())
    if not products:
        return None
    in_force = sum(each.status in IN_FORCE for each in products)
    maker = Maker(products[0].producer, products[0].scope, len(products), in_force)
    return MakerRecord(maker, products)


def _has_products() -> ColumnElement[bool]:
    return select(ProductRow.id).where(ProductRow.producer_id == ProducerRow.id).exists()


def _begins(word: str) -> list[ColumnElement[bool]]:
    """A folded word holds letters and digits alone, so nothing in it is a sign of `LIKE`."""
    return [ProducerRow.name_key.like(f"{word}%"), ProducerRow.name_key.like(f"% {word}%")]


def _among(column: InstrumentedAttribute[str | None], chosen: Iterable[str]) -> list[ColumnElement[bool]]:
    wanted = set(chosen)
    if not wanted:
        return []
    known = column.in_(sorted(wanted - {UNKNOWN}))
    return [or_(known, column.is_(None)) if UNKNOWN in wanted else known]


def _counted(session: Session, rows: Sequence[ProducerRow], day: date) -> list[Maker]:
    counts = (
        select(
            ProductRow.producer_id, func.count(distinct(ProductRow.id)), func.count(distinct(StandingRow.product_id))
        )
        .outerjoin(StandingRow, holds_on(day) & (StandingRow.state == State.IN_FORCE))
        .where(ProductRow.producer_id.in_([row.id for row in rows]))
        .group_by(ProductRow.producer_id)
    )
    by_id = {number: (products, in_force) for number, products, in_force in session.execute(counts)}
    return [Maker(producer(row), Scope(row.scope), *by_id[row.id]) for row in rows]
