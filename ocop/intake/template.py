"""An empty annex to fill in, with what each column takes checked as one types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocop.intake.writing import new_workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook

ROWS = 5000


@dataclass(frozen=True)
class Column:
    """A column of the template: its heading, width, how to fill it, and what Excel lets in."""

    label: str
    width: int
    required: str
    help: str
    form: str = "@"
    validation: dict[str, Any] | None = None


COLUMNS = (
    Column("TT", 6, "Không", "Số thứ tự.", "General"),
    Column("Tên sản phẩm", 36, "Có", "Tên sản phẩm đúng như trong quyết định."),
    Column("Chủ thể", 36, "Có", "Tên hợp tác xã, doanh nghiệp, hộ… đúng như trong quyết định."),
    Column("Địa chỉ", 40, "Không", "Địa chỉ của chủ thể."),
    Column("Xã/phường", 18, "Không", "Tên xã, phường, thị trấn hoặc đặc khu vào ngày của quyết định."),
    Column("Huyện", 18, "Không", "Tên huyện, nếu quyết định ký trước ngày 01/07/2025."),
    Column("Tỉnh", 18, "Không", "Tên tỉnh, thành phố có vào ngày của quyết định."),
    Column(
        "Hạng sao",
        10,
        "Có",
        "3, 4 hoặc 5. Sản phẩm “tiềm năng 5 sao” là đề xuất, phải nhập trong tệp riêng.",
        "0",
        {
            "validate": "list",
            "source": ["3", "4", "5"],
            "error_title": "Hạng sao",
            "error_message": "Chỉ chọn 3, 4 hoặc 5.",
        },
    ),
    Column(
        "Số điểm",
        10,
        "Không",
        "Từ 0 đến 100. 3 sao: từ 50; 4 sao: từ 70; 5 sao: từ 90.",
        "General",
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 100,
            "error_title": "Số điểm",
            "error_message": "Số điểm là một số từ 0 đến 100.",
        },
    ),
    Column("Nhóm/Bộ sản phẩm", 28, "Không", "Nhóm hoặc bộ sản phẩm ghi trong quyết định."),
    Column("Số quyết định", 20, "Có (*)", "Ví dụ 114/QĐ-UBND."),
    Column(
        "Ngày quyết định",
        16,
        "Có (*)",
        "Theo thứ tự ngày/tháng/năm, ví dụ 15/01/2020; không được ở tương lai.",
        "dd/mm/yyyy",
        {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2010, 1, 1),
            "maximum": date(2100, 1, 1),
            "error_title": "Ngày quyết định",
            "error_message": "Ghi đủ ngày/tháng/năm, ví dụ 15/01/2020.",
        },
    ),
    Column("Ngày hiệu lực", 16, "Không", "Nếu quyết định ghi ngày có hiệu lực khác ngày ký.", "dd/mm/yyyy"),
    Column("Bộ tiêu chí", 22, "Không", "Bộ tiêu chí mà quyết định nêu, ví dụ QĐ 148/QĐ-TTg; không suy ra từ ngày."),
    Column("Hình thức công nhận", 20, "Không", "“Công nhận lại” hoặc “hạ hạng” nếu quyết định ghi như vậy."),
    Column("Cơ quan ban hành", 28, "Có (*)", "Ví dụ UBND tỉnh Đắk Nông."),
    Column(
        "Cấp",
        12,
        "Không",
        "Huyện, Tỉnh hoặc Trung ương.",
        "@",
        {
            "validate": "list",
            "source": ["Huyện", "Tỉnh", "Trung ương"],
            "error_title": "Cấp",
            "error_message": "Chỉ chọn Huyện, Tỉnh hoặc Trung ương.",
        },
    ),
    Column("Mã sản phẩm", 22, "Không", "Mã chính thức, ví dụ 83-829-28780-3-2022."),
    Column("Ghi chú", 30, "Không", "Những điều khác cần ghi."),
)

_ADVICE = (
    "Mỗi dòng là một sản phẩm được công nhận. Không đổi tên cột; có thể bỏ trống cột không bắt buộc.",
    "(*) Có thể bỏ trống nếu cả tệp thuộc một quyết định và số, ngày, cơ quan được cho khi nhập tệp.",
    "Dòng chưa đúng không bị bỏ: chương trình ghi lại dòng đó cùng lý do để sửa và nhập lại.",
)


def write_template(path: Path) -> None:
    """Write the template: a sheet to fill in, and one that explains it.

    Raises:
        DataError: the file cannot be written.

    """
    with new_workbook(path) as book:
        _write_table(book)
        _write_help(book)


def _write_table(book: Workbook) -> None:
    sheet = book.add_worksheet("Phụ lục")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E8F0E4", "border": 1})
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width, book.add_format({"num_format": column.form}))
        sheet.write_string(0, index, column.label, bold)
        if column.validation:
            sheet.data_validation(1, index, ROWS, index, column.validation)
    sheet.freeze_panes(1, 0)


def _write_help(book: Workbook) -> None:
    sheet = book.add_worksheet("Hướng dẫn")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1})
    for row, advice in enumerate(_ADVICE):
        sheet.merge_range(row, 0, row, 2, advice, wrapped)
        sheet.set_row(row, 32)
    top = len(_ADVICE) + 1
    for row, line in enumerate((("Cột", "Bắt buộc", "Cách ghi"), *((c.label, c.required, c.help) for c in COLUMNS))):
        for column, said in enumerate(line):
            sheet.write_string(top + row, column, said, wrapped if row else bold)
    for index, width in enumerate((22, 10, 80)):
        sheet.set_column(index, index, width)
