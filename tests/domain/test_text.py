"""Folding of Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.domain.text import fold, same_name


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


@pytest.mark.parametrize(
    "spelling", ["HTX Hoà Bình", "htx  hòa bình", "HTX. HÒA BÌNH", unicodedata.normalize("NFD", "HTX Hoà Bình")]
)
def test_spellings_of_one_name_are_the_same(spelling: str) -> None:
    assert same_name(spelling) == "htx hòa bình"


@pytest.mark.parametrize(
    ("one", "other"), [("Lê Thị Hoa", "Lê Thị Hòa"), ("Đặng Hoàn", "Đặng Hoán"), ("Trà Đào", "Trà Dao")]
)
def test_a_tone_makes_another_name(one: str, other: str) -> None:
    assert same_name(one) != same_name(other)
    assert fold(one) == fold(other)


def test_a_tone_inside_a_syllable_stays_where_it_is() -> None:
    assert same_name("Hoàn Toàn Xuỳên") == "hoàn toàn xuỳên"
