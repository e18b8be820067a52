"""What each line of a table is: a product, or a heading, a total, a repeated header, words around the table.

Cells that only show what is merged into them from above do not count: a line is judged by what it says itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ocop.domain.said import Said, say
from ocop.domain.text import fold
from ocop.intake.cells import text
from ocop.intake.headers import Header, header_at
from ocop.intake.sheets import Cell, Sheet, column_letter
from ocop.intake.wordings import Field


class LineKind(StrEnum):
    """A kind of line; the value is what a person calls it."""

    DATA = say("sản phẩm")
    BLANK = say("trống")
    HEADER = say("tiêu đề cột lặp lại")
    NUMBERING = say("đánh số cột")
    HEADING = say("tiêu đề nhóm")
    TOTAL = say("tổng cộng")
    OUTSIDE = say("chữ ngoài bảng")

    @property
    def said(self) -> Said:
        """Its name in a sentence."""
        return Said(self.value)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet (from 0) under its header; if it is no product, what it says, in which column, how marked."""

    index: int
    kind: LineKind
    header: Header
    says: str = ""
    column: int = 0
    marker: str = ""

    @property
    def address(self) -> str:
        """Where its words stand."""
        return f"{column_letter(self.column)}{self.index + 1}"

    @property
    def is_footer(self) -> bool:
        """Whether it belongs under a table: notes, signatures."""
        return bool(_FOOTER.match(fold(self.says)))


_ARABIC = re.compile(r"[0-9]+(?:[.,][0-9]+)*[.)]?")
_MARKER = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ]|\*|\+)(?:\.[0-9IVXa-z]+)*[.)]?")
_MARKED = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])(?:\.[0-9]+)*[.)/:\-]\s*\S")
_PLACE_OR_GROUP = re.compile(
    r"(?:huyện|thị xã|thành phố|tp\.?|quận|xã|phường|thị trấn|đặc khu|tỉnh|nhóm|bộ sản phẩm|ngành|lĩnh vực|"
    r"(?:các )?sản phẩm (?:ocop|đạt|hạng|được|\d)|hạng \d|(?:ocop )?\d sao|đợt|phần)\s",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:tong cong\b|(?:tong so|cong|tong)(?: \d| san pham| sp| so| toan| nhom| huyen| chung|$))")
_FOOTER = re.compile(r"(?:ghi chu|noi nhan|nguoi lap|luu y|tm (?:uy ban|ubnd)|kt (?:chu tich|giam doc)|ky ten)\b")
_INDEX = re.compile(r"[(\[]?\s*([0-9]{1,2}|[A-Za-z])\s*[)\]]?(?:\s*=.*)?")
_FIGURES = re.compile(r"[0-9\s.,%/]+")
_WIDE = 3


def lines(sheet: Sheet, header: Header) -> Iterator[Line]:
    """The lines below a header to the last that says anything; a new header on the way takes over."""
    across: dict[int, int] = {}
    for span in sheet.spans:
        if span.top == span.bottom:
            across[span.top] = max(across.get(span.top, 1), span.right - span.left + 1)
    index, last = header.last + 1, _last(sheet)
    wordings = _wordings(sheet, header)
    while index <= last:
        cells = sheet.rows[index]
        if not wordings.isdisjoint(cells) and (repeated := header_at(sheet, index)):
            for part in range(repeated.first, repeated.last + 1):
                yield Line(part, LineKind.HEADER, repeated)
            header, index, wordings = repeated, repeated.last + 1, _wordings(sheet, repeated)
            continue
        kind, column = _kind(header, cells, sheet.filled.get(index, frozenset()), across.get(index, 1))
        if column is None:
            yield Line(index, kind, header)
        else:
            ordinal = header.columns.get(Field.ORDINAL, len(cells))
            says, mark = text(cells[column]), text(cells[ordinal]) if column != ordinal < len(cells) else ""
            yield Line(index, kind, header, says, column, mark or _mark(says))
        index += 1


