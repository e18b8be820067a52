"""Sheets of cells, whatever file they came from, and how large they may be.

All text in them is in Unicode's composed form (NFC), so that a header typed on a Mac equals one typed on Windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache

from ocop.domain.said import say
from ocop.errors import DataError

# `datetime` is a `date`, and `bool` and `int` are `float`s to the type checker; a blank cell is "".
Cell = str | float | date | time | timedelta

# In how many rows from the top a header is looked for.
SEARCHED = 60

MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 3_000_000

TOO_LARGE = say(
    "Bảng quá lớn (trên 200.000 dòng, 500 cột hoặc 3 triệu ô): "
    "hãy xóa các dòng, cột thừa ở cuối bảng hoặc chia thành nhiều tệp."
)


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range; rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is the file's first row.

    Cells merged downwards all show the value of the topmost; `filled` names, by row, the columns that do so only
    for that reason. Cells merged sideways stay blank but the first: a heading across the table is no row of data.
    A hidden sheet has no rows: nobody saw what it holds. `encoding` is that of a CSV; `old_font` says that the text of
    a workbook was written in TCVN3.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    spans: tuple[Span, ...] = ()
    filled: Mapping[int, frozenset[int]] = field(default_factory=dict)
    hidden: bool = False
    encoding: str = ""
    old_font: bool = False


def check_size(extents: Iterable[tuple[int, int]]) -> None:
    """Refuse tables, given as (rows, columns), that would not fit in memory.

    Raises:
        DataError: one has too many rows or columns, or all together too many cells.

    """
    cells = 0
    for rows, columns in extents:
        cells += rows * columns
        if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_CELLS:
            raise DataError(TOO_LARGE)


@cache
def column_letter(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters, column = chr(ord("A") + rest) + letters, column - 1
    return letters
