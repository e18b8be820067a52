"""The targets of Decision 919 on a day, and the published totals beside the register's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ocop.domain.targets import TargetResult, Verdict
from ocop.i18n import SOURCE, Language
from ocop.i18n import targets as words
from ocop.ui.page import Page
from ocop.web import asof

END = date(2025, 12, 31)


@dataclass(frozen=True)
class Spark:
    """One bar of a sparkline: a year's end and how high, in percent of the highest or of the goal; None is missing."""

    day: date
    height: int | None
    text: str


@dataclass(frozen=True)
class Row:
    """A target as it is read: title, goal, value, verdict, and how it was computed."""

    result: TargetResult
    title: str
    goal: str
    value: str
    verdict: str
    how: str
    formula: str
    spark: tuple[Spark, ...]
    goal_height: int


def content(page: Page, parameters: Mapping[str, str]) -> str:
    """The whole page."""
    day, unknown = asof.read(parameters, page.day, min(END, page.day))
    rows = tuple(_row(result, page.t) for result in page.register.targets(page.scope, day))
    verdicts = [row.result.verdict for row in rows]
    return page.render(
        "targets.html",
        asof=day,
        unknown=unknown,
        rows=rows,
        end=END,
        today=page.day,
        met=verdicts.count(Verdict.MET) + verdicts.count(Verdict.ABOVE),
        short=verdicts.count(Verdict.SHORT),
        missing=verdicts.count(Verdict.NOT_COMPUTED),
        published=page.register.published(page.scope),
    )


def _row(result: TargetResult, t: Language) -> Row:
    target = result.target
    is_vietnamese = t.code == SOURCE
    values = [value for value in result.trend.values() if value is not None]
    highest = max([*values, result.goal, 1e-9])
    return Row(
        result,
        target.title if is_vietnamese else target.title_en,
        words.goal(result, t),
        words.amount(result.value, target.unit, t) if result.value is not None else t("chưa tính được"),
        words.verdict(result, t),
        words.how(result, t),
        target.formula if is_vietnamese else target.formula_en,
        tuple(_sparks(result, highest, t)),
        round(100 * result.goal / highest),
    )


def _sparks(result: TargetResult, highest: float, t: Language) -> Iterator[Spark]:
    for day, value in result.trend.items():
        if value is None:
            yield Spark(day, None, t("{day}: chưa tính được", day=t.date(day)))
        else:
            amount = words.amount(value, result.target.unit, t)
            yield Spark(day, max(2, round(100 * value / highest)), f"{t.date(day)}: {amount}")
