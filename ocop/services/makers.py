"""The list of makers and one of them, for the open data."""

from __future__ import annotations

from datetime import date

from ocop.domain.makers import MakerQuery, MakerRecord, MakersFound
from ocop.services.register import Register
from ocop.store import producers


def search(register: Register, query: MakerQuery, day: date) -> MakersFound:
    """A page of the makers that a query finds."""
    return register.apart(lambda session: producers.found(session, query, day))


def record(register: Register, number: int, day: date) -> MakerRecord | None:
    """One maker by its number; None where there is none."""
    with register.reading() as session:
        return producers.record(session, number, day)
