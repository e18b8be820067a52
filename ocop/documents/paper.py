"""An administrative paper before it is a file: who writes, what it says, tables with typed cells, gaps to be filled in.

PDF, DOCX and XLSX are all made from the same paper, so that they cannot tell three different stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from ocop.domain.figures import Share
from ocop.i18n import SOURCE, language

WATERMARK = "DỮ LIỆU MINH HỌA"
WARNING = f"{WATERMARK}: tạo ra để trình diễn, không có thật; không dùng để báo cáo"
DRAFT = "DỰ THẢO"
SIGNING = "CHỨC VỤ CỦA NGƯỜI KÝ"
MISSING = "chưa có"
# A table of so many rows or fewer is not broken between pages.
SHORT = 13
DOTS = "……"

VI = language(SOURCE)


@dataclass(frozen=True)
class Change:
    """By how much something grew, or with a minus shrank."""

    by: int


# What a cell may hold. A number stays a number where the file knows numbers; None is told as missing, never as 0.
Cell = str | int | date | Share | Change | None


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (`I. …`), 2 (`1. …`) or 3 (`a) …`)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Gap:
    """A place that the register cannot fill: what whoever signs has to add."""

    wanted: str

    @property
    def text(self) -> str:
        """As it stands in the paper."""
        return f"[… bổ sung: {self.wanted}]"


@dataclass(frozen=True)
class Column:
    """A column of a table. `width` is its share of the width of the page; numbers stand to the right."""

    title: str
    width: float = 1
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a title and where its figures are from. The last row is a sum where `summed`."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str
    summed: bool = False
    note: str = ""


Block = Heading | Text | Gap | Table


@dataclass(frozen=True)
class Issuer:
    """Whose paper it would be once signed: the body above it and itself, in the lines of their names, and its place."""

    above: tuple[str, ...]
    own: tuple[str, ...]
    place: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A draft unless approved. `symbol` follows the number to be given (`BC-UBND`); `addressed` says to whom it goes.

    `facts` say what the figures hold for.
    """

    issuer: Issuer
    symbol: str
    kind: str
    subject: str
    opening: str
    blocks: tuple[Block, ...]
    facts: tuple[str, ...]
    recipients: tuple[str, ...]
    is_made_up: bool
    is_draft: bool = True
    addressed: str = ""
    signing: str = SIGNING

    @property
    def mark(self) -> str:
        """What stands on every page of a draft; nothing once it is approved."""
        return DRAFT if self.is_draft else ""

    @property
    def facts_title(self) -> str:
        """Above what the figures hold for."""
        return "Về số liệu của dự thảo" if self.is_draft else "Về số liệu"

    @property
    def number(self) -> str:
        """The number, to be given by whoever keeps the register of papers."""
        return f"Số: {DOTS}/{self.symbol}"

    @property
    def dated(self) -> str:
        """Place and date, to be given on signing."""
        return f"{self.issuer.place}, ngày {DOTS} tháng {DOTS} năm {DOTS}"

    def tables(self) -> Iterator[tuple[str, Table]]:
        """The tables, each with its name: `Bảng 1`."""
        numbers = count(1)
        for block in self.blocks:
            if isinstance(block, Table):
                yield f"Bảng {next(numbers)}", block

    def gaps(self) -> list[str]:
        """What is to be added before it is signed."""
        return [block.wanted for block in self.blocks if isinstance(block, Gap)]


def shown(cell: Cell) -> str:
    """A cell in Vietnamese: 18.243; 05/08/2029; 45,2%; what is not known is said."""
    if cell is None:
        return MISSING
    if isinstance(cell, Share):
        return MISSING if cell.percent is None else VI.percent(cell.percent)
    if isinstance(cell, Change):
        return f"+{VI.number(cell.by)}" if cell.by > 0 else VI.number(cell.by).replace("-", "−")
    if isinstance(cell, int):
        return VI.number(cell)
    return VI.date(cell) if isinstance(cell, date) else cell


def listed(words: Sequence[str]) -> str:
    """`a, b và c`."""
    return " và ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
