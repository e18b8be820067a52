"""The register's products as columns: one place in each array is one product, in order of code."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ocop.domain.recognition import ENDING_SOON_DAYS, State, Status, status_of
from ocop.index.dimensions import EVIDENCES, STATUSES, YEAR_0
from ocop.index.texts import Texts

Days = NDArray[np.int32]  # since 1 January 1970
Small = NDArray[np.uint8]

NEVER = np.int32(np.iinfo(np.int32).max)
STATES = tuple(State)
# Which status a state is, with less than the days of "ends soon" left and with more.
_STATUS = np.array(
    [[STATUSES.index(status_of(state, left)) for left in (0, ENDING_SOON_DAYS)] for state in STATES], np.uint8
)


@dataclass(frozen=True)
class Terms:
    """What holds for a product (by id) from one day through another; several rows a product."""

    product: NDArray[np.int32]
    first: Days
    last: Days
    until: Days
    state: Small
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


PerProduct = TypeVar("PerProduct", Terms, Certificates)


@dataclass(frozen=True)
class Products:
    """What does not change with the day. `name` begins the folded name: for its order, and to know it again."""

    id: NDArray[np.int32]
    code: NDArray[np.bytes_]
    name: NDArray[np.bytes_]
    set: Small
    province: Small
    former: Small
    kind: Small


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
    texts: tuple[Texts, ...]

    @property
    def size(self) -> int:
        """How many products."""
        return len(self.products.id)

    def rows(self, ids: NDArray[np.int32]) -> NDArray[np.int64]:
        """The places of products by id, -1 for those that are not here."""
        found = np.full(max(self.products.id.max(initial=0), ids.max(initial=0)) + 1, -1, np.int64)
        found[self.products.id] = np.arange(self.size)
        return found[ids]

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
            _joined(self.terms, newer.terms, stays),
            _joined(self.certificates, newer.certificates, stays),
            texts,
        )

    def on(self, day: date) -> View:
        """What holds on a day."""
        today = np.int32((day - date(1970, 1, 1)).days)
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
        in_force = terms.state[held] == STATES.index(State.IN_FORCE)
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


def _joined(old: PerProduct, new: PerProduct, stays: NDArray[np.bool_]) -> PerProduct:
    kept = stays[old.product]
    columns = {each.name: (getattr(old, each.name)[kept], getattr(new, each.name)) for each in fields(old)}
    return type(old)(**{name: np.concatenate(pair) for name, pair in columns.items()})
