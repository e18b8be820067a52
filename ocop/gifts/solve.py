"""The provably best baskets: limits that are known to be the best possible are tried first, then level by level.

Baskets that share no confirmed stock are chosen one by one. For each: the best counts of stars are known by arithmetic;
an upper bound of the balance is "every region and group there, nothing beyond". Where a basket reaches these bounds
nothing can be better on levels 1 to 6, and the program that demands them is small. Where none does, the bounds are
given up one after the other and HiGHS decides the levels in stages, each holding what the ones before reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocop.gifts import highs, model, reduce
from ocop.gifts.model import Basket
from ocop.gifts.objective import (
    FROM_PROVINCE,
    GIFT_GROUPS,
    LEVELS,
    Goods,
    Rows,
    Score,
    added,
    score,
)
from ocop.gifts.reduce import StarCounts

# Levels are solved together while what they can differ by, multiplied, stays below: then the weights are exact.
TOGETHER = 200_000
BALANCE, REST = LEVELS[2:6], LEVELS[6:]
# So many counts of stars are tried one by one before they are left to the solver.
TRIES = 200


@dataclass(frozen=True)
class Chosen:
    """The best baskets as places on the shelf, their score, and how many products the last program held."""

    rows: tuple[Rows, ...]
    score: Score
    considered: int


def solve(baskets: tuple[Basket, ...], stock: Mapping[int, int] | None = None) -> Chosen | None:
    """The best baskets; None where no baskets keep all limits."""
    shared = _binding(baskets, stock or {})
    if shared:
        return _solve_together(baskets, shared)
    each = []
    for basket in baskets:
        found = _solve_together((basket,), {})
        if found is None:
            return None
        each.append(found)
    rows = tuple(found.rows[0] for found in each)
    return Chosen(rows, added([found.score for found in each]), sum(found.considered for found in each))


def solve_plainly(baskets: tuple[Basket, ...], stock: Mapping[int, int] | None = None) -> Chosen | None:
    """The same without any reduction or bound: every level in stages over everything. What the rest is checked by."""
    return _in_stages(baskets, stock or {}, LEVELS)


def _binding(baskets: tuple[Basket, ...], stock: Mapping[int, int]) -> dict[int, int]:
    """The stock that could run out: fewer pieces than all baskets that may hold it would take."""
    wanted: dict[int, int] = {}
    for basket in baskets:
        for row in stock.keys() & set(basket.goods.row.tolist()):
            wanted[row] = wanted.get(row, 0) + basket.count
    return {row: stock[row] for row, pieces in wanted.items() if pieces > stock[row]}


def _solve_together(baskets: tuple[Basket, ...], stock: Mapping[int, int]) -> Chosen | None:
    """Baskets that share stock, or one alone."""
    counts = [reduce.star_counts(each.goods, each.pinned, each.items, each.limit) for each in baskets]
    # Of one basket every count of stars can be tried in turn; of several only the best ones together.
    for tried, stars in enumerate(zip(*counts, strict=False), start=1):
        if (found := _starred(baskets, stock, stars)) is not None:
            return found
        if len(baskets) > 1 or tried == TRIES:
            return _in_stages(_reduced(baskets, stock, max(each.items for each in baskets), False), stock, LEVELS)
    return None


def _starred(baskets: tuple[Basket, ...], stock: Mapping[int, int], stars: tuple[StarCounts, ...]) -> Chosen | None:
    """The best baskets with these counts of stars."""
    shelves = tuple(
        each.kept(np.flatnonzero(reduce.within_slack(each.goods, each.pinned, counts, each.limit)))
        for each, counts in zip(baskets, stars, strict=True)
    )
    named = [{"national": each.counts[0], "provincial": each.counts[1]} for each in stars]
    bounded = [{**counts, **_balance_bound(each)} for each, counts in zip(shelves, named, strict=True)]
    found = _in_stages(_reduced(shelves, stock, FROM_PROVINCE, True), stock, REST, bounded)
    return found or _staged_balance(shelves, stock, named)


def _staged_balance(
    baskets: tuple[Basket, ...], stock: Mapping[int, int], fixed: list[dict[str, int]]
) -> Chosen | None:
    """With the counts of stars fixed: the balance first, then with what it allows a second, closer reduction."""
    loose = _reduced(baskets, stock, max(each.items for each in baskets), False)
    found = _in_stages(loose, stock, BALANCE, fixed)
    if found is None:
        return None
    levels = dict(zip(LEVELS, found.score, strict=True))
    close = _reduced(baskets, stock, FROM_PROVINCE - levels["provinces"], levels["makers"] == 0)
    return _in_stages(close, stock, REST, fixed, {level: levels[level] for level in BALANCE})


def _balance_bound(basket: Basket) -> dict[str, int]:
    """What no basket can better: every region and group that there is, as far as there are items; nothing beyond."""
    regions = np.unique(basket.goods.region[basket.goods.region > 0])
    groups = np.intersect1d(basket.goods.group, GIFT_GROUPS)
    return {
        "regions": min(len(regions), basket.items),
        "groups": min(len(groups), basket.items),
        "provinces": 0,
        "makers": 0,
    }


def _reduced(baskets: Iterable[Basket], stock: Mapping[int, int], makers: int, one_each: bool) -> tuple[Basket, ...]:
    """Baskets without the products that others dominate."""
    return tuple(
        each.kept(reduce.undominated(each.goods, each.special | _named(each.goods, stock), makers, one_each))
        for each in baskets
    )


def _named(goods: Goods, stock: Mapping[int, int]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.isin(goods.row, list(stock))
    return found


def _in_stages(
    baskets: tuple[Basket, ...],
    stock: Mapping[int, int],
    levels: Iterable[str],
    fixed: list[dict[str, int]] | None = None,
    summed: Mapping[str, int] | None = None,
) -> Chosen | None:
    """Decide some levels in order. `fixed` are values of levels by basket, `summed` of all baskets together."""
    if any(each.goods.size < each.items for each in baskets):
        return None
    built = highs.build(baskets, stock)
    for level, value in _demanded(fixed or [], summed or {}).items():
        highs.fix(built, level, value)
    for stage in _stages(levels, model.ranges(built.program, sum(each.items for each in baskets))):
        if highs.best(built, stage) is None:
            return None
    rows = highs.chosen(built)
    if not model.is_kept(baskets, stock, rows):
        raise ArithmeticError("a basket that breaks a limit")
    scores = [score(each.goods.take(found), each.count) for each, found in zip(baskets, rows, strict=True)]
    chosen = tuple(np.sort(each.goods.row[found]) for each, found in zip(baskets, rows, strict=True))
    return Chosen(chosen, added(scores), sum(each.goods.size for each in baskets))


def _demanded(fixed: Iterable[Mapping[str, int]], summed: Mapping[str, int]) -> dict[str, int]:
    """Values that levels must have. Each basket's own bound adds up: the sum is reached only where each is."""
    totals = dict(summed)
    for each in fixed:
        for level, value in each.items():
            totals[level] = totals.get(level, 0) + value
    return totals


def _stages(levels: Iterable[str], ranges: Mapping[str, int]) -> list[list[tuple[str, int]]]:
    """Levels in order, several at once while their weights stay small; a later level never outweighs an earlier one."""
    stages: list[list[str]] = []
    size = 1
    for level in levels:
        span = ranges[level] + 1
        if not stages or size * span > TOGETHER:
            stages.append([])
            size = 1
        stages[-1].append(level)
        size *= span
    weighted = []
    for stage in stages:
        weight, weights = 1, []
        for level in reversed(stage):
            weights.append((level, weight))
            weight *= ranges[level] + 1
        weighted.append(weights[::-1])
    return weighted


def missing_pieces(baskets: tuple[Basket, ...], stock: Mapping[int, int]) -> int | None:
    """How many more confirmed pieces would make baskets that share stock possible; None where that is not it."""
    built = highs.build(baskets, _binding(baskets, stock), elastic=True)
    found = highs.best(built, [(model.SLACK, 1)])
    return None if found is None else -found
