"""Curated combos (QĐ 919, Article 1.6.a): sets of gifts tied to the history and culture of the nation or a place.

A slot is a rule over the register, never a product, so every combo is filled anew from what may be given on the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from ocop import reference
from ocop.domain.text import same_name
from ocop.gifts import candidates
from ocop.gifts.candidates import UNKNOWN, Mask, Offer, Shelf
from ocop.gifts.judging import judge
from ocop.gifts.request import Asked, Event, EventKind, GuestClass, Recipient, Role, Wish
from ocop.gifts.tables import Confidence

# The whole country: a combo of no single region.
NATION = "ca-nuoc"


@dataclass(frozen=True)
class Slot:
    """One place of a combo: what may stand there, by set, words of its name, region, province, and at most so much."""

    what: str
    what_en: str
    sets: tuple[int, ...]
    words: tuple[str, ...]
    regions: tuple[str, ...]
    provinces: tuple[int, ...]
    most: int

    def fits(self, shelf: Shelf) -> Mask:
        """For each product of a shelf whether it is of that kind and place, whatever it costs."""
        found = shelf.of_set(*self.sets)
        if self.regions:
            codes = list(reference.regions())
            found &= np.isin(shelf.region, [1 + codes.index(each) for each in self.regions])
        if self.provinces:
            found &= np.isin(shelf.province, self.provinces)
        if self.words:
            said = re.compile(rf"\b(?:{'|'.join(map(same_name, self.words))})\b")
            for row in np.flatnonzero(found):
                found[row] = said.search(same_name(str(shelf.name[row]))) is not None
        return found


@dataclass(frozen=True)
class Combo:
    """A named set: its theme, where it is of, its story in two languages, and who says what the story claims."""

    id: str
    version: int
    theme: str
    region: str
    place: str
    place_en: str
    name: str
    name_en: str
    story: str
    story_en: str
    source: str
    confidence: Confidence
    checked_on: date
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Filled:
    """A slot on a day: the place on the shelf of what stands in it, or how many are in force and why none of them can.

    `in_force` are recognised on the day, `unpriced` those of them without a price in the register.
    """

    slot: Slot
    row: int | None
    in_force: int
    unpriced: int


def fill(offer: Offer, combo: Combo, eligible: Mask) -> tuple[Filled, ...]:
    """The slots of a combo: the one with the fewest candidates chooses first, so that no other takes its only one.

    National products first, then a maker that the combo does not have yet, then inclusive makers, then the lower price.
    """
    shelf = offer.shelf
    kinds = [slot.fits(shelf) for slot in combo.slots]
    fits = [kind & eligible & (shelf.price <= slot.most) for kind, slot in zip(kinds, combo.slots, strict=True)]
    taken: dict[int, int] = {}
    for place in sorted(range(len(fits)), key=lambda each: int(fits[each].sum())):
        rows = [int(row) for row in np.flatnonzero(fits[place]) if row not in taken.values()]
        makers = {int(shelf.maker[row]) for row in taken.values()}
        if rows:
            taken[place] = min(rows, key=lambda row: _order(shelf, row, makers))
    in_force = np.isin(shelf.status, candidates.IN_FORCE)
    return tuple(
        Filled(
            slot,
            taken.get(place),
            int((kinds[place] & in_force).sum()),
            int((kinds[place] & in_force & (shelf.price == UNKNOWN)).sum()),
        )
        for place, slot in enumerate(combo.slots)
    )


def may_be_given(offer: Offer) -> Mask:
    """What every rule lets through whoever the guest is: in force, priced, no violation, fit for a public page."""
    anybody = Recipient(guest_class=GuestClass.OTHER, role=Role.MEMBER)
    asked = Asked(Event(kind=EventKind.FAIR, day=offer.day), anybody, Wish(items=1, public=True), None)
    return judge(offer, asked).eligible


@cache
def combos() -> tuple[Combo, ...]:
    """All combos, in the order of their file."""
    slots: dict[str, list[Slot]] = {}
    for row in reference.rows("gifts/combo_slots.csv"):
        slots.setdefault(row["combo"], []).append(_slot(row))
    return tuple(
        Combo(
            row["id"],
            int(row["version"]),
            row["theme"],
            row["region"] or NATION,
            row["place"],
            row["place_en"],
            row["name"],
            row["name_en"],
            row["story"],
            row["story_en"],
            row["source"],
            Confidence(row["confidence"]),
            date.fromisoformat(row["checked_on"]),
            tuple(slots[row["id"]]),
        )
        for row in reference.rows("gifts/combos.csv")
    )


def _slot(row: dict[str, str]) -> Slot:
    return Slot(
        row["what"],
        row["what_en"],
        tuple(map(int, row["sets"].split())),
        tuple(filter(None, row["words"].split("|"))),
        tuple(row["regions"].split()),
        tuple(map(int, row["provinces"].split())),
        int(row["most"]),
    )


def _order(shelf: Shelf, row: int, makers: set[int]) -> tuple[int, bool, int, int, str]:
    inclusive = int(shelf.inclusive[row]).bit_count()
    return (
        -int(shelf.stars[row]), int(shelf.maker[row]) in makers, -inclusive, int(shelf.price[row]),
        str(shelf.code[row]),
    )  # fmt: skip
