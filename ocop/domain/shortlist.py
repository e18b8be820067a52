"""A shortlist for awards: makers of national products by criteria that whoever proposes may weigh (9591/VPCP-NN, §2).

The document asks for good makers to be picked and names no criteria; these are ours, and stand in the file with their
weights. A fact that is missing earns nothing and is named. Gender and ethnicity of whoever leads a maker are told as
totals only, so they are no criteria here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Criterion(StrEnum):
    """What earns points."""

    PRODUCTS = "products"  # each national product in force
    YEARS = "years"  # each whole year since the first recognition with 5 stars
    RENEWALS = "renewals"  # each time that 5 stars were confirmed
    COOPERATIVE = "cooperative"
    GREEN = "green"


# As weighed until somebody weighs them otherwise, and how often what is counted earns points.
USUAL: Mapping[Criterion, int] = MappingProxyType(
    {
        Criterion.PRODUCTS: 10, Criterion.YEARS: 5, Criterion.RENEWALS: 10, Criterion.COOPERATIVE: 5,
        Criterion.GREEN: 5,
    }
)  # fmt: skip
MOST_COUNTED, MOST_WEIGHT = 5, 50


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A maker and what is known; None is not known. `is_weak`: its 5 stars are known from the press only."""

    maker: int
    name: str
    province: str | None
    products: tuple[str, ...]
    is_weak: bool
    violation: str | None
    counts: Mapping[Criterion, int | None] = field(hash=False)


@dataclass(frozen=True)
class Ranked:
    """A candidate with its points, by criterion, and the criteria of which the fact is missing."""

    candidate: Candidate
    points: int
    parts: Mapping[Criterion, int]
    missing: tuple[Criterion, ...]


def ranked(candidates: list[Candidate], weights: Mapping[Criterion, int]) -> list[Ranked]:
    """Candidates by points, the highest first, then by name; the same for the same facts and weights."""
    found = [_ranked(each, weights) for each in candidates]
    return sorted(found, key=lambda each: (-each.points, each.candidate.name, each.candidate.maker))


def _ranked(candidate: Candidate, weights: Mapping[Criterion, int]) -> Ranked:
    parts = {
        criterion: min(count, MOST_COUNTED) * weights.get(criterion, 0)
        for criterion, count in candidate.counts.items()
        if count is not None
    }
    missing = tuple(
        criterion for criterion, count in candidate.counts.items() if count is None and weights.get(criterion, 0)
    )
    return Ranked(candidate, sum(parts.values()), {each: points for each, points in parts.items() if points}, missing)
