"""The choice of baskets as a mixed-integer program, built as arrays and handed to HiGHS in one call.

Columns are binary choices of a product for a basket and a few counts that the levels speak of: is a region there, is a
group there, how many items are beyond what a province or a maker should have. Each number in it is whole, so bounds of
rows lie half-way between whole numbers where rounding could matter, and a gap below one proves the best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import gcd, inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocop.gifts.candidates import Mask
from ocop.gifts.objective import FROM_MAKER, FROM_PROVINCE, GIFT_GROUPS, LEVELS, Goods, Rows

HALF = 0.5
# What is short, where limits are allowed to give way: to say how little would have helped.
SLACK = "slack"


@dataclass(frozen=True)
class Basket:
    """One basket to fill: from what, how many items, at most how much, for how many recipients.

    `apart` are earlier baskets (places in `goods`) and how many items may be shared with each.
    """

    goods: Goods
    items: int
    limit: int | None
    pinned: Mask
    count: int = 1
    apart: tuple[tuple[Rows, int], ...] = ()

    def kept(self, places: NDArray[np.int64]) -> Basket:
        """The same with some of the products only."""
        new = np.full(self.goods.size, -1)
        new[places] = np.arange(len(places))
        apart = tuple((new[rows][new[rows] >= 0], most) for rows, most in self.apart)
        return Basket(self.goods.take(places), self.items, self.limit, self.pinned[places], self.count, apart)

    @property
    def special(self) -> Mask:
        """What a limit names one by one."""
        found = self.pinned.copy()
        for rows, _most in self.apart:
            found[rows] = True
        return found


@dataclass
class Program:
    """A program in the making: bounds and costs of columns, rows as sparse arrays."""

    lower: list[NDArray[np.float64]] = field(default_factory=list)
    upper: list[NDArray[np.float64]] = field(default_factory=list)
    whole: list[NDArray[np.bool_]] = field(default_factory=list)
    rows: list[tuple[float, float, NDArray[np.int64], NDArray[np.float64]]] = field(default_factory=list)
    levels: dict[str, list[tuple[NDArray[np.int64], NDArray[np.int64]]]] = field(
        default_factory=lambda: {level: [] for level in (*LEVELS, SLACK)}
    )
    size: int = 0

    def columns(self, lower: NDArray[np.float64], upper: NDArray[np.float64], whole: bool = True) -> NDArray[np.int64]:
        """New columns; their numbers."""
        numbers = np.arange(self.size, self.size + len(lower))
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(np.full(len(lower), whole))
        self.size += len(lower)
        return numbers

    def row(self, lower: float, upper: float, index: NDArray[np.int64], value: NDArray[Any] | float = 1.0) -> None:
        """One row; the same coefficient everywhere where only one is given."""
        values = np.broadcast_to(np.asarray(value, np.float64), index.shape)
        self.rows.append((lower, upper, index, values))

    def counts(self, level: str, index: NDArray[np.int64], value: NDArray[np.int64] | int) -> None:
        """What columns add to a level."""
        self.levels[level].append((index, np.broadcast_to(np.asarray(value, np.int64), index.shape)))


def program_of(
    baskets: tuple[Basket, ...], stock: Mapping[int, int], elastic: bool = False
) -> tuple[Program, tuple[NDArray[np.int64], ...]]:
    """All baskets in one program, and the columns of each one's choices.

    `stock` are pieces by place on the shelf that they share; where it is `elastic` there are more, at a cost.
    """
    program = Program()
    choices = tuple(_basket(program, basket) for basket in baskets)
    for row, pieces in stock.items():
        found = [
            (chosen[basket.goods.row == row], basket.count) for basket, chosen in zip(baskets, choices, strict=True)
        ]
        index = np.concatenate([each for each, _count in found])
        value = np.concatenate([np.full(len(each), count) for each, count in found])
        if len(index) and value.sum() > pieces:
            if elastic:
                more = program.columns(np.zeros(1), np.full(1, inf))
                program.counts(SLACK, more, -1)
                index, value = np.append(index, more), np.append(value, -1)
            program.row(-inf, pieces + HALF, index, value)
    return program, choices


def _basket(program: Program, basket: Basket) -> NDArray[np.int64]:
    """The columns and rows of one basket; the columns of its choices."""
    goods = basket.goods
    chosen = program.columns(basket.pinned.astype(np.float64), np.ones(goods.size))
    program.row(basket.items, basket.items, chosen)
    if basket.limit is not None:
        # in units of what divides every price, so that a đồng too much is one unit too much
        unit = gcd(*map(int, np.unique(goods.price))) or 1
        program.row(-inf, basket.limit // unit + HALF, chosen, goods.price / unit)
    for rows, most in basket.apart:
        program.row(-inf, most, chosen[rows])
    for level, stars in (("national", 5), ("provincial", 4)):
        program.counts(level, chosen[goods.stars == stars], 1)
    _present(program, "regions", chosen, goods.region, [int(each) for each in np.unique(goods.region) if each > 0])
    _present(program, "groups", chosen, goods.group, [each for each in GIFT_GROUPS if (goods.group == each).any()])
    _beyond(program, "provinces", chosen, goods.province, FROM_PROVINCE)
    _beyond(program, "makers", chosen, goods.maker, FROM_MAKER)
    program.counts("inclusive", chosen, goods.inclusive)
    program.counts("rotation", chosen, -goods.rotation)
    program.counts("ease", chosen, -goods.ease)
    program.counts("thrift", chosen, -goods.price * basket.count)
    return chosen


def _present(
    program: Program, level: str, chosen: NDArray[np.int64], column: NDArray[np.int64], values: list[int]
) -> None:
    """A column for each value that may be there only where an item of it is chosen."""
    there = program.columns(np.zeros(len(values)), np.ones(len(values)))
    for one, value in zip(there, values, strict=True):
        index = np.append(chosen[column == value], one)
        program.row(0, inf, index, np.append(np.ones(len(index) - 1), -1))
    program.counts(level, there, 1)


def _beyond(program: Program, level: str, chosen: NDArray[np.int64], column: NDArray[np.int64], allowed: int) -> None:
    """A column for each value of which too many could be chosen: at least how many are too many."""
    order = np.argsort(column, kind="stable")
    changes = np.flatnonzero(np.diff(column[order])) + 1
    parts = [part for part in np.split(chosen[order], changes) if len(part) > allowed]
    beyond = program.columns(np.zeros(len(parts)), np.full(len(parts), inf), whole=False)
    for one, part in zip(beyond, parts, strict=True):
        program.row(-inf, allowed, np.append(part, one), np.append(np.ones(len(part)), -1))
    program.counts(level, beyond, -1)


def together(program: Program, weights: list[tuple[str, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The columns of some levels and what they add, each level times its weight."""
    parts = [(index, value * weight) for level, weight in weights for index, value in program.levels[level]]
    cost = np.zeros(program.size, np.int64)
    for index, value in parts:
        np.add.at(cost, index, value)
    found = np.flatnonzero(cost)
    return found, cost[found]


def ranges(program: Program, items: int) -> dict[str, int]:
    """For each level by how much it can differ between two baskets of so many items in all, at most."""
    found = {}
    for level, parts in program.levels.items():
        values = np.concatenate([value for _index, value in parts]) if parts else np.zeros(0, np.int64)
        if level in ("regions", "groups"):
            found[level] = int(values.sum())
        else:
            found[level] = int(np.abs(values).max(initial=0)) * items
    return found


def is_kept(baskets: tuple[Basket, ...], stock: Mapping[int, int], found: list[Rows]) -> bool:
    """Whether baskets keep every limit, in whole numbers."""
    left = dict(stock)
    for basket, rows in zip(baskets, found, strict=True):
        if len(rows) != basket.items or not np.isin(np.flatnonzero(basket.pinned), rows).all():
            return False
        if basket.limit is not None and int(basket.goods.price[rows].sum()) > basket.limit:
            return False
        if any(len(np.intersect1d(rows, other)) > most for other, most in basket.apart):
            return False
        for row in basket.goods.row[rows].tolist():
            if row in left:
                left[row] -= basket.count
    return all(pieces >= 0 for pieces in left.values())
