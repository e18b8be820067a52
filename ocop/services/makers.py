"""The list of makers and one of them, for the open data."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from sqlalchemy.orm import Session

from ocop.domain.makers import MakerQuery, MakerRecord, MakersFound
from ocop.domain.recognition import Scope
from ocop.services.register import Register
from ocop.store import producers, queries
from ocop.store.producers import Listed


def search(register: Register, query: MakerQuery, day: date) -> MakersFound:
    """A page of the makers that a query finds."""

    def ask(session: Session) -> MakersFound:
        ids = producers.matching(_every(register, session, query.scope), query)
        first = bisect_right(ids, query.after)
        shown = ids[first : first + query.limit]
        left = shown[-1] if shown and first + len(shown) < len(ids) else None
        return MakersFound(len(ids), producers.page(session, shown, day), left)

    return register.apart(ask)


def record(register: Register, number: int, day: date) -> MakerRecord | None:
    """One maker by its number; None where there is none."""
    with register.reading() as session:
        return producers.record(session, number, day)


def _every(register: Register, session: Session, scope: Scope) -> tuple[Listed, ...]:
    """All makers of a scope, kept for one revision of the store."""
    revision = queries.revision(session)
    question = ("makers", scope)
    known: tuple[Listed, ...] | None = register.memo.get(question, revision)
    if known is None:
        known = producers.every(session, scope)
        register.memo.keep(question, revision, known)
    return known
