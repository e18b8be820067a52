"""What was published: which files, of which day, and when each page has to be written again.

A published page turns as the register's verdicts do: on the day on which a recognition begins to end soon, ends, or
another one begins. That day is known beforehand, so a nightly run writes exactly the pages that turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ocop.domain.coverage import Coverage, is_complete
from ocop.domain.dates import months_later
from ocop.domain.places import MERGERS
from ocop.domain.recognition import ENDING_SOON_DAYS, EXTENSION, ONE_DAY, TERM_MONTHS, Period, Scope, State


@dataclass(frozen=True)
class Entry:
    """The files of one product by path, each with the SHA-256 of what it says; `next_change` is when that turns."""

    published_on: date
    next_change: date | None
    files: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """One publication: of which register, from which of its revisions, by which release, and all its files."""

    scope: Scope
    revision: int
    release: str
    base_url: str
    coverage: str
    published_on: date
    products: Mapping[str, Entry] = field(default_factory=dict, hash=False)
    others: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def next_change(self) -> date | None:
        """When the first of its pages turns."""
        return min((each.next_change for each in self.products.values() if each.next_change), default=None)

    @property
    def paths(self) -> Iterable[str]:
        """All files that it holds compressed."""
        for entry in self.products.values():
            yield from entry.files
        yield from self.others

    def is_made_as(self, other: Manifest) -> bool:
        """Whether both were made by the same rules, so that only products decide what differs."""
        return (self.release, self.base_url, self.coverage) == (other.release, other.base_url, other.coverage)

    def written(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "scope": str(self.scope),
            "revision": self.revision,
            "release": self.release,
            "base_url": self.base_url,
            "coverage": self.coverage,
            "published_on": self.published_on.isoformat(),
            "next_change": self.next_change and self.next_change.isoformat(),
            "others": dict(self.others),
            "products": {
                code: {
                    "published_on": entry.published_on.isoformat(),
                    "next_change": entry.next_change and entry.next_change.isoformat(),
                    "files": dict(entry.files),
                }
                for code, entry in sorted(self.products.items())
            },
        }


def read(written: Mapping[str, Any]) -> Manifest:
    """A manifest from its JSON."""
    return Manifest(
        scope=Scope(written["scope"]),
        revision=written["revision"],
        release=written["release"],
        base_url=written["base_url"],
        coverage=written["coverage"],
        published_on=date.fromisoformat(written["published_on"]),
        others=written["others"],
        products={
            code: Entry(
                date.fromisoformat(each["published_on"]),
                each["next_change"] and date.fromisoformat(each["next_change"]),
                each["files"],
            )
            for code, each in written["products"].items()
        },
    )


def turns(period: Period, day: date) -> list[date]:
    """The days after a day on which what a page says of a period turns: it begins, ends soon, is over."""
    found = [period.first]
    if period.state is State.IN_FORCE and period.until is not None:
        soon = period.until - timedelta(days=ENDING_SOON_DAYS - 1)
        found += [soon] if soon > period.first and (period.last is None or soon <= period.last) else []
    if period.last is not None:
        found.append(period.last + ONE_DAY)
    return [each for each in found if each > day]


def completeness_turns(declared: Iterable[Coverage], *, former_province: str, province: str, day: date) -> date | None:
    """The next day on which the register stops or begins to be complete for a place, where nothing more is declared."""
    declared = list(declared)

    def complete(on: date) -> bool:
        return is_complete(declared, former_province=former_province, province=province, day=on)

    # A span of declared days is left at its end, and is no longer needed once every term begun before is over.
    days = {each.last_day + ONE_DAY for each in declared}
    for first in {each.first_day for each in declared} | {MERGERS}:
        outlived = months_later(first + EXTENSION, TERM_MONTHS)
        days |= {outlived + timedelta(days=shift) for shift in range(-3, 4)}
    now = complete(day)
    return next((each for each in sorted(days) if each > day and complete(each) != now), None)
