"""When a recognition is in force: a product has a history of events, and its status is a function of the day.

Events that *grant* a term (recognised, first, renewed, raised, lowered) run 36 months, the last day included; those
that *alter* a granted one (extended, corrected, annulled, revoked, passed on) name it. What holds on a day:

1. of the grants in term on that day the one with the most stars governs, then the one that ends last;
2. when the higher one ends or is revoked, a lower one still in its term governs again;
3. a grant that lowers the stars sets aside everything granted before it, one that renews sets aside the one of equal
   stars that it renews; neither when it was itself annulled or rests on weak evidence;
4. evidence from the press, or a date without its day, never turns into "expired": it stays *reported*.

Sources: 36 months and the six grounds of revocation, Article 8 of QĐ 26/2026; extension by 180 days, Article 12.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ocop.domain.dates import Stated, months_later

TERM_MONTHS = 36
ENDING_SOON_DAYS = 90
EXTENSION = timedelta(days=180)  # at most, Article 12
ONE_DAY = timedelta(days=1)
STARS = (3, 4, 5)


class Scope(StrEnum):
    """Which register a record belongs to; the two are never added up."""

    REAL = "real"
    DEMO = "demo"


class Evidence(StrEnum):
    """How sure the register is of a decision, strongest first."""

    SIGNED = "signed"
    TRANSCRIBED = "transcribed"
    PRESS = "press"
    MADE_UP = "made-up"


class Level(StrEnum):
    """Who recognises: districts until 30 June 2025, provinces, the ministry for the nation."""

    DISTRICT = "district"
    PROVINCE = "province"
    NATION = "nation"


class Kind(StrEnum):
    """What an event does to a product's recognition."""

    RECOGNISED = "recognised"  # the source does not say whether for the first time
    FIRST = "first"
    RENEWED = "renewed"
    RAISED = "raised"
    LOWERED = "lowered"
    EXTENDED = "extended"
    CORRECTED = "corrected"
    ANNULLED = "annulled"
    REVOKED = "revoked"
    PASSED = "passed"


GRANTS = frozenset({Kind.RECOGNISED, Kind.FIRST, Kind.RENEWED, Kind.RAISED, Kind.LOWERED})
ENDINGS = frozenset({Kind.ANNULLED, Kind.REVOKED})


class State(StrEnum):
    """What holds over a period, whatever day one looks from."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    REVOKED = "revoked"
    REPORTED = "reported"


class Status(StrEnum):
    """What holds as seen on one day; the word on a card."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPORTED = "reported"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event in a product's history. `about` is the id of the grant that an alteration changes."""

    id: int
    kind: Kind
    stated: Stated
    evidence: Evidence
    stars: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    about: int | None = None

    @property
    def effective(self) -> date:
        """The day from which the event counts."""
        return self.valid_from or self.stated.earliest

    @property
    def has_term(self) -> bool:
        """Whether the grant has a dated term; weak evidence and incomplete dates have none."""
        return self.valid_until is not None


@dataclass(frozen=True)
class Period:
    """What holds from one day through another (both included; `last` is None while nothing ends it)."""

    first: date
    last: date | None
    state: State
    stars: int
    event: int
    until: date | None

    def status_on(self, day: date) -> Status:
        """The word for this period as seen on a day inside it."""
        return status_of(self.state, 0 if self.until is None else (self.until - day).days)


def status_of(state: State, days_left: int) -> Status:
    """The word for a state; one in force with that many days after this one ends soon, or not."""
    if state is State.IN_FORCE:
        return Status.EXPIRING if days_left < ENDING_SOON_DAYS else Status.VALID
    return {State.ENDED: Status.EXPIRED, State.REVOKED: Status.REVOKED, State.REPORTED: Status.REPORTED}[state]


def term(stated: Stated, evidence: Evidence, valid_from: date | None = None) -> tuple[date | None, date | None]:
    """The first and the last day of a grant: 36 months through the same day.

    `valid_from` is the day that the decision itself states, when it is not its own. Press evidence and a date
    without its day give no term, since nobody could say when it ends.
    """
    start = valid_from or stated.exact
    if start is None or evidence is Evidence.PRESS:
        return start, None
    return start, months_later(start, TERM_MONTHS)


