"""What is counted of scans, and what the counts add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Key(NamedTuple):
    """All that is known of a scan: the day in Vietnam, the product, the language. Not who, where or with what."""

    day: date
    code: str
    language: str


@dataclass(frozen=True)
class Total:
    """Scans over some days: by language, by product (code, name) and by day."""

    languages: tuple[tuple[str, int], ...]
    products: tuple[tuple[str, str, int], ...]
    days: tuple[tuple[date, int], ...]

    @property
    def all(self) -> int:
        """How many there were."""
        return sum(n for _language, n in self.languages)
