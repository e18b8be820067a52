"""A list of products for a booth at a fair: national products first (9591/VPCP-NN §1), spread over regions and groups.

Chosen one after another, so that each place on the list has its reason: first whatever a quota still lacks, then five
stars, four, three; among equals the region, the group, the maker, the province least shown so far, then inclusive
makers, those with a story, and the code. Unlike a basket it has no price to keep, and is not proven to be the best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import numpy as np

from ocop.domain.recognition import Status
from ocop.gifts import candidates
from ocop.gifts.candidates import SPIRITS, STATUSES, TOURISM, UNKNOWN, Mask, Offer, Shelf, day_number, day_of
from ocop.gifts.rules import STRONG

NATIONAL = 5
NOTHING: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Quota:
    """How many products of a region or group there shall be: by its number from 1, at least and at most."""

    least: Mapping[int, int] = field(default_factory=lambda: NOTHING)
    most: Mapping[int, int] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, kw_only=True)
class Booth:
    """What is wanted: how many products over which days; `pieces` of each, which the maker's monthly output must cover.

    `province` is where the fair is; `home_only` takes products of that province alone.
    """

    size: int
    first_day: date
    last_day: date
    province: str | None = None
    home_only: bool = False
    pieces: int | None = None
    per_maker: int = 1
    least_stars: int = 3
    regions: Quota = field(default_factory=Quota)
    groups: Quota = field(default_factory=Quota)
    pinned: frozenset[str] = frozenset()
    banned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """One product on the list: its code, and why it is there, as codes that are put into words."""

    code: str
    stars: int
    capacity: int | None
    until: date
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """The list; how many each rule left out; regions and groups, by number, of which a quota is not filled."""

    places: tuple[Place, ...]
    excluded: Mapping[str, int]
    eligible: int
    short_regions: Mapping[int, int]
    short_groups: Mapping[int, int]


def excluded(offer: Offer, booth: Booth) -> dict[str, Mask]:
    """By rule, in the order in which they are told, whom it excludes."""
    shelf, last = offer.shelf, day_number(booth.last_day)
    never = np.zeros(shelf.size, bool)
    in_force = np.isin(shelf.status, candidates.IN_FORCE)
    away = never if not (booth.home_only and booth.province) else shelf.province != int(booth.province)
    few = never if booth.pieces is None else (shelf.capacity != UNKNOWN) & (shelf.capacity < booth.pieces)
    untold = never if booth.pieces is None else shelf.capacity == UNKNOWN
    strong = (shelf.alcohol >= STRONG) | (shelf.of_set(*SPIRITS) & (shelf.alcohol == UNKNOWN))
    return {
        "reported": shelf.status == STATUSES.index(Status.REPORTED),
        "not-in-force": ~in_force & (shelf.status != STATUSES.index(Status.REPORTED)),
        "ends-before": in_force & (shelf.until < last),
        "open-violation": np.isin(shelf.maker, list(offer.violations)),
        "no-tourism": shelf.of_set(TOURISM),
        "alcohol-public": strong,
        "away": away,
        "stars": in_force & (shelf.stars < booth.least_stars),
        "capacity": few,
        "capacity-unknown": untold,
        "banned": shelf.coded(booth.banned),
    }


def choose(offer: Offer, booth: Booth) -> Chosen:
    """The list for a booth; shorter than wanted where there is no more, and quotas that cannot be kept are told."""
    shelf = offer.shelf
    masks = excluded(offer, booth)
    free = ~np.logical_or.reduce(list(masks.values()))
    filling = _Filling(shelf, booth, free)
    places = tuple(_place(shelf, at, reasons) for at, reasons in filling.picks())
    return Chosen(
        places,
        {rule: int(mask.sum()) for rule, mask in masks.items() if mask.any()},
        int(free.sum()),
        _short(booth.regions, filling.regions),
        _short(booth.groups, filling.groups),
    )


class _Filling:
    """The list as it grows, and what has been counted on it."""

    def __init__(self, shelf: Shelf, booth: Booth, free: Mask) -> None:
        self.shelf, self.booth = shelf, booth
        self.rows = np.flatnonzero(free)
        self.taken: set[int] = set()
        self.regions: Counter[int] = Counter()
        self.groups: Counter[int] = Counter()
        self.makers: Counter[int] = Counter()
        self.provinces: Counter[int] = Counter()

    def picks(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each product in turn with its reasons: first those that whoever plans has put on the list."""
        pinned = self.rows[self.shelf.coded(self.booth.pinned)[self.rows]]
        for at in pinned[: self.booth.size].tolist():
            self._take(at)
            yield at, ("pinned", *self._told(at))
        while len(self.taken) < self.booth.size:
            at = self._next()
            if at is None:
                return
            lacking = self._lacking(at)
            self._take(at)
            yield at, (*lacking, *self._told(at))

    def _next(self) -> int | None:
        shelf, booth, rows = self.shelf, self.booth, self.rows
        region, group, maker = shelf.region[rows], shelf.group[rows], shelf.maker[rows]
        may = ~np.isin(rows, list(self.taken)) & (_of(self.makers, maker) < booth.per_maker)
        may &= _below(booth.regions.most, self.regions, region) & _below(booth.groups.most, self.groups, group)
        needs_region = _open(booth.regions.least, self.regions, region)
        needs_group = _open(booth.groups.least, self.groups, group)
        if not may.any():
            return None
        order = np.lexsort(
            (
                shelf.code[rows],
                ~shelf.story[rows],
                shelf.inclusive[rows] == 0,
                _of(self.provinces, shelf.province[rows]),
                _of(self.makers, maker),
                _of(self.groups, group),
                _of(self.regions, region),
                -shelf.stars[rows],
                -(needs_region.astype(int) + needs_group),
                ~may,
            )
        )
        return int(rows[order[0]])

    def _take(self, at: int) -> None:
        self.taken.add(at)
        self.regions[int(self.shelf.region[at])] += 1
        self.groups[int(self.shelf.group[at])] += 1
        self.makers[int(self.shelf.maker[at])] += 1
        self.provinces[int(self.shelf.province[at])] += 1

    def _lacking(self, at: int) -> tuple[str, ...]:
        region, group = int(self.shelf.region[at]), int(self.shelf.group[at])
        of_region = self.regions[region] < self.booth.regions.least.get(region, 0)
        of_group = self.groups[group] < self.booth.groups.least.get(group, 0)
        return ("quota-region",) * of_region + ("quota-group",) * of_group

    def _told(self, at: int) -> tuple[str, ...]:
        is_home = self.booth.province is not None and int(self.shelf.province[at]) == int(self.booth.province)
        return (
            "national" if self.shelf.stars[at] == NATIONAL else f"stars-{int(self.shelf.stars[at])}",
            *(("home",) * is_home),
            *(f"inclusive-{bit}" for bit in candidates.INCLUSIVE if int(self.shelf.inclusive[at]) & bit),
        )


