"""Single cells: text, points, levels."""

import math
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.domain.recognition import Level
from ocop.intake import cells
from ocop.intake.cells import Unreadable
from tests.intake.builders import EXAMPLES, outcome

CELLS = st.one_of(st.text(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("  Mật ong\n hoa  nhãn ", "Mật ong hoa nhãn"),
        ("Trà\u00a0Shan\u200b tuyết\ufeff", "Trà Shan tuyết"),
        (unicodedata.normalize("NFD", "Đắk Nông"), "Đắk Nông"),
        ("Mật\x00 ong\x07\x1b\ud800", "Mật ong"),
        ("Mật\tong\x0bhoa\r\nnhãn", "Mật ong hoa nhãn"),
        ("–", ""),
        (4.0, "4"),
        (80.5, "80,5"),
        (date(2020, 1, 15), "15/01/2020"),
        (datetime.combine(date(2020, 1, 15), time(7, 30)), "15/01/2020 07:30"),
        (True, "TRUE"),
    ],
)
def test_a_cell_says_what_a_person_sees(written: cells.Cell, said: str) -> None:
    assert cells.text(written) == said


def test_a_cell_is_shown_with_its_lines_but_without_control_characters() -> None:
    assert cells.shown("Mật ong\nhoa\x00 nhãn") == "Mật ong\nhoa nhãn"


@given(CELLS)
@settings(max_examples=EXAMPLES)
def test_any_cell_can_be_shown_and_said(cell: cells.Cell) -> None:
    said = cells.text(cell)
    assert said.isprintable()
    assert cells.text(said) == said


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (80.5, "80.5"),
        (80, "80"),
        (100.0, "100"),
        (70.30000000000001, "70.3"),
        ("80,5", "80.5"),
        ("80.5 điểm", "80.5"),
        ("85/100", "85"),
        (" 92 đ", "92"),
    ],
)
def test_points_are_read_with_comma_or_dot(written: cells.Cell, value: str) -> None:
    assert str(cells.points(written)) == value


def test_blank_points_and_a_dash_are_not_known() -> None:
    assert cells.points("") is None
    assert cells.points(" - ") is None


@pytest.mark.parametrize(
    "wrong", ["Đạt", "tám mươi", "100,5", -1.0, 101, math.nan, math.inf, True, time(3), timedelta(1), "80-90", "٣"]
)
def test_other_things_are_no_points(wrong: cells.Cell) -> None:
    with pytest.raises(Unreadable, match="Số điểm"):
        cells.points(wrong)


def test_points_that_excel_made_a_date_are_named_as_such() -> None:
    with pytest.raises(Unreadable, match="Số điểm “12/05/2020” là một ngày"):
        cells.points(date(2020, 5, 12))


@given(CELLS)
@settings(max_examples=EXAMPLES)
def test_no_cell_surprises_the_reader_of_points(cell: cells.Cell) -> None:
    value, reason = outcome(cells.points, cell)
    assert (reason.endswith(".")) if reason else (value is None or 0 <= value <= 100)


@given(st.decimals(0, 100, places=2))
@settings(max_examples=EXAMPLES)
def test_points_survive_being_written_with_a_comma(value: Decimal) -> None:
    assert cells.points(str(value).replace(".", ",")) == value


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Huyện", Level.DISTRICT),
        ("cấp tỉnh", Level.PROVINCE),
        ("Trung ương", Level.NATION),
        ("Quốc gia", Level.NATION),
        ("", None),
    ],
)
def test_levels_are_read_from_their_words(written: str, level: Level | None) -> None:
    assert cells.level(written) is level


@given(st.text())
@settings(max_examples=EXAMPLES)
def test_no_text_surprises_the_reader_of_levels(written: str) -> None:
    _, reason = outcome(cells.level, written)
    assert not reason or "không phải huyện, tỉnh hay trung ương" in reason
