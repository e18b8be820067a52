"""What a leader and a map ask of the register: what changed, where it lags, what one province or commune has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ocop.domain.coverage import Coverage
from ocop.domain.figures import Line, Places, Share
from ocop.domain.recognition import Scope
from ocop.domain.register import Producer, Product


class Change(StrEnum):
    """What may befall a product within a month."""

    FIRST = "first"  # recognised for the first time, or the source does not say which time
    RENEWED = "renewed"
    RAISED = "raised"
    LOWERED = "lowered"
    REVOKED = "revoked"  # or annulled
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Changed:
    """One kind of change: how many products, and the newest of them."""

    change: Change
    count: int
    newest: tuple[Product, ...]


@dataclass(frozen=True)
class Changes:
    """What changed from the first of the month to the day."""

    first_day: date
    day: date
    scope: Scope
    kinds: tuple[Changed, ...]

    def of(self, change: Change) -> Changed:
        """One kind of change."""
        return next(each for each in self.kinds if each.change is change)


@dataclass(frozen=True)
class CommuneCount:
    """A commune, ward or special zone with its position and how many products in force it has."""

    code: str
    name: str
    type: str
    province: str
    former_province: str
    latitude: float
    longitude: float
    products: int
    five_stars: int


@dataclass(frozen=True)
class Communes:
    """The communes of a province, or of all, in order of code.

    `expected` are those that can have a product (see `figures.Line`). `complete`: only then may one say that a commune
    has none; otherwise that none is found in this register.
    """

    day: date
    scope: Scope
    every: tuple[CommuneCount, ...]
    covered: Share
    without: tuple[CommuneCount, ...]
    unknown: int  # products in force whose commune is not known
    complete: bool

    @property
    def with_product(self) -> tuple[CommuneCount, ...]:
        """Those that have any, wards among them."""
        return tuple(each for each in self.every if each.products)


class Lag(StrEnum):
    """Why a province is said to fall behind."""

    COMMUNES = "communes"  # the smallest share of communes with a product in force
    LAPSED = "lapsed"  # the largest share of products whose recognition ended without another


@dataclass(frozen=True)
class Behind:
    """A province that falls behind, with the share that says so and that of the nation beside it."""

    code: str
    lag: Lag
    share: Share
    nation: Share


@dataclass(frozen=True)
class Lagging:
    """The provinces that fall behind, worst first. Only of provinces of which every decision is in: `judged` many."""

    day: date
    scope: Scope
    judged: int
    provinces: tuple[Behind, ...]


@dataclass(frozen=True)
class ProducerCount:
    """A maker with how many products in force it has."""

    producer: Producer
    products: int


@dataclass(frozen=True)
class ProvinceCard:
    """One province: its line of the summary, its best products in force, its makers with the most of them."""

    day: date
    scope: Scope
    places: Places
    line: Line
    products: tuple[Product, ...]
    producers: tuple[ProducerCount, ...]


@dataclass(frozen=True)
class Unplaced:
    """Products ever recognised that no map can show: without a province, and with one but without a commune."""

    day: date
    scope: Scope
    no_province: int
    no_former_province: int
    no_commune: int
    products: tuple[Product, ...]  # the first of those without a province, then without a commune


@dataclass(frozen=True)
class PlacedPoint:
    """A point of sale; its position is that of its commune, None where that is not known."""

    name: str
    kind: str
    province: str
    commune: str | None
    address: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class PointsOfSale:
    """The points of sale that are open on the day."""

    day: date
    scope: Scope
    by_kind: Mapping[str, int] = field(hash=False)
    points: tuple[PlacedPoint, ...]


@dataclass(frozen=True)
class PublishedFigure:
    """National totals as published, None where a source does not tell. What is published sounds cumulative.

    `contradicted` says that another source tells otherwise for the same day. The register's own numbers of that day
    stand beside: ever recognised and in force. `complete` says whether all decisions are in, so that they compare.
    """

    as_of: date
    products: int | None
    producers: int | None
    five_stars: int | None
    note: str
    source: str
    contradicted: bool
    ever: int
    ever_five_stars: int
    in_force: int
    in_force_five_stars: int
    own_producers: int
    complete: bool


@dataclass(frozen=True)
class Published:
    """Every published total beside the register's own, with what stewards have declared complete."""

    scope: Scope
    figures: tuple[PublishedFigure, ...]
    coverage: tuple[Coverage, ...]