def _of(counted: Counter[int], numbers: candidates.Numbers) -> candidates.Numbers:
    """For each product how often its region, group, maker … stands on the list already."""
    found = np.zeros(len(numbers), np.int64)
    for number, count in counted.items():
        found[numbers == number] = count
    return found


def _below(most: Mapping[int, int], counted: Counter[int], numbers: candidates.Numbers) -> Mask:
    full = [number for number, limit in most.items() if counted[number] >= limit]
    below: Mask = ~np.isin(numbers, full)
    return below


def _open(least: Mapping[int, int], counted: Counter[int], numbers: candidates.Numbers) -> Mask:
    lacking = [number for number, limit in least.items() if counted[number] < limit]
    found: Mask = np.isin(numbers, lacking)
    return found


def _short(quota: Quota, counted: Counter[int]) -> dict[int, int]:
    """By number how many a quota still lacks."""
    lacking = {number: limit - counted[number] for number, limit in quota.least.items()}
    return {number: count for number, count in lacking.items() if count > 0}


def _place(shelf: Shelf, at: int, reasons: tuple[str, ...]) -> Place:
    capacity = int(shelf.capacity[at])
    return Place(
        str(shelf.code[at]),
        int(shelf.stars[at]),
        None if capacity == UNKNOWN else capacity,
        day_of(int(shelf.until[at])),
        reasons,
    )
