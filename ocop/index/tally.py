"""The columns as of a day, ready to be counted: who is in force, and into which line of a split each product falls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from ocop import reference
from ocop.domain.register import UNKNOWN, Choices, Facet
from ocop.index.columns import IN_FORCE, NEVER, Days, Small
from ocop.index.communes import communes
from ocop.index.dimensions import CODES, dimensions
from ocop.index.finding import Index
from ocop.index.snapshot import Snapshot, View, number

Mask = NDArray[np.bool_]
Rows = NDArray[np.int32]


@dataclass(frozen=True)
class Split:
    """A facet as lines: their codes in order of reading, the last None for unknown, and the line of each number."""

    facet: Facet
    codes: tuple[str | None, ...]
    line: Small


@cache
def split(facet: Facet) -> Split:
    """The lines of a facet under which a product falls once."""
    dimension = dimensions()[facet]
    ordered: dict[Facet, Iterable[str]] = {
        Facet.PROVINCE: reference.provinces(),
        Facet.FORMER_PROVINCE: reference.former_provinces(),
        Facet.REGION: reference.regions(),
        Facet.GROUP: reference.groups(),
    }
    codes = list(ordered.get(facet) or dict.fromkeys(code for (code,) in dimension.codes if code != UNKNOWN))
    places = {code: place for place, code in enumerate(codes)}
    line = np.array([places.get(code, len(codes)) for (code,) in dimension.codes], np.uint8)
    return Split(facet, (*codes, None), line)


@cache
def _successors() -> Small:
    """For each number of a former province that of the present one; 0 for those that never were."""
    former = reference.former_provinces()
    return np.array([0, *(int(former[f"{n:02}"].successor) if f"{n:02}" in former else 0 for n in CODES)], np.uint8)


@dataclass(frozen=True)
class Tally:
    """An index on a day."""

    index: Index
    day: date

    @property
    def snapshot(self) -> Snapshot:
        """The products."""
        return self.index.snapshot

    @cached_property
    def view(self) -> View:
        """What holds on the day."""
        return self.index.on(self.day)

    @cached_property
    def in_force(self) -> Mask:
        """For each product whether a recognition of it is in term."""
        held: Mask = self.view.until != NEVER
        return held

    @cached_property
    def rows(self) -> Rows:
        """The places of the products in force."""
        return np.flatnonzero(self.in_force).astype(np.int32)

    @cached_property
    def left(self) -> Days:
        """For each of `rows` how many days it is in force after this one."""
        return self.view.until[self.rows] - number(self.day)

    @cached_property
    def by_commune(self) -> NDArray[np.int64]:
        """Products in force by number of commune."""
        return np.bincount(self.commune(self.rows), minlength=len(communes().every))

    def commune(self, rows: Rows) -> NDArray[np.uint16]:
        """For each of some products the number of its commune."""
        return self.snapshot.makers.commune[self.snapshot.maker[rows]]

    def lines(self, wanted: Split) -> Small:
        """For each product its line. A former province counts only where the product's present one contains it."""
        column = self.view.columns[dimensions()[wanted.facet].column]
        lines = wanted.line[column]
        if wanted.facet is Facet.FORMER_PROVINCE:
            lines[_successors()[column] != self.snapshot.products.province] = len(wanted.codes) - 1
        return lines

    def chosen(self, choices: Choices, without: Facet | None = None) -> Mask:
        """For each product whether the choices leave it, those of one facet left out."""
        kept = np.ones(self.snapshot.size, bool)
        for facet in {each for each, _code in choices} - {without}:
            dimension = dimensions()[facet]
            passes = dimension.chosen(code for each, code in choices if each is facet)
            kept &= passes[self.view.columns[dimension.column]]
        return kept


@dataclass(frozen=True)
class InForce:
    """No more than who is in force on a day: for the many days of a trend."""

    snapshot: Snapshot
    day: date

    @cached_property
    def _terms(self) -> NDArray[np.int64]:
        terms, today = self.snapshot.terms, number(self.day)
        return np.flatnonzero((terms.first <= today) & (terms.last >= today) & (terms.state == IN_FORCE))

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """The places of the products in force."""
        return self.snapshot.rows(self.snapshot.terms.product[self._terms])

    @cached_property
    def stars(self) -> Small:
        """Their stars."""
        return self.snapshot.terms.stars[self._terms]

    @property
    def until(self) -> Days:
        """The last day of each."""
        return self.snapshot.terms.until[self._terms]

    @cached_property
    def by_commune(self) -> NDArray[np.int64]:
        """Products in force by number of commune."""
        table = self.snapshot.makers.commune[self.snapshot.maker[self.rows]]
        return np.bincount(table, minlength=len(communes().every))

    @cached_property
    def makers(self) -> Mask:
        """For each maker whether a product of it is in force."""
        return makers_of(self.snapshot, self.rows)


def makers_of(snapshot: Snapshot, rows: NDArray[np.integer]) -> Mask:
    """For each maker whether it is that of one of the products."""
    found = np.zeros(len(snapshot.makers.id), bool)
    found[snapshot.maker[rows]] = True
    return found


def communes_in(by_commune: NDArray[np.int64]) -> int:
    """How many communes that can have a product have one."""
    return int(((by_commune > 0) & communes().expected).sum())
