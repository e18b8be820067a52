"""The grants in a product's made-up life: first recognised, raised, lowered, renewed, or left to lapse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ocop.demo.chance import Chance, Weighted
from ocop.demo.decisions import NATIONAL_ROUNDS, sitting
from ocop.demo.places import Home
from ocop.domain.dates import months_later
from ocop.domain.recognition import ONE_DAY, TERM_MONTHS, Kind

RENEWED = 0.62
RENEWED_NATIONALLY = 0.7
RENEWED_EARLY = 0.7
STATES_ITS_START = 0.2
RAISED = 0.25
RAISED_AT_RENEWAL = 0.35
LOWERED = 0.004
EARLIEST = date(2019, 9, 10)


@dataclass(slots=True)
class Grant:
    """A grant of stars; `starts` is the day that the decision states when it is not its own."""

    kind: Kind
    stars: int
    day: date
    starts: date | None = None

    @property
    def effective(self) -> date:
        """The first day of the term."""
        return self.starts or self.day

    @property
    def ends(self) -> date:
        """The last day of the term."""
        return months_later(self.effective, TERM_MONTHS)


class Grants:
    """Plans the grants of products as of one day."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._rounds = tuple(day for day, _ in NATIONAL_ROUNDS if day <= today)
        self._rises = Weighted([pair for pair in NATIONAL_ROUNDS if pair[0] <= today])

    def plan(self, chance: Chance, home: Home, stars: int, first: date) -> list[Grant]:
        """The grants of a product that came in near a day and ends with these stars, in order of time."""
        if stars == 5:
            return self._national(chance, home)
        day = sitting(home, first)
        if day > self._today:
            day = sitting(home, day.replace(day=1) - ONE_DAY)
        grants = self._opening(chance, home, stars, Grant(Kind.FIRST, stars, day))
        while self._renew(chance, home, stars, grants):
            pass
        return grants

    def _opening(self, chance: Chance, home: Home, stars: int, first: Grant) -> list[Grant]:
        """The first grant, and the second where the stars changed within its term."""
        roll = chance.roll()
        if stars == 4 and roll < RAISED:
            changed = Grant(Kind.RAISED, 4, sitting(home, _after(first.day, chance.between(380, 1000))))
        elif stars == 3 and roll < LOWERED:
            changed = Grant(Kind.LOWERED, 3, sitting(home, _after(first.day, chance.between(200, 800))))
        else:
            return [first]
        if changed.day > self._today:
            return [first]
        first.stars = 7 - stars
        return [first, changed]

    def _renew(self, chance: Chance, home: Home, stars: int, grants: list[Grant]) -> bool:
        """Add the grant that follows the last one, if its maker saw to it in time to be in the register."""
        last = grants[-1]
        if last.day.year + 2 > self._today.year or not chance.happens(RENEWED):
            return False
        ends = last.ends
        early = chance.happens(RENEWED_EARLY)
        day = sitting(home, _after(ends, chance.between(-80, -5) if early else chance.between(0, 150)))
        if day > self._today:
            return False
        starts = ends + ONE_DAY if day <= ends < self._today and chance.happens(STATES_ITS_START) else None
        grants.append(Grant(Kind.RENEWED, stars, day, starts))
        if len(grants) == 2 and stars == 4 and chance.happens(RAISED_AT_RENEWAL):
            grants[0].stars, grants[1].kind, grants[1].starts = 3, Kind.RAISED, None
        return True

    def _national(self, chance: Chance, home: Home) -> list[Grant]:
        """Four stars of the province, five of the ministry in one of its rounds, renewed in a later one or not."""
        rise = chance.of(self._rises)
        first = max(sitting(home, _after(rise, -chance.between(200, 900))), EARLIEST)
        grants = [Grant(Kind.FIRST, 4, first), Grant(Kind.RAISED, 5, rise)]
        due = _after(grants[-1].ends, -200)
        again = next((day for day in self._rounds if day >= due), None)
        if again is not None and chance.happens(RENEWED_NATIONALLY):
            grants.append(Grant(Kind.RENEWED, 5, again))
        return grants


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)
