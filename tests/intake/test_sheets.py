"""Files as sheets of cells: kinds of files, encodings, merged cells, and files that would burst."""

import re
import unicodedata
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ocop.errors import DataError
from ocop.intake import sheets, workbook
from ocop.intake.files import open_sheets
from ocop.intake.sheets import column_letter
from tests.intake.builders import EXAMPLES, annex, csv, notes, outcome, with_part, xlsx

LINES = [("Tên sản phẩm", "Chủ thể", "Địa chỉ"), ("Mật ong hoa nhãn", "HTX Ong Việt", "xã Đắk Búk So, tỉnh Đắk Nông")]
SHEET = "xl/worksheets/sheet1.xml"
XML = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def windows_1258(lines: list[tuple[str, ...]], delimiter: str) -> bytes:
    """As Windows writes Vietnamese: vowels whole, tone marks after them."""
    text = csv(lines, delimiter, "utf-8").decode()
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        tone = "".join(part for part in parts if part in tones)
        rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out.append(rest + tone)
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_any_unicode_encoding_with_any_delimiter(encoding: str, delimiter: str) -> None:
    assert [tuple(row) for row in open_sheets(csv(LINES, delimiter, encoding))[0].rows] == LINES


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_in_windows_1258_is_read_with_whole_letters(delimiter: str) -> None:
    sheet = open_sheets(windows_1258(LINES, delimiter))[0]
    assert [tuple(row) for row in sheet.rows] == LINES
    assert sheet.encoding == "cp1258"


def test_decomposed_text_comes_out_composed() -> None:
    lines = [[unicodedata.normalize("NFD", cell) for cell in line] for line in LINES]
    assert [tuple(row) for row in open_sheets(csv(lines))[0].rows] == LINES
    assert [tuple(row) for row in open_sheets(xlsx(lines))[0].rows] == LINES


def test_excels_hint_about_the_delimiter_is_followed_and_not_read_as_a_row() -> None:
    sheet = open_sheets("sep=;\nTên;Giá\nMật ong, chè;1,5\n".encode())[0]
    assert sheet.rows == [[], ["Tên", "Giá"], ["Mật ong, chè", "1,5"]]


def test_a_quotation_mark_left_open_does_not_swallow_the_rows_after_it() -> None:
    with pytest.raises(DataError, match="dấu nháy kép thiếu hoặc thừa"):
        open_sheets(b'ten,chu the\n"mat ong,HTX A\nche,HTX B\n')


def test_an_encoding_beyond_the_usual_is_guessed_and_said() -> None:
    text = "Название,Производитель\n" + "Мёд липовый,Кооператив Пчела\n" * 20
    sheet = open_sheets(text.encode("cp1251"))[0]
    assert sheet.encoding not in {"utf-8", "cp1258"}
    assert len(sheet.rows) == 21


def test_values_of_a_workbook_keep_their_kinds() -> None:
    sheet = open_sheets(xlsx([["Mật ong", 4, 80.5, date(2020, 1, 15), None, True]]))[0]
    assert sheet.rows[0] == ["Mật ong", 4.0, 80.5, date(2020, 1, 15), "", True]


def test_cells_merged_downwards_show_their_value_and_sideways_stay_blank() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B2"], page["C5"] = "Danh sách", "HTX Ong Việt", "x"
    page.merge_cells("A1:C1")
    page.merge_cells("B2:B4")
    packed = BytesIO()
    book.save(packed)
    sheet = open_sheets(packed.getvalue())[0]
    assert sheet.rows[0] == ["Danh sách", "", ""]
    assert [row[1] for row in sheet.rows] == ["", "HTX Ong Việt", "HTX Ong Việt", "HTX Ong Việt", ""]
    assert sheet.filled == {2: {1}, 3: {1}}


def test_columns_are_lettered_as_in_excel() -> None:
    assert [column_letter(column) for column in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Tệp rỗng"),
        (b"  \n", "Tệp rỗng"),
        (b"%PDF-1.7 ...", "Tệp là PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "Excel kiểu cũ"),
        (b"PK\x03\x04 no archive", "Không đọc được tệp Excel"),
        (bytes(range(256)) * 9, "Không nhận ra bảng mã"),
    ],
)
def test_other_files_are_refused_in_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(DataError, match=message):
        open_sheets(data)


