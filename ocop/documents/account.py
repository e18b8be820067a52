"""What a report is written from: the register's figures of one place over one span of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ocop.domain.dates import Stated
from ocop.domain.figures import Distribution, Line
from ocop.domain.recognition import Kind, Scope
from ocop.domain.register import Product
from ocop.domain.targets import TargetResult


class Tier(StrEnum):
    """Who reports: a commune to its Sở, the Sở for its province, the ministry for the nation."""

    COMMUNE = "commune"
    PROVINCE = "province"
    NATION = "nation"


@dataclass(frozen=True)
class Area:
    """A place as a report names it. `full_name` carries its type, `province` that of the province it is or lies in."""

    tier: Tier
    code: str | None
    full_name: str
    province: str | None


@dataclass(frozen=True)
class Part:
    """A place within the place, at the end of the span and on the day before it; without a name it is not known."""

    name: str | None
    line: Line
    before: Line


@dataclass(frozen=True)
class Decided:
    """A decision of the span, and how many products of the place stand on it at its end."""

    number: str | None
    stated: Stated
    authority: str | None
    products: int


@dataclass(frozen=True, kw_only=True)
class Account:
    """Figures of a place, from the first day to the day, both included; in one scope.

    `decided` counts what decisions did in the span by kind, `lapsed` the terms that ended in it without another.
    `ending` are the products in force whose term ends in the next year, by month; `soonest` those that end within 90
    days, soonest first, perhaps not all of them; `products` are all of a commune. `targets` are those of the nation.
    `complete`: every decision that could be in force in the place is in.
    """

    area: Area
    scope: Scope
    first_day: date
    day: date
    line: Line
    before: Line
    decided: Mapping[Kind, int] = field(hash=False)
    lapsed: int
    groups: Distribution
    kinds: Distribution
    parts: tuple[Part, ...]
    decisions: tuple[Decided, ...]
    ending: Mapping[int, int] = field(hash=False)
    soonest: tuple[Product, ...]
    products: tuple[Product, ...]
    targets: tuple[TargetResult, ...]
    complete: bool
    made_on: date

    @property
    def is_made_up(self) -> bool:
        """Whether it is of the illustration."""
        return self.scope is Scope.DEMO
