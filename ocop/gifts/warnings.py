"""The rules that warn: what a person must look at before the basket is handed over. Each says which products."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from ocop.gifts import candidates, rules, tables
from ocop.gifts.candidates import FROZEN, SPIRITS, UNKNOWN, Mask, Shelf, day_number
from ocop.gifts.request import Asked, Avoid, Travel
from ocop.gifts.substances import MEAT, Substance

SOON_DAYS = 90
SHELF_LIFE_DAYS = 180
HAND_GRAMS = 5000
CABIN_ML = 100
FLYING, TOO_STRONG = 2400, 7000
WRITTEN_SHARE = (105, 100)  # of each item five in a hundred more are ordered


@dataclass(frozen=True)
class Warn:
    """When it concerns a request, and of which products it warns."""

    id: str
    applies: Callable[[Asked], bool]
    concerns: Callable[[Shelf, Asked], Mask]


def concerned(shelf: Shelf, asked: Asked) -> dict[str, Mask]:
    """By warning the products that it speaks of."""
    return {each.id: each.concerns(shelf, asked) for each in every() if each.applies(asked)}


def every() -> tuple[Warn, ...]:
    """All that warn of single products."""
    return (*WARNINGS, *_country_warnings())


def text(identifier: str) -> tables.RuleText:
    """A warning in words."""
    known = tables.rule_texts().get(identifier)
    return known or next(each.text for each in tables.country_rules() if each.text.id == identifier)


def _always(_asked: Asked) -> bool:
    return True


def _abroad(asked: Asked) -> bool:
    return asked.abroad


def _flies(asked: Asked) -> bool:
    return asked.abroad or asked.recipient.travel in (Travel.HAND, Travel.HOLD)


def _in_hand(asked: Asked) -> bool:
    return asked.recipient.travel is Travel.HAND


def _soon(shelf: Shelf, asked: Asked) -> Mask:
    found: Mask = (shelf.until >= 0) & (shelf.until - day_number(asked.day) < SOON_DAYS)
    return found


def _perishable(shelf: Shelf, _asked: Asked) -> Mask:
    found: Mask = (shelf.storage > candidates.AMBIENT) | shelf.of_set(*candidates.FRESH)
    return found


def _spirits_that_fly(shelf: Shelf, _asked: Asked) -> Mask:
    """Strong ones, and those of unknown strength."""
    found: Mask = (shelf.alcohol > FLYING) | (shelf.of_set(*SPIRITS) & (shelf.alcohol == UNKNOWN))
    return found


def _short_lived(shelf: Shelf, _asked: Asked) -> Mask:
    """What keeps less than that, or nobody knows how long."""
    return shelf.edible & (shelf.shelf_life < SHELF_LIFE_DAYS)


def _too_many(shelf: Shelf, asked: Asked) -> Mask:
    return beyond(shelf, np.full(shelf.size, asked.recipient.count), asked)


def beyond(shelf: Shelf, pieces: candidates.Numbers, asked: Asked) -> Mask:
    """Whether so many pieces, and five in a hundred more, are beyond what the maker states."""
    more, whole = WRITTEN_SHARE
    short: Mask = (shelf.capacity != UNKNOWN) & (pieces * more > shelf.capacity * whole)
    if asked.wish.ordered_on is None:
        return short
    days = (asked.day - asked.wish.ordered_on).days
    late: Mask = (shelf.lead_time != UNKNOWN) & (shelf.lead_time > days)
    return short | late


def _wet(shelf: Shelf, _asked: Asked) -> Mask:
    """Liquids, and what is as thick as honey."""
    return (shelf.volume > CABIN_ML) | (shelf.has(Substance.HONEY) & shelf.of_set(4))


WARNINGS = (
    Warn("ends-soon", _always, _soon),
    Warn("no-live-across-border", _abroad, lambda shelf, _asked: shelf.of_set(*candidates.LIVING)),
    Warn("ambient-only-for-travel", _abroad, _perishable),
    Warn("cabin-liquids", _in_hand, _wet),
    Warn("strong-spirits", _flies, _spirits_that_fly),
    Warn("fish-sauce-by-air", _flies, lambda shelf, _asked: shelf.of_set(9) & shelf.has(Substance.FISH_SAUCE)),
    Warn("sharp", _abroad, lambda shelf, _asked: shelf.of_set(21) & shelf.has(Substance.BLADE)),
    Warn("cites", _abroad, lambda shelf, _asked: shelf.has(Substance.PROTECTED)),
    Warn("medicines", _abroad, lambda shelf, _asked: shelf.of_set(18)),
    Warn("shelf-life", _always, _short_lived),
    Warn("label-language", _abroad, lambda shelf, _asked: shelf.edible & ~shelf.english),
    Warn("age-notice", _always, lambda shelf, _asked: shelf.of_set(*SPIRITS) | (shelf.alcohol > 0)),
    Warn("capacity", _always, _too_many),
    Warn(
        "halal-certificate",
        lambda asked: Avoid.HALAL in asked.recipient.avoids,
        lambda shelf, _asked: shelf.edible & ~shelf.halal,
    ),
)

_TOUCHED: dict[str, Callable[[Shelf], Mask]] = {
    "meat": lambda shelf: shelf.edible & shelf.has(MEAT),
    "milk": lambda shelf: shelf.edible & shelf.has(Substance.MILK),
    "honey": lambda shelf: shelf.edible & shelf.has(Substance.HONEY),
    "egg": lambda shelf: shelf.edible & shelf.has(Substance.EGG),
    "fish": lambda shelf: shelf.edible & shelf.has(Substance.FISH),
    "shellfish": lambda shelf: shelf.edible & shelf.has(Substance.SHELLFISH),
    "nest": lambda shelf: shelf.has(Substance.NEST),
    "edible": lambda shelf: shelf.edible,
    "alcohol": lambda shelf: shelf.of_set(*SPIRITS) | (shelf.alcohol > 0),
    "fresh-plant": lambda shelf: shelf.of_set(1, 23, 24),
    "dried-fruit": lambda shelf: shelf.has(Substance.DRIED_FRUIT) | (shelf.of_set(7) & (shelf.storage != FROZEN)),
    "wood": lambda shelf: shelf.of_set(21, 24) & shelf.has(Substance.WOOD),
    "clock": lambda shelf: shelf.has(Substance.CLOCK),
}


@cache
def _country_warnings() -> tuple[Warn, ...]:
    return tuple(_of_country(each) for each in tables.country_rules() if not rules.excludes(each))


def _of_country(rule: tables.CountryRule) -> Warn:
    def concerns(shelf: Shelf, _asked: Asked) -> Mask:
        found: Mask = np.logical_or.reduce([_TOUCHED[touched](shelf) for touched in sorted(rule.touches)])
        return found

    return Warn(rule.text.id, lambda asked: asked.recipient.country in rule.countries, concerns)