def periods(events: Sequence[Event]) -> list[Period]:
    """The whole history as consecutive periods without gaps, from the first event on; empty when none grants."""
    cuts: list[date] = sorted({cut for event in events for cut in _cuts(event)})
    found: list[Period] = []
    for first in cuts:
        holds = _holding(events, first)
        if holds is None:
            continue
        if found and replace(found[-1], first=first) == holds:
            continue
        if found:
            found[-1] = replace(found[-1], last=first - ONE_DAY)
        found.append(holds)
    return found


def holding(events: Sequence[Event], day: date) -> Period | None:
    """The period that a day falls into; None before the first event and for a product never recognised."""
    return next((p for p in periods(events) if p.first <= day and (p.last is None or day <= p.last)), None)


def _cuts(event: Event) -> Iterable[date]:
    """The days on which something may change because of an event."""
    yield event.effective
    if event.valid_until is not None:
        yield event.valid_until + ONE_DAY


def _holding(events: Sequence[Event], day: date) -> Period | None:
    """Apply the four rules above on one day."""
    known = [event for event in events if event.effective <= day]
    granted = [event for event in known if event.kind in GRANTS]
    grants = [_Grant.of(event, known) for event in granted]
    standing = [grant for grant in grants if not any(other.sets_aside(grant) for other in grants)]
    in_term = [grant for grant in standing if grant.in_term(day)]
    if in_term:
        best = max(in_term, key=lambda g: (g.stars, g.until, g.event.effective, g.event.id))
        return Period(day, None, State.IN_FORCE, best.stars, best.event.id, best.until)
    reports = [grant for grant in standing if not grant.event.has_term and grant.ended_by is None]
    reported = max(reports, key=lambda g: (g.event.effective, g.stars, g.event.id), default=None)
    last = max((g for g in standing if g not in reports), key=lambda g: (g.stopped, g.stars, g.event.id), default=None)
    if reported and (last is None or reported.event.effective > last.event.effective):
        return Period(day, None, State.REPORTED, reported.stars, reported.event.id, None)
    if last is None:
        return None
    if last.ended_by is None:
        return Period(day, None, State.ENDED, last.stars, last.event.id, last.stopped)
    return Period(day, None, State.REVOKED, last.stars, last.ended_by.id, last.stopped)


@dataclass(frozen=True)
class _Grant:
    """A grant as the alterations known so far leave it."""

    event: Event
    stars: int
    until: date
    ended_by: Event | None

    def in_term(self, day: date) -> bool:
        """Whether it is in force on a day after it began."""
        return self.event.has_term and self.ended_by is None and day <= self.until

    def sets_aside(self, other: _Grant) -> bool:
        """Whether this grant takes the place of another one, for good."""
        is_void = self.ended_by is not None and self.ended_by.kind is Kind.ANNULLED
        if is_void or not self.event.has_term or other.event is self.event:
            return False
        if (other.event.effective, other.event.id) > (self.event.effective, self.event.id):
            return False
        lowers = self.event.kind is Kind.LOWERED
        return lowers or (self.event.kind is Kind.RENEWED and self.stars == other.stars and other.event.has_term)

    @property
    def stopped(self) -> date:
        """Its last day in force, once it is over."""
        return self.until if self.ended_by is None else min(self.until, self.ended_by.effective - ONE_DAY)

    @classmethod
    def of(cls, grant: Event, known: Sequence[Event]) -> _Grant:
        stars, until, ended_by = grant.stars, grant.valid_until or date.max, None
        for event in sorted((e for e in known if e.about == grant.id), key=lambda e: (e.effective, e.id)):
            if event.kind is Kind.EXTENDED and event.valid_until:
                until = max(until, event.valid_until)
            elif event.kind is Kind.CORRECTED:
                stars, until = event.stars or stars, event.valid_until or until
            elif event.kind in ENDINGS and ended_by is None and event.effective <= until:
                ended_by = event
        assert stars is not None, "a grant states its stars"
        return cls(grant, stars, until, ended_by)
