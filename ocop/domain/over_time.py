"""What became of recognitions year by year: decided and lapsed, and what is left of those of each year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ocop.domain.figures import Share
from ocop.domain.recognition import Kind


@dataclass(frozen=True)
class Year:
    """What happened in one year, to the day asked for: decisions by kind, and terms that lapsed.

    A term *lapses* when it ends and the product has no other recognition the day after. `recognised` are those of which
    the source does not say whether they were the first.
    """

    year: int
    decided: Mapping[Kind, int] = field(hash=False)
    lapsed: int

    @property
    def first(self) -> int:
        """Recognised for the first time, as far as the sources say."""
        return self.decided[Kind.FIRST]


@dataclass(frozen=True)
class Cohort:
    """The products of which the earliest recognition known is of one year, and how many are in force on the day."""

    year: int
    recognised: int
    in_force: int

    @property
    def share(self) -> Share:
        """What is left."""
        return Share(self.in_force, self.recognised)


@dataclass(frozen=True)
class Survival:
    """What is left of each year that has products, and how many products belong to none.

    Of those that are only `reported` nobody can say whether they are in force: they would count as lost in every year.
    """

    cohorts: tuple[Cohort, ...]
    reported: int
