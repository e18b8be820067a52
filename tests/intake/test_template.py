"""The template: what it lets in, and that what is filled in is read."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from ocop.domain.recognition import Kind, Level
from ocop.intake import write_template
from ocop.intake.files import open_sheets
from ocop.intake.headers import find
from ocop.intake.wordings import Field
from tests.intake.builders import SIGNED, annex

SILENT = dict.fromkeys(SIGNED)


def test_every_column_of_the_template_is_understood(tmp_path: Path) -> None:
    write_template(tmp_path / "mau.xlsx")
    sheets = open_sheets(tmp_path / "mau.xlsx")
    header = find(sheets[0])
    assert header is not None
    assert header.unused == []
    assert header.columns.keys() == set(Field) - {Field.PROPOSED}
    assert [sheet.name for sheet in sheets] == ["Phụ lục", "Hướng dẫn"]
    assert find(sheets[1]) is None


def test_the_template_lets_in_stars_points_and_days_only(tmp_path: Path) -> None:
    write_template(tmp_path / "mau.xlsx")
    page = load_workbook(tmp_path / "mau.xlsx").worksheets[0]
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert rules["H2:H5001"].formula1 == '"3,4,5"'
    assert (rules["I2:I5001"].type, rules["I2:I5001"].formula1, rules["I2:I5001"].formula2) == ("decimal", "0", "100")
    assert rules["L2:L5001"].type == "date"
    assert page.freeze_panes == "A2"


def test_a_filled_in_template_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_template(path)
    book = load_workbook(path)
    book.worksheets[0].append(
        [
            *(1, "Mật ong hoa nhãn", "HTX Ong Việt", "Thôn 3", "Đắk Búk So", "Tuy Đức", "Đắk Nông", 4, 75, "Thực phẩm"),
            *("858/QĐ-UBND", date(2025, 6, 19), date(2025, 7, 1), "QĐ 148/QĐ-TTg", "Công nhận lại"),
            *("UBND tỉnh Đắk Nông", "Tỉnh", "67-667-24736-1-2024", "mới"),
        ]
    )
    book.save(path)
    found = annex(path.read_bytes(), **SILENT)
    assert not found.rejects
    (row,) = found.rows
    assert (row.product, row.producer, row.stars, row.points) == ("Mật ong hoa nhãn", "HTX Ong Việt", 4, 75)
    assert (row.address, row.commune, row.district, row.province) == ("Thôn 3", "Đắk Búk So", "Tuy Đức", "Đắk Nông")
    assert (row.decision, row.decided_on, row.authority) == ("858/QĐ-UBND", date(2025, 6, 19), "UBND tỉnh Đắk Nông")
    assert (row.valid_from, row.rule, row.says) == (date(2025, 7, 1), "QĐ 148/QĐ-TTg", Kind.RENEWED)
    assert (row.level, row.set_text, row.note) == (Level.PROVINCE, "Thực phẩm", "mới")
    assert row.official_code == "67-667-24736-1-2024"
    assert row.flags == ()
