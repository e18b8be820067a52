"""What stewards keep of a product and of its maker besides decisions: which fields, what was seen, who said it.

An empty value is "not known", never "no"; a list without entries says that there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ocop.domain.recognition import Scope

Values = Mapping[str, object]

# As the columns of the store call them; those of `Facts` come after the first three.
PRODUCT = (
    "name", "set_number", "gtin", "name_en", "price_vnd", "net_weight_g", "volume_ml", "alcohol_percent",
    "ingredients", "animal_origin", "materials", "shelf_life_days", "storage", "fragile", "lead_time_days",
    "monthly_capacity", "label_languages",
)  # fmt: skip
STORIES = ("story_vi", "story_en")
MAKER = (
    "name", "kind", "commune", "place_stated", "size", "led_by_woman", "led_by_minority", "workers", "trained_workers",
    "channels", "green_chain", "craft_village",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """Who said what is given (a label, a file of the maker), on which day, and why it is recorded."""

    source: str
    on: date | None
    why: str


@dataclass(frozen=True)
class Source:
    """What one fact rests on, and who recorded it when, as clocks in Vietnam tell it."""

    source: str
    on: date
    by: str
    at: datetime


@dataclass(frozen=True)
class Kept:
    """The fields of one product or maker as they are now; `number` is the row, `subject` what the audit calls it."""

    number: int
    subject: str
    scope: Scope
    province: str | None
    values: Values = field(hash=False)
    sources: Mapping[str, Source] = field(hash=False)


def differences(before: Values, after: Values) -> dict[str, tuple[object, object]]:
    """The fields in which two states differ, with both values."""
    return {name: (value, after[name]) for name, value in before.items() if after[name] != value}


def maker_subject(number: int) -> str:
    """What the audit calls a maker."""
    return f"maker {number}"
