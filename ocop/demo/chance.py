"""Chance that repeats: the same seed gives the same draws on every machine and in every process."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things with the chances that they are drawn with; the weights need not add up to one."""

    __slots__ = ("_bounds", "_things")

    def __init__(self, pairs: Sequence[tuple[T, float]]) -> None:
        total = sum(weight for _, weight in pairs)
        self._things = tuple(thing for thing, _ in pairs)
        self._bounds = [bound / total for bound in accumulate(weight for _, weight in pairs)][:-1]

    def at(self, roll: float) -> T:
        """The thing that a roll in [0, 1) falls on."""
        return self._things[bisect(self._bounds, roll)]


class Chance:
    """One stream of draws, all made of `Random.random`, whose sequence Python promises never to change."""

    __slots__ = ("roll",)

    def __init__(self, seed: int) -> None:
        self.roll = Random(seed).random  # noqa: S311 - made-up data, not secrets

    def happens(self, probability: float) -> bool:
        """Whether something of this probability comes about."""
        return self.roll() < probability

    def pick(self, things: Sequence[T]) -> T:
        """One of some things, each as likely as the other."""
        return things[int(self.roll() * len(things))]

    def between(self, low: int, high: int) -> int:
        """A whole number from low through high."""
        return low + int(self.roll() * (high - low + 1))

    def of(self, weighted: Weighted[T]) -> T:
        """One of some things by their weights."""
        return weighted.at(self.roll())

    def known(self, thing: T, missing: float) -> T | None:
        """The thing, or None where this fact happens to be missing."""
        return None if self.roll() < missing else thing
