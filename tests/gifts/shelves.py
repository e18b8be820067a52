"""Small shelves of which every fact is known unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np

from ocop.domain.recognition import Scope, Status
from ocop.gifts import basket
from ocop.gifts.basket import Problem
from ocop.gifts.candidates import STATUSES, Offer, Shelf, day_number, empty
from ocop.gifts.judging import Judged, judge
from ocop.gifts.law import Refusal
from ocop.gifts.request import Asked, Avoid, Event, EventKind, GuestClass, Recipient, Role, Wish
from ocop.gifts.substances import in_words, of_origin

DAY = date(2026, 12, 1)
VISIT = Event(kind=EventKind.VISIT, day=DAY)
HEAD = Recipient(guest_class=GuestClass.A, role=Role.HEAD)
NAMED = {
    "status": lambda value: STATUSES.index(value),
    "until": day_number,
    "ingredients": lambda value: int(in_words(value)),
    "materials": lambda value: int(in_words(value)),
    "origin": lambda value: int(of_origin(value)),
}


def product(number: int, **facts: Any) -> dict[str, Any]:
    """A tea of five stars, of a maker and a province of its own."""
    usual = {
        "code": f"P{number}",
        "name": f"Chè {number}",
        "maker": number,
        "province": number,
        "region": number % 6 + 1,
        "group": 1,
        "set": 11,
        "stars": 5,
        "status": Status.VALID,
        "until": date(2028, 1, 1),
        "price": 100_000,
        "weight": 200,
        "alcohol": -1,
        "shelf_life": 365,
        "storage": 1,
        "ingredients": "búp chè tươi",
        "story": True,
        "english": True,
        "inclusive": 0,
    }
    return usual | facts


def offer(*products: dict[str, Any], violations: dict[int, str] | None = None, scope: Scope = Scope.REAL) -> Offer:
    """An offer of some products, in order of code."""
    columns: dict[str, Any] = empty(len(products)) | {
        "code": np.empty(len(products), "U8"),
        "name": np.empty(len(products), object),
    }
    ordered = sorted(products, key=lambda each: each["code"])
    for place, each in enumerate(ordered):
        for name, value in each.items():
            if name in ("ingredients", "materials", "origin"):
                columns[f"{name}_known"][place] = value is not None if name != "origin" else False
                columns["substances"][place] |= 0 if value is None else NAMED[name](value)
            else:
                columns[name][place] = NAMED[name](value) if name in NAMED else value
    columns.pop("origin_known", None)
    return Offer(scope, DAY, Shelf(**columns), MappingProxyType(violations or {}))


def avoiding(*avoided: Avoid, **more: Any) -> Recipient:
    """The head of a delegation of class A who avoids something."""
    return Recipient(guest_class=GuestClass.A, role=Role.HEAD, avoids=frozenset(avoided), **more)


def judged(
    on: Offer, recipient: Recipient = HEAD, *, limit: int | None = 2_600_000, wish: Wish | None = None
) -> Judged:
    """What the rules say."""
    return judge(on, Asked(VISIT, recipient, wish or Wish(items=1), limit))


def problem(
    on: Offer, *recipients: Recipient, event: Event = VISIT, wish: Wish | None = None, **wanted: Any
) -> Problem:
    """A lawful request over an offer."""
    found = basket.prepare(on, event, recipients or (HEAD,), wish or Wish(**wanted))
    assert not isinstance(found, Refusal), found.reason
    return found


def names(of: Problem, place: int = 0) -> set[str]:
    """The codes of the best basket."""
    best = of.best()
    assert best is not None
    return set(of.offer.shelf.code[best.rows[place]].tolist())
