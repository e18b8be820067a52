"""Where the register is complete: only there may it say "no".

"Not certified" and "this maker's recognised products are these" are claims about decisions that are *not* there.
They may be made for a maker and a day only if every decision that could be in force on that day has been declared
in: of the nation, of the maker's province under both of its names, and of its districts as long as there were any.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.domain.dates import months_later
from ocop.domain.places import MERGERS
from ocop.domain.recognition import EXTENSION, TERM_MONTHS, Level

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Coverage:
    """All decisions of a level are in, for a place and a span of days (both included).

    For the nation both places are None. Before the mergers a province or its districts are named by their code of the
    63 (`former_province`), since then by their code of the 34 (`province`).
    """

    level: Level
    former_province: str | None
    province: str | None
    first_day: date
    last_day: date
    source: str


def is_complete(declared: Iterable[Coverage], *, former_province: str, province: str, day: date) -> bool:
    """Whether every decision that could be in force on a day, for a maker at a place, has been declared in."""
    declared = list(declared)
    first = months_later(day, -TERM_MONTHS) - EXTENSION
    before, since = (first, min(day, MERGERS - ONE_DAY)), (max(first, MERGERS), day)
    needed = [
        (Level.NATION, None, None, (first, day)),
        (Level.PROVINCE, former_province, None, before),
        (Level.DISTRICT, former_province, None, before),
        (Level.PROVINCE, None, province, since),
    ]
    return all(_spanned(declared, *each) for each in needed)


def _spanned(
    declared: list[Coverage], level: Level, former: str | None, province: str | None, days: tuple[date, date]
) -> bool:
    """Whether declarations of one level and place cover every day of a span; an empty span needs none."""
    reached, last = days
    spans = sorted(
        (each.first_day, each.last_day)
        for each in declared
        if (each.level, each.former_province, each.province) == (level, former, province)
    )
    for first_day, last_day in spans:
        if first_day <= reached <= last_day:
            reached = last_day + ONE_DAY
    return reached > last
