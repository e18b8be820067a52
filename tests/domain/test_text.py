"""Folding of Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.domain.text import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Cà phê Buôn Ma Thuột", "ca phe buon ma thuot"),
        ("Đăk Lăk – ĐẮK LẮK", "dak lak dak lak"),
        ("TP. Hồ  Chí Minh", "tp ho chi minh"),
        ("Hoà Bình", "hoa binh"),
        ("3981/QĐ-UBND", "3981 qd ubnd"),
    ],
)
def test_texts_fold_to_what_people_type(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(unicodedata.normalize("NFD", written)) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
