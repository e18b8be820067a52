"""What the targets of Decision 919 count from the columns: parts and wholes on a day, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from ocop.domain.recognition import GRANTS, Kind
from ocop.domain.targets import SMALLEST_GROUP, Missing
from ocop.domain.taxonomy import ProducerKind
from ocop.index.columns import EVENTS, UNCOUNTED, UNSAID, YES, Small
from ocop.index.dimensions import KINDS
from ocop.index.snapshot import Snapshot, number
from ocop.index.tally import InForce, Mask

_GRANTS = [EVENTS.index(kind) for kind in GRANTS]
_LOWERED = EVENTS.index(Kind.LOWERED)


@dataclass(frozen=True)
class Count:
    """A part of a whole (None: a plain number), of how many it is not known, and what is missing to say it."""

    part: int | None
    whole: int | None = None
    unknown: int = 0
    missing: Missing | None = None


Aim = Callable[["Held", date | None], Count]


@dataclass(frozen=True)
class Held:
    """Who is in force on a day, with the kind of each maker."""

    now: InForce
    kinds: Small

    @property
    def snapshot(self) -> Snapshot:
        """The products."""
        return self.now.snapshot


def maker_kinds(snapshot: Snapshot) -> Small:
    """For each maker its kind as the products bear it, 0 unknown."""
    kinds = np.zeros(len(snapshot.makers.id), np.uint8)
    kinds[snapshot.maker] = snapshot.products.kind
    return kinds


def _in_force(held: Held, _baseline: date | None) -> Count:
    count = len(held.now.rows)
    return Count(count) if held.snapshot.size else Count(None, missing=Missing.RECOGNITIONS)


def _five_stars(held: Held, _baseline: date | None) -> Count:
    count = int(np.count_nonzero(held.now.stars == 5))
    return Count(count) if held.snapshot.size else Count(None, missing=Missing.RECOGNITIONS)


def _improved(held: Held, baseline: date | None) -> Count:
    """Products rated before the baseline, and those of them that were given stars again since, not lowered."""
    assert baseline is not None
    events, snapshot = held.snapshot.events, held.snapshot
    grants = np.isin(events.kind, _GRANTS)
    before = grants & (events.day < number(baseline)) & (events.day <= number(held.now.day))
    rated = np.zeros(snapshot.size, bool)
    rated[snapshot.rows(events.product[before])] = True
    whole = int(np.count_nonzero(rated))
    if not whole or held.now.day < baseline:
        return Count(None, missing=Missing.HISTORY)
    later = grants & (events.kind != _LOWERED) & ~before & (events.day <= number(held.now.day))
    again = np.zeros(snapshot.size, bool)
    again[snapshot.rows(events.product[later])] = True
    return Count(int(np.count_nonzero(rated & again)), whole)


def _of_kind(wanted: ProducerKind) -> Aim:
    place = KINDS.index(wanted) + 1

    def count(held: Held, _baseline: date | None) -> Count:
        kinds = held.kinds[held.now.makers]
        return _share(kinds == place, kinds != 0, Missing.KINDS)

    return count


def _flagged(name: str, missing: Missing) -> Aim:
    def count(held: Held, _baseline: date | None) -> Count:
        flags: Small = getattr(held.snapshot.makers, name)[held.now.makers]
        return _share(flags == YES, flags != UNSAID, missing)

    return count


def _few(name: str, missing: Missing) -> Aim:
    """Who leads is told of groups of ten and more only."""
    counted = _flagged(name, missing)

    def count(held: Held, baseline: date | None) -> Count:
        found = counted(held, baseline)
        if found.part is not None and found.part < SMALLEST_GROUP:
            return Count(None, None, found.unknown, Missing.SMALL_GROUP)
        return found

    return count


def _villages(held: Held, _baseline: date | None) -> Count:
    """Craft villages that have a product; how many there are is not in the register."""
    villages = np.unique(held.snapshot.makers.village[held.now.makers])
    return Count(int(np.count_nonzero(villages)), missing=Missing.CRAFT_VILLAGES)


def _trained(held: Held, _baseline: date | None) -> Count:
    makers, now = held.snapshot.makers, held.now.makers
    workers, trained = makers.workers[now], makers.trained[now]
    known = (workers != UNCOUNTED) & (trained != UNCOUNTED)
    whole = int(workers[known].sum(dtype=np.int64))
    if not whole:
        return Count(None, unknown=len(known), missing=_or_nobody(known, Missing.WORKERS))
    part = int(trained[known].sum(dtype=np.int64))
    return Count(part, whole, int(np.count_nonzero(~known)))


def _share(part: Mask, known: Mask, missing: Missing) -> Count:
    unknown = int(np.count_nonzero(~known))
    if not known.any():
        return Count(None, None, unknown, _or_nobody(known, missing))
    return Count(int(np.count_nonzero(part)), int(np.count_nonzero(known)), unknown)


def _or_nobody(makers: Mask, missing: Missing) -> Missing:
    """What is missing: where no maker has a product in force, that; else the fact."""
    return missing if len(makers) else Missing.RECOGNITIONS


AIMS: dict[str, Aim] = {
    "T1": _in_force,
    "T2": _five_stars,
    "T3": _improved,
    "T4": _of_kind(ProducerKind.COOPERATIVE),
    "T5": _of_kind(ProducerKind.ENTERPRISE),
    "T6": _flagged("green", Missing.GREEN_CHAINS),
    "T7": _villages,
    "T8": _trained,
    "T9": _few("woman", Missing.WOMEN),
    "T10": _few("minority", Missing.MINORITIES),
    "T11": _flagged("modern", Missing.CHANNELS),
}


def ever_on(snapshot: Snapshot, day: date) -> tuple[int, int]:
    """How many products were ever recognised by a day, and how many ever with five stars."""
    terms, today = snapshot.terms, number(day)
    begun = terms.first <= today
    return _distinct(snapshot, begun), _distinct(snapshot, begun & (terms.stars == 5))


def _distinct(snapshot: Snapshot, mask: NDArray[np.bool_]) -> int:
    found = np.zeros(snapshot.size, bool)
    found[snapshot.rows(snapshot.terms.product[mask])] = True
    return int(np.count_nonzero(found))


def first_year(snapshot: Snapshot, earliest: int) -> int | None:
    """The year of the first recognition, not before the earliest one; None where there is none."""
    if not len(snapshot.terms.first):
        return None
    first = date(1970, 1, 1) + timedelta(days=int(snapshot.terms.first.min()))
    return max(first.year, earliest)
