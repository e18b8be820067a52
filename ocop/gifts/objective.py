"""What makes one basket better than another: ten levels, the first that differs decides, whatever the later ones say.

1. national      more products of five stars, then
2. provincial    more of four (9591/VPCP-NN, point 1)
3. regions       more of the six regions
4. groups        more of the first four groups of products
5. provinces     fewer items of one province beyond two
6. makers        fewer items of one maker beyond one
7. inclusive     more points of cooperatives, women, minorities, traceable and eco-labelled makers
8. rotation      fewer items that this guest or country, or whose maker anybody, was given of late
9. ease          fewer warnings that somebody has to look at
10. thrift       the lower price

Every level is a whole number, larger is better (what should be few counts below zero), so baskets compare as tuples and
the order is exact. Levels 1, 2 and 7 to 10 are sums over items, 3 to 6 are of the basket as a whole. Of several baskets
at once the levels add up; a sum of best tuples is the best sum, so baskets that share nothing are chosen one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ocop.domain.dates import months_later
from ocop.domain.said import say
from ocop.gifts.candidates import Numbers, Shelf
from ocop.gifts.request import Asked

Rows = NDArray[np.int64]
Score = tuple[int, ...]

LEVELS = (
    "national", "provincial", "regions", "groups", "provinces", "makers", "inclusive", "rotation", "ease", "thrift",
)  # fmt: skip
TITLES = {
    "national": say("số sản phẩm 5 sao"),
    "provincial": say("số sản phẩm 4 sao"),
    "regions": say("số vùng"),
    "groups": say("số nhóm sản phẩm"),
    "provinces": say("số món quá hai của một tỉnh"),
    "makers": say("số món quá một của một chủ thể"),
    "inclusive": say("điểm bao trùm của chủ thể"),
    "rotation": say("luân phiên"),
    "ease": say("số điều phải lưu ý"),
    "thrift": say("tổng giá"),
}
FROM_PROVINCE, FROM_MAKER = 2, 1
GIFT_GROUPS = (1, 2, 3, 4)
ROTATION_MONTHS = 24
GIVEN_AGAIN, MAKER_AGAIN = 2, 1


@dataclass(frozen=True)
class Goods:
    """What the levels read of the products to choose from, one place each; `row` is the place on the shelf."""

    row: Rows
    stars: Numbers
    region: Numbers
    province: Numbers
    group: Numbers
    maker: Numbers
    inclusive: Numbers
    rotation: Numbers
    ease: Numbers
    price: Numbers

    @property
    def size(self) -> int:
        """How many."""
        return len(self.row)

    def take(self, rows: NDArray[np.integer] | NDArray[np.bool_]) -> Goods:
        """Some of them."""
        return Goods(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})


def goods(shelf: Shelf, rows: Rows, asked: Asked, warned: Numbers) -> Goods:
    """The products at some places of a shelf; `warned` counts the warnings of each."""
    return Goods(
        rows,
        shelf.stars[rows],
        shelf.region[rows],
        shelf.province[rows],
        shelf.group[rows],
        shelf.maker[rows],
        np.bitwise_count(shelf.inclusive[rows]).astype(np.int64),
        given_of_late(shelf, rows, asked),
        warned,
        shelf.price[rows],
    )


def given_of_late(shelf: Shelf, rows: Rows, asked: Asked) -> Numbers:
    """Of the last 24 months: 2 where this guest or country was given the product, 1 where anybody one of its maker."""
    late = [each for each in asked.wish.earlier if is_late(each.day, asked.day)]
    again = frozenset(
        each.code
        for each in late
        if (asked.wish.guest is not None and each.guest == asked.wish.guest)
        or (asked.recipient.country is not None and each.country == asked.recipient.country)
    )
    makers = np.isin(shelf.maker[rows], [each.maker for each in late])
    found: Numbers = np.where(shelf.coded(again)[rows], GIVEN_AGAIN, np.where(makers, MAKER_AGAIN, 0))
    return found


def is_late(given: date, day: date) -> bool:
    """Whether an earlier gift lies within the 24 months before a day."""
    return given <= day <= months_later(given, ROTATION_MONTHS)


def score(chosen: Goods, count: int = 1) -> Score:
    """How good a basket is, level by level; `count` are its recipients, who each cost its price."""
    return (
        int((chosen.stars == 5).sum()),
        int((chosen.stars == 4).sum()),
        len(np.unique(chosen.region[chosen.region > 0])),
        len(np.intersect1d(chosen.group, GIFT_GROUPS)),
        -_beyond(chosen.province, FROM_PROVINCE),
        -_beyond(chosen.maker, FROM_MAKER),
        int(chosen.inclusive.sum()),
        -int(chosen.rotation.sum()),
        -int(chosen.ease.sum()),
        -int(chosen.price.sum()) * count,
    )


def added(scores: list[Score]) -> Score:
    """The levels of several baskets together."""
    return tuple(map(sum, zip(*scores, strict=True)))


def _beyond(column: Numbers, allowed: int) -> int:
    """How many items are beyond so many of one value."""
    counts = np.unique(column, return_counts=True)[1]
    return int(np.maximum(counts - allowed, 0).sum())
