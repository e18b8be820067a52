"""What a rule that excludes is: whom it concerns, who breaks it, who lacks a fact that it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ocop.domain.said import Said, say
from ocop.gifts.candidates import Mask, Offer
from ocop.gifts.request import Asked

NOTHING = Said("")
INGREDIENTS = say("thành phần")

Excludes = Callable[[Offer, Asked], Mask]
Because = Callable[[Offer, int, Asked], Said]


@dataclass(frozen=True)
class Rule:
    """Whom it excludes and why; `lacks` are those of whom it cannot be told, `fact` what is missing."""

    id: str
    applies: Callable[[Asked], bool]
    breaks: Excludes
    because: Because
    lacks: Excludes | None = None
    fact: Said = NOTHING


def because(words: Said) -> Because:
    """The same reason for every product."""
    return lambda _offer, _place, _asked: words
