"""Cells that a person put right after a file was sent: laid over the file, which itself is kept as it came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from unicodedata import normalize

from ocop.intake.sheets import MAX_COLUMNS, Cell, Sheet, column_letter

NOTHING_MENDED: Mapping[str, str] = MappingProxyType({})

_ADDRESS = re.compile(r"(?s)(.*)!([A-Z]{1,3})([0-9]{1,7})")


def address(sheet: str, row: int, column: int) -> str:
    """The address of a cell with its sheet; rows count from 1, columns from 0."""
    return f"{sheet}!{column_letter(column)}{row}"


def patched(sheet: Sheet, mended: Mapping[str, str]) -> Sheet:
    """A sheet with the cells of it that were mended; one that is not in the sheet is left out."""
    rows: dict[int, list[Cell]] = {}
    for where, said in mended.items():
        found = _ADDRESS.fullmatch(where)
        if not found or found[1] != sheet.name or not 0 < int(found[3]) <= len(sheet.rows):
            continue
        column, row = _column(found[2]), int(found[3]) - 1
        if column >= MAX_COLUMNS:
            continue
        line = rows.setdefault(row, list(sheet.rows[row]))
        line += [""] * (column + 1 - len(line))
        line[column] = normalize("NFC", said)
    if not rows:
        return sheet
    return replace(sheet, rows=[rows.get(number, line) for number, line in enumerate(sheet.rows)])


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
