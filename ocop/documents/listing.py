"""A list of recognitions as XLSX, for an official to open: headings and values in Vietnamese, dates that are dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import xlsxwriter

from ocop import reference
from ocop.domain.dates import Stated
from ocop.domain.recognition import Evidence, Level, Status
from ocop.i18n import SOURCE, language, words

# What the data calls a column, its heading, its width.
COLUMNS = {
    "code": ("Mã", 11),
    "official_code": ("Mã chính thức", 22),
    "name": ("Tên sản phẩm", 42),
    "stars": ("Hạng sao", 9),
    "status": ("Tình trạng", 18),
    "producer": ("Chủ thể", 42),
    "commune": ("Xã, phường, đặc khu", 22),
    "province": ("Tỉnh, thành phố", 16),
    "province_63": ("Tỉnh, thành phố trước 01/07/2025", 18),
    "set": ("Bộ sản phẩm", 34),
    "level": ("Cấp công nhận", 14),
    "decision": ("Số quyết định", 20),
    "decided_on": ("Ngày quyết định", 14),
    "authority": ("Cơ quan ban hành", 30),
    "valid_from": ("Hiệu lực từ", 12),
    "valid_until": ("Hiệu lực đến", 12),
    "evidence": ("Mức chắc chắn", 40),
    "revoked_by": ("Quyết định thu hồi, hủy bỏ", 24),
    "revoked_on": ("Ngày thu hồi, hủy bỏ", 14),
    "gtin": ("GTIN", 15),
}
NOTE = ("Lưu ý", 50)
VI = language(SOURCE)


def write(items: Iterable[Mapping[str, object]], *, watermark: str, day: date, out: Path) -> int:
    """Write the rows, a frozen header and a filter; how many. A watermark stands in every row and on every page."""
    count = 0
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("OCOP")
        bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        columns = [*COLUMNS.values(), *([NOTE] if watermark else [])]
        for place, (title, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, title, bold)
        for count, row in enumerate(items, start=1):
            for place, (name, value) in enumerate(row.items()):
                said = _said(name, value)
                if isinstance(said, date):
                    sheet.write_datetime(count, place, said, dated)
                elif isinstance(said, int):
                    sheet.write_number(count, place, said)
                elif said is not None:
                    sheet.write_string(count, place, str(said))
            if watermark:
                sheet.write_string(count, len(COLUMNS), watermark)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, len(columns) - 1)
        sheet.set_footer(f"&L{day:%d/%m/%Y}&C{watermark}&R&P/&N")
    return count


def _said(name: str, value: object) -> object:
    """A value as an official would write it; a date without its day stays a text."""
    if value is None:
        return None
    match name:
        case "status":
            return words.STATUS[Status(str(value))]
        case "level":
            return words.LEVEL[Level(str(value))]
        case "evidence":
            return words.EVIDENCE[Evidence(str(value))]
        case "set":
            assert isinstance(value, int)
            return reference.product_sets()[value].name
        case "decided_on" | "revoked_on":
            stated = Stated.parse(str(value))
            return stated.exact or VI.stated(stated)
    return value
