"""Headings inside a table and titles between tables: what the rows below them are for.

"II. Sản phẩm thu hồi" in a file of recognitions holds until a heading of its own rank, or one that recognises. Where
that is not clear the rows stay with it: nothing that was taken back is loaded for want of a heading.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ocop.domain.text import fold
from ocop.intake import purposes
from ocop.intake.lines import Line
from ocop.intake.reading import Place
from ocop.intake.results import Fault, Table
from ocop.intake.stars import is_proposal

_ROMAN = re.compile(r"[IVXL]+")
_RECOGNISES = re.compile(r"\b(?:cong nhan|chung nhan|dat|hang|0?[345] sao)\b")


class Sections:
    """Where rows stand in a sheet, as its headings change it. `place` is that of the next row."""

    def __init__(self, base: Place) -> None:
        self.place = self.base = base
        self._rank = ""
        self._pending: list[tuple[str, str, str]] = []

    @property
    def titles(self) -> dict[str, str]:
        """The headings since the last row, by their addresses."""
        return {address: words for address, words, _marker in self._pending}

    def row(self) -> None:
        """A row of the table: what comes after it is a new heading."""
        self._pending.clear()

    def table(self, base: Place) -> list[Table]:
        """Another header has taken over; what the last heading said holds on. The table that this opens, if any."""
        now, self.base, self.place = self.place, base, base
        return [self._open(now, now.section)] if now.section else []

    def heading(self, line: Line) -> Table | None:
        """Heed a line of words; the table that it opens, if it says something of its own."""
        if line.is_footer:
            return None
        self._pending.append((line.address, line.says, line.marker))
        titles = list(self.titles.values())
        whole = " ".join(titles)
        doubt = purposes.doubt(titles)
        found = replace(self.base, says=purposes.again(whole), proposes=is_proposal(purposes.basis_left_out(titles)))
        address, words, marker = self._pending[doubt.title if doubt else -1]
        if doubt:
            found = replace(found, doubt=Fault(address, words, doubt.reason), is_paper=doubt.is_paper)
        if doubt or found.says or found.proposes:
            self._rank = _rank(marker)
            return self._open(found, whole)
        if self.place.section and (_RECOGNISES.search(fold(line.says)) or "" != self._rank == _rank(line.marker)):
            self.place, self._rank = self.base, ""
        return None

    def _open(self, found: Place, title: str) -> Table:
        """A part of the table under a heading, which stands among its titles where rejects are written out."""
        base = self.base
        table = replace(base.table, titles=(*base.table.titles, title))
        self.place = replace(
            base,
            table=table,
            section=title,
            doubt=base.doubt or found.doubt,
            is_paper=base.is_paper if base.doubt else found.is_paper,
            proposes=base.proposes or found.proposes,
            says=found.says,
        )
        return table


def _rank(marker: str) -> str:
    """Which kind of numbering a heading bears: Roman, letters, figures; "" where none."""
    first = marker.split(".")[0]
    if not first:
        return ""
    return "roman" if _ROMAN.fullmatch(first) else "figure" if first.isdigit() else "letter"
