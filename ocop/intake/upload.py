"""A file that came through the desk, looked at before anything reads it: is it what its name says, and harmless."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath

from ocop.domain.said import say
from ocop.errors import DataError
from ocop.intake.workbook import BROKEN

MAX_UPLOAD = 20 * 2**20
LONGEST_LINE = 2**20
LONGEST_NAME = 120
# A sheet of equal cells shrinks a hundredfold; what shrinks more was made to.
MAX_RATIO, CHECKED_FROM = 300, 4 * 2**20
MAX_PARTS = 2000

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def checked(name: str, data: bytes) -> str:
    """The file's name without a path, where it may be read.

    Raises:
        DataError: it is of another kind than its name says, too large, or made to harm whoever reads it.
    """
    plain = PureWindowsPath(PurePosixPath(_CONTROLS.sub("", name)).name).name.strip() or "tep"
    plain = plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 8]}…{plain[-7:]}"
    ending = plain.lower().rsplit(".", 1)[-1]
    if ending in {"xlsm", "xltm", "xlsb", "xlam"}:
        raise DataError(say("Tệp có thể chứa macro: hãy mở bằng Excel và lưu thành .xlsx."))
    if ending not in {"xlsx", "csv", "tsv"}:
        raise DataError(say("Chỉ nhận tệp .xlsx hoặc .csv: hãy lưu phụ lục thành một trong hai dạng này."))
    if len(data) > MAX_UPLOAD:
        raise DataError(say("Tệp lớn hơn 20 MB: hãy bỏ ảnh trong tệp hoặc chia thành nhiều tệp."))
    if data.startswith(b"PK") != (ending == "xlsx") and not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DataError(say("Nội dung tệp không đúng với đuôi tên tệp: hãy mở tệp và lưu lại thành .xlsx hoặc .csv."))
    if ending == "xlsx" and data.startswith(b"PK"):
        _check_parts(data)
    elif any(len(line) > LONGEST_LINE for line in data.splitlines()):
        raise DataError(say("Tệp CSV có dòng dài hơn 1 MB, không phải bảng sản phẩm: hãy xem lại tệp."))
    return plain


def _check_parts(data: bytes) -> None:
    """Look at each part of an XLSX as far as is needed to know it; reading bounds what is unpacked in all."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise DataError(BROKEN)
            for part in parts:
                _check_part(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise DataError(BROKEN) from None


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise DataError(say("Tệp Excel có phần mang tên đường dẫn lạ: hãy mở bằng Excel rồi lưu lại thành .xlsx."))
    if name.lower().endswith("vbaproject.bin"):
        raise DataError(say("Tệp có macro: hãy mở bằng Excel và lưu thành .xlsx không có macro."))
    if part.flag_bits & 1:
        raise DataError(say("Tệp có đặt mật khẩu: hãy bỏ mật khẩu và lưu lại thành .xlsx."))
    if part.file_size > CHECKED_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1):
        raise DataError(
            say("Tệp nén bất thường (bung ra gấp hơn 300 lần): không đọc. Hãy lưu lại thành .xlsx bằng Excel.")
        )
    if name.lower().endswith((".xml", ".rels")):
        with archive.open(part) as packed:
            if _DOCTYPE.search(packed.read(2**16)):  # only the head of a document may declare entities
                raise DataError(say("Tệp Excel khai báo thực thể XML: hãy mở bằng Excel rồi lưu lại thành .xlsx."))