def _wordings(sheet: Sheet, header: Header) -> frozenset[Cell]:
    return frozenset(cell for cell in sheet.rows[header.first] if cell != "")


def _last(sheet: Sheet) -> int:
    for index in range(len(sheet.rows) - 1, -1, -1):
        if any(text(cell) for cell in sheet.rows[index]):
            return index
    return -1


def _kind(header: Header, cells: Sequence[Cell], filled: frozenset[int], width: int) -> tuple[LineKind, int | None]:
    """The kind of a line, `width` columns of which are merged into one, and the column of words that it is known by."""
    product, producer = header.columns[Field.PRODUCT], header.columns.get(Field.PRODUCER, -1)
    ordinal = header.columns.get(Field.ORDINAL, -1)
    if not filled and _is_name(cells, product) and _is_name(cells, producer):
        return LineKind.DATA, None
    own = {column: said for column, cell in enumerate(cells) if column not in filled and (said := text(cell))}
    if all(column == ordinal and _ARABIC.fullmatch(said) for column, said in own.items()):
        return LineKind.BLANK, None
    if _numbers_columns(list(own.values())):
        return LineKind.NUMBERING, None
    words = [column for column, said in own.items() if not _is_mark(header, column, said)]
    if not words or (product in own and producer in own):
        return LineKind.DATA, None
    return _kind_of_words(header, own, words, width, is_part=producer in filled), words[0]


def _kind_of_words(header: Header, own: dict[int, str], words: list[int], width: int, *, is_part: bool) -> LineKind:
    """The kind of a line that lacks a product or a producer; `is_part` of a merged producer it is one of several."""
    first = own[words[0]]
    folded = fold(first)
    ordinal = own.get(header.columns.get(Field.ORDINAL, -1), "")
    is_across = width >= _WIDE and len(words) == 1 and header.columns.get(Field.STARS) not in own
    if _ARABIC.fullmatch(ordinal):
        return LineKind.HEADING if is_across else LineKind.DATA
    if _TOTAL.match(folded):
        return LineKind.TOTAL
    if _FOOTER.match(folded) and len(words) <= 2:
        return LineKind.OUTSIDE
    if len(words) > 1 or is_part:
        return LineKind.DATA
    if is_across or _MARKER.fullmatch(ordinal):
        return LineKind.HEADING
    if header.columns.get(Field.STARS) in own:
        return LineKind.DATA
    if _MARKED.match(first) or _PLACE_OR_GROUP.match(first):
        return LineKind.HEADING
    # A name alone under its own column is a product or a producer whose other cells are missing.
    names = {header.columns[Field.PRODUCT]}
    if Field.ORDINAL not in header.columns:
        names.add(header.columns.get(Field.PRODUCER, -1))
    return LineKind.DATA if words[0] in names else LineKind.OUTSIDE


def _mark(says: str) -> str:
    """The `II` of "II. Sản phẩm thu hồi"."""
    found = _MARKED.match(says)
    return re.split(r"[.)/:\-]", found[0], maxsplit=1)[0] if found else ""


def _is_name(cells: Sequence[Cell], column: int) -> bool:
    cell = cells[column] if 0 <= column < len(cells) else ""
    return isinstance(cell, str) and bool(cell) and not cell.isspace() and not _INDEX.fullmatch(cell)


def _numbers_columns(said: Sequence[str]) -> bool:
    """Whether the cells count the columns: `(1) (2) (3)`, or `A B 1 2 3`."""
    found = [_INDEX.fullmatch(part) for part in said]
    numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
    return len(said) >= _WIDE and all(found) and len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _is_mark(header: Header, column: int, said: str) -> bool:
    """Whether a cell holds an ordinal or a figure rather than words."""
    if column == header.columns.get(Field.ORDINAL) and _MARKER.fullmatch(said):
        return True
    return bool(_FIGURES.fullmatch(said) or _ARABIC.fullmatch(said))