def test_an_archive_of_something_else_is_no_workbook() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hello.txt", "xin chào")
    with pytest.raises(DataError, match=r"không phải Excel \.xlsx"):
        open_sheets(packed.getvalue())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"Không mở được tệp phu-luc\.xlsx"):
        open_sheets(tmp_path / "phu-luc.xlsx")


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1"><c><v>1</v></c></row><row r="99999999"><c><v>1</v></c></row>',
        b'<row r="1"><c s="1" r="A1"><v>1</v></c><c s="1" r="ZZZZZZ9"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="150000"><c r="NTP150000"><v>1</v></c></row>',
        b'<row r="1">' + b"<c><v>1</v></c>" * 600 + b"</row>",
    ],
)
def test_two_cells_far_apart_do_not_take_the_memory(cells: bytes) -> None:
    with pytest.raises(DataError, match="Bảng quá lớn"):
        open_sheets(with_part(xlsx(LINES), SHEET, XML % cells))


def test_coloured_blank_cells_to_the_end_of_a_sheet_are_no_reason_to_refuse_it() -> None:
    cells = b'<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert open_sheets(with_part(xlsx(LINES), SHEET, XML % cells))[0].rows == [[7.0]]


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 2**20)
    padding = b" " * 2**21
    packed = with_part(xlsx(LINES), SHEET, XML % padding)
    assert len(packed) < 2**16
    with pytest.raises(DataError, match="bung ra lớn hơn"):
        open_sheets(packed)


def test_one_part_listed_as_many_sheets_is_counted_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = xlsx(LINES)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        book = archive.read("xl/workbook.xml")
    (sheet,) = re.findall(rb"<sheet .*?/>", book)
    many = b"".join(sheet.replace("Phụ lục".encode(), b"T%d" % number) for number in range(9))
    packed = with_part(packed, "xl/workbook.xml", book.replace(sheet, many))
    assert len(open_sheets(packed)) == 9
    monkeypatch.setattr(sheets, "MAX_CELLS", 40)
    with pytest.raises(DataError, match="Bảng quá lớn"):
        open_sheets(packed)


def test_a_csv_with_too_many_columns_is_refused() -> None:
    with pytest.raises(DataError, match="Bảng quá lớn"):
        open_sheets(b"a," * 600)


@given(st.binary(max_size=400))
@settings(max_examples=EXAMPLES)
def test_no_bytes_surprise_the_reader_of_files(data: bytes) -> None:
    sheets, reason = outcome(open_sheets, data)
    assert (reason.endswith(".")) if reason else (sheets)


@given(st.data())
@settings(max_examples=EXAMPLES // 2)
def test_no_damage_to_a_workbook_surprises_the_reader(data: st.DataObject) -> None:
    packed = bytearray(PACKED)
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    _, reason = outcome(open_sheets, bytes(packed))
    assert not reason or reason.endswith(".")


PACKED = xlsx(LINES, merged=[("A4:A6", "HTX")])


# Lines as the .VnTime fonts need them, byte by byte.
OLD_FONT = [
    ("TT", "Tªn s¶n phÈm", "Chñ thÓ", "§Þa chØ", "H¹ng sao"),
    ("1", "MËt ong hoa nh·n", "HTX Ong ViÖt", "x· Nam Dong, tØnh §¾k N«ng", "Bèn (04) sao"),
    ("2", "R¦îU CÇN", "Hé kinh doanh Lª ThÞ Hßa", "", "3 sao"),
]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tcvn3_is_read_as_vietnamese_and_said(form: str) -> None:
    packed = xlsx(OLD_FONT) if form == "xlsx" else csv(OLD_FONT, encoding="latin-1")
    found = annex(packed)
    assert [(row.product, row.producer, row.address, row.stars) for row in found.rows] == [
        ("Mật ong hoa nhãn", "HTX Ong Việt", "xã Nam Dong, tỉnh Đắk Nông", 4),
        ("RƯỢU CẦN", "Hộ kinh doanh Lê Thị Hòa", "", 3),
    ]
    assert "TCVN3" in notes(found)


def test_a_unicode_cell_among_tcvn3_ones_is_left_as_it_is() -> None:
    found = annex(xlsx([OLD_FONT[0], ("1", "Cà phê Đắk Mil", "HTX Ong Việt", "", "4 sao")]))
    assert [row.product for row in found.rows] == ["Cà phê Đắk Mil"]
