"""Codes printed on packs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from ocop.domain import codes

BODIES = st.text(codes.ALPHABET, min_size=7, max_size=7)


def test_a_shipped_code_is_valid_and_shown_in_two_halves() -> None:
    assert codes.is_code("FR23R1AX")
    assert codes.shown("FR23R1AX") == "FR23-R1AX"


@pytest.mark.parametrize("typed", ["FR23-R1AX", "fr23r1ax", " fr23 - r1ax ", "FR23–RIAX", "fr23-rlax"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert codes.tidy(typed) == "FR23R1AX"


def test_the_letter_o_is_read_as_zero() -> None:
    assert codes.tidy("OCXP-OXRN") == "0CXP0XRN"


@given(BODIES, st.integers(0, 7), st.sampled_from(codes.ALPHABET))
def test_one_mistyped_character_is_always_noticed(body: str, place: int, wrong: str) -> None:
    code = codes.with_check(body)
    mistyped = code[:place] + wrong + code[place + 1 :]
    assert codes.is_code(mistyped) == (mistyped == code)


@given(BODIES)
def test_a_code_survives_being_shown_and_typed(body: str) -> None:
    code = codes.with_check(body)
    assert codes.tidy(codes.shown(code).lower()) == code


@given(st.text(max_size=20))
def test_any_text_can_be_asked_for(text: str) -> None:
    assert codes.is_code(codes.tidy(text)) in {True, False}
    assert " " not in codes.tidy_official(text)


@pytest.mark.parametrize("wrong", ["", "FR23R1A", "FR23R1AXX", "FR23R1AU", "FR23R1AY", "ＦR23R1AX"])
def test_other_texts_are_no_codes(wrong: str) -> None:
    assert not codes.is_code(wrong)


@given(BODIES)
def test_the_check_character_is_luhns(body: str) -> None:
    assert codes.with_check(body) == body + luhn.calc_check_digit(body, codes.ALPHABET)


@given(BODIES, st.integers(0, 7), st.sampled_from(codes.ALPHABET))
def test_of_a_code_mistyped_in_one_place_the_right_one_is_near(body: str, place: int, letter: str) -> None:
    code = codes.with_check(body)
    for typed in (
        code[:place] + letter + code[place + 1 :],
        code[:place] + code[place + 1 :],
        code[:place] + letter + code[place:],
        code[:place] + code[place : place + 2][::-1] + code[place + 2 :],
    ):
        near = codes.nearest(typed)
        assert typed == code or code in near
        assert all(codes.is_code(each) for each in near)
        assert len(near) < 80


@pytest.mark.parametrize("typed", ["", "FR23R1", "FR23R1AXXX", "nước mắm", "FR23R1A%", "A" * 3000])
def test_of_what_is_no_code_nothing_is_near(typed: str) -> None:
    assert codes.nearest(typed) == []
