"""What happened over time: decisions and lapses by year, what is left of each year, what changed in a month."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from ocop.domain.monitoring import Change
from ocop.domain.over_time import Cohort, Survival, Year
from ocop.domain.recognition import Kind, Status
from ocop.domain.register import Choices
from ocop.index.columns import ENDED, EVENTS, IN_FORCE, NEVER, Days
from ocop.index.dimensions import STATUSES
from ocop.index.snapshot import number
from ocop.index.tally import Tally

_CHANGES = {
    Change.FIRST: (Kind.FIRST, Kind.RECOGNISED),
    Change.RENEWED: (Kind.RENEWED,),
    Change.RAISED: (Kind.RAISED,),
    Change.LOWERED: (Kind.LOWERED,),
    Change.REVOKED: (Kind.REVOKED, Kind.ANNULLED),
}


def flow(tally: Tally, choices: Choices) -> tuple[Year, ...]:
    """Decisions by kind and terms that lapsed, for every year from the first in which something happened."""
    events, terms, today = tally.snapshot.events, tally.snapshot.terms, number(tally.day)
    counted, lapsed = events.day <= today, _lapsed(tally)
    if choices:
        kept = tally.chosen(choices)
        counted &= kept[tally.snapshot.rows(events.product)]
        lapsed = lapsed[kept[tally.snapshot.rows(terms.product[lapsed])]]
    days = events.day[counted]
    if not len(days):
        return ()
    first = _year(int(days.min()))
    years = range(first, tally.day.year + 1)
    keys = _years_since(days, first) * len(EVENTS) + events.kind[counted]
    kinds = np.bincount(keys, minlength=len(years) * len(EVENTS)).reshape(len(years), len(EVENTS))
    ended = np.bincount(_years_since(terms.last[lapsed], first), minlength=len(years))
    return tuple(
        Year(year, {kind: int(kinds[n, place]) for place, kind in enumerate(EVENTS)}, int(ended[n]))
        for n, year in enumerate(years)
    )


def survival(tally: Tally, choices: Choices) -> Survival:
    """By the year of the earliest recognition, how many products and how many of them are in force."""
    begun = first_days(tally)
    kept = (begun <= number(tally.day)) & tally.chosen(choices)
    told = kept & (tally.view.columns["status"] == STATUSES.index(Status.REPORTED))
    reported, kept = int(np.count_nonzero(told)), kept & ~told
    if not kept.any():
        return Survival((), reported)
    first = _year(int(begun[kept].min()))
    count = tally.day.year + 1 - first
    every = np.bincount(_years_since(begun[kept], first), minlength=count)
    left = np.bincount(_years_since(begun[kept & tally.in_force], first), minlength=count)
    cohorts = tuple(Cohort(first + n, int(every[n]), int(left[n])) for n in range(count) if every[n])
    return Survival(cohorts, reported)


def changed(tally: Tally, since: date) -> dict[Change, NDArray[np.int64]]:
    """The places of the products that something befell from one day to that of the tally, newest first."""
    snapshot = tally.snapshot
    events = snapshot.events
    within = np.flatnonzero((events.day >= number(since)) & (events.day <= number(tally.day)))
    kinds = events.kind[within]
    found = {}
    for change, meant in _CHANGES.items():
        picked = within[np.isin(kinds, [EVENTS.index(kind) for kind in meant])]
        found[change] = _newest(snapshot.rows(events.product[picked]), events.day[picked])
    lapsed = _lapsed(tally)
    lapsed = lapsed[snapshot.terms.last[lapsed] >= number(since)]
    found[Change.LAPSED] = _newest(snapshot.rows(snapshot.terms.product[lapsed]), snapshot.terms.last[lapsed])
    return found


def first_days(tally: Tally) -> Days:
    """For each product the first day of its history, NEVER for those without one."""
    terms = tally.snapshot.terms
    found = np.full(tally.snapshot.size, NEVER)
    np.minimum.at(found, tally.snapshot.rows(terms.product), terms.first)
    return found


def _lapsed(tally: Tally) -> NDArray[np.int64]:
    """The terms that were over before the day, with no other recognition after them."""
    terms = tally.snapshot.terms
    return np.flatnonzero((terms.last < number(tally.day)) & (terms.state == IN_FORCE) & (terms.then == ENDED))


def _newest(rows: NDArray[np.int64], days: Days) -> NDArray[np.int64]:
    """Each product once, the newest first, those of one day in order of code."""
    ordered = rows[np.lexsort((rows, -days))]
    _each, first = np.unique(ordered, return_index=True)
    return ordered[np.sort(first)]


def _year(day: int) -> int:
    return int(np.datetime64(day, "D").astype("datetime64[Y]").astype(int)) + 1970


def _years_since(days: Days, first: int) -> NDArray[np.int64]:
    """For each day how many years after the first one it lies."""
    starts = np.array([number(date(first + n, 1, 1)) for n in range(1, 200)], np.int32)
    return np.searchsorted(starts, days, side="right")
