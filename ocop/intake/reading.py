"""A line of a table while it is being read: where it stands, its cells by field, what is found in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ocop.domain.recognition import Kind
from ocop.intake import cells
from ocop.intake.cells import Unreadable
from ocop.intake.decisions import Cited
from ocop.intake.headers import Header
from ocop.intake.results import Fault, Table
from ocop.intake.sheets import Cell, column_letter
from ocop.intake.wordings import Field

Given = TypeVar("Given")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Place:
    """Where rows stand: their table, its header, and what its titles say of a decision and of proposals.

    `doubt` is what tells that the table is no list of recognitions; `is_paper` as in `purposes.Doubt`. `says` is
    renewed or lowered where titles say so of all rows; `section` the heading inside the table that the rows are under.
    """

    table: Table
    header: Header
    titled: Cited
    proposes: bool
    doubt: Fault | None = None
    is_paper: bool = False
    says: Kind | None = None
    section: str = ""


class Reading:
    """One line while it is being read: its cells by field, and what is found wrong or worth a look."""

    def __init__(self, place: Place, row: int, line: Sequence[Cell], flags: Sequence[str]) -> None:
        self.place, self.row, self.line = place, row, line
        self.columns = place.header.columns
        self._texts = {
            name: cells.text(cell)
            for name, column in place.header.read.items()
            if column < len(line) and (cell := line[column]) != ""
        }
        self.faults: list[Fault] = []
        self.flags = list(flags)

    def cell(self, name: Field) -> Cell:
        """What stands in the column of a field; blank where there is no such column."""
        column = self.columns.get(name)
        return "" if column is None or column >= len(self.line) else self.line[column]

    def text(self, name: Field) -> str:
        """The same as text on one line."""
        return self._texts.get(name, "")

    def fault(self, name: Field, reason: str) -> None:
        """Record what is wrong with a cell."""
        self.faults.append(Fault(self.address(name), cells.shown(self.cell(name)), reason))

    def address(self, name: Field) -> str:
        """Where the cell of a field is; the first cell of the header where there is no such column."""
        column = self.columns.get(name)
        return self.place.header.address if column is None else f"{column_letter(column)}{self.row}"

    def parsed(self, name: Field, parse: Callable[[Given], Result], given: Given) -> Result | None:
        """What a parser makes of a cell; None, and a fault, where it cannot."""
        try:
            return parse(given)
        except Unreadable as error:
            self.fault(name, error.args[0])
            return None
