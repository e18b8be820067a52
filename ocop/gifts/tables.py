"""The tables of `data/gifts/`: ceilings, refusals, rules and countries, each row with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ocop import reference
from ocop.domain.said import Said, named


class RuleKind(StrEnum):
    """What a rule does: it excludes, it warns, or it orders."""

    HARD = "hard"
    WARN = "warn"
    PREFER = "prefer"


class Confidence(StrEnum):
    """How far a rule is to be trusted, surest first."""

    LAW = "law"
    SEED = "seed"
    PRESS = "press"
    PRACTICE = "practice"


# What may exclude where a country is concerned; anything less sure only warns.
EXCLUDING = frozenset({Confidence.LAW, Confidence.SEED, Confidence.PRESS})


@dataclass(frozen=True)
class RuleText:
    """A rule in words, with who says so and when that was looked at."""

    id: str
    kind: RuleKind
    words: Said
    source: Said
    confidence: Confidence
    checked_on: date


@dataclass(frozen=True)
class CountryRule:
    """A rule for gifts that go to some countries. `touches` names what it is about."""

    text: RuleText
    countries: frozenset[str]
    touches: frozenset[str]


@dataclass(frozen=True)
class Dated:
    """From which day a row of the law holds, and through which."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class CeilingRow(Dated):
    """An amount for an event, a class and a role; no amount where the approved plan states it."""

    article: str
    event: str
    guest_class: str
    role: str
    amount: int | None
    needs: str
    source: str


@dataclass(frozen=True)
class RefusalRow(Dated):
    """An event for which nothing may be spent: from any money, or from the funds of Article 3."""

    article: str
    event: str
    money: str
    reason: Said
    source: str


@cache
def rule_texts() -> dict[str, RuleText]:
    """Every rule by its id."""
    return {row["id"]: _text(row) for row in reference.rows("gifts/rules.csv")}


@cache
def country_rules() -> tuple[CountryRule, ...]:
    """The rules of countries, groups of countries spelt out."""
    groups = {row["group"]: row["countries"].split() for row in reference.rows("gifts/country_groups.csv")}
    return tuple(
        CountryRule(
            _text(row),
            frozenset(code for each in row["countries"].split() for code in groups.get(each, [each])),
            frozenset(row["touches"].split()),
        )
        for row in reference.rows("gifts/country_rules.csv")
    )


@cache
def ceilings() -> tuple[CeilingRow, ...]:
    """The amounts of the law."""
    return tuple(
        CeilingRow(
            *_span(row),
            row["article"],
            row["event"],
            row["class"],
            row["role"],
            int(row["amount_vnd"]) if row["amount_vnd"] else None,
            row["needs"],
            row["source"],
        )
        for row in reference.rows("gifts/ceilings.csv")
    )


@cache
def refusals() -> tuple[RefusalRow, ...]:
    """What the law forbids."""
    return tuple(
        RefusalRow(
            *_span(row),
            row["article"],
            row["event"],
            row["money"],
            named(row["reason"], row["reason_en"]),
            row["source"],
        )
        for row in reference.rows("gifts/refusals.csv")
    )


def _span(row: dict[str, str]) -> tuple[date, date]:
    return date.fromisoformat(row["from"]), date.fromisoformat(row["until"]) if row["until"] else date.max


def _text(row: dict[str, str]) -> RuleText:
    return RuleText(
        row["id"],
        RuleKind(row["kind"]),
        named(row["rule"], row["rule_en"]),
        named(row["source"], row["source_en"]),
        Confidence(row["confidence"]),
        date.fromisoformat(row["checked_on"]),
    )
