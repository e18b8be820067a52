"""Where the header of a table is, and which column holds what, in the many wordings that offices use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import zip_longest

from ocop.domain.text import fold
from ocop.intake.cells import MEMORY, text
from ocop.intake.sheets import SEARCHED, Sheet, column_letter
from ocop.intake.wordings import WORDINGS, Field

# Words that change nothing: "Tên chủ thể OCOP" is "Chủ thể", "Ngày công nhận" is "Ngày".
_IDLE = re.compile(
    r"\b(?:ten|ocop|cac|cua|duoc|va|theo|ve|hoac|"
    r"cong nhan|chung nhan|danh gia|tham gia|san xuat|dat duoc|thong tin|neu co)\b"
)
_ASIDE = re.compile(r"\([^()]*\)")
_NUMERIC = re.compile(r"[\W\d_]+")
_PLACES = frozenset({Field.PROVINCE, Field.DISTRICT, Field.COMMUNE})
# Numbers and days are parsed from the cells themselves; nobody reads the ordinal.
_AS_CELLS = frozenset({Field.ORDINAL, Field.POINTS, Field.DATE, Field.VALID_FROM})
_RESULTS = frozenset({Field.STARS, Field.POINTS, Field.PROPOSED})
_LONGEST = 80


@dataclass(frozen=True)
class Header:
    """The header of one table: its rows (from 0), the wording of each column, and the column of each field.

    The wordings stand for themselves: written as one row they are read as the same fields again.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    columns: dict[Field, int]

    @cached_property
    def read(self) -> dict[Field, int]:
        """The columns that are read as text."""
        return {field: column for field, column in self.columns.items() if field not in _AS_CELLS}

    @property
    def address(self) -> str:
        """The address of its first cell that says something, as `A5`."""
        column = next(column for column, label in enumerate(self.labels) if label)
        return f"{column_letter(column)}{self.first + 1}"

    @property
    def unused(self) -> list[str]:
        """The wordings of columns that are not read: unknown, or less sure than another for the same field."""
        used = set(self.columns.values())
        return [label for column, label in enumerate(self.labels) if label and column not in used]


@cache
def _known() -> dict[str, tuple[int, Field]]:
    """Each wording's key with its rank (0 is surest) and its field."""
    return {
        _key(wording): (rank, field)
        for field, wordings in WORDINGS.items()
        for rank, wording in reversed(list(enumerate(wordings.split(", "))))
    }


def _key(wording: str) -> str:
    return " ".join(_IDLE.sub(" ", fold(wording)).split())


def field_of(wording: str) -> Field | None:
    """The field that a header's wording names.

    >>> field_of("Tên chủ thể OCOP")
    <Field.PRODUCER: 'chủ thể'>
    """
    found = _ranked(wording)
    return found[1] if found else None


@lru_cache(MEMORY)
def _ranked(wording: str) -> tuple[int, Field] | None:
    if not wording or len(wording) > _LONGEST:
        return None
    # "Kết quả (điểm)" needs its aside, "Hạng sao (3, 4, 5)" is better without.
    return _known().get(_key(wording)) or _known().get(_key(_ASIDE.sub(" ", wording)))


def find(sheet: Sheet) -> Header | None:
    """The header of a sheet, below whatever titles; None where there is none."""
    found = (header_at(sheet, row) for row in range(min(SEARCHED, len(sheet.rows))))
    return next((header for header in found if header), None)


def header_at(sheet: Sheet, row: int) -> Header | None:
    """The header, of one row or two, that begins at a row; None where it is none."""
    upper = _texts(sheet, row)
    if len({_ranked(wording) for wording in upper} - {None}) < 2:
        return None
    labels = _joined(upper, _texts(sheet, row + 1))
    return (_header(row, row + 1, labels) if labels else None) or _header(row, row, upper)


def _header(first: int, last: int, labels: Sequence[str]) -> Header | None:
    best: dict[Field, tuple[int, int]] = {}
    for column, label in enumerate(labels):
        if found := _ranked(label):
            rank, field = found
            best[field] = min(best.get(field, (rank, column)), (rank, column))
    columns = {field: column for field, (_, column) in best.items()}
    if Field.PRODUCT not in columns or columns.keys().isdisjoint({Field.PRODUCER, Field.STARS, Field.PROPOSED}):
        return None
    return Header(first, last, tuple(labels), columns)


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [text(cell) for cell in sheet.rows[row]] if row < len(sheet.rows) else []


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """The wordings of a header of two rows; None where the second is no header.

    A wording merged across several columns heads each of them: "Chủ thể" over "Tên" and "Địa chỉ".
    """
    labels: list[str] = []
    own: list[Field | None] = []
    adds, above = False, ""
    for top, bottom in zip_longest(upper, lower, fillvalue=""):
        above = top or above
        if bottom in ("", top):
            labels.append(top)
            continue
        labels.append(_label(above, bottom))
        own.append(field_of(bottom) or field_of(labels[-1]))
        adds = adds or own[-1] not in (None, field_of(top))
        # no header numbers its columns, nor has it a word under "TT": that is the first group of rows
        if _NUMERIC.fullmatch(bottom) or field_of(top) is Field.ORDINAL:
            return None
    known = len(own) - own.count(None)
    return labels if adds and known * 2 >= len(own) else None


def _label(above: str, below: str) -> str:
    field = field_of(below)
    # "Kết quả" over "Huyện" and "Tỉnh" is what each council found, not where the maker is.
    if field is None or (field in _PLACES and field_of(above) in _RESULTS):
        return f"{above} - {below}" if above else below
    return below
