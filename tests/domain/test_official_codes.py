"""Official product codes of both vintages."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.domain.official_codes import OfficialCode, parse


def test_an_old_code_has_a_district() -> None:
    assert parse("83-829-28780-3-2022") == OfficialCode("83", "829", "28780", 3, 2022)
    assert parse("83-829-28780-3-2022").before_mergers


def test_a_new_code_has_none() -> None:
    assert parse("68-24736-12-2026") == OfficialCode("68", None, "24736", 12, 2026)
    assert not parse("68-24736-12-2026").before_mergers


@pytest.mark.parametrize("typed", [" 83 - 829 - 28780 - 3 - 2022 ", "83–829–28780–3–2022", "83.829.28780.3.2022"])
def test_spaces_and_other_dashes_are_forgiven(typed: str) -> None:
    assert str(parse(typed)) == "83-829-28780-3-2022"


@pytest.mark.parametrize(
    "typed", ["", "83", "83-829-28780-3-1922", "8-829-28780-3-2022", "FR23-R1AX", "８３-829-28780-3-2022"]
)
def test_anything_else_is_refused_with_its_form(typed: str) -> None:
    with pytest.raises(ValueError, match="không có dạng mã chính thức"):
        parse(typed)


PARTS = st.tuples(
    st.from_regex(r"[0-9]{2}", fullmatch=True),
    st.none() | st.from_regex(r"[0-9]{3}", fullmatch=True),
    st.from_regex(r"[0-9]{5}", fullmatch=True),
    st.integers(1, 9999),
    st.integers(2018, 2099),
)


@given(PARTS)
def test_a_code_survives_being_written_and_read(parts: tuple[str, str | None, str, int, int]) -> None:
    code = OfficialCode(*parts)
    assert parse(str(code)) == code


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(ValueError):
        assert parse(text).year >= 2000
