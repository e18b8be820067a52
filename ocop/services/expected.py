"""The mark pages that will be asked for: those scanned most often lately, then whatever the register holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ocop.domain.recognition import Scope
from ocop.domain.register import Record
from ocop.services.register import Register
from ocop.store import publishing, queries, scans

LATELY = timedelta(days=30)
# Products read at a time: few enough that whoever scans meanwhile hardly waits.
BATCH = 100


def order(register: Register, day: date, most: int, usual: str) -> list[tuple[str, str]]:
    """Code and language of so many pages, the likeliest first; `usual` is the language of what was not scanned yet."""
    with register.reading() as session:
        found = dict.fromkeys(scans.popular(session, day - LATELY, most))
        for scope in Scope:
            found |= dict.fromkeys((code, usual) for code in queries.codes(session, scope, most, 0))
    return list(found)[:most]


def records(register: Register, day: date, pages: list[tuple[str, str]]) -> Iterator[tuple[Record, str]]:
    """The records of these pages as of a day, each with the language in which it is to be said."""
    wanted: dict[str, list[str]] = {}
    for code, language in pages:
        wanted.setdefault(code, []).append(language)
    with register.reading() as session:
        for scope, makers in publishing.makers_of(session, list(wanted)).items():
            for record, _next_change in publishing.Records(session, scope, day).of(makers):
                for language in wanted.get(record.product.code, ()):
                    yield record, language
