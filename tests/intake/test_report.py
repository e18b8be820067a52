"""The file of rejects, mended and read again."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ocop.errors import DataError
from ocop.intake import Review, write_report
from tests.intake.builders import HEADER, SIGNED, annex, csv, xlsx

TITLE = "(Kèm theo Quyết định số 858/QĐ-UBND ngày 19/6/2025 của UBND tỉnh Đắk Nông)"
SILENT = dict.fromkeys(SIGNED)
LINES = [
    [TITLE],
    [*HEADER, "Điện thoại"],
    [1, "Mật ong hoa nhãn", "HTX Ong Việt", "Đắk Mil", 4, 75, "0912345678"],
    [2, "Chè dây", "HTX Ong Việt", "Đắk Mil", 4, 65.5, "=1+1"],
    [3, '=HYPERLINK("http://x")', "@SUM(A1)", "+84", "2 sao", "-5", ""],
]


def report(source: bytes, folder: Path, **said: object) -> bytes:
    out = folder / "tra-lai.xlsx"
    write_report(annex(source, **said), out)
    return out.read_bytes()


def test_a_report_has_the_columns_of_the_file_then_the_reason_and_the_cell(tmp_path: Path) -> None:
    page = load_workbook(BytesIO(report(xlsx(LINES), tmp_path, **SILENT))).worksheets[0]
    rows = [[cell or "" for cell in row] for row in page.iter_rows(values_only=True)]
    assert rows[0][0] == TITLE
    assert rows[1] == [*HEADER, "Điện thoại", "Lý do", "Ô"]
    assert rows[2] == [
        *("2", "Chè dây", "HTX Ong Việt", "Đắk Mil", "4", "65,5", "=1+1"),
        "65,5 điểm thấp hơn mức của 4 sao (từ 70 điểm).",
        "F4",
    ]
    assert rows[3][8] == "E5, F5"
    assert page.column_dimensions["H"].width > 40


def test_nothing_in_a_report_is_a_formula(tmp_path: Path) -> None:
    packed = report(xlsx(LINES), tmp_path, **SILENT)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert 'quotePrefix="1"' in styles
    values = [cell for row in load_workbook(BytesIO(packed)).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert '=HYPERLINK("http://x")' in values
    assert "@SUM(A1)" in values


def test_a_mended_report_is_read_as_the_file_was(tmp_path: Path) -> None:
    out = tmp_path / "tra-lai.xlsx"
    write_report(annex(xlsx(LINES), **SILENT), out)
    book = load_workbook(out)
    page = book.worksheets[0]
    page["F3"] = "75,5"
    page.delete_rows(4)
    book.save(out)
    found = annex(out.read_bytes(), **SILENT)
    assert not found.rejects
    assert [(row.product, row.stars, str(row.points), row.decision) for row in found.rows] == [
        ("Chè dây", 4, "75.5", "858/QĐ-UBND")
    ]


def test_a_report_that_was_not_mended_gives_the_same_report(tmp_path: Path) -> None:
    once = report(xlsx(LINES), tmp_path, **SILENT)
    twice = report(once, tmp_path, **SILENT)

    def table(packed: bytes) -> list[tuple[object, ...]]:
        return [row[:8] for row in load_workbook(BytesIO(packed)).worksheets[0].iter_rows(values_only=True)]

    assert table(once) == table(twice)
    assert len(next(load_workbook(BytesIO(twice)).worksheets[0].iter_rows(min_row=2, values_only=True))) == 9


def test_merged_names_stand_in_every_rejected_row(tmp_path: Path) -> None:
    lines = [HEADER, [1, "Mật ong", "", "", 2, 40], [2, "Chè dây", "", "", 1, 20]]
    packed = report(xlsx(lines, merged=[("C2:C3", "HTX Ong Việt")]), tmp_path)
    rows = list(load_workbook(BytesIO(packed)).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == ["HTX Ong Việt", "HTX Ong Việt"]


def test_each_table_has_its_sheet_under_a_name_that_excel_allows(tmp_path: Path) -> None:
    wrong = [HEADER, [1, "Mật ong", "HTX A", "", 2, 40]]
    packed = report(xlsx({"Huyện A": wrong, "Huyện B": wrong, "Không lỗi": [HEADER]}), tmp_path)
    assert load_workbook(BytesIO(packed)).sheetnames == ["Huyện A", "Huyện B"]
    assert load_workbook(BytesIO(report(csv(wrong), tmp_path))).sheetnames == ["CSV"]


def test_without_rejects_the_report_says_so(tmp_path: Path) -> None:
    packed = report(xlsx([HEADER, [1, "Mật ong", "HTX A", "", 4, 75]]), tmp_path)
    assert load_workbook(BytesIO(packed)).worksheets[0]["A1"].value == "Không có dòng nào bị từ chối."


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"Không ghi được tệp ra\.xlsx"):
        write_report(annex(xlsx([HEADER])), tmp_path / "missing" / "ra.xlsx")


def test_what_to_look_at_has_a_sheet_that_is_not_read_again(tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    found = annex(xlsx(LINES), **SILENT)
    write_report(found, out, [Review("Phụ lục", 3, "nên xem lại", "=1+1 cần xem")])
    page = load_workbook(out)["Xem lại"]
    assert list(page.iter_rows(values_only=True)) == [
        ("Trang", "Dòng", "Việc", "Vì sao"),
        ("Phụ lục", 3, "nên xem lại", "=1+1 cần xem"),
    ]
    again = annex(out.read_bytes(), **SILENT)
    assert {reject.sheet for reject in again.rejects} == {"Phụ lục"}
    assert "Trang “Xem lại”: không có dòng tiêu đề của bảng sản phẩm, không đọc." in map(str, again.notes)
