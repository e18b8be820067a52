"""Writes that can be told apart, and whether those that were accepted are all there."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from ocop.domain.coverage import Coverage
from ocop.domain.recognition import Level, Scope
from ocop.store import actions
from ocop.store.engine import writing
from ocop.store.tables import AuditRow, CoverageRow

BY = "Nguyễn Thị Thử"


def write(engine: Engine, name: str) -> None:
    """One audited write of a public fact, known by its name."""
    declared = Coverage(Level.PROVINCE, None, "66", date(2020, 1, 1), date(2026, 1, 1), name)
    with writing(engine) as session:
        actions.declare_coverage(session, coverage=declared, scope=Scope.REAL, by=BY, reason=name)


def check(engine: Engine, accepted: list[str]) -> set[str]:
    """That every accepted write is there once, and each with its audit row; the names of all that are there."""
    with Session(engine) as session:
        rows = list(session.scalars(select(CoverageRow.source).order_by(CoverageRow.id)))
        audited = list(session.scalars(select(AuditRow.reason).where(AuditRow.by == BY).order_by(AuditRow.id)))
    assert rows == audited, "the table and the audit tell one story"
    assert len(set(rows)) == len(rows)
    assert set(accepted) <= set(rows), "an accepted write is lost"
    return set(rows)
