"""One question of numbers on its way: the store, the columns on the day, the answers that stand already."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain.coverage import Coverage, is_complete
from ocop.domain.figures import By, Places, Summary
from ocop.domain.recognition import Scope
from ocop.domain.register import Product
from ocop.index import summing
from ocop.index.finding import Index
from ocop.index.tally import Tally
from ocop.services.memo import Memo
from ocop.store import queries, search

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """A question about one scope on one day."""

    session: Session
    index: Index
    scope: Scope
    day: date
    memo: Memo = field(repr=False)

    @cached_property
    def tally(self) -> Tally:
        """The columns on the day."""
        return Tally(self.index, self.day)

    @cached_property
    def declared(self) -> tuple[Coverage, ...]:
        """What stewards have declared complete."""
        return queries.coverage(self.session, self.scope)

    def kept(self, question: Hashable, count: Callable[[], T]) -> T:
        """The answer that stands for this revision, or a new one."""
        known: T | None = self.memo.get(question, self.index.revision)
        if known is None:
            known = count()
            self.memo.keep(question, self.index.revision, known)
        return known

    def summary(self, places: Places, by: By) -> Summary:
        """The register split into lines."""
        question = ("summary", self.scope, self.day, places, by)
        return self.kept(question, lambda: summing.summary(self.tally, self.scope, places, by))

    def named(self, rows: NDArray[np.integer] | Sequence[int]) -> tuple[Product, ...]:
        """The products at some places of the columns, as of the day."""
        ids = self.index.snapshot.products.id[np.asarray(rows, np.int64)].tolist()
        return search.page(self.session, ids, self.day) if ids else ()

    def complete(self, day: date, province: str | None = None) -> bool:
        """Whether all decisions are in that could be in force on a day, in one of the 34 provinces or the nation.

        The illustration is whole by itself.
        """
        if self.scope is Scope.DEMO:
            return True
        former = [each for each in reference.former_provinces().values() if province in (None, each.successor)]
        return bool(self.declared) and all(
            is_complete(self.declared, former_province=each.code, province=each.successor, day=day) for each in former
        )
