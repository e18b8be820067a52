"""What reading an annex gives: good rows, rejects to be mended, and notes on everything else in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from ocop.domain.recognition import Kind as EventKind
from ocop.domain.recognition import Level
from ocop.domain.said import Said, joined, say
from ocop.intake import cells
from ocop.intake.sheets import Cell

Kind = Literal["recognition", "proposal"]

# So many rows are named in a note.
SHOWN = 20


class Gazetteer(Protocol):
    """Which provinces there were, each name read with a date."""

    def province_existed(self, name: str, on: date) -> bool:
        """Whether a province of that name or alias, in whatever spelling, existed on a day."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the file: its sheet, the titles above it and its column wordings, two header rows made one."""

    sheet: str
    titles: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnexRow:
    """A row that may enter the register; "" and None are "the file does not say".

    `row` counts from 1, as in Excel; `cell` is the address of its stars, `key` the folded name of the product.
    `decided_on`, `decision` and `authority` are always known but in a proposal. `valid_from` and `rule` are what the
    row itself says; `says` is renewed or lowered where the file calls it so. `flags` are sentences for a person to look
    at; none of them stops the row.
    """

    table: Table
    row: int
    original: Sequence[Cell] = field(compare=False, repr=False)
    cell: str
    product: str
    key: str
    producer: str
    address: str
    province: str
    district: str
    commune: str
    stars: int
    points: Decimal | None
    decision: str
    decided_on: date | None
    authority: str
    level: Level | None
    valid_from: date | None
    rule: str
    says: EventKind | None
    set_text: str
    official_code: str
    note: str
    flags: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The sheet that it stands in."""
        return self.table.sheet

    @property
    def where(self) -> tuple[str, int]:
        """Its sheet and its row."""
        return self.table.sheet, self.row

    def refused(self, reason: str) -> Reject:
        """The same row as one that was not accepted after all."""
        return Reject.of(self.table, self.row, self.original, [Fault(self.cell, str(self.stars), reason)])


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row. `cell` is its address, as `E7`.

    Where the file has no such column it is the first cell of the header; where a title is at fault, that title's.
    """

    cell: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not accepted, with all that is wrong and the whole of it, as shown, so that it can be mended."""

    table: Table
    row: int
    faults: tuple[Fault, ...]
    original: tuple[str, ...]

    @classmethod
    def of(cls, table: Table, row: int, line: Sequence[Cell], faults: Sequence[Fault]) -> Reject:
        """A line of a table, filled up to its width."""
        width = max(len(table.labels), len(line))
        return cls(table, row, tuple(faults), (*map(cells.shown, line), *[""] * (width - len(line))))

    @property
    def sheet(self) -> str:
        """The sheet that it stands in."""
        return self.table.sheet

    @property
    def cell(self) -> str:
        """The addresses of the cells at fault."""
        return ", ".join(dict.fromkeys(fault.cell for fault in self.faults if fault.cell))

    @property
    def value(self) -> str:
        """What the first cell at fault holds."""
        return self.faults[0].value

    @property
    def reason(self) -> str:
        """Every reason, a sentence each."""
        return joined(" ", (fault.reason for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Review:
    """What a person should look at in a row that was accepted: what it is, and why."""

    sheet: str
    row: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """What was left out or taken for granted while reading; `rows` are the rows it is about."""

    sheet: str
    text: str
    rows: tuple[int, ...] = ()

    @property
    def said(self) -> Said:
        """The whole note, with its place."""
        if not self.rows:
            return say("Trang “{sheet}”: {text}", sheet=self.sheet, text=self.text)
        rows = ", ".join(map(str, self.rows[:SHOWN])) + ("…" if len(self.rows) > SHOWN else "")
        return say("Trang “{sheet}”, dòng {rows}: {text}", sheet=self.sheet, rows=rows, text=self.text)

    def __str__(self) -> str:
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Annex:
    """A whole file, read and checked."""

    rows: tuple[AnnexRow, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[Note, ...]
    tables: tuple[Table, ...]
