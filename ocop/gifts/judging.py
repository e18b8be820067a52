"""What the rules leave of an offer for one recipient, and why the rest is out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ocop.domain.said import Said, say
from ocop.gifts import rules, tables
from ocop.gifts.candidates import Mask, Offer
from ocop.gifts.request import Asked

UNKNOWN_FACT = "unknown-fact"


@dataclass(frozen=True)
class Judged:
    """What the rules say of an offer for one recipient: by rule who breaks it and who lacks a fact for it."""

    offer: Offer
    asked: Asked
    broken: dict[str, Mask]
    lacking: dict[str, Mask]
    eligible: Mask

    def counts(self) -> dict[str, int]:
        """How many products each rule excludes; one that breaks several counts under each of them."""
        found = {each: int(mask.sum()) for each, mask in self.broken.items()}
        missing = np.zeros(len(self.eligible), bool)
        for mask in self.lacking.values():
            missing |= mask
        found[UNKNOWN_FACT] = int(missing.sum())
        return {each: count for each, count in found.items() if count}

    def why_not(self, place: int) -> Iterator[tuple[str, Said]]:
        """Every rule that excludes a product, with the reason."""
        for rule in rules.rules(self.asked):
            if self.broken[rule.id][place]:
                yield rule.id, rule.because(self.offer, place, self.asked)
            elif rule.id in self.lacking and self.lacking[rule.id][place]:
                words = tables.rule_texts()[rule.id].words if rule.id in tables.rule_texts() else rule.id
                yield UNKNOWN_FACT, say("chưa biết {fact} (cần để xét: {rule})", fact=rule.fact, rule=words)
        for heeded in sorted(self.asked.wish.heeded & self.broken.keys()):
            if self.broken[heeded][place]:
                yield heeded, say("thuộc điều phải lưu ý mà người soạn muốn tránh")


def judge(offer: Offer, asked: Asked) -> Judged:
    """Apply every rule that concerns the request."""
    broken, lacking = {}, {}
    eligible = np.ones(offer.shelf.size, bool)
    for rule in rules.rules(asked):
        broken[rule.id] = rule.breaks(offer, asked)
        eligible &= ~broken[rule.id]
        if rule.lacks is not None:
            lacking[rule.id] = rule.lacks(offer, asked) & ~broken[rule.id]
            eligible &= ~lacking[rule.id]
    return Judged(offer, asked, broken, lacking, eligible)
