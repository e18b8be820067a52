"""Dates as sources state them, and terms in months."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.domain.dates import Stated, months_later


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 8, 5), date(2029, 8, 5)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2025, 6, 30), date(2028, 6, 30)),
        (date(2023, 12, 31), date(2026, 12, 31)),
    ],
)
def test_thirty_six_months_run_through_the_same_day(start: date, end: date) -> None:
    assert months_later(start, 36) == end


def test_a_day_that_does_not_exist_is_the_last_of_its_month() -> None:
    assert months_later(date(2026, 8, 31), 1) == date(2026, 9, 30)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)


@given(st.dates(date(1, 1, 1), date(9000, 1, 1)), st.integers(0, 1200))
def test_a_term_ends_in_the_month_that_was_counted(start: date, months: int) -> None:
    end = months_later(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day <= start.day


@pytest.mark.parametrize("text", ["2023", "2023-07", "2025-01-16"])
def test_a_date_is_kept_as_precise_as_its_source(text: str) -> None:
    assert str(Stated.parse(text)) == text


def test_only_a_whole_date_is_exact() -> None:
    assert Stated.parse("2025-01-16").exact == date(2025, 1, 16)
    assert Stated.parse("2023-07").exact is None
    assert Stated.parse("2023-07").earliest == date(2023, 7, 1)


@pytest.mark.parametrize("text", ["", "23", "2023-13", "2023-02-30", "2023-2-3", "07/2023", "2023-07-14-01", "abcd"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Stated.parse(text)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(ValueError):
        assert Stated.parse(text).year >= 1
