"""Whether a basket that was chosen before is still lawful: register, rules and ceiling, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ocop.domain.recognition import Scope
from ocop.domain.said import Said, dong, say
from ocop.gifts.basket import Problem, Side, prepare
from ocop.gifts.judging import judge
from ocop.gifts.law import Refusal
from ocop.gifts.request import Asked
from ocop.gifts.written import Request
from ocop.services import gift_words, gifts
from ocop.services.gifts import Answer
from ocop.services.register import Register
from ocop.store.gift_keeping import KeptItem

Items = Sequence[Sequence[KeptItem]]


@dataclass(frozen=True)
class Checked:
    """How a basket stands: what is wrong with it as sentences; where nothing is, the basket at the present prices."""

    faults: tuple[str, ...]
    answer: Answer | None = None

    @property
    def items(self) -> Items:
        """The items at the present prices."""
        assert self.answer is not None, "a basket with faults has no present prices"
        return kept(self.answer)


def kept(answer: Answer) -> tuple[tuple[KeptItem, ...], ...]:
    """The items of an answer, recipient by recipient."""
    return tuple(
        tuple(KeptItem(each.code, each.name, each.price) for each in portion.items) for portion in answer.portions
    )


def check(register: Register, scope: Scope, asked: Request, items: Items) -> Checked:
    """Ask the law and the register as they are today of the day of handing over."""
    event = asked.event
    wish = replace(asked.wish, earlier=(), guest=None, ordered_on=min(register.today(), event.day))
    problem = prepare(gifts.offer(register, scope, event.day), event, asked.recipients, wish)
    if isinstance(problem, Refusal):
        return Checked((problem.reason,))
    faults = [
        fault
        for side, chosen in zip(problem.sides, items, strict=True)
        for fault in (*_of_items(problem, side, chosen), *_of_total(problem, side, chosen))
    ]
    if faults:
        return Checked(tuple(dict.fromkeys(faults)))
    places = problem.offer.shelf.places
    rows = tuple(np.array(sorted(places[each.code] for each in side), np.int64) for side in items)
    return Checked((), gifts.chosen_before(problem, rows))


def ended(register: Register, scope: Scope, asked: Request, items: Items, day: date) -> tuple[str, ...]:
    """Which items were not recognised on a day, as sentences."""
    offer = gifts.offer(register, scope, day)
    judged = judge(offer, Asked(replace(asked.event, day=day), asked.recipients[0], asked.wish, None))
    told = []
    for each in dict.fromkeys(each for side in items for each in side):
        place = offer.shelf.places.get(each.code)
        reasons = _gone() if place is None else [why for rule, why in judged.why_not(place) if rule == "in-force"]
        told += [_of(each, reason) for reason in reasons]
    return tuple(told)


def _of_items(problem: Problem, side: Side, chosen: Sequence[KeptItem]) -> Iterator[str]:
    for each in chosen:
        place = problem.offer.shelf.places.get(each.code)
        reasons = _gone() if place is None else [reason for _rule, reason in side.judged.why_not(place)]
        yield from (_of(each, reason) for reason in reasons)


def _of_total(problem: Problem, side: Side, chosen: Sequence[KeptItem]) -> Iterator[str]:
    """The sum at the present prices against the ceiling; of a product without a price the rules have spoken."""
    shelf, limit = problem.offer.shelf, side.asked.limit
    prices = [int(shelf.price[shelf.places[each.code]]) for each in chosen if each.code in shelf.places]
    if limit is not None and sum(prices) > limit:
        over = sum(prices) - limit
        who = gift_words.recipient(side.asked.recipient)
        yield say(
            "Giỏ cho {who}: tổng giá nay là {total}, vượt mức {limit} là {over}", who=who, total=dong(sum(prices)),
            limit=dong(limit), over=dong(over),
        )  # fmt: skip


def _gone() -> list[str]:
    return [say("không còn trong sổ đăng ký")]


def _of(each: KeptItem, reason: str) -> Said:
    return Said("“{name}”: {reason}", {"name": each.name, "reason": reason}, is_frame=True)
