"""Made-up points of sale, none to a dozen in each of the 34 provinces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ocop import reference
from ocop.demo.chance import Chance, Weighted
from ocop.demo.places import RURAL, Home, regions
from ocop.demo.shape import AS_OF
from ocop.domain.entries import PointOfSaleEntry

MOST = 12
NONE_AT_ALL = 0.08
CLOSED = 0.07
FIRST_DAY = date(2019, 10, 1)
KINDS = Weighted(
    [
        (("ocop-shop", "Cửa hàng OCOP Minh Họa"), 0.5),
        (("supermarket", "Siêu thị Minh Họa"), 0.16),
        (("rest-stop", "Trạm dừng nghỉ Minh Họa"), 0.1),
        (("market", "Quầy chợ Minh Họa"), 0.1),
        (("convenience", "Cửa hàng tiện lợi Minh Họa"), 0.08),
        (("e-commerce", "Gian hàng trực tuyến Minh Họa"), 0.06),
    ]
)


def points_of_sale(seed: int = 1, today: date = AS_OF) -> Iterator[PointOfSaleEntry]:
    """Points of sale, province by province; all communes, towns first."""
    chance = Chance(seed)
    homes = _homes()
    for province in reference.provinces():
        count = 0 if chance.happens(NONE_AT_ALL) else chance.between(1, MOST)
        for number in range(1, count + 1):
            yield _point(chance, homes[province], number, today)


def _homes() -> dict[str, tuple[list[Home], list[Home]]]:
    """Towns and villages of each of the 34 provinces."""
    found: dict[str, tuple[list[Home], list[Home]]] = {code: ([], []) for code in reference.provinces()}
    for region in regions():
        for home in (*region.other, *region.rural):
            found[home.commune.province][home.commune.type == RURAL].append(home)
    return found


def _point(chance: Chance, homes: tuple[list[Home], list[Home]], number: int, today: date) -> PointOfSaleEntry:
    towns, villages = homes
    home = chance.pick(towns if chance.happens(0.7) else villages)
    kind, name = chance.of(KINDS)
    opened = FIRST_DAY + timedelta(days=chance.between(0, (today - FIRST_DAY).days))
    age = (today - opened).days
    closes = chance.happens(CLOSED)
    return PointOfSaleEntry(
        name=f"{name} {home.commune.name} {number}",
        kind=kind,
        province=home.commune.province,
        commune=home.commune.code,
        address=home.words,
        opened=opened,
        closed=opened + timedelta(days=chance.between(1, age)) if closes and age else None,
    )
