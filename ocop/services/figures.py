"""The register in figures: counted from the columns in memory, kept until something changes or the day does."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy.orm import Session

from ocop.domain.figures import By, Cohort, Distribution, Ending, Headline, Places, Summary, Year
from ocop.domain.monitoring import (
    Changes,
    Communes,
    Lagging,
    PointsOfSale,
    ProvinceCard,
    Published,
    Unplaced,
)
from ocop.domain.recognition import Scope
from ocop.domain.register import Choices
from ocop.domain.targets import TargetResult
from ocop.services.finder import Finder

NO_CHOICE: Choices = frozenset()


class Figures:
    """The questions of numbers that a `Register` answers."""

    finder: Finder

    def reading(self) -> AbstractContextManager[Session]:
        """A session for reads."""
        raise NotImplementedError

    def summary(self, scope: Scope, day: date, places: Places = Places.NOW, by: By = By.PROVINCE) -> Summary:
        """The register split into lines, always with one for what is not known; lines add up to the total."""
        raise NotImplementedError

    def headline(self, scope: Scope, day: date) -> Headline:
        """Five numbers with those of a year before."""
        raise NotImplementedError

    def distribution(
        self, scope: Scope, day: date, rows: By, *, places: Places = Places.NOW, choices: Choices = NO_CHOICE
    ) -> Distribution:
        """Products in force by row and stars, of the products that the choices leave."""
        raise NotImplementedError

    def flow(self, scope: Scope, day: date, *, choices: Choices = NO_CHOICE) -> tuple[Year, ...]:
        """What happened year by year, to the day."""
        raise NotImplementedError

    def survival(self, scope: Scope, day: date, *, choices: Choices = NO_CHOICE) -> tuple[Cohort, ...]:
        """Of the products first recognised in each year, how many are in force on the day."""
        raise NotImplementedError

    def ending(self, scope: Scope, day: date) -> Ending:
        """What ends within 30, 90, 180 days, by province."""
        raise NotImplementedError

    def changes(self, scope: Scope, day: date) -> Changes:
        """What changed in the month of the day, to the day."""
        raise NotImplementedError

    def communes(self, scope: Scope, day: date, province: str | None = None) -> Communes:
        """Communes with how many products in force they have; of one of the 34 provinces or of all."""
        raise NotImplementedError

    def provinces_behind(self, scope: Scope, day: date) -> Lagging:
        """Provinces whose communes lack products most, or whose recognitions lapsed most, worst first."""
        raise NotImplementedError

    def province_card(self, scope: Scope, day: date, places: Places, code: str) -> ProvinceCard:
        """What one province has."""
        raise NotImplementedError

    def unplaced(self, scope: Scope, day: date) -> Unplaced:
        """What no map can show."""
        raise NotImplementedError

    def points_of_sale(self, scope: Scope, day: date) -> PointsOfSale:
        """Points of sale that are open on the day."""
        raise NotImplementedError

    def targets(self, scope: Scope, day: date) -> tuple[TargetResult, ...]:
        """T1 to T13 of Decision 919, as of the day."""
        raise NotImplementedError

    def published(self, scope: Scope) -> Published:
        """Published national totals beside the register's own of the same days."""
        raise NotImplementedError

    def is_complete(self, scope: Scope, day: date) -> bool:
        """Whether every decision that could be in force on the day is in, of the whole nation.

        The illustration is whole by itself.
        """
        raise NotImplementedError
