"""XLSX files of ours: text stays text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ocop.errors import DataError

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LONGEST = 32_767  # characters in one cell


@contextmanager
def new_workbook(path: Path) -> Iterator[Workbook]:
    """A workbook that is written to `path` when the block ends without an error.

    Raises:
        DataError: the file cannot be written.

    """
    from xlsxwriter import Workbook  # most imports write no file

    packed = BytesIO()
    with Workbook(
        packed,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    ) as book:
        yield book
    try:
        path.write_bytes(packed.getvalue())
    except OSError:
        raise DataError(f"Không ghi được tệp {path.name}: hãy đóng tệp nếu đang mở và xem lại quyền ghi.") from None
