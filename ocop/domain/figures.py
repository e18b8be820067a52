"""The register in figures, as of a day and in one scope: frozen values that screens, open data and reports only show.

Three words hold everywhere. A product was *ever recognised* by a day when it had a standing by then, whatever became of
it; it is *in force* when its recognition is in term on the day; a *producer* counts by its products in force. The real
register and the illustration are never added up. A code of None is the bucket of what is not known: never dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ocop.domain.recognition import STARS, Scope
from ocop.domain.register import Facet, Product

# "Ends within": the days after the one asked for, less than so many of them left.
HORIZONS = (30, 90, 180)
# How many products, makers or places a figure names beside its count.
NAMED = 12


class Places(StrEnum):
    """Which provinces: the 34 since 1 July 2025, or the 63 before. Their codes must never be mixed."""

    NOW = "34"
    FORMER = "63"

    @property
    def facet(self) -> Facet:
        """By what a list of products is narrowed to one of them."""
        return Facet.PROVINCE if self is Places.NOW else Facet.FORMER_PROVINCE


class By(StrEnum):
    """Into what lines a summary is split. `year` is that of the decision that governs on the day."""

    PROVINCE = "province"
    REGION = "region"
    GROUP = "group"
    SET = "set"
    STAR = "star"
    TYPE = "type"
    YEAR = "year"

    def facet(self, places: Places) -> Facet:
        """The facet whose codes the lines bear; its labels are those of `i18n.facets.labels`."""
        if self is By.PROVINCE:
            return places.facet
        return {
            By.REGION: Facet.REGION,
            By.GROUP: Facet.GROUP,
            By.SET: Facet.SET,
            By.STAR: Facet.STARS,
            By.TYPE: Facet.KIND,
            By.YEAR: Facet.YEAR,
        }[self]


@dataclass(frozen=True)
class Share:
    """A part of a whole, both counted; no share where the whole is nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in percent, unrounded; None where there is no whole."""
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a summary, or its total. `code` is that of the facet that it is split by, None for unknown.

    Every product is in exactly one line. A producer with products in several sets or stars stands in each of those
    lines, so producers add up to the total only by place and by type. Communes are counted by place only, elsewhere
    None: `communes` are those that can have a product (xã and special zones; wards apart, special zones without
    civilian production left out), `communes_with_product` those of them with a product in force, `products_in_communes`
    and `products_in_wards` the products in force that are known to be made there.
    """

    code: str | None
    products_ever: int
    products_in_force: int
    by_stars: Mapping[int, int] = field(hash=False)  # in force, by 3, 4, 5
    ending: Mapping[int, int] = field(hash=False)  # in force, by HORIZONS: each holds the shorter ones
    expired: int
    revoked: int
    reported: int
    producers: int
    communes: int | None = None
    communes_with_product: int | None = None
    wards: int | None = None
    wards_with_product: int | None = None
    products_in_communes: int | None = None
    products_in_wards: int | None = None

    @property
    def in_force(self) -> Share:
        """What is in force of what was ever recognised."""
        return Share(self.products_in_force, self.products_ever)

    @property
    def covered(self) -> Share | None:
        """Communes with a product in force, of those that can have one: the programme's promise."""
        if self.communes is None or self.communes_with_product is None:
            return None
        return Share(self.communes_with_product, self.communes)

    @property
    def per_commune(self) -> float | None:
        """Products in force made in communes, for each commune; None where of no product the commune is known."""
        made, in_wards = self.products_in_communes, self.products_in_wards
        if made is None or not self.communes or (self.products_in_force and not made and not in_wards):
            return None
        return made / self.communes


@dataclass(frozen=True)
class Summary:
    """The register split into lines. Every code of the split has a line, of zeros too; the last one is the unknown.

    Lines of years are only those that occur. Former provinces that a product's province does not contain count as not
    known, so that the lines of 63 with what is unknown add up to those of 34, to regions, to the nation.
    """

    day: date
    scope: Scope
    places: Places
    by: By
    lines: tuple[Line, ...]
    total: Line

    def line(self, code: str | None) -> Line:
        """The line of a code."""
        return next(line for line in self.lines if line.code == code)


class Measure(StrEnum):
    """The five numbers of the overview."""

    PRODUCTS = "products"  # in force
    FIVE_STARS = "five-stars"  # in force
    PRODUCERS = "producers"  # with a product in force
    COMMUNES = "communes"  # with a product in force; `of` is how many can have one
    ENDING = "ending"  # within 90 days


@dataclass(frozen=True)
class Number:
    """One number of the headline. `before` is that of a year ago, None where the register cannot know it."""

    measure: Measure
    value: int
    before: int | None
    of: int | None = None

    @property
    def change(self) -> int | None:
        """What was gained or lost in the year."""
        return None if self.before is None else self.value - self.before


@dataclass(frozen=True)
class Headline:
    """Five numbers, the day they hold for, and the day that they are compared with.

    `complete` says that every decision that could be in force is in; without it the numbers are those of this register
    only, and nothing is compared, since a gain could be one of the register alone.
    """

    day: date
    year_ago: date
    scope: Scope
    numbers: tuple[Number, ...]
    complete: bool

    def number(self, measure: Measure) -> Number:
        """The number of a measure."""
        return next(each for each in self.numbers if each.measure is measure)


@dataclass(frozen=True)
class Distribution:
    """Products in force by a row's code and stars, for small multiples; every product of the choices is in one cell.

    The choices made of the rows' own facet are left out, as in the catalogue: so a picture keeps what could be chosen.
    """

    day: date
    scope: Scope
    places: Places
    rows: By
    cells: Mapping[tuple[str | None, int], int] = field(hash=False)

    @property
    def codes(self) -> tuple[str | None, ...]:
        """The rows in order of reading, the unknown last."""
        return tuple(dict.fromkeys(code for code, _stars in self.cells))

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.cells.values())

    def row(self, code: str | None) -> Mapping[int, Share]:
        """For each number of stars its share of a row."""
        counts = {stars: self.cells[code, stars] for stars in STARS}
        return {stars: Share(count, sum(counts.values())) for stars, count in counts.items()}


@dataclass(frozen=True)
class Ending:
    """What ends within 30, 90 and 180 days, by present province, with the soonest of them by name."""

    day: date
    scope: Scope
    summary: Summary
    soonest: tuple[Product, ...]
