"""A file as sheets of cells: XLSX, or CSV in any usual encoding and with any delimiter."""

from __future__ import annotations

from pathlib import Path

from ocop.domain.said import say
from ocop.errors import DataError
from ocop.intake import delimited, workbook
from ocop.intake.sheets import Sheet

MAX_FILE = 40 * 2**20
TOO_HEAVY = say("Tệp lớn hơn 40 MB: hãy bỏ ảnh trong tệp hoặc chia thành nhiều tệp.")


def open_sheets(source: Path | bytes) -> list[Sheet]:
    """The sheets of an XLSX or CSV file, given by its path or its bytes.

    Raises:
        DataError: the file is missing, is of another kind, is broken, or is too large.

    """
    data = _bytes(source)
    if data.startswith(b"PK"):
        return workbook.read(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DataError(
            say("Tệp là Excel kiểu cũ (.xls) hoặc có đặt mật khẩu: hãy mở bằng Excel, bỏ mật khẩu và lưu thành .xlsx.")
        )
    if data.startswith(b"%PDF"):
        raise DataError(
            say("Tệp là PDF, không đọc được thành bảng: hãy xin bản Excel của phụ lục hoặc nhập vào tệp mẫu.")
        )
    return [delimited.read(data)]


def _bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            if source.stat().st_size > MAX_FILE:
                raise DataError(TOO_HEAVY)
            data = source.read_bytes()
        except OSError:
            raise DataError(
                say("Không mở được tệp {name}: hãy xem lại tên tệp và quyền đọc.", name=source.name)
            ) from None
    if len(data) > MAX_FILE:
        raise DataError(TOO_HEAVY)
    if not data.strip():
        raise DataError(say("Tệp rỗng: hãy chọn lại tệp phụ lục."))
    return data
