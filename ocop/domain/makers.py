"""Makers as the public may know them: a name, a kind, and a place no closer than the commune."""

from __future__ import annotations

from dataclasses import dataclass

from ocop.domain.recognition import Scope
from ocop.domain.register import PAGE, Producer, Product


@dataclass(frozen=True)
class MakerQuery:
    """A question to the list of makers; kinds and provinces may be `unknown`, `after` is the id of the last seen."""

    text: str = ""
    kinds: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    scope: Scope = Scope.REAL
    limit: int = PAGE
    after: int = 0


@dataclass(frozen=True)
class Maker:
    """A maker with how many products it has in the register and how many of them are in force on the day."""

    producer: Producer
    scope: Scope
    products: int
    in_force: int


@dataclass(frozen=True)
class MakersFound:
    """A page of makers in order of entry; `total` counts all that the query matches, `left` is where to go on."""

    total: int
    makers: tuple[Maker, ...]
    left: int | None = None


@dataclass(frozen=True)
class MakerRecord:
    """One maker with all its products, as of a day."""

    maker: Maker
    products: tuple[Product, ...]
