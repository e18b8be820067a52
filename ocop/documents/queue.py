"""The queue of what ends as XLSX: headings and values in Vietnamese, dates that are dates, texts that stay texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from ocop.documents.sheets import MADE

COLUMNS = (
    ("Mã", 11), ("Tên sản phẩm", 42), ("Hạng sao", 9), ("Chủ thể", 42), ("Xã, phường, đặc khu", 22),
    ("Tỉnh, thành phố", 18), ("Số quyết định", 20), ("Hiệu lực đến", 13), ("Còn lại (ngày)", 13),
    ("Đã gửi thông báo", 16),
)  # fmt: skip
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx(rows: Iterable[Sequence[str | int | date | None]], *, watermark: str) -> bytes:
    """The rows of the queue; a watermark stands in every row and on every page."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("Hết hạn")
        bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        for place, (title, width) in enumerate([*COLUMNS, *([("Lưu ý", 24)] if watermark else [])]):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, title, bold)
        count = 0
        for count, row in enumerate(rows, start=1):
            for place, value in enumerate([*row, *([watermark] if watermark else [])]):
                if isinstance(value, date):
                    sheet.write_datetime(count, place, value, dated)
                elif isinstance(value, int):
                    sheet.write_number(count, place, value)
                elif value is not None:
                    sheet.write_string(count, place, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
        sheet.set_footer(f"&C{watermark}&R&P/&N")
    return made.getvalue()
