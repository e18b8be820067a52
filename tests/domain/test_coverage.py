"""Where the register may say "no"."""

from dataclasses import replace
from datetime import date

import pytest

from ocop.domain.coverage import Coverage, is_complete
from ocop.domain.recognition import Level

FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)
NATION = Coverage(Level.NATION, None, None, FIRST, LAST, "s")
BEFORE = Coverage(Level.PROVINCE, "67", None, FIRST, date(2025, 6, 30), "s")
DISTRICTS = replace(BEFORE, level=Level.DISTRICT)
SINCE = Coverage(Level.PROVINCE, None, "68", date(2025, 7, 1), LAST, "s")
ALL = [NATION, BEFORE, DISTRICTS, SINCE]
DAY = date(2026, 11, 22)


def complete(declared: list[Coverage], day: date = DAY) -> bool:
    return is_complete(declared, former_province="67", province="68", day=day)


def test_with_nation_province_under_both_names_and_districts_it_is_complete() -> None:
    assert complete(ALL)


@pytest.mark.parametrize("missing", range(4))
def test_without_any_one_of_them_it_is_not(missing: int) -> None:
    assert not complete(ALL[:missing] + ALL[missing + 1 :])


def test_nothing_declared_is_not_complete() -> None:
    assert not complete([])


def test_one_day_missing_is_not_complete() -> None:
    assert not complete([NATION, BEFORE, DISTRICTS, replace(SINCE, first_day=date(2025, 7, 2))])
    assert not complete([NATION, BEFORE, DISTRICTS, replace(SINCE, last_day=date(2026, 11, 21))])


def test_declarations_may_follow_each_other_and_overlap() -> None:
    halves = [replace(SINCE, last_day=date(2026, 1, 31)), replace(SINCE, first_day=date(2026, 1, 15))]
    assert complete([NATION, BEFORE, DISTRICTS, *halves])


def test_once_no_old_decision_can_be_in_force_only_the_new_ones_are_needed() -> None:
    later = date(2029, 6, 30)
    since = [replace(NATION, first_day=date(2025, 7, 1), last_day=later), replace(SINCE, last_day=later)]
    assert complete(since, later)
    assert not complete(since, date(2028, 6, 30))


def test_coverage_of_another_province_does_not_count() -> None:
    assert not complete([NATION, BEFORE, DISTRICTS, replace(SINCE, province="66")])
