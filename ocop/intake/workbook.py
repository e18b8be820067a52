"""XLSX through calamine, after a look at what the file would unpack to.

calamine lays a sheet out as one dense block from its first to its last cell, so two cells at opposite corners of
a sheet would ask for hundreds of gigabytes. Sizes are therefore read from the packed parts first.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO
from unicodedata import normalize

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ocop.domain.said import say
from ocop.errors import DataError
from ocop.intake import tcvn3
from ocop.intake.sheets import MAX_CELLS, SEARCHED, Cell, Sheet, Span, check_size

MAX_UNPACKED = 128 * 2**20
MAX_SPANS = 200_000

BROKEN = say("Không đọc được tệp Excel này: hãy mở bằng Excel rồi lưu lại thành .xlsx.")

# A prefix may be any name; the reader looks at what stands after it.
_CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:[^\s<>/:]+:)?row[\s/>]")
_PLAIN_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,7}"')
_PLAIN_ROWS = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
_ADDRESS = re.compile(rb"""<(?:[^\s<>/:]+:)?c\s+r\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
# As above, unless the cell is there for its colour only and holds nothing.
_HOLDING = re.compile(_ADDRESS.pattern + rb"""(?!(?:\s+[\w:]+\s*=\s*(?:"[^"<>]{0,99}"|'[^'<>]{0,99}')){0,9}\s*/>)""")
_SAID = rb"""\s+([^\s<>/="']+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')"""
_ATTRIBUTE = re.compile(_SAID)
_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?(row|c)((?:" + re.sub(rb"\((?!\?)", b"(?:", _SAID) + rb")*)\s*/?>")
_PLACE = re.compile(rb"([A-Za-z]*)([0-9]+)")


def read(data: bytes) -> list[Sheet]:
    """The sheets of an XLSX file in their order.

    Raises:
        DataError: the file is broken, is another kind of file, or is too large.

    """
    check_size(_unpacked_extents(data))
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            names = [(s.name, s.visible) for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
            sheets, extents = [], []
            for name, visible in names:
                if visible != SheetVisibleEnum.Visible:
                    sheets.append(Sheet(name, (), hidden=True))
                    continue
                found = book.get_sheet_by_name(name)
                bottom, right = found.end or (-1, -1)
                extents.append((bottom + 1, right + 1))
                check_size(extents)  # again: one part may be listed as many sheets
                sheets.append(_sheet(found))
            return sheets
    except (CalamineError, ValueError, OverflowError):
        raise DataError(BROKEN) from None


def _sheet(found: CalamineSheet) -> Sheet:
    rows: list[list[Cell]] = [
        [normalize("NFC", cell) if isinstance(cell, str) else cell for cell in row]
        for row in found.to_python(skip_empty_area=False)
    ]
    old_font = any(isinstance(cell, str) and tcvn3.is_written_in(cell) for row in rows[:SEARCHED] for cell in row)
    if old_font:
        rows = [[tcvn3.decoded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    ranges = found.merged_cell_ranges or []
    if len(ranges) > MAX_SPANS:
        raise DataError(BROKEN)
    spans = tuple(Span(top, left, bottom, right) for (top, left), (bottom, right) in ranges)
    return Sheet(found.name, rows, spans, _fill_down(rows, spans), old_font=old_font)


def _fill_down(rows: Sequence[list[Cell]], spans: Sequence[Span]) -> dict[int, frozenset[int]]:
    """Write each value that is merged downwards into the cells below it; return which cells, by row."""
    filled: defaultdict[int, set[int]] = defaultdict(set)
    budget = MAX_CELLS
    for span in spans:
        if span.bottom == span.top or span.top >= len(rows) or span.left >= len(rows[span.top]):
            continue
        value = rows[span.top][span.left]
        last = min(span.bottom, len(rows) - 1)
        budget -= last - span.top
        if value == "" or budget < 0:
            continue
        for row in range(span.top + 1, last + 1):
            rows[row][span.left] = value
            filled[row].add(span.left)
    return {row: frozenset(columns) for row, columns in filled.items()}


def _unpacked_extents(data: bytes) -> list[tuple[int, int]]:
    """Unpack every part within the limit, and read off how far the cells of each sheet reach."""
    extents, left = [], MAX_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if "[Content_Types].xml" not in archive.namelist() or "xl/workbook.bin" in archive.namelist():
                raise DataError(
                    say("Tệp không phải Excel .xlsx: hãy mở bằng chương trình đã tạo ra nó và lưu thành .xlsx.")
                )
            for part in archive.infolist():
                with archive.open(part) as packed:
                    content = packed.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise DataError(
                        say("Tệp bung ra lớn hơn 128 MB: hãy bỏ ảnh và trang thừa hoặc chia thành nhiều tệp.")
                    )
                if b"sheetData" in content:
                    extents.append(_extent(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise DataError(BROKEN) from None
    return extents


def _extent(sheet: bytes) -> tuple[int, int]:
    """The last row and column that hold something, counted from 1."""
    cells = sheet[sheet.find(b"<sheetData") : sheet.rfind(b"</sheetData>")]
    letters = _PLAIN_LETTERS.findall(cells)
    is_plain = sheet.count(b"<sheetData") == 1 and b":sheetData" not in sheet and b":c" not in cells
    if letters and is_plain and len(letters) == cells.count(b"<c"):  # as Excel and most programs write them
        extent = max(map(int, set(_PLAIN_ROWS.findall(cells)))), max(map(_column, set(letters)))
        if _fits(extent):
            return extent
    addresses = _ADDRESS.findall(sheet)
    if len(addresses) != len(_CELL.findall(sheet)):
        return _extent_by_walking(sheet)
    extent = _reach(addresses)
    # coloured cells down to the last row are common, and harmless
    return extent if _fits(extent) else _reach(_HOLDING.findall(sheet))


def _fits(extent: tuple[int, int]) -> bool:
    try:
        check_size([extent])
    except DataError:
        return False
    return True


def _reach(addresses: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    rows = max((_number(row) for row in {row for _, row in addresses}), default=0)
    columns = max((_column(letters) for letters in {letters for letters, _ in addresses}), default=0)
    return rows, columns


def _extent_by_walking(sheet: bytes) -> tuple[int, int]:
    """The extent where cells leave out their address and follow one another.

    Raises:
        DataError: a row or cell is written so that one cannot be sure which place it states.
    """
    row = column = rows = columns = seen = 0
    for tag in _TAG.finditer(sheet):
        seen += 1
        place = _stated(tag[2]) if tag[2] else None
        if tag[1] == b"row":
            row, column = (_number(place[2]) if place else row + 1), 0
            continue
        if place:
            row, column = _number(place[2]), _column(place[1])
        else:
            column += 1
        rows, columns = max(rows, row), max(columns, column)
    if seen != len(_CELL.findall(sheet)) + len(_ROW.findall(sheet)):
        raise DataError(BROKEN)
    return rows, columns


def _stated(attributes: bytes) -> re.Match[bytes] | None:
    """The place that a row or cell states; None where it states none.

    Raises:
        DataError: it states something else.
    """
    said = next((double or single for name, double, single in _ATTRIBUTE.findall(attributes) if name == b"r"), None)
    place = None if said is None else _PLACE.fullmatch(said)
    if said is not None and place is None:
        raise DataError(BROKEN)
    return place


def _number(digits: bytes) -> int:
    return int(digits[-12:]) if len(digits) <= 12 or not digits[:-12].strip(b"0") else 10**12


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper()[:12]:
        column = column * 26 + letter - ord("A") + 1
    return column
