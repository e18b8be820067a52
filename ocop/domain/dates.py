"""Dates as sources state them, and terms counted in months."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import total_ordering


@total_ordering
@dataclass(frozen=True)
class Stated:
    """A date as precise as its source: a year, a month, or a day. Sorts by the earliest day that it can mean."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Stated:
        """Read `2023`, `2023-07` or `2023-07-14`.

        Raises:
            ValueError: the text is none of these, or the day does not exist.

        """
        parts = [int(part) for part in text.split("-")]
        if not 1 <= len(parts) <= 3 or len(text) != (4, 7, 10)[len(parts) - 1]:
            raise ValueError(f"không phải ngày, tháng hay năm: {text!r}")
        date(*parts, *[1] * (3 - len(parts)))
        return cls(*parts)

    @property
    def exact(self) -> date | None:
        """The day, when the source states one."""
        return None if self.month is None or self.day is None else date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def __lt__(self, other: Stated) -> bool:
        return self.earliest < other.earliest

    def __str__(self) -> str:
        """The ISO form that `parse` reads."""
        month = "" if self.month is None else f"-{self.month:02}"
        day = "" if self.day is None else f"-{self.day:02}"
        return f"{self.year:04}{month}{day}"


def months_later(start: date, months: int) -> date:
    """The same day of a later month; the last day of the month where that day does not exist.

    >>> months_later(date(2024, 2, 29), 36)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
