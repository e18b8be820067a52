"""The best basket: brute force over every basket agrees, with and without reductions, on small random offers."""

from __future__ import annotations

import random
from itertools import combinations, product

import numpy as np
import pytest

from ocop.gifts import solve
from ocop.gifts.model import Basket, is_kept
from ocop.gifts.objective import Goods, Score, added, score
from tests.conftest import VERIFY

CASES = 200 if VERIFY else 60


def some_goods(chance: random.Random, size: int) -> Goods:
    """Few makers, provinces and prices, so that products tie, dominate one another and crowd a province."""
    makers = [
        (province, (province % 3) + 1) for province in (chance.randrange(1, 5) for _ in range(chance.randrange(2, 7)))
    ]
    of = [chance.randrange(len(makers)) for _ in range(size)]

    def column(low: int, high: int) -> np.ndarray:
        return np.array([chance.randint(low, high) for _ in range(size)], np.int64)

    stars = chance.choice([(5, 5), (3, 5), (3, 4), (3, 3), (4, 5)])
    return Goods(
        row=np.arange(size, dtype=np.int64) + 100,
        stars=column(*stars),
        region=np.array([makers[each][1] for each in of], np.int64),
        province=np.array([makers[each][0] for each in of], np.int64),
        group=column(1, chance.choice([2, 5])),
        maker=np.array(of, np.int64),
        inclusive=column(0, chance.choice([0, 3])),
        rotation=column(0, chance.choice([0, 2])),
        ease=column(0, chance.choice([0, 2])),
        price=column(1, chance.choice([4, 40])) * chance.choice([1, 1000]),
    )


def some_basket(chance: random.Random, *, most: int = 11) -> Basket:
    size = chance.randint(4, most)
    goods = some_goods(chance, size)
    items = chance.randint(1, min(5, size))
    limit = chance.choice(
        [None, int(np.sort(goods.price)[:items].sum()) + chance.randint(-1, 30) * int(goods.price.min())]
    )
    pinned = np.zeros(size, bool)
    for _ in range(chance.choice([0, 0, 1, 2])):
        pinned[chance.randrange(size)] = True
    if pinned.sum() > items:
        pinned[:] = False
    apart = ()
    if chance.random() < 0.3:
        other = np.array(sorted(chance.sample(range(size), items)), np.int64)
        apart = ((other, items // 2),)
    return Basket(goods, items, limit, pinned, chance.choice([1, 1, 2, 5]), apart)


def by_force(baskets: tuple[Basket, ...], stock: dict[int, int]) -> Score | None:
    """The best score of all baskets that there are."""
    every = [
        [np.array(each, np.int64) for each in combinations(range(basket.goods.size), basket.items)]
        for basket in baskets
    ]
    alone = [
        [rows for rows in those if is_kept((basket,), {}, [rows])] for basket, those in zip(baskets, every, strict=True)
    ]
    found = [
        added([score(basket.goods.take(rows), basket.count) for basket, rows in zip(baskets, those, strict=True)])
        for those in product(*alone)
        if is_kept(baskets, stock, list(those))
    ]
    return max(found, default=None)


@pytest.mark.parametrize("seed", range(CASES))
def test_brute_force_agrees(seed: int) -> None:
    chance = random.Random(seed)
    basket = some_basket(chance)
    expected = by_force((basket,), {})
    found = solve.solve((basket,))
    assert (found.score if found else None) == expected
    if found:
        assert is_kept((basket,), {}, [found.rows[0] - 100])


@pytest.mark.parametrize("seed", range(CASES // 4))
def test_brute_force_agrees_where_baskets_share_stock(seed: int) -> None:
    chance = random.Random(10_000 + seed)
    first = some_basket(chance, most=7)
    second = Basket(
        first.goods, min(2, first.goods.size), None, np.zeros(first.goods.size, bool), chance.choice([1, 3])
    )
    stock = {100 + place: chance.randint(0, 6) for place in range(first.goods.size) if chance.random() < 0.6}
    expected = by_force((first, second), stock)
    found = solve.solve((first, second), stock)
    assert (found.score if found else None) == expected


@pytest.mark.parametrize("seed", range(CASES // 4))
def test_no_reduction_changes_the_best_score(seed: int) -> None:
    chance = random.Random(20_000 + seed)
    goods = some_goods(chance, 60)
    basket = Basket(goods, 5, int(np.sort(goods.price)[:5].sum() * 1.3), np.zeros(60, bool))
    found, plainly = solve.solve((basket,)), solve.solve_plainly((basket,))
    assert found is not None
    assert plainly is not None
    assert found.score == plainly.score
    assert found.considered <= plainly.considered
