"""A reader's report of a label that is wrong: what may be said in one, and the number that it is answered with.

The number (`BC-XXXX-XXXX`) has the alphabet and the check character of product codes and two letters more, so that
nobody takes one for the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ocop.domain.codes import ALPHABET, LENGTH, tidy, with_check

MARK = "BC"  # báo cáo
CHANCE = LENGTH - 1  # characters of chance in a number

# How long each answer may be; the form says so and the store holds to it.
LONGEST = {"product": 200, "seen_where": 300, "what": 2000}


class Outcome(StrEnum):
    """What came of a report."""

    WRONG = "wrong"
    RIGHT = "right"
    PASSED_ON = "passed-on"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class LabelReport:
    """What a reader says. `code` is the product meant, where the register knows it."""

    product: str
    seen_where: str
    what: str
    language: str
    code: str | None = None
    photo: bytes | None = None


@dataclass(frozen=True)
class StoredReport:
    """A report as the steward sees it."""

    number: str
    received_at: datetime
    language: str
    product: str
    code: str | None
    seen_where: str
    what: str
    has_photo: bool
    closed_at: datetime | None
    closed_by: str | None
    closed_why: str | None
    outcome: str | None = None


def number(chance: str) -> str:
    """The number that some characters of chance make, as the store keeps it."""
    return with_check(MARK + chance)


def is_number(tidied: str) -> bool:
    """Whether a tidied text has the form and the check character of a number."""
    return (
        len(tidied) == len(MARK) + LENGTH
        and tidied.startswith(MARK)
        and all(character in ALPHABET for character in tidied)
        and with_check(tidied[:-1]) == tidied
    )


def read_number(typed: str) -> str:
    """A number in any spelling as the store keeps it; empty where it is none."""
    tidied = tidy(typed)
    return tidied if is_number(tidied) else ""


def shown(kept: str) -> str:
    """The number as it is told: `BC-XXXX-XXXX`."""
    return f"{kept[:2]}-{kept[2:6]}-{kept[6:]}"
