"""The made-up register itself: a stream of products, one maker's after the other's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ocop.demo import shape
from ocop.demo.certificates import certificates
from ocop.demo.chance import Chance
from ocop.demo.codes import CAPACITY, Codes
from ocop.demo.facts import facts
from ocop.demo.history import Histories
from ocop.demo.makers import makers
from ocop.demo.names import name
from ocop.demo.places import regions
from ocop.domain.entries import ProductEntry
from ocop.domain.places import MERGERS

SET_BY = "register"


def generate(products: int = shape.NATIONAL, seed: int = 1, today: date = shape.AS_OF) -> Iterator[ProductEntry]:
    """Made-up products with their makers and histories as of a day; the same arguments give the same ones.

    Products of one maker follow each other and share one `MakerEntry`. Nothing is kept but the names in use, so any
    number of products streams in constant memory.

    Raises:
        ValueError: more products than there are codes, or a day before there were today's communes.

    """
    if not 0 <= products <= CAPACITY:
        raise ValueError(f"products: {products} is not from 0 through {CAPACITY}")
    if today < MERGERS:
        raise ValueError(f"today: {today} lies before the communes of {MERGERS}")
    return _stream(products, seed, today)


def _stream(products: int, seed: int, today: date) -> Iterator[ProductEntry]:
    chance = Chance(seed)
    codes, histories, growth = Codes(chance), Histories(today), shape.Growth(today)
    number = 0
    for maker in makers(chance, products, regions()):
        taken: list[str] = []
        for speciality in maker.trade:
            named = name(chance, maker, speciality, taken)
            taken.append(named.vi)
            stars = shape.final_stars(number, chance)
            history = histories.tell(chance, maker.home, stars, growth.day(chance))
            first = history[0].decision.stated.earliest
            yield ProductEntry(
                code=codes.code(number),
                name=named.vi,
                maker=maker.entry,
                history=history,
                set_number=speciality.set_number,
                set_by=SET_BY,
                facts=facts(chance, speciality, named, maker.home, stars),
                certificates=certificates(chance, speciality, first, today),
            )
            number += 1
