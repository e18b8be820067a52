"""Which products to inspect first, and why: what readers report, what ends soon, what rests on weak evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ocop.domain.recognition import Evidence, Status
from ocop.domain.register import Product


class Risk(StrEnum):
    """Why a product is worth a visit, the gravest first."""

    WRONG = "wrong"  # reports of its label turned out to be right within the last year
    WAITING = "waiting"  # reports of its label wait
    ENDING = "ending"  # its recognition ends soon
    WEAK = "weak"  # what is known of it stands in the press alone


@dataclass(frozen=True)
class Suggested:
    """A product with how many reports of its label were found right lately, and how many wait."""

    product: Product
    wrong: int = 0
    waiting: int = 0

    @property
    def risks(self) -> tuple[Risk, ...]:
        """What speaks for a visit."""
        governing = self.product.governing
        is_weak = governing is not None and governing.evidence is Evidence.PRESS
        speaks = {
            Risk.WRONG: self.wrong > 0,
            Risk.WAITING: self.waiting > 0,
            Risk.ENDING: self.product.status is Status.EXPIRING,
            Risk.WEAK: is_weak or self.product.status is Status.REPORTED,
        }
        return tuple(risk for risk, does in speaks.items() if does)


def suggested(found: Iterable[Suggested]) -> list[Suggested]:
    """Those for which something speaks: most found wrong, most reported, most other reasons, ending soonest."""
    worth = [each for each in found if each.risks]
    return sorted(worth, key=_order)


def _order(each: Suggested) -> tuple[int, int, int, date, str, str]:
    governing = each.product.governing
    until = (governing.valid_until if governing else None) or date.max
    return -each.wrong, -each.waiting, -len(each.risks), until, each.product.name, each.product.code
