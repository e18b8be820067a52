"""The targets of the programme (Decision 919), and how far each was met on a day. Targets are data with dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ocop.domain.recognition import Scope

# Leadership by ethnicity is told as totals of groups of so many and more only.
SMALLEST_GROUP = 10
# What target T11 calls modern: supermarkets, convenience stores, electronic trade.
MODERN_CHANNELS = frozenset({"supermarket", "convenience", "e-commerce"})


class Operator(StrEnum):
    """How a value is held against its goal."""

    AT_LEAST = ">="
    BETWEEN = "between"


class Unit(StrEnum):
    """What a goal counts."""

    PRODUCTS = "products"
    PERCENT = "percent"
    PER_PROVINCE = "per province"
    PER_YEAR = "per year"


class Missing(StrEnum):
    """What is not in the register, so that a target cannot be computed; never 0."""

    RECOGNITIONS = "recognitions"  # no product in force, or no producer of one
    HISTORY = "history"  # no product rated before the baseline
    KINDS = "kinds"
    GREEN_CHAINS = "green-chains"
    CRAFT_VILLAGES = "craft-villages"  # the list of traditional craft villages
    WORKERS = "workers"
    WOMEN = "women"
    MINORITIES = "minorities"
    SMALL_GROUP = "small-group"  # fewer than ten: not told
    CHANNELS = "channels"
    POINTS_OF_SALE = "points-of-sale"
    EVENTS = "events"


class Verdict(StrEnum):
    """What is said of a target."""

    MET = "met"
    SHORT = "short"
    ABOVE = "above"  # of a range: more than its upper end
    NOT_COMPUTED = "not-computed"


@dataclass(frozen=True)
class Target:
    """One target as decided: `value` at least, or from `value` to `upper`, by the day `as_of`."""

    id: str
    title: str
    title_en: str
    operator: Operator
    value: float
    upper: float | None
    unit: Unit
    as_of: date
    baseline: date | None
    formula: str
    formula_en: str
    source: str


@dataclass(frozen=True, kw_only=True)
class TargetResult:
    """A target on a day.

    `value` is in the goal's unit: a count, percent, or for points of sale the provinces that have one (`denominator`
    is how many there are). A share is taken over those whose fact is known; `unknown` are the others. `ever` is what
    T1 and T2 would be if everything ever recognised counted, as published totals seem to. `short_by` is what lacks to
    the goal in its unit. `complete` says that all decisions are in: without it value and verdict are of this register
    only, not of the country. `trend` holds the value at each year's end up to the day, None where nobody can say.
    """

    target: Target
    day: date
    scope: Scope
    value: float | None
    numerator: int | None
    denominator: int | None
    unknown: int
    missing: Missing | None
    ever: int | None
    complete: bool
    trend: Mapping[date, float | None] = field(hash=False)

    @property
    def ended(self) -> bool:
        """Whether the period of the target is over on the day."""
        return self.day >= self.target.as_of

    @property
    def goal(self) -> float:
        """What the value must reach: of one point of sale per province, as many as there are provinces."""
        if self.target.unit is Unit.PER_PROVINCE and self.denominator is not None:
            return self.target.value * self.denominator
        return self.target.value

    @property
    def short_by(self) -> float | None:
        """How much lacks to the goal, in its unit; None where nothing lacks or nobody can say."""
        return self.goal - self.value if self.value is not None and self.value < self.goal else None

    @property
    def verdict(self) -> Verdict:
        """Met, short, above the range, or not computed."""
        if self.value is None:
            return Verdict.NOT_COMPUTED
        if self.value < self.goal:
            return Verdict.SHORT
        if self.target.upper is not None and self.value > self.target.upper:
            return Verdict.ABOVE
        return Verdict.MET
