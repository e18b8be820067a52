"""A decision annex as a province really sends it: read whole, every line accounted for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date as day
from pathlib import Path

from ocop.domain.said import say
from ocop.domain.text import fold
from ocop.errors import DataError
from ocop.intake import cells, decisions, delimited, headers, purposes
from ocop.intake.cells import Unreadable
from ocop.intake.checks import check
from ocop.intake.continued import continued, continues
from ocop.intake.decisions import Cited
from ocop.intake.files import open_sheets
from ocop.intake.headers import Header
from ocop.intake.lines import Line, LineKind, lines
from ocop.intake.mending import NOTHING_MENDED, patched
from ocop.intake.reading import Place
from ocop.intake.results import Annex, AnnexRow, Fault, Gazetteer, Kind, Note, Reject, Table
from ocop.intake.rules import Rules
from ocop.intake.sections import Sections
from ocop.intake.sheets import Cell, Sheet, column_letter
from ocop.intake.stars import is_proposal
from ocop.intake.wordings import Field

NO_HEADER = say(
    "Không tìm thấy dòng tiêu đề có cột “Tên sản phẩm” cùng cột “Chủ thể” hoặc “Hạng sao”: "
    "hãy sửa tên cột hoặc dùng tệp mẫu."
)

_ATTACHED = re.compile(r"kèm theo\s+(?:quyết định|qđ|tờ trình)\b[^)]*", re.IGNORECASE)
_QUOTED = 5
TOLD = 1000


def read_annex(
    source: Path | bytes,
    *,
    gazetteer: Gazetteer,
    today: day,
    decision: str | None = None,
    date: day | None = None,
    authority: str | None = None,
    kind: Kind = "recognition",
    mended: Mapping[str, str] = NOTHING_MENDED,
    progress: Callable[[int], object] = lambda _n: None,
) -> Annex:
    """Read and check a file of recognitions or of proposals; nothing in it is dropped without a word.

    `decision`, `date` and `authority` hold for rows that do not say it themselves; they come before what the
    titles of a table say. `mended` are cells that a person put right after sending the file, by address with the sheet
    ("Trang!E7"). `progress` hears of every thousand lines.

    Raises:
        DataError: the file cannot be read, or no sheet of it has a header; or `decision` is no decision number.

    """
    rules = Rules(kind, today, gazetteer, _given(decision, date, authority))
    reader = _Reader(rules, progress)
    for sheet in open_sheets(source):
        reader.read(patched(sheet, mended))
    if not reader.tables:
        raise DataError(NO_HEADER)
    return Annex(tuple(reader.rows), tuple(reader.rejects), tuple(reader.notes), tuple(reader.tables))


def _given(decision: str | None, date: day | None, authority: str | None) -> Cited:
    try:
        said = decisions.cited(decision or "")
    except Unreadable as error:
        raise DataError(error.args[0]) from None
    return Cited(said.number, date or said.decided_on, cells.text(authority or "") or said.authority)


class _Reader:
    """Gathers rows, rejects and notes over the sheets of one file."""

    def __init__(self, rules: Rules, progress: Callable[[int], object]) -> None:
        self.rules, self._progress = rules, progress
        self.rows: list[AnnexRow] = []
        self.rejects: list[Reject] = []
        self.notes: list[Note] = []
        self.tables: list[Table] = []
        self._seen: dict[tuple[str, str], AnnexRow] = {}
        self._makers: dict[str, str] = {}

    def read(self, sheet: Sheet) -> None:
        """Read one sheet, or say why not."""
        header = headers.find(sheet)
        if sheet.hidden:
            self._note(sheet, say("trang bị ẩn, không đọc; nếu cần, hãy bỏ ẩn rồi nhập lại."))
        elif header is None:
            self._note(sheet, say("không có dòng tiêu đề của bảng sản phẩm, không đọc."))
        else:
            if sheet.old_font:
                self._note(sheet, say("chữ viết bằng phông TCVN3 (.VnTime) đã được đổi sang Unicode; hãy xem lại."))
            if sheet.encoding and sheet.encoding not in delimited.SURE:
                guessed = say("bảng mã được đoán là {encoding}; hãy xem lại chữ có dấu.", encoding=sheet.encoding)
                self._note(sheet, guessed)
            self._read_table(sheet, self._place(sheet, header, _titles(sheet, header.first)))

    def _place(self, sheet: Sheet, header: Header, spoken: Mapping[str, str]) -> Place:
        """The place of rows under a header and the titles above it, by their addresses."""
        titles = tuple(spoken.values())
        proposes = is_proposal(purposes.basis_left_out([sheet.name, *titles]))
        table, says = self._table(sheet, header, titles), purposes.again(" ".join(titles))
        place = Place(table, header, self._titled(sheet, titles), proposes, says=says)
        if found := purposes.doubt(titles):
            at = Fault(list(spoken)[found.title], titles[found.title], found.reason)
            return replace(place, doubt=at, is_paper=found.is_paper)
        if (found := purposes.doubt([sheet.name])) and not found.is_paper:
            why = say("Trang tên “{sheet}”. {reason}", sheet=sheet.name, reason=found.reason)
            return replace(place, doubt=Fault("", sheet.name, why))
        return place

    def _table(self, sheet: Sheet, header: Header, titles: tuple[str, ...]) -> Table:
        table = Table(sheet.name, titles, header.labels)
        self.tables.append(table)
        self._note(sheet, say("tiêu đề cột của bảng."), range(header.first, header.last + 1))
        if header.unused:
            self._note(sheet, say("không dùng các cột {columns}.", columns=_quoted(header.unused)), [header.first])
        return table

    def _titled(self, sheet: Sheet, titles: Sequence[str]) -> Cited:
        found = _ATTACHED.search("\n".join(titles))
        try:
            titled = decisions.mentioned(found[0]) if found else Cited()
        except Unreadable:
            titled = Cited()
        if titled.number and self.rules.given.agrees(titled):
            self._note(sheet, say("dòng không ghi quyết định được hiểu theo tiêu đề: {number}.", number=titled.number))
        elif titled.number:
            other = say("tiêu đề ghi quyết định {number}, khác quyết định được cho kèm theo tệp.", number=titled.number)
            self._note(sheet, other)
        return titled

    def _read_table(self, sheet: Sheet, place: Place) -> None:
        skipped: defaultdict[LineKind, list[tuple[int, str]]] = defaultdict(list)
        sections = Sections(place)
        before: Sequence[Cell] | None = None
        maker_row, read = 0, 0
        for line in lines(sheet, place.header):
            if line.index % TOLD == 0:
                self._progress(TOLD)
            if line.kind is not LineKind.DATA:
                skipped[line.kind].append((line.index, line.says))
                if line.kind is not LineKind.BLANK:
                    before = None
                sections = self._heed(sheet, line, sections)
                continue
            sections.row()
            row, read = sheet.rows[line.index], read + 1
            header = sections.place.header
            flags: tuple[str, ...] = ()
            is_merged = header.columns.get(Field.PRODUCER) in sheet.filled.get(line.index, ())
            if sheet.encoding and before and continues(header, row):
                row, is_merged = continued(header, row, before), True
            if is_merged:
                flags = (say("Chủ thể lấy từ ô gộp ở dòng {row}.", row=str(maker_row + 1)),)
            else:
                maker_row = line.index
            before = row
            self._take(check(sections.place, line.index + 1, row, self.rules, flags))
        self._progress(len(sheet.rows) % TOLD)
        self._note_skipped(sheet, skipped)
        if not read:
            self._note(sheet, say("có tiêu đề nhưng không có dòng sản phẩm nào."))

    def _heed(self, sheet: Sheet, line: Line, sections: Sections) -> Sections:
        """A line between the rows: another header, or words that may say what the rows below are for."""
        header, base = line.header, sections.base
        if line.kind in (LineKind.HEADING, LineKind.OUTSIDE):
            if opened := sections.heading(line):
                self.tables.append(opened)
        elif line.kind is LineKind.HEADER and line.index == header.first:
            if _ATTACHED.search("\n".join(sections.titles.values())):  # a table of another decision
                return Sections(self._place(sheet, header, sections.titles))
            if header.labels != base.header.labels:
                table = self._table(sheet, header, base.table.titles)
                self.tables += sections.table(replace(base, table=table, header=header))
        return sections

    def _take(self, found: AnnexRow | Reject) -> None:
        if isinstance(found, Reject):
            self.rejects.append(found)
            return
        if (maker := self._makers.get(found.producer)) is None:
            maker = self._makers[found.producer] = fold(found.producer)
        earlier = self._seen.setdefault((found.key, maker), found)
        if earlier is not found:
            place = {"row": str(earlier.row), "sheet": earlier.sheet}
            again = say("Trùng tên sản phẩm và chủ thể với dòng {row} trang “{sheet}”.", **place)
            if earlier.sheet == found.sheet:
                again = say("Trùng tên sản phẩm và chủ thể với dòng {row}.", **place)
            found = replace(found, flags=(*found.flags, again))
        self.rows.append(found)

    def _note(self, sheet: Sheet, text: str, indexes: Sequence[int] = ()) -> None:
        self.notes.append(Note(sheet.name, text, tuple(index + 1 for index in indexes)))

    def _note_skipped(self, sheet: Sheet, skipped: dict[LineKind, list[tuple[int, str]]]) -> None:
        for kind, found in skipped.items():
            says = [words for _, words in found if words]
            said = f": {_quoted(says)}" if says else ""
            left_out = say("bỏ qua {n} dòng {kind}{said}.", n=len(found), kind=kind.said, said=said)
            self._note(sheet, left_out, [index for index, _ in found])


def _titles(sheet: Sheet, first: int) -> dict[str, str]:
    """The lines above a header that say something, by the address of their first word."""
    found = {}
    for row in range(first):
        filled = sheet.filled.get(row, ())
        said = {
            column: words
            for column, cell in enumerate(sheet.rows[row])
            if column not in filled and (words := cells.text(cell))
        }
        if said:
            found[f"{column_letter(min(said))}{row + 1}"] = " ".join(said.values())
    return found


def _quoted(texts: Sequence[str]) -> str:
    more = ", …" if len(texts) > _QUOTED else ""
    return ", ".join(f"“{text}”" for text in texts[:_QUOTED]) + more
