"""Uploads that are made to harm: each is refused with a line that says what to do, before anything is stored."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from ocop.errors import DataError
from ocop.intake import checked
from ocop.intake.upload import MAX_UPLOAD
from tests.intake.builders import HEADER, SIGNED, annex, csv, with_part, xlsx

GOOD = xlsx([HEADER, (1, "Trà", "HTX Núi", "tỉnh Đắk Nông", "4 sao", "80")])
SHEET = "xl/worksheets/sheet1.xml"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet><sheetData/></worksheet>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'


def added(name: str, content: bytes) -> bytes:
    """A good workbook with one more part."""
    packed = BytesIO(GOOD)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def encrypted() -> bytes:
    """A good workbook whose every part says that it is encrypted."""
    data = bytearray(GOOD)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


HOSTILE = [
    ("a.xlsx", added("xl/media/zeros.bin", bytes(8 * 2**20)), "Tệp nén bất thường"),
    ("a.xlsx", with_part(GOOD, SHEET, BOMB), "khai báo thực thể XML"),
    ("a.xlsx", with_part(GOOD, "xl/sharedStrings.xml", OUTSIDE), "khai báo thực thể XML"),
    ("a.xlsx", added("../../etc/cron.d/x", b"x"), "đường dẫn lạ"),
    ("a.xlsx", added("C:\\x.exe", b"x"), "đường dẫn lạ"),
    ("a.xlsx", added("xl/vbaProject.bin", b"x"), "Tệp có macro"),
    ("a.xlsm", GOOD, "có thể chứa macro"),
    ("a.xlsx", encrypted(), "đặt mật khẩu"),
    ("a.xlsx", b"%PDF-1.7", "không đúng với đuôi tên tệp"),
    ("a.csv", GOOD, "không đúng với đuôi tên tệp"),
    ("a.html", b"<script>", "Chỉ nhận tệp .xlsx hoặc .csv"),
    ("a.csv", b"a," * 2**20, "dòng dài hơn 1 MB"),
    ("a.csv", b"a\n" * (MAX_UPLOAD // 2 + 1), "lớn hơn 20 MB"),
    ("a.xlsx", GOOD[: len(GOOD) // 2], "Không đọc được tệp Excel"),
]


@pytest.mark.parametrize(("name", "data", "sentence"), HOSTILE)
def test_what_is_made_to_harm_is_refused(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        checked(name, data)


def test_a_sheet_of_ten_million_cells_is_refused_unread() -> None:
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="AX200000"><v>1</v></c></row>'
    corner = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    data = with_part(GOOD, SHEET, corner)
    checked("a.xlsx", data)
    with pytest.raises(DataError, match="Bảng quá lớn"):
        annex(data)


PREFIXED = b'<worksheet xmlns:%(x)b="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%(decoy)b' \
    b'<%(x)b:sheetData><%(x)b:row r="9"><%(x)b:c r="A1"/><%(x)b:c r="XFD1000000"><%(x)b:v>1</%(x)b:v></%(x)b:c>' \
    b"</%(x)b:row></%(x)b:sheetData></worksheet>"  # fmt: skip
CORNER = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="9">%b<v>1</v></c></row></sheetData>' \
    b"</worksheet>"  # fmt: skip


@pytest.mark.parametrize(
    "sheet",
    [
        PREFIXED % {b"x": b"x", b"decoy": b'<!--<sheetData><c r="A1"></c></sheetData>-->'},
        PREFIXED % {b"x": b"a-b", b"decoy": b""},
        PREFIXED % {b"x": "ô".encode(), b"decoy": b""},
        CORNER % b"""<c t=" r='B1'" r="XFD1000000">""",
        CORNER % b'<c s="<" r="XFD1000000">',
        CORNER % b'<c s=">" r="XFD1000000">',
        CORNER % b'<c s="1" r="&#88;FD1000000">',
        CORNER % b"<c\ts=\"1\"\tr = 'XFD1000000'>",
    ],
)
def test_a_corner_that_hides_where_it_stands_is_found_or_refused_unread(
    monkeypatch: pytest.MonkeyPatch, sheet: bytes
) -> None:
    monkeypatch.setattr("ocop.intake.workbook.CalamineWorkbook", None)  # would ask for hundreds of gigabytes
    with pytest.raises(DataError, match=r"Bảng quá lớn|Không đọc được tệp Excel"):
        annex(with_part(GOOD, SHEET, sheet))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd/phụ lục.xlsx", "phụ lục.xlsx"),
        ("C:\\Users\\An\\phụ lục.xlsx", "phụ lục.xlsx"),
        ("a\u202exslx.\x00\n.xlsx", "axslx..xlsx"),
        ("a" * 300 + ".xlsx", "a" * 112 + "…aa.xlsx"),
    ],
)
def test_a_name_is_kept_without_path_and_controls(name: str, kept: str) -> None:
    assert checked(name, GOOD) == kept


def test_an_honest_file_passes_and_formulas_are_text() -> None:
    data = csv(
        [
            HEADER,
            (1, "=CMD|calc", "+HTX Núi", "tỉnh Đắk Nông", "4 sao", "80"),
            (2, "@SUM(A1)", "-HTX", "tỉnh Đắk Nông", "3 sao", "55"),
        ]
    )
    assert checked("phụ lục.csv", data) == "phụ lục.csv"
    assert [(row.product, row.producer) for row in annex(data, **SIGNED).rows] == [
        ("=CMD|calc", "+HTX Núi"), ("@SUM(A1)", "-HTX"),
    ]  # fmt: skip
