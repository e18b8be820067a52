"""The rejects of an annex as a table that can be mended and imported again, and beside them what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ocop.intake.results import Annex, Reject, Review, Table
from ocop.intake.writing import LONGEST, new_workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook

REASON, PLACE = "Lý do", "Ô"
REVIEWS = "Xem lại"
REVIEW_COLUMNS = {"Trang": 20, "Dòng": 8, "Việc": 24, "Vì sao": 90}
NARROWEST, WIDEST = 6, 60

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_report(annex: Annex, path: Path, reviews: Sequence[Review] = ()) -> None:
    """Write the rejects to an XLSX: a sheet for each table, its own columns first, then why and which cells.

    Titles and wordings of columns stand as in the file, so that the mended report is read as the file was. What to
    look at has a sheet of its own, which is no table of products and is not read again.

    Raises:
        DataError: the file cannot be written.

    """
    with new_workbook(path) as book:
        names: set[str] = set()
        for table in annex.tables:
            rejects = [reject for reject in annex.rejects if reject.table is table]
            if rejects:
                _write_table(book, _sheet_name(table.sheet, names), table, rejects)
        if not names:
            book.add_worksheet("Kết quả").write_string(0, 0, "Không có dòng nào bị từ chối.")
        if reviews:
            _write_reviews(book, _sheet_name(REVIEWS, names), reviews)


def _write_reviews(book: Workbook, name: str, reviews: Sequence[Review]) -> None:
    sheet = book.add_worksheet(name)
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, (label, width) in enumerate(REVIEW_COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, label, bold)
    for line, review in enumerate(reviews, start=1):
        sheet.write_string(line, 0, review.sheet, plain)
        sheet.write_number(line, 1, review.row, plain)
        sheet.write_string(line, 2, review.what, plain)
        sheet.write_string(line, 3, review.why[:LONGEST], plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(reviews), len(REVIEW_COLUMNS) - 1)


def _write_table(book: Workbook, name: str, table: Table, rejects: Sequence[Reject]) -> None:
    sheet = book.add_worksheet(name)
    # A quote prefix keeps "=…" a text even when somebody edits the cell.
    plain = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"})
    bold = book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for row, title in enumerate(table.titles):
        sheet.write_string(row, 0, title[:LONGEST])
    top = len(table.titles)
    lines = _lines(table, rejects)
    for row, line in enumerate(lines):
        for column, said in enumerate(line):
            if said:
                sheet.write_string(top + row, column, said[:LONGEST], plain if row else bold)
    for column, said_in_column in enumerate(zip(*lines, strict=True)):
        longest = max(len(part) for said in said_in_column for part in said.split("\n"))
        sheet.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
    sheet.freeze_panes(top + 1, 0)


def _lines(table: Table, rejects: Sequence[Reject]) -> list[tuple[str, ...]]:
    """The header and the rows, all equally wide, why and where in the last two columns."""
    labels = table.labels
    if labels[-2:] == (REASON, PLACE):  # the file was itself a report
        labels = labels[:-2]
        kept = [reject.original[: len(labels)] for reject in rejects]
    else:
        kept = [reject.original for reject in rejects]
    width = max(len(labels), *map(len, kept))
    blank = ("",) * width
    lines = [(*(labels + blank)[:width], REASON, PLACE)]
    for reject, cells in zip(rejects, kept, strict=True):
        lines.append((*(cells + blank)[:width], reject.reason, reject.cell))
    return lines


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel allows and that no other sheet has."""
    plain = " ".join(name.translate(_FORBIDDEN).split()).strip("'")[:25] or "Bảng"
    found, number = plain, 1
    while found.lower() in taken or found.lower() == "history":
        number += 1
        found = f"{plain} ({number})"
    taken.add(found.lower())
    return found
