"""Makers that have products, in order of entry; contacts are never joined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from ocop.domain.makers import Maker, MakerQuery, MakerRecord
from ocop.domain.recognition import Scope, State, Status
from ocop.domain.register import UNKNOWN
from ocop.domain.text import fold
from ocop.store import queries
from ocop.store.queries import holds_on, producer, products_as_of
from ocop.store.tables import ProducerRow, ProductRow, StandingRow

IN_FORCE = (Status.VALID, Status.EXPIRING)


class Listed(NamedTuple):
    """A maker as the list of all of them is searched: its folded name begins with a space."""

    id: int
    folded: str
    kind: str | None
    province: str | None


def every(session: Session, scope: Scope) -> tuple[Listed, ...]:
    """All makers of a scope that have products, in order of entry."""
    has_products = select(ProductRow.id).where(ProductRow.producer_id == ProducerRow.id).exists()
    known = select(ProducerRow.id, ProducerRow.name, ProducerRow.kind, ProducerRow.province)
    rows = session.execute(known.where(ProducerRow.scope == scope, has_products).order_by(ProducerRow.id))
    return tuple(Listed(number, f" {fold(name)}", kind, province) for number, name, kind, province in rows)


def matching(listed: Sequence[Listed], query: MakerQuery) -> list[int]:
    """The ids of those that a query finds: every word of it begins a word of the name."""
    words = [f" {word}" for word in fold(query.text).split()]
    return [
        each.id
        for each in listed
        if (not query.kinds or (each.kind or UNKNOWN) in query.kinds)
        and (not query.provinces or (each.province or UNKNOWN) in query.provinces)
        and all(word in each.folded for word in words)
    ]


def page(session: Session, ids: Sequence[int], day: date) -> tuple[Maker, ...]:
    """Some makers with their counts as of a day, in order of entry."""
    if not ids:
        return ()
    rows = session.scalars(select(ProducerRow).where(ProducerRow.id.in_(ids)).order_by(ProducerRow.id)).all()
    counts = (
        select(
            ProductRow.producer_id, func.count(distinct(ProductRow.id)), func.count(distinct(StandingRow.product_id))
        )
        .outerjoin(StandingRow, holds_on(day) & (StandingRow.state == State.IN_FORCE))
        .where(ProductRow.producer_id.in_(ids))
        .group_by(ProductRow.producer_id)
    )
    by_id = {number: (products, in_force) for number, products, in_force in session.execute(counts)}
    return tuple(Maker(producer(row), Scope(row.scope), *by_id.get(row.id, (0, 0))) for row in rows)


def record(session: Session, number: int, day: date) -> MakerRecord | None:
    """One maker with its products; None where there is none of that number, or none with a product."""
    theirs = products_as_of(day).where(ProductRow.producer_id == number).order_by(ProductRow.code)
    products = tuple(queries.product(row, standing, day) for row, standing in session.execute(theirs).all())
    if not products:
        return None
    in_force = sum(each.status in IN_FORCE for each in products)
    maker = Maker(products[0].producer, products[0].scope, len(products), in_force)
    return MakerRecord(maker, products)
