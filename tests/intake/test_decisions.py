"""Days and decisions in cells."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.intake.cells import Cell, Unreadable
from ocop.intake.decisions import Cited, cited, day, mentioned
from tests.intake.builders import EXAMPLES, outcome
from tests.intake.test_cells import CELLS

DAY = date(2020, 1, 15)


@pytest.mark.parametrize(
    "written",
    [
        "15/1/2020",
        "15-01-2020",
        "15.1.2020",
        "15 / 01 / 2020",
        "15/1/20",
        "Ngày 15/1/2020",
        "ngày 15 tháng 1 năm 2020",
        "ngày 15 tháng 01 năm 2020.",
        "2020-01-15",
        "2020-01-15 00:00:00",
        "2020-01-15T00:00:00",
        43845.0,
        43845.25,
        "43845",
        DAY,
        datetime.combine(DAY, time(8)),
    ],
)
def test_a_day_is_read_in_every_usual_way(written: Cell) -> None:
    assert day(written) == DAY


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("2020", "hãy ghi đủ ngày/tháng/năm"),
        (2020.0, "hãy ghi đủ ngày/tháng/năm"),
        ("tháng 1/2020", "hãy ghi đủ ngày/tháng/năm"),
        ("15/1/2020 và 16/1/2020", "hãy ghi đủ ngày/tháng/năm"),
        ("hôm qua", "hãy ghi đủ ngày/tháng/năm"),
        (True, "hãy ghi đủ ngày/tháng/năm"),
        (time(3), "hãy ghi đủ ngày/tháng/năm"),
        ("31/2/2020", "Không có ngày “31/2/2020”"),
        ("1/15/2020", "theo thứ tự ngày/tháng/năm"),
        ("29/2/2023", "Không có ngày"),
    ],
)
def test_what_is_no_day_is_refused(wrong: Cell, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        day(wrong)


def test_a_blank_cell_states_no_day() -> None:
    assert day("") is None


@given(CELLS)
@settings(max_examples=EXAMPLES)
def test_no_cell_surprises_the_reader_of_days(cell: Cell) -> None:
    found, reason = outcome(day, cell)
    assert ("ngày" in reason) if reason else (found is None or type(found) is date)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
@settings(max_examples=EXAMPLES)
def test_a_day_survives_being_written(when: date) -> None:
    assert day(f"{when.day}/{when.month}/{when.year}") == when
    assert day(f"ngày {when.day} tháng {when.month} năm {when.year}") == when
    assert day(when.isoformat()) == when
    assert day(float((when - date(1899, 12, 30)).days)) == when


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("114/QĐ-UBND", "114/QĐ-UBND"),
        ("Số: 114/QĐ-UBND", "114/QĐ-UBND"),
        ("Quyết định số 114 /QĐ- UBND", "114/QĐ-UBND"),
        ("114/qd-ubnd", "114/QĐ-UBND"),
        ("114-QĐ/UBND", "114/QĐ-UBND"),
        ("26/2026/QĐ-TTg", "26/2026/QĐ-TTg"),
        ("1489/QĐ-BNNMT", "1489/QĐ-BNNMT"),
        ("1162/QĐ-VPĐP-OCOP", "1162/QĐ-VPĐP-OCOP"),
        ("12/QĐ-SNN&PTNT", "12/QĐ-SNN&PTNT"),
        ("45/TTr-UBND", "45/TTr-UBND"),
        ("114", "114"),
        ("QĐ số 114", "114"),
    ],
)
def test_decision_numbers_come_to_one_form(written: str, number: str) -> None:
    assert cited(written) == Cited(number)


def test_a_day_and_an_authority_beside_the_number_are_read_too() -> None:
    whole = Cited("858/QĐ-UBND", date(2025, 6, 19), "UBND tỉnh Đắk Nông")
    assert cited("QĐ số 858/QĐ-UBND ngày 19/6/2025 của UBND tỉnh Đắk Nông") == whole
    assert mentioned("(Kèm theo Quyết định số 858/QĐ-UBND ngày 19 tháng 6 năm 2025 của UBND tỉnh Đắk Nông)") == whole


@pytest.mark.parametrize("wrong", ["đang chờ", "Quyết định", "1/QĐ-UBND; 2/QĐ-UBND", "QĐ ngày 15/1/2020"])
def test_what_names_no_one_decision_is_refused(wrong: str) -> None:
    with pytest.raises(Unreadable):
        cited(wrong)


NUMBERS = st.builds(
    "{}/{}".format,
    st.integers(1, 99999),
    st.sampled_from(["QĐ-UBND", "QĐ-BNNMT", "QĐ-BNN-VPĐP", "QĐ-TTg", "QĐ-SNN&PTNT", "2024/QĐ-TTg"]),
)


@given(NUMBERS, st.dates(date(2018, 1, 1), date(2030, 1, 1)))
@settings(max_examples=EXAMPLES)
def test_a_decision_survives_being_written(number: str, when: date) -> None:
    assert cited(f"Số: {number}") == Cited(number)
    assert cited(f"{number.lower()} ngày {when.day}/{when.month}/{when.year}") == Cited(number, when)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(["1", "QĐ", "/", "-", "UBND", " ", "15/1/2020", "số"])).map("".join))
)
@settings(max_examples=EXAMPLES)
def test_no_text_surprises_the_reader_of_decisions(written: str) -> None:
    found, reason = outcome(cited, written)
    assert (reason.endswith(".")) if reason else (cited(found.number) == Cited(found.number))


def test_citations_complete_each_other_only_of_one_decision() -> None:
    short, other = Cited("114"), Cited("115/QĐ-UBND", DAY, "UBND tỉnh Đắk Nông")
    assert short.completed(Cited("114/QĐ-UBND", DAY)) == Cited("114/QĐ-UBND", DAY)
    assert short.completed(other) == short
    assert Cited("", date(2021, 1, 1)).completed(other) == Cited("", date(2021, 1, 1))
