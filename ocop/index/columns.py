"""The columns of the register, table by table: small numbers, days since 1970, ids. Nothing in them is ever changed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ocop.domain.recognition import Kind, State

Days = NDArray[np.int32]  # since 1 January 1970
Small = NDArray[np.uint8]

NEVER = np.int32(np.iinfo(np.int32).max)
STATES, EVENTS = tuple(State), tuple(Kind)
IN_FORCE, ENDED = np.uint8(STATES.index(State.IN_FORCE)), np.uint8(STATES.index(State.ENDED))
# What follows the last period of a product.
NOTHING = np.uint8(len(STATES))

# A fact of a maker: nobody knows, no, yes. And a count that nobody knows.
UNSAID, NO, YES = np.uint8(0), np.uint8(1), np.uint8(2)
UNCOUNTED = np.int32(-1)


@dataclass(frozen=True)
class Terms:
    """What holds for a product (by id) from one day through another; several rows a product, `then` what follows."""

    product: NDArray[np.int32]
    first: Days
    last: Days
    until: Days
    state: Small
    then: Small
    stars: Small
    evidence: Small
    decided: Days


@dataclass(frozen=True)
class Certificates:
    """Other certificates of products (by id), each from one day through another; `bit` is that of its kind."""

    product: NDArray[np.int32]
    bit: Small
    first: Days
    last: Days


@dataclass(frozen=True)
class Events:
    """What decisions did to products (by id): which kind, from which day, and the stars that it states (else 0)."""

    product: NDArray[np.int32]
    kind: Small
    day: Days
    stars: Small


PerProduct = TypeVar("PerProduct", Terms, Certificates, Events)


@dataclass(frozen=True)
class Products:
    """What does not change with the day. `name` begins the folded name: for its order, and to know it again.

    `maker` is an id of `Makers`; the maker's place and kind stand here too, since every question asks for them.
    """

    id: NDArray[np.int32]
    code: NDArray[np.bytes_]
    name: NDArray[np.bytes_]
    set: Small
    maker: NDArray[np.int32]
    province: Small
    former: Small
    kind: Small


@dataclass(frozen=True)
class Makers:
    """Facts of makers that targets count, in order of id. `commune` is a number of `index.communes`.

    `village` is a number that stands for the name of a craft village, 0 for none.
    """

    id: NDArray[np.int32]
    commune: NDArray[np.uint16]
    woman: Small
    minority: Small
    green: Small
    modern: Small
    workers: NDArray[np.int32]
    trained: NDArray[np.int32]
    village: NDArray[np.int64]

    def replaced(self, newer: Makers) -> Makers:
        """The same with some makers as they are now, new ones among them. One without products stays: it counts not."""
        kept = ~np.isin(self.id, newer.id)
        at = np.searchsorted(self.id[kept], newer.id)
        return Makers(
            **{
                each.name: np.insert(getattr(self, each.name)[kept], at, getattr(newer, each.name))
                for each in fields(self)
            }
        )


def following(product: NDArray[np.int32], first: Days, state: Small) -> Small:
    """For each period the state of the one that follows it in its product's history."""
    order = np.lexsort((first, product))
    then = np.full(len(order), NOTHING, np.uint8)
    before, after = order[:-1], order[1:]
    same = product[before] == product[after]
    then[before[same]] = state[after[same]]
    return then


def joined(old: PerProduct, new: PerProduct, stays: NDArray[np.bool_]) -> PerProduct:
    """Rows of the products that stay as they are, and the new ones behind them."""
    kept = stays[old.product]
    columns = {each.name: (getattr(old, each.name)[kept], getattr(new, each.name)) for each in fields(old)}
    return type(old)(**{name: np.concatenate(pair) for name, pair in columns.items()})


def places_of(ids: NDArray[np.int32]) -> NDArray[np.int32]:
    """For each id up to the largest its place among the ids, -1 for those that are not there."""
    found = np.full(int(ids.max(initial=0)) + 1, -1, np.int32)
    found[ids] = np.arange(len(ids), dtype=np.int32)
    return found
