"""Counts of mark pages handed out: by day, product and language, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ocop.domain.recognition import Scope
from ocop.domain.scans import Key, Total
from ocop.store.engine import adding
from ocop.store.tables import ProductRow, ScanRow, core


def add(engine: Engine, counts: Mapping[Key, int]) -> None:
    """Add to what stands. Neither audited nor a new revision: no fact of the register changes.

    Rows are taken in one order, so that processes which add at once wait for each other and never in a circle.
    """
    insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    table = core(ScanRow)
    upsert = insert(table)
    upsert = upsert.on_conflict_do_update(
        index_elements=["day", "code", "language"], set_={"count": table.c.count + upsert.excluded.count}
    )
    rows = [
        {"day": key.day, "code": key.code, "language": key.language, "count": n} for key, n in sorted(counts.items())
    ]
    with adding(engine) as session:
        session.connection().detach()  # closed at the end: a thread that nobody waits for leaves none behind
        session.execute(upsert, rows)


def popular(session: Session, first: date, most: int) -> list[tuple[str, str]]:
    """The pages, by code and language, that were handed out most often since a day, the most asked one first."""
    each = func.sum(ScanRow.count)
    wanted = select(ScanRow.code, ScanRow.language).where(ScanRow.day >= first).group_by(ScanRow.code, ScanRow.language)
    rows = session.execute(wanted.order_by(each.desc(), ScanRow.code, ScanRow.language).limit(most))
    return [(code, language) for code, language in rows]


def total(session: Session, first: date, last: date) -> Total:
    """The scans of real products from one day through another; made-up ones are not counted among them."""
    wanted = (
        select(ScanRow)
        .join(ProductRow, ProductRow.code == ScanRow.code)
        .where(ProductRow.scope == Scope.REAL, ScanRow.day.between(first, last))
        .subquery()
    )
    each = func.sum(wanted.c.count)
    languages = select(wanted.c.language, each).group_by(wanted.c.language).order_by(each.desc(), wanted.c.language)
    products = (
        select(ProductRow.code, ProductRow.name, each)
        .join(wanted, wanted.c.code == ProductRow.code)
        .group_by(ProductRow.code, ProductRow.name)
        .order_by(each.desc(), ProductRow.code)
    )
    days = select(wanted.c.day, each).group_by(wanted.c.day).order_by(wanted.c.day)
    return Total(
        tuple((language, int(n)) for language, n in session.execute(languages)),
        tuple((code, name, int(n)) for code, name, n in session.execute(products)),
        tuple((day, int(n)) for day, n in session.execute(days)),
    )
