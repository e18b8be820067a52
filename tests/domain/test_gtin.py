"""GTINs, checked against another reader of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from ocop.domain import gtin

DIGITS = st.sampled_from(gtin.LENGTHS).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length))


@given(DIGITS)
def test_it_is_read_as_another_reader_reads_it(digits: str) -> None:
    assert bool(gtin.tidy(digits)) == (ean.is_valid(digits) and bool(digits.strip("0")))
    body = digits[:-1]
    assert gtin.check_digit(body) == ean.calc_check_digit(body)


@given(st.text(max_size=20))
def test_whatever_else_is_typed_is_none(typed: str) -> None:
    assert gtin.tidy(typed) == "" or ean.is_valid(typed)


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("893 6012 345 674", "08936012345674", "8936012345674"),
        ("08936012345674", "08936012345674", "8936012345674"),
        ("96385074", "00000096385074", "96385074"),
        ("036000291452", "00036000291452", "036000291452"),
        ("18936012345671", "18936012345671", "18936012345671"),
    ],
)
def test_four_lengths_are_one_series(typed: str, kept: str, shown: str) -> None:
    assert (gtin.tidy(typed), gtin.shown(kept)) == (kept, shown)


@pytest.mark.parametrize("typed", ["", "8936012345670", "8936012345", "０8936012345674", "00000000", "8936012-345674"])
def test_what_is_none(typed: str) -> None:
    assert gtin.tidy(typed) == ""
