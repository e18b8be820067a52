"""The register in figures: counted from the columns in memory, kept until something changes or the day does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from ocop.domain.figures import By, Distribution, Ending, Headline, Places, Summary
from ocop.domain.monitoring import (
    Changes,
    Communes,
    Lagging,
    PointsOfSale,
    ProvinceCard,
    Published,
    Unplaced,
)
from ocop.domain.over_time import Survival, Year
from ocop.domain.recognition import Scope
from ocop.domain.register import Choices, Overview
from ocop.domain.targets import TargetResult
from ocop.index import history, summing
from ocop.services import headlines, monitoring, targets
from ocop.services.asked import Asked
from ocop.services.finder import Finder
from ocop.services.memo import Memo
from ocop.store import queries

NO_CHOICE: Choices = frozenset()
T = TypeVar("T")


class Figures:
    """The questions of numbers that a `Register` answers."""

    finder: Finder
    memo: Memo

    def apart(self, ask: Callable[[Session], T]) -> T:
        """What is no verdict, asked of the replica where there is one that keeps up."""
        raise NotImplementedError

    def _count(self, what: str, scope: Scope, day: date, count: Callable[[Asked], T], *more: str | Choices | None) -> T:
        """The answer to a question as the store stands now; counted where it is not known."""
        question = (what, scope, day, *more)

        def ask(session: Session) -> T:
            known: T | None = self.memo.get(question, queries.revision(session))
            if known is not None:
                return known
            index = self.finder.index(session, scope)
            asked = Asked(session, index, scope, day, self.memo)
            return asked.kept(question, lambda: count(asked))

        return self.apart(ask)

    def overview(self, scope: Scope, day: date) -> Overview:
        """What was ever recognised by the day, in a few numbers."""
        return self._count("overview", scope, day, lambda asked: summing.overview(asked.tally))

    def summary(self, scope: Scope, day: date, places: Places = Places.NOW, by: By = By.PROVINCE) -> Summary:
        """The register split into lines, always with one for what is not known; lines add up to the total."""
        return self._count("summary", scope, day, lambda asked: asked.summary(places, by), places, by)

    def headline(self, scope: Scope, day: date) -> Headline:
        """Five numbers with those of a year before."""
        return self._count("headline", scope, day, headlines.headline)

    def distribution(
        self, scope: Scope, day: date, rows: By, *, places: Places = Places.NOW, choices: Choices = NO_CHOICE
    ) -> Distribution:
        """Products in force by row and stars, of the products that the choices leave."""

        def count(asked: Asked) -> Distribution:
            return summing.distribution(asked.tally, scope, rows, places, choices)

        return self._count("distribution", scope, day, count, rows, places, choices)

    def flow(self, scope: Scope, day: date, *, choices: Choices = NO_CHOICE) -> tuple[Year, ...]:
        """What happened year by year, to the day."""
        return self._count("flow", scope, day, lambda asked: history.flow(asked.tally, choices), choices)

    def survival(self, scope: Scope, day: date, *, choices: Choices = NO_CHOICE) -> Survival:
        """Of the products recognised in each year, how many are in force on the day."""
        return self._count("survival", scope, day, lambda asked: history.survival(asked.tally, choices), choices)

    def ending(self, scope: Scope, day: date) -> Ending:
        """What ends within 30, 90, 180 days, by province."""
        return self._count("ending", scope, day, headlines.ending)

    def changes(self, scope: Scope, day: date) -> Changes:
        """What changed in the month of the day, to the day."""
        return self._count("changes", scope, day, monitoring.changes)

    def communes(self, scope: Scope, day: date, province: str | None = None) -> Communes:
        """Communes with how many products in force they have; of one of the 34 provinces or of all."""
        return self._count("communes", scope, day, lambda asked: monitoring.communes(asked, province), province)

    def provinces_behind(self, scope: Scope, day: date) -> Lagging:
        """Provinces whose communes lack products most, or whose recognitions lapsed most, worst first."""
        return self._count("behind", scope, day, monitoring.provinces_behind)

    def province_card(self, scope: Scope, day: date, places: Places, code: str) -> ProvinceCard:
        """What one province has.

        Raises:
            QueryError: no such province is among those places.
        """
        return self._count("card", scope, day, lambda asked: monitoring.card(asked, places, code), places, code)

    def unplaced(self, scope: Scope, day: date) -> Unplaced:
        """What no map can show."""
        return self._count("unplaced", scope, day, monitoring.unplaced)

    def points_of_sale(self, scope: Scope, day: date) -> PointsOfSale:
        """Points of sale that are open on the day."""
        return self._count("points", scope, day, monitoring.points_of_sale)

    def targets(self, scope: Scope, day: date) -> tuple[TargetResult, ...]:
        """T1 to T13 of Decision 919, as of the day."""
        return self._count("targets", scope, day, targets.results)

    def published(self, scope: Scope) -> Published:
        """Published national totals beside the register's own of the same days."""
        return self._count("published", scope, date.min, targets.published)

    def is_complete(self, scope: Scope, day: date) -> bool:
        """Whether every decision that could be in force on the day is in, of the whole nation.

        The illustration is whole by itself.
        """
        return self._count("complete", scope, day, lambda asked: asked.complete(day))
