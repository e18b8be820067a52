"""Products as a gift needs them: columns of one scope on one day, one place in each for a product, in order of code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ocop.domain.recognition import Scope, Status
from ocop.domain.said import say
from ocop.gifts.substances import Substance

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]

# A number that the register does not hold.
UNKNOWN = -1
STATUSES = tuple(Status)
IN_FORCE = tuple(STATUSES.index(each) for each in (Status.VALID, Status.EXPIRING))
AMBIENT, COOL, FROZEN = 1, 2, 3
STORAGE = {"ambient": AMBIENT, "cool": COOL, "frozen": FROZEN}
SPIRITS = (14, 15)
EDIBLE = range(1, 21)
CRAFTS = (21, 22)
LIVING = (23, 24, 25)
TOURISM = 26
FRESH = (1, 2)

# Why a maker counts as inclusive, as bits: cooperative, led by a woman, led by somebody of an ethnic minority, traced,
# eco-label. Who leads a maker is told as totals only, so the first three are said in one word that does not tell which.
INCLUSIVE = {
    1 | 2 | 4: say("hợp tác xã hoặc chủ thể thuộc nhóm được ưu tiên"),
    8: say("truy xuất được vùng trồng hoặc chuỗi xanh"),
    16: say("nhãn sinh thái"),
}


@dataclass(frozen=True)
class Shelf:
    """The products of a scope on the day of handing over. Numbers are UNKNOWN, codes 0, where nothing is known.

    `until` is the last day of what holds or held; `weight` counts a millilitre as a gram; `alcohol` is in hundredths of
    a percent; `substances` are those that name, ingredients, materials and origin tell of.
    """

    code: NDArray[np.str_]
    name: NDArray[np.object_]
    maker: Numbers
    province: Numbers
    region: Numbers
    group: Numbers
    set: Numbers
    stars: Numbers
    status: Numbers
    until: Numbers
    price: Numbers
    weight: Numbers
    volume: Numbers
    alcohol: Numbers
    shelf_life: Numbers
    storage: Numbers
    lead_time: Numbers
    capacity: Numbers
    substances: Numbers
    ingredients_known: Mask
    materials_known: Mask
    story: Mask
    english: Mask
    halal: Mask
    inclusive: Numbers

    @property
    def size(self) -> int:
        """How many products."""
        return len(self.code)

    def take(self, rows: NDArray[np.integer]) -> Shelf:
        """Some of the products."""
        return Shelf(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def has(self, substances: Substance) -> Mask:
        """For each product whether it holds or may hold one of the substances."""
        found: Mask = (self.substances & int(substances)) != 0
        return found

    @cached_property
    def edible(self) -> Mask:
        """What is eaten, drunk or put on the skin: its ingredients matter."""
        return self.of_set(*EDIBLE)

    def of_set(self, *numbers: int) -> Mask:
        """For each product whether it is of one of the sets."""
        found: Mask = np.isin(self.set, numbers)
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each product by code."""
        return {code: place for place, code in enumerate(self.code.tolist())}

    def coded(self, codes: frozenset[str]) -> Mask:
        """For each product whether its code is among these."""
        found = np.zeros(self.size, bool)
        found[[self.places[code] for code in codes if code in self.places]] = True
        return found


@dataclass(frozen=True)
class Offer:
    """What gifts are chosen from: one scope's shelf on a day, and decisions on violations by maker."""

    scope: Scope
    day: date
    shelf: Shelf
    violations: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))


def day_number(day: date) -> int:
    """A day as the columns hold it: days since 1970."""
    return (day - date(1970, 1, 1)).days


def day_of(number: int) -> date:
    """The day that a number stands for."""
    return date(1970, 1, 1) + timedelta(days=number)


def empty(size: int) -> dict[str, NDArray[np.generic]]:
    """Columns of so many products of which nothing is known."""
    whole = {
        each: np.zeros(size, np.int64)
        for each in (
            "maker",
            "province",
            "region",
            "group",
            "set",
            "stars",
            "status",
            "storage",
            "substances",
            "inclusive",
        )
    }
    counted = {
        each: np.full(size, UNKNOWN, np.int64)
        for each in ("until", "price", "weight", "volume", "alcohol", "shelf_life", "lead_time", "capacity")
    }
    said = {
        each: np.zeros(size, bool) for each in ("ingredients_known", "materials_known", "story", "english", "halal")
    }
    return {**whole, **counted, **said}
