"""One question to a snapshot: what matches, in which order, and how many there would be for each other choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ocop.domain.register import Choices, Facet, Left, Sort
from ocop.domain.typed import Typed
from ocop.index.dimensions import dimensions
from ocop.index.places import provinces_in
from ocop.index.snapshot import Snapshot, View
from ocop.index.texts import ABSENT, BEGUN, LAST

Rows = NDArray[np.int64]

# How well a product fits what was typed, best first: the name itself, its beginning, then by where the word least well
# placed stands (name, maker, place, set), whole or begun.
EXACT, BEGINS, NAMED = 0, 1, 2
# A view of a day is a few bytes a product; readers ask for today, and some for another day.
DAYS_KEPT = 3
# A key is how a row ranks, then the row itself.
_ROW = np.int64(0xFFFFFFFF)


@dataclass(frozen=True)
class Answer:
    """The ids of one page in order, how many there are in all, the counts by facet and code, and where to go on."""

    ids: list[int]
    total: int
    facets: Mapping[Facet, Mapping[str, int]]
    left: Left | None = None


@dataclass(frozen=True)
class Index:
    """A snapshot made ready for questions, true to one revision of the store."""

    snapshot: Snapshot
    revision: int
    _views: dict[date, View] = field(default_factory=dict, repr=False, compare=False)

    def on(self, day: date) -> View:
        """The columns as of a day, kept for the last few days that were asked for."""
        if (view := self._views.get(day)) is None:
            view = self._views[day] = self.snapshot.on(day)
            for oldest in list(self._views)[:-DAYS_KEPT]:
                self._views.pop(oldest, None)
        return view

    def at(self, revision: int) -> Index:
        """The same, true to a later revision that changed no product."""
        return replace(self, revision=revision)

    def search(
        self,
        typed: Typed,
        chosen: Choices,
        day: date,
        *,
        sort: Sort = Sort.BEST,
        limit: int | None,
        offset: int = 0,
        also: Iterable[int] = (),
        after: Left | None = None,
    ) -> Answer:
        """The answer as of a day. `also` are ids that match by what words cannot say: a code, a decision's number."""
        view = self.on(day)
        rows, fit = self.matching(typed, also, view)
        passes = {
            facet: dimensions()[facet].chosen(code for each, code in chosen if each is facet)[
                view.columns[dimensions()[facet].column][rows]
            ]
            for facet in {facet for facet, _code in chosen}
        }
        every = np.logical_and.reduce(list(passes.values())) if passes else slice(None)
        found = rows[every]
        facets = {}
        counted: dict[tuple[str, Facet | None], NDArray[np.int64]] = {}
        for facet, dimension in dimensions().items():
            own = facet if facet in passes else None
            if (key := (dimension.column, own)) not in counted:
                others = [kept for other, kept in passes.items() if other is not own]
                left = found if own is None else rows[np.logical_and.reduce(others)] if others else rows
                column = view.columns[dimension.column]
                values = column if len(left) == len(column) else column[left]
                counted[key] = np.bincount(values, minlength=len(dimension.codes))
            facets[facet] = dimension.named(counted[key])
        keys = self._keys(found, fit[every], view, sort)
        if after is not None:
            keys = keys[keys >= self._next(after, sort)]
        end = len(keys) if limit is None else min(len(keys), offset + limit)
        more = end < len(keys)
        if more:
            keys = keys[np.argpartition(keys, end)[:end]]
        keys = np.sort(keys)[offset:end]
        goes_on = self._left(keys[-1], sort) if more and len(keys) else None
        return Answer(self.snapshot.products.id[keys & _ROW].tolist(), len(found), facets, goes_on)

    def matching(self, typed: Typed, also: Iterable[int], view: View) -> tuple[Rows, NDArray[np.uint8]]:
        """The rows that hold every word, and how well each fits: 0 best."""
        texts, products = self.snapshot.texts, self.snapshot.products
        rows = np.arange(self.snapshot.size)
        fit = np.zeros(len(rows), np.uint8)
        placed = {
            word: np.isin(products.province, present) | np.isin(products.former, former)
            for phrase, (present, former) in provinces_in(typed.words)
            for word in phrase
        }
        for word in sorted(typed.words, key=lambda word: sum(text.weight(word) for text in texts)):
            best = np.full(len(rows), ABSENT, np.uint8)
            for place, text in enumerate(texts):
                if (held := text.hits(word)) is not None:
                    best = np.minimum(best, held[text.column[rows]] + np.uint8(NAMED + 2 * place))
            if word in placed:  # half of a province's name says little elsewhere, and its beginning nothing
                best[best % 2 != NAMED % 2] = ABSENT
                best[best == NAMED] = NAMED + 2 * len(texts)
                best[placed[word][rows]] = NAMED
            kept = np.flatnonzero(best < ABSENT)
            rows, fit = rows[kept], np.maximum(fit[kept], best[kept])
        if typed.stars:
            kept = np.flatnonzero(np.isin(view.columns["stars"][rows], sorted(typed.stars)))
            rows, fit = rows[kept], fit[kept]
        named = np.flatnonzero(fit <= NAMED + BEGUN) if typed.key else rows[:0]
        names, key = (
            self.snapshot.products.name[rows[named]],
            typed.key.encode()[: self.snapshot.products.name.itemsize],
        )
        fit[named[(names >= key) & (names < key + LAST.encode())]] = NAMED
        fit[named[(names >= key + b" ") & (names < key + b"!")]] = BEGINS
        fit[named[names == key]] = EXACT
        ids = np.fromiter(also, np.int32)
        if len(ids):
            given = self.snapshot.rows(ids)
            given = given[given >= 0]
            others = ~np.isin(rows, given)
            rows = np.concatenate([given, rows[others]])
            fit = np.concatenate([np.zeros(len(given), np.uint8), fit[others]])
        return rows, fit

    def _keys(self, rows: Rows, fit: NDArray[np.uint8], view: View, sort: Sort) -> NDArray[np.int64]:
        """By what the rows are put in order: what was asked for, then the code, which is the order of the rows."""
        if sort is Sort.BEST:
            first = fit.astype(np.int64) << 7 | view.merit[rows]
        elif sort is Sort.NAME:
            first = self._by_name[rows]
        elif sort is Sort.NEWEST:
            first = np.int64(1 << 30) - view.decided[rows]
        else:
            first = view.until[rows].astype(np.int64)
        return first << 32 | rows

    def _left(self, key: np.int64, sort: Sort) -> Left:
        """Where a page ends, in terms that outlive this snapshot."""
        row = int(key & _ROW)
        name: bytes = self.snapshot.products.name[row]
        rank = name.decode("latin-1") if sort is Sort.NAME else int(key >> 32)
        return Left(rank, self.snapshot.products.code[row].decode())

    def _next(self, left: Left, sort: Sort) -> np.int64:
        """The least key behind where a list was left; its last product need not be here any more."""
        row = np.searchsorted(self.snapshot.products.code, left.code.encode(), side="right")
        if sort is not Sort.NAME:
            return np.int64(int(left.rank) << 32 | int(row))
        order = np.argsort(self._by_name)
        names, name = self.snapshot.products.name[order], str(left.rank).encode("latin-1")
        first, last = (int(np.searchsorted(names, name, side)) for side in ("left", "right"))
        return np.int64((first + int(np.searchsorted(order[first:last], row))) << 32)

    @cached_property
    def _by_name(self) -> NDArray[np.int64]:
        """For each row its place in the order of names."""
        places = np.empty(self.snapshot.size, np.int64)
        places[np.argsort(self.snapshot.products.name, kind="stable")] = np.arange(self.snapshot.size)
        return places
