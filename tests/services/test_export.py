"""Taking the register away."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ocop import reference
from ocop.domain.recognition import Kind, Scope
from ocop.domain.register import ProductQuery
from ocop.errors import DataError
from ocop.services import demo, export
from ocop.services.altering import Alteration, alter
from ocop.services.register import Register
from tests.conftest import TODAY


def written(register: Register, out: Path, form: str, day: date = TODAY, scope: Scope = Scope.REAL) -> int:
    return export.write(register, scope=scope, day=day, form=form, out=out)


def test_json_holds_the_recognitions_in_order_of_entry(read_only: Register, tmp_path: Path) -> None:
    assert written(read_only, tmp_path / "out.json", "json") == 37
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (found["as_of"], found["scope"], len(found["items"])) == ("2026-11-22", "real", 37)
    first = found["items"][0]
    assert {
        key: first[key] for key in ("code", "name", "stars", "status", "province", "province_63", "decided_on")
    } == {
        "code": "FR23-R1AX",
        "name": "Mắm nêm Seagull",
        "stars": 3,
        "status": "valid",
        "province": "Lâm Đồng",
        "province_63": "Bình Thuận",
        "decided_on": "2026-08-05",
    }
    assert found["items"][-1]["valid_until"] is None


def test_as_of_an_earlier_day_later_decisions_are_not_there(read_only: Register, tmp_path: Path) -> None:
    written(read_only, tmp_path / "out.json", "json", date(2025, 6, 17))
    names = [item["name"] for item in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["items"]]
    assert "Mộc Đế Vương" in names
    assert "Mắm nêm Seagull" not in names
    assert len(names) == 2 + 8 + 12


def test_an_empty_day_is_an_empty_list(read_only: Register, tmp_path: Path) -> None:
    assert written(read_only, tmp_path / "out.json", "json", date(2010, 1, 1)) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["items"] == []


def rows_of(path: Path) -> list[dict[str, Any]]:
    header, *rows = load_workbook(path).active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_sheet_speaks_vietnamese_and_has_real_dates_and_numbers(shipped: Register, tmp_path: Path) -> None:
    written(shipped, tmp_path / "out.xlsx", "xlsx")
    rows = rows_of(tmp_path / "out.xlsx")
    row = rows[0]
    assert len(rows) == 37
    assert (row["Tên sản phẩm"], row["Hạng sao"], row["Tình trạng"]) == ("Mắm nêm Seagull", 3, "Còn hiệu lực")
    assert (row["Ngày quyết định"].date(), row["Hiệu lực đến"].date()) == (date(2026, 8, 5), date(2029, 8, 5))
    assert (row["Cấp công nhận"], row["Mã"]) == ("cấp tỉnh", "FR23-R1AX")
    without_day = [row["Ngày quyết định"] for row in rows if isinstance(row["Ngày quyết định"], str)]
    assert without_day
    assert not any("-" in stated for stated in without_day)
    sets = {row["Bộ sản phẩm"] for row in rows} - {None}
    assert sets <= {each.name for each in reference.product_sets().values()}
    assert sets
    assert load_workbook(tmp_path / "out.xlsx").active.column_dimensions["C"].width > 40


def test_on_a_day_before_it_was_passed_on_a_product_is_its_earlier_makers(register: Register, tmp_path: Path) -> None:
    given = Alteration(
        kind=Kind.PASSED,
        decision="1/QĐ-UBND",
        decided_on=date(2026, 10, 1),
        authority="UBND tỉnh Lâm Đồng",
        maker="HTX Kế Thừa",
        address="xã Quảng Trực, tỉnh Lâm Đồng",
    )
    alter(register, "M57V-H4E6", given, by="t", reason="thử")
    told, listed = {}, {}
    for day in (date(2026, 9, 30), TODAY):
        written(register, tmp_path / "out.json", "json", day)
        items = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["items"]
        (told[day],) = [(each["producer"], each["province_63"]) for each in items if each["code"] == "M57V-H4E6"]
        (found,) = register.search(ProductQuery("M57V-H4E6"), day).products
        listed[day] = found.producer.name
    earlier = "Hợp tác xã Nông nghiệp và Dịch vụ Long Việt"
    assert told[date(2026, 9, 30)] == (earlier, "Đắk Nông")
    assert told[TODAY][0] == "HTX Kế Thừa"
    assert list(listed.values()) == [earlier, "HTX Kế Thừa"]


def test_a_revoked_product_keeps_the_decision_that_recognised_it(register: Register, tmp_path: Path) -> None:
    given = Alteration(
        kind=Kind.REVOKED, decision="9/QĐ-UBND", decided_on=date(2026, 11, 20), authority="UBND tỉnh Lâm Đồng"
    )
    alter(register, "M57V-H4E6", given, by="t", reason="thử")
    written(register, tmp_path / "out.csv", "csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = [each for each in csv.DictReader(file) if each["code"] == "M57V-H4E6"]
    assert (row["status"], row["decision"], row["decided_on"]) == ("revoked", "858/QĐ-UBND", "2025-06-19")
    assert (row["revoked_by"], row["revoked_on"]) == ("9/QĐ-UBND", "2026-11-20")


def test_a_csv_opens_in_a_spreadsheet_and_starts_no_formula(shipped: Register, tmp_path: Path) -> None:
    written(shipped, tmp_path / "out.csv", "csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 37


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(shipped: Register, tmp_path: Path) -> None:
    for form in ("csv", "json", "xlsx"):
        with pytest.raises(DataError, match="chọn nơi khác"):
            written(shipped, tmp_path / "gone" / f"out.{form}", form)


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@sum", "\tx"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    assert export.cell(text) == f"'{text}"


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_the_illustration_carries_its_watermark_inside(register: Register, tmp_path: Path, form: str) -> None:
    demo.load(register, products=20, by="t")
    out = tmp_path / f"out.{form}"
    assert written(register, out, form, scope=Scope.DEMO) == 20
    if form == "xlsx":
        cells = [cell.value for row in load_workbook(out).active.iter_rows() for cell in row]
        assert cells.count(export.WATERMARK) == 20
    else:
        assert out.read_text(encoding="utf-8-sig").count(export.WATERMARK) == (20 if form == "csv" else 21)
