"""A paper as XLSX: what it says on the first sheet, each table on a sheet of its own with real numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO
from textwrap import wrap
from typing import Any

import xlsxwriter

from ocop.documents.paper import MISSING, WARNING, WATERMARK, Cell, Change, Gap, Heading, Paper, Table, shown
from ocop.domain.figures import Share

FONT = "Times New Roman"
# The width of a column of width 1, in characters; and of the text of the first sheet.
UNIT, LINE = 12, 72
# A table of more characters than that is printed across.
WIDE = 110
HEAD = 3
# No moment of making: the same bytes for the same values.
MADE = datetime(2026, 1, 1, tzinfo=UTC)
# The height of a line in points, and how many characters of a text of 12 points a column holds for each of its own.
ROW, FILLED = 16.5, 1.2


def xlsx(paper: Paper, first: str = "Báo cáo") -> bytes:
    """The paper as a workbook; `first` names its first sheet."""
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties(
            {
                "title": f"{paper.kind}: {paper.subject}",
                "comments": WARNING if paper.is_made_up else paper.mark,
                "created": MADE,
            }
        )
        formats = _formats(book)
        _first(book.add_worksheet(first), paper, formats)
        for name, table in paper.tables():
            _sheet(book.add_worksheet(name), paper, table, formats)
        for sheet in book.worksheets():
            _page(sheet, paper)
    return made.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": 12, "valign": "top"}
    cell = base | {"border": 1, "border_color": "#9AA29D"}
    looks: dict[str, dict[str, object]] = {
        "text": base | {"text_wrap": True},
        "strong": base | {"bold": True, "text_wrap": True},
        "gap": base | {"italic": True, "text_wrap": True, "bg_color": "#FFF3C4"},
        "note": base | {"italic": True, "font_size": 10},
        "mark": base | {"bold": True, "font_color": "#A8322A"},
        "head": cell | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#EFF3EE"},
        "words": cell | {"text_wrap": True},
        "number": cell | {"num_format": "#,##0"},
        "change": cell | {"num_format": "+#,##0;−#,##0;0"},
        "share": cell | {"num_format": "0.0%"},
        "day": cell | {"num_format": "dd/mm/yyyy", "align": "left"},
        "missing": cell | {"italic": True, "font_color": "#55605A", "align": "right"},
    }
    sums = {f"sum-{name}": look | {"bold": True} for name, look in looks.items() if "border" in look}
    return {name: book.add_format(look) for name, look in (looks | sums).items()}


def _first(sheet: Any, paper: Paper, formats: dict[str, Any]) -> None:
    """Heading, text, gaps to fill in, and what the figures are."""
    sheet.set_column(0, 0, LINE)
    lines = [("mark", paper.mark)] if paper.is_draft else []
    if paper.is_made_up:
        lines.append(("mark", WARNING))
    above, own = " ".join(paper.issuer.above), " ".join(paper.issuer.own)
    lines.append(("strong", f"{above} – {own}" if above else own))
    lines += [("text", paper.number), ("text", paper.dated), ("strong", paper.kind), ("strong", paper.subject)]
    if paper.addressed:
        lines.append(("text", paper.addressed))
    lines.append(("text", paper.opening))
    names = {id(table): name for name, table in paper.tables()}
    for block in paper.blocks:
        if isinstance(block, Table):
            lines.append(("note", f"{names[id(block)]}. {block.title}: xem trang “{names[id(block)]}”."))
        else:
            lines.append(
                ("gap" if isinstance(block, Gap) else "strong" if isinstance(block, Heading) else "text", block.text)
            )
    lines.append(("strong", paper.facts_title))
    lines += [("text", each) for each in paper.facts]
    for row, (look, text) in enumerate(lines):
        sheet.set_row(row, _height([(text, LINE)]))
        sheet.write_string(row, 0, text, formats[look])


def _sheet(sheet: Any, paper: Paper, table: Table, formats: dict[str, Any]) -> None:
    """Title and marks above, then the table with its header frozen, its source below."""
    sheet.write_string(0, 0, f"{sheet.get_name()}. {table.title}", formats["mark" if paper.is_made_up else "note"])
    marks = filter(None, (paper.mark, WARNING if paper.is_made_up else ""))
    sheet.write_string(1, 0, ". ".join(marks), formats["mark"])
    widths = [max(UNIT * column.width, 8) for column in table.columns]
    sheet.set_row(HEAD - 1, _height(zip((column.title for column in table.columns), widths, strict=True)))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(HEAD - 1, place, column.title, formats["head"])
    if sum(widths) > WIDE:
        sheet.set_landscape()
    for number, row in enumerate(table.rows, start=HEAD):
        sheet.set_row(number, _height(zip(map(shown, row), widths, strict=True)))
        last = table.summed and number - HEAD == len(table.rows) - 1
        for place, value in enumerate(row):
            _cell(sheet, number, place, value, formats, "sum-" if last else "")
    below = HEAD + len(table.rows)
    for place, text in enumerate(filter(None, (table.note, table.source))):
        sheet.write_string(below + place, 0, text, formats["note"])
    sheet.freeze_panes(HEAD, 1)
    sheet.repeat_rows(HEAD - 1)


def _height(texts: Iterable[tuple[str, float]]) -> float:
    """Room for the longest of some texts in columns of so many characters: not every program makes it by itself."""
    return ROW * max(len(wrap(text, int(width * FILLED))) or 1 for text, width in texts)


def _cell(sheet: Any, row: int, column: int, value: Cell, formats: dict[str, Any], sums: str) -> None:
    """A value as what it is: a number to be added up, a date to be sorted by, a share as percent; texts are texts."""
    if value is None or (isinstance(value, Share) and value.percent is None):
        sheet.write_string(row, column, MISSING, formats[f"{sums}missing"])
    elif isinstance(value, Share):
        sheet.write_number(row, column, value.part / value.whole, formats[f"{sums}share"])
    elif isinstance(value, Change):
        sheet.write_number(row, column, value.by, formats[f"{sums}change"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats[f"{sums}day"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats[f"{sums}number"])
    else:
        sheet.write_string(row, column, value, formats[f"{sums}words"])


def _page(sheet: Any, paper: Paper) -> None:
    """Printed on A4, as wide as the page; what it is on every page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.set_header(f"&L{WATERMARK if paper.is_made_up else ''}&R{paper.mark}")
    sheet.set_footer(f"&C{WARNING if paper.is_made_up else ''}&R&P/&N")
