"""Fewer products for the same best basket. Every cut is exact; the arguments stand here, and brute force checks them.

**Stars by arithmetic.** With nothing but a price limit, "how many of five stars, then of four" needs no search: the
cheapest so many of each number of stars are the cheapest basket with those counts. So the best counts are known before
solving. With further limits they may be out of reach; then the next best counts are tried.

**Slack.** With the counts of stars fixed, the cheapest basket costs S. One that holds product b is at least S + (price
of b − price of the dearest of its stars in that cheapest basket). Where that exceeds the limit, b is in no basket.

**Dominance.** Two products of equal stars, province (so region) and group look alike to every level but 6 to 10. Say a
is no worse than b on inclusive, rotation, ease and price. Take a basket with b and let T be its other items. If some
such a has a maker of whom T holds nothing, then a is not in T, and with a in the place of b no level falls: levels 1 to
5 are unchanged, the maker of a is new, and 7 to 10 are no worse. T has at most k − 1 makers, so *k dominating makers*
are enough to drop b. Where a basket may hold `cap` items of a province at most, T holds at most cap − 1 of it, and
since a maker is of one province, *cap dominating makers* are enough. Where it may hold one item of a maker at most,
one dominating product of b's own maker is enough, since T then holds nothing of it. Products that another limit names
one by one (stock, pinned, "differ from that basket") are neither dropped nor counted as dominating.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ocop.gifts.candidates import Mask
from ocop.gifts.objective import Goods

CLASSES = (5, 4, 3)
Counts = tuple[int, int, int]


@dataclass(frozen=True)
class StarCounts:
    """The most items of five, then of four, the rest of three stars; and the least that such a basket costs."""

    counts: Counts
    cheapest: int
    dearest: dict[int, int]


def star_counts(goods: Goods, pinned: Mask, items: int, limit: int | None) -> Iterator[StarCounts]:
    """The counts of stars that a price limit allows, the best first; none where no basket keeps it."""
    free = items - int(pinned.sum())
    spent = int(goods.price[pinned].sum())
    sums, prices, fixed = {}, {}, {}
    for stars in CLASSES:
        of = goods.stars == stars
        fixed[stars] = int((of & pinned).sum())
        prices[stars] = np.sort(goods.price[of & ~pinned])[: max(free, 0)].tolist()
        sums[stars] = [0, *accumulate(prices[stars])]
    for five in range(min(free, len(prices[5])), -1, -1):
        for four in range(min(free - five, len(prices[4])), -1, -1):
            three = free - five - four
            if three > len(prices[3]):
                continue
            cheapest = spent + sums[5][five] + sums[4][four] + sums[3][three]
            if limit is None or cheapest <= limit:
                chosen = {5: five, 4: four, 3: three}
                dearest = {stars: prices[stars][n - 1] for stars, n in chosen.items() if n}
                yield StarCounts((five + fixed[5], four + fixed[4], three + fixed[3]), cheapest, dearest)


def within_slack(goods: Goods, pinned: Mask, best: StarCounts, limit: int | None) -> Mask:
    """What can be in a basket with those counts of stars."""
    kept = pinned.copy()
    for stars, dearest in best.dearest.items():
        of = goods.stars == stars
        if limit is not None:
            of &= goods.price <= limit - best.cheapest + dearest
        kept |= of
    return kept


def undominated(goods: Goods, special: Mask, makers: int, one_each: bool) -> NDArray[np.int64]:
    """What is left to choose from where so many dominating makers drop a product; `special` products stay.

    `one_each` says that a basket holds one item of a maker at most.
    """
    plain = np.flatnonzero(~special)
    columns = (
        goods.price, goods.ease, goods.rotation, -goods.inclusive, goods.group, goods.province, goods.stars,
    )  # fmt: skip
    order = plain[np.lexsort([plain, *(column[plain] for column in columns)])]
    order = _first_makers(goods, order, makers)
    classes = np.stack([goods.stars[order], goods.province[order], goods.group[order]])
    changes = np.flatnonzero((classes[:, 1:] != classes[:, :-1]).any(axis=0)) + 1
    kept = [_front(goods, rows, makers, one_each) for rows in np.split(order, changes)]
    return np.sort(np.concatenate([np.flatnonzero(special), *kept])).astype(np.int64)


def _first_makers(goods: Goods, order: NDArray[np.int64], makers: int) -> NDArray[np.int64]:
    """Of products that differ only in price those that fewer than so many makers undercut, at one stroke."""
    if not len(order):
        return order
    columns = np.stack([goods.stars, goods.province, goods.group, goods.inclusive, goods.rotation, goods.ease])[
        :, order
    ]
    bucket = np.cumsum(np.concatenate([[0], (columns[:, 1:] != columns[:, :-1]).any(axis=0)]))
    _, first = np.unique(bucket * (int(goods.maker.max()) + 1) + goods.maker[order], return_index=True)
    new = np.zeros(len(order), np.int64)
    new[first] = 1
    before = np.cumsum(new) - new
    begins = np.searchsorted(bucket, bucket)
    kept: NDArray[np.int64] = order[before - before[begins] < makers]
    return kept


def _front(goods: Goods, rows: NDArray[np.int64], makers: int, one_each: bool) -> NDArray[np.int64]:
    """Of one class, in an order in which what dominates comes first, what is not dropped."""
    if len(rows) <= 1:
        return rows
    inclusive, rotation, ease = goods.inclusive[rows], goods.rotation[rows], goods.ease[rows]
    price, maker = goods.price[rows], goods.maker[rows]
    kept: list[int] = []
    for place in range(len(rows)):
        before = np.array(kept, np.int64)
        better = before[
            (inclusive[before] >= inclusive[place])
            & (rotation[before] <= rotation[place])
            & (ease[before] <= ease[place])
            & (price[before] <= price[place])
        ]
        if len(better) == 0:
            kept.append(place)
            continue
        dominating = maker[better]
        if (one_each and (dominating == maker[place]).any()) or len(np.unique(dominating)) >= makers:
            continue
        kept.append(place)
    found: NDArray[np.int64] = rows[kept]
    return found
