"""From a request to the best baskets: the law, the rules, the solver, and up to three other baskets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np

from ocop.gifts import law, objective, solve, warnings
from ocop.gifts.candidates import Mask, Offer
from ocop.gifts.judging import Judged, judge
from ocop.gifts.law import Ceiling, Refusal
from ocop.gifts.model import Basket
from ocop.gifts.objective import Rows, Score
from ocop.gifts.request import Asked, Event, Hand, Recipient, Wish
from ocop.gifts.solve import Chosen

ALTERNATIVES = 3


class Status(StrEnum):
    """How a request ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    REFUSED = "refused"


@dataclass(frozen=True)
class Side:
    """One recipient's side of a request: the ceiling, what the rules leave, what is warned of."""

    ceiling: Ceiling
    judged: Judged

    @property
    def asked(self) -> Asked:
        """The request."""
        return self.judged.asked

    @cached_property
    def rows(self) -> Rows:
        """The places on the shelf of what may be given."""
        return np.flatnonzero(self.judged.eligible)

    @cached_property
    def warned(self) -> dict[str, Mask]:
        """By warning which of `rows` it speaks of."""
        return warnings.concerned(self.judged.offer.shelf.take(self.rows), self.asked)

    @cached_property
    def basket(self) -> Basket:
        """What the solver is asked."""
        shelf, wish = self.judged.offer.shelf, self.asked.wish
        count = np.zeros(len(self.rows), np.int64)
        for mask in self.warned.values():
            count += mask
        return Basket(
            objective.goods(shelf, self.rows, self.asked, count),
            wish.items,
            self.asked.limit,
            shelf.coded(wish.held)[self.rows],
            self.asked.recipient.count,
        )


@dataclass(frozen=True)
class Problem:
    """A lawful request with everything that is needed to solve it, again and again."""

    offer: Offer
    event: Event
    wish: Wish
    sides: tuple[Side, ...]

    @property
    def baskets(self) -> tuple[Basket, ...]:
        """What the solver is asked, recipient by recipient."""
        return tuple(side.basket for side in self.sides)

    @cached_property
    def stock(self) -> Mapping[int, int]:
        """Confirmed pieces by place on the shelf."""
        places = self.offer.shelf.places
        return {places[code]: pieces for code, pieces in self.wish.stock.items() if code in places}

    def best(self) -> Chosen | None:
        """The best baskets."""
        if not self.has_pins:
            return None
        return solve.solve(self.baskets, self.stock)

    def others(self, best: Chosen, wanted: int = ALTERNATIVES) -> list[Chosen]:
        """The best baskets that differ from the best and from each other in at least half the items."""
        found: list[Chosen] = []
        # more pinned items than may be shared: no other basket differs enough
        held = max(len(side.asked.wish.held) for side in self.sides)
        while len(found) < wanted and held <= self.wish.items // 2:
            apart = [
                replace(side.basket, apart=_apart([best, *found], place, side)) for place, side in enumerate(self.sides)
            ]
            another = solve.solve(tuple(apart), self.stock)
            if another is None:
                break
            found.append(another)
        return found

    def pinning(self, place: int, code: str) -> Chosen | None:
        """The best baskets if the one of a recipient must hold a product."""
        side = self.sides[place]
        pinned = side.basket.pinned | self.offer.shelf.coded(frozenset({code}))[side.rows]
        sides = list(self.baskets)
        sides[place] = replace(side.basket, pinned=pinned)
        if int(pinned.sum()) > self.wish.items:
            return None
        return solve.solve(tuple(sides), self.stock)

    @property
    def has_pins(self) -> bool:
        """Whether everything pinned may be given, and there is room for it."""
        return all(int(side.basket.pinned.sum()) == len(side.asked.wish.held) <= self.wish.items for side in self.sides)


def prepare(offer: Offer, event: Event, recipients: tuple[Recipient, ...], wish: Wish) -> Problem | Refusal:
    """Ask the law and apply the rules, for each recipient."""
    sides = []
    for place, recipient in enumerate(recipients):
        found = law.ceiling(event, recipient, wish.budget)
        if isinstance(found, Refusal):
            return found
        known = [each for each in (found.limit, wish.budget) if each is not None]
        asked = Asked(event, recipient, wish.of(place), min(known, default=None))
        sides.append(Side(found, _heeding(judge(offer, asked))))
    return Problem(offer, event, wish, tuple(sides))


def _heeding(judged: Judged) -> Judged:
    """The warnings that whoever asks wants heeded exclude as well."""
    if not judged.asked.wish.heeded:
        return judged
    warned = warnings.concerned(judged.offer.shelf, judged.asked)
    heeded = {rule: mask for rule, mask in warned.items() if rule in judged.asked.wish.heeded}
    eligible = judged.eligible & ~np.logical_or.reduce([np.zeros_like(judged.eligible), *heeded.values()])
    return replace(judged, broken=judged.broken | heeded, eligible=eligible)


def swapped(wish: Wish, codes: frozenset[str], out: str, place: int = 0) -> Wish:
    """The wish that exchanges one item of a recipient's basket and keeps the others, without pinning them."""
    hand = wish.hand(place)
    pinned = hand.pinned - {out}
    kept = codes - {out} - pinned - wish.pinned
    return wish.handed(place, Hand(pinned=pinned, banned=hand.banned | {out}, kept=kept))


def _apart(before: list[Chosen], place: int, side: Side) -> tuple[tuple[Rows, int], ...]:
    """Earlier baskets as places among a side's goods, and that half the items at most may be shared with each."""
    half = side.basket.items // 2
    return tuple((np.searchsorted(side.rows, each.rows[place]).astype(np.int64), half) for each in before)


def worse_on(best: Score, other: Score) -> str | None:
    """The level that decides between two baskets; None where they are equal."""
    return next((level for level, a, b in zip(objective.LEVELS, best, other, strict=True) if a != b), None)
