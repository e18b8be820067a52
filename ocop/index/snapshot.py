"""The register's products as columns: one place in each array is one product, in order of code."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ocop.domain.recognition import ENDING_SOON_DAYS, Status, status_of
from ocop.index.columns import (
    IN_FORCE,
    NEVER,
    STATES,
    Certificates,
    Days,
    Events,
    Makers,
    Products,
    Small,
    Terms,
    joined,
    places_of,
)
from ocop.index.dimensions import EVIDENCES, STATUSES, YEAR_0
from ocop.index.texts import Texts

# Which status a state is, with less than the days of "ends soon" left and with more.
_STATUS = np.array(
    [[STATUSES.index(status_of(state, left)) for left in (0, ENDING_SOON_DAYS)] for state in STATES], np.uint8
)


@dataclass(frozen=True)
class View:
    """The columns as of a day, and by what a list is put in order."""

    columns: dict[str, Small]
    merit: Small
    decided: Days
    until: Days


@dataclass(frozen=True)
class Snapshot:
    """One scope of the register. Nothing in it is ever changed: a newer one takes its place.

    `texts` are those that a product is found by, the most telling first: its names, its maker, its place, its set.
    """

    products: Products
    terms: Terms
    certificates: Certificates
    events: Events
    makers: Makers
    texts: tuple[Texts, ...]

    @property
    def size(self) -> int:
        """How many products."""
        return len(self.products.id)

    def rows(self, ids: NDArray[np.int32]) -> NDArray[np.int64]:
        """The places of products by id, -1 for those that are not here."""
        known = self._places
        found = known[np.minimum(ids, len(known) - 1)].astype(np.int64)
        found[ids >= len(known)] = -1
        return found

    @cached_property
    def maker(self) -> NDArray[np.int32]:
        """For each product the place of its maker."""
        return places_of(self.makers.id)[self.products.maker]

    @cached_property
    def _places(self) -> NDArray[np.int32]:
        return places_of(self.products.id)

    def replaced(self, newer: Snapshot) -> Snapshot:
        """The same with some products as they are now, new ones among them."""
        most = max(each.id.max(initial=0) for each in (self.products, newer.products))
        stays = np.ones(most + 1, bool)
        stays[newer.products.id] = False
        kept = stays[self.products.id]
        at = np.searchsorted(self.products.code[kept], newer.products.code)
        texts = tuple(
            old.replaced(kept, at.astype(np.int64), new) for old, new in zip(self.texts, newer.texts, strict=True)
        )
        products = {
            field.name: np.insert(getattr(self.products, field.name)[kept], at, getattr(newer.products, field.name))
            for field in fields(Products)
        }
        return Snapshot(
            Products(**products),
            joined(self.terms, newer.terms, stays),
            joined(self.certificates, newer.certificates, stays),
            joined(self.events, newer.events, stays),
            self.makers.replaced(newer.makers),
            texts,
        )

    def on(self, day: date) -> View:
        """What holds on a day."""
        today = number(day)
        held = np.flatnonzero((self.terms.first <= today) & (self.terms.last >= today))
        rows, terms = self.rows(self.terms.product[held]), self.terms
        until = terms.until[held]
        soon = (until.astype(np.int64) - today >= ENDING_SOON_DAYS).astype(np.uint8)
        stars, evidence = self._spread(rows, terms.stars[held]), self._spread(rows, terms.evidence[held] + np.uint8(1))
        none = np.uint8(STATUSES.index(Status.NONE))
        status = self._spread(rows, _STATUS[terms.state[held], soon], none)
        decided = np.zeros(self.size, np.int32)
        decided[rows] = terms.decided[held]
        ends = np.full(self.size, NEVER)
        in_force = terms.state[held] == IN_FORCE
        ends[rows[in_force]] = until[in_force]
        year = terms.decided[held].astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970 - YEAR_0
        columns = {
            "stars": stars,
            "status": status,
            "evidence": evidence,
            "year": self._spread(rows, year.astype(np.uint8)),
            "certificate": self._certified(today),
            "set": self.products.set,
            "province": self.products.province,
            "former": self.products.former,
            "kind": self.products.kind,
        }
        # strongest evidence first, then stars, then what is in force: smaller is better
        weak = np.where(evidence == 0, np.uint8(len(EVIDENCES)), evidence - np.uint8(1))
        merit = weak << 4 | (np.uint8(5) - stars) << 1 | (ends == NEVER).astype(np.uint8)
        return View(columns, merit, decided, ends)

    def _spread(self, rows: NDArray[np.int64], values: Small, otherwise: int | np.uint8 = 0) -> Small:
        column = np.full(self.size, otherwise, np.uint8)
        column[rows] = values
        return column

    def _certified(self, today: np.int32) -> Small:
        each = self.certificates
        column = np.zeros(self.size, np.uint8)
        held = (each.first <= today) & (each.last >= today)
        for bit in np.unique(each.bit):
            column[self.rows(each.product[held & (each.bit == bit)])] |= bit
        return column


def number(day: date) -> np.int32:
    """A day as the columns hold it."""
    return np.int32((day - date(1970, 1, 1)).days)
