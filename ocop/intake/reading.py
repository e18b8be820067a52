"""A line of a table while it is being read: where it stands, its cells by field, what is found in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

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

    `doubt` is what tells that the table is no list of recognitions; `is_paper` as in `purposes.Doubt`.
    """

    table: Table
    header: Header
    titled: Cited
    proposes: bool
    doubt: Fault | None = None
    is_paper: bool = False


class Reading:
    """One line while it is being read: its cells by field, and what is found wrong or worth a look."""

    def __init__(self, place: Place, row: int, line: Sequence[Cell], flags: Sequence[str]) -> None:
        self.place, self.row, self.line = place, row, line
        self.columns = place.header.columns
        self.faults: list[Fault] = []
        self.flags = list(flags)

    def cell(self, name: Field) -> Cell:
        """What stands in the column of a field; blank where there is no such column."""
        column = self.columns.get(name, -1)
        return self.line[column] if 0 <= column < len(self.line) else ""

    def text(self, name: Field) -> str:
        """The same as text on one line."""
        cell = self.cell(name)
        return cells.text(cell) if cell != "" else ""

    def fault(self, name: Field, reason: str) -> None:
        """Record what is wrong with a cell."""
        column = self.columns.get(name)
        address = self.place.header.address if column is None else f"{column_letter(column)}{self.row}"
        self.faults.append(Fault(address, cells.shown(self.cell(name)), reason))

    def parsed(self, name: Field, parse: Callable[[Given], Result], given: Given) -> Result | None:
        """What a parser makes of a cell; None, and a fault, where it cannot."""
        try:
            return parse(given)
        except Unreadable as error:
            self.fault(name, str(error))
            return None
