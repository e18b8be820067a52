"""What ends soon or ended lately, as a steward has to act on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ocop.domain.register import Product


class Within(StrEnum):
    """How soon: by the days in which a steward plans, warns and must have told (QĐ 148: 30 days before the end)."""

    DAYS_30 = "30"
    DAYS_90 = "90"
    DAYS_180 = "180"
    ENDED = "da-het"


FURTHEST, LATELY = timedelta(180), timedelta(90)


class Order(StrEnum):
    """The order of the queue."""

    END = "ngay"
    MAKER = "chu-the"
    PLACE = "dia-ban"


@dataclass(frozen=True)
class Sent:
    """A notice to the maker: the day on which it went out, and who noted it."""

    on: date
    by: str


@dataclass(frozen=True)
class Ending:
    """A product with the last day of its recognition, and the newest notice of just that end."""

    product: Product
    until: date
    sent: Sent | None = None

    def days_left(self, day: date) -> int:
        """Days after that one in which it is still in force; negative once it is over."""
        return (self.until - day).days

    def is_within(self, within: Within, day: date) -> bool:
        """Whether it belongs to a part of the queue."""
        left = self.days_left(day)
        return left < 0 if within is Within.ENDED else 0 <= left <= int(within)


def queue(
    found: Iterable[Ending], day: date, *, within: Within, province: str | None, only_untold: bool, order: Order
) -> list[Ending]:
    """The part of a queue that is asked for, in order."""
    wanted = [
        each
        for each in found
        if each.is_within(within, day)
        and (province is None or each.product.producer.province == province)
        and not (only_untold and each.sent)
    ]
    keys = {
        Order.END: lambda each: (each.until, each.product.producer.name, each.product.id),
        Order.MAKER: lambda each: (each.product.producer.name, each.until, each.product.id),
        Order.PLACE: lambda each: (
            each.product.producer.province or "", each.product.producer.commune or "", each.until, each.product.id,
        ),
    }  # fmt: skip
    return sorted(wanted, key=keys[order])
