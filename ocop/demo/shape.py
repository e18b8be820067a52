"""The shape of the illustration: published shares and totals, and how they are spread.

Sources: `data/published_figures.csv` (shares of stars and producers as of the end of 2024, totals by year, 126
five-star products in June 2025), Hà Nội's 3,463 products. What is not published is marked as a guess.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from ocop.demo.chance import Chance, Weighted
from ocop.demo.places import Region
from ocop.domain.taxonomy import ProducerKind

NATIONAL = 18_243
HANOI = "01"
HANOI_PRODUCTS = 3_463
FIVE_STARS = 126
FOUR_STARS = 0.263
AS_OF = date(2026, 11, 22)

GROUPS = {  # guesses, but for food, by far the largest group
    "Food": 0.78,
    "Drinks": 0.075,
    "Medicinal herbs": 0.048,
    "Crafts": 0.06,
    "Ornamental plants and animals": 0.012,
    "Rural tourism": 0.025,
}
KINDS = Weighted(
    [
        (ProducerKind.COOPERATIVE, 0.328),
        (ProducerKind.ENTERPRISE, 0.2425),
        (ProducerKind.HOUSEHOLD, 0.4275),
        (ProducerKind.COOPERATIVE_GROUP, 0.001),
        (ProducerKind.FARM, 0.001),
    ]
)
HOSTS = Weighted(  # of tourism
    [
        (ProducerKind.COOPERATIVE, 0.36),
        (ProducerKind.ENTERPRISE, 0.2),
        (ProducerKind.HOUSEHOLD, 0.32),
        (ProducerKind.COOPERATIVE_GROUP, 0.05),
        (ProducerKind.ASSOCIATION, 0.07),
    ]
)
SMALL = Weighted([(1, 0.72), (2, 0.195), (3, 0.053), (4, 0.022), (5, 0.01)])
LARGE = Weighted(
    [
        (1, 0.51),
        (2, 0.225),
        (3, 0.107),
        (4, 0.064),
        (5, 0.037),
        (6, 0.02),
        (7, 0.013),
        (8, 0.009),
        (9, 0.005),
        (10, 0.004),
        (11, 0.002),
        (12, 0.002),
    ]
)

# Products by day, as published to June 2025. The growth published for 2025 is spread to November 2026, for which no
# total is known, so that the whole illustration counts what the nation had at the end of 2025.
GROWTH = (
    (date(2019, 9, 2), 0),
    (date(2019, 12, 31), 900),
    (date(2020, 12, 31), 4_451),
    (date(2021, 12, 31), 5_401),
    (date(2022, 10, 31), 8_565),
    (date(2023, 6, 30), 9_852),
    (date(2023, 12, 31), 10_322),
    (date(2024, 4, 30), 12_075),
    (date(2024, 12, 31), 14_642),
    (date(2025, 6, 26), 16_000),
    (date(2025, 12, 31), 17_450),
    (date(2026, 12, 31), 18_338),
)


class Growth:
    """Days on which products were first recognised, as the register grew until one day."""

    def __init__(self, today: date) -> None:
        self._days = [day.toordinal() for day, _ in GROWTH]
        self._totals = [total for _, total in GROWTH]
        self._last = self._total(today.toordinal())

    def day(self, chance: Chance) -> date:
        """The day that one product came in."""
        total = chance.roll() * self._last
        after = min(bisect_right(self._totals, total), len(self._days) - 1)
        share = (total - self._totals[after - 1]) / (self._totals[after] - self._totals[after - 1])
        return date.fromordinal(
            self._days[after - 1] + int(share * (self._days[after] - self._days[after - 1])) + 1,
        )

    def _total(self, ordinal: int) -> float:
        after = min(bisect_right(self._days, ordinal), len(self._days) - 1)
        before = after - 1
        share = (ordinal - self._days[before]) / (self._days[after] - self._days[before])
        return self._totals[before] + min(share, 1.0) * (self._totals[after] - self._totals[before])


def quotas(products: int, regions: tuple[Region, ...]) -> list[int]:
    """How many products each region has: Hà Nội its published share, the rest by weight, adding up exactly."""
    hanoi = (products * HANOI_PRODUCTS * 2 + NATIONAL) // (NATIONAL * 2)
    rest = sum(region.weight for region in regions if region.code != HANOI)
    exact = [hanoi if region.code == HANOI else (products - hanoi) * region.weight / rest for region in regions]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: (whole[index] - exact[index], index))
    for index in by_remainder[: products - sum(whole)]:
        whole[index] += 1
    return whole


def group_shares(regions: tuple[Region, ...], counts: list[int]) -> list[Weighted[str]]:
    """For each region the chances of its groups, raked until the whole nation shows `GROUPS`."""
    factors = dict(GROUPS)
    for _ in range(30):
        found = dict.fromkeys(GROUPS, 0.0)
        for region, count in zip(regions, counts, strict=True):
            for group, share in _shares(region, factors):
                found[group] += share * count / max(sum(counts), 1)
        factors = {group: factors[group] * GROUPS[group] / (found[group] or 1.0) for group in GROUPS}
    return [Weighted(_shares(region, factors)) for region in regions]


def _shares(region: Region, factors: dict[str, float]) -> list[tuple[str, float]]:
    """The groups that a region has specialities in, by how many."""
    pairs = [(group, factors[group] * len(those) ** 0.5) for group, those in region.specialities.items()]
    total = sum(weight for _, weight in pairs)
    return [(group, weight / total) for group, weight in pairs]


def final_stars(number: int, chance: Chance) -> int:
    """The stars that a product's history ends with; the few five-star ones are spread evenly over the register."""
    if (number + 1) * FIVE_STARS // NATIONAL > number * FIVE_STARS // NATIONAL:
        return 5
    return 4 if chance.happens(FOUR_STARS) else 3
