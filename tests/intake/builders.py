"""Files as provinces send them, made in memory, and a small gazetteer to check them against."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from ocop.domain.places import MERGERS
from ocop.domain.text import fold
from ocop.errors import DataError
from ocop.intake import Annex, AnnexRow, read_annex
from ocop.intake.cells import Unreadable

EXAMPLES = 10_000 if os.environ.get("OCOP_VERIFY") == "1" else 200

TODAY = date(2026, 11, 22)
SIGNED = {"decision": "858/QĐ-UBND", "date": date(2025, 6, 19), "authority": "UBND tỉnh Đắk Nông"}
HEADER = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Số điểm")

Line = Sequence[object]


class FakeGazetteer:
    """Knows Đắk Nông and Bắc Giang until the mergers, Lâm Đồng and Hà Nội always; counts how often it is asked."""

    ENDED = ("dak nong", "bac giang")
    LASTING = ("lam dong", "ha noi", "dak lak")

    def __init__(self) -> None:
        self.asked = 0

    def province_existed(self, name: str, on: date) -> bool:
        self.asked += 1
        return fold(name) in self.LASTING or (fold(name) in self.ENDED and on < MERGERS)


def xlsx(
    sheets: dict[str, Iterable[Line]] | Iterable[Line],
    merged: Sequence[tuple[str, object]] = (),
    hidden: Sequence[str] = (),
) -> bytes:
    """A workbook; `merged` are ranges of its first sheet with what stands in them."""
    packed = BytesIO()
    with Workbook(packed) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, lines in (sheets if isinstance(sheets, dict) else {"Phụ lục": sheets}).items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for row, line in enumerate(lines):
                for column, cell in enumerate(line):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, datetime.combine(cell, datetime.min.time()), day)
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write(row, column, cell)
        for where, said in merged:
            book.worksheets()[0].merge_range(where, said)
    return packed.getvalue()


def csv(lines: Iterable[Line], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """A CSV as a spreadsheet program would save it."""

    def quoted(cell: object) -> str:
        said = "" if cell is None else str(cell)
        return '"' + said.replace('"', '""') + '"' if {delimiter, '"', "\n", "\r"} & set(said) else said

    text = "".join(delimiter.join(map(quoted, line)) + "\r\n" for line in lines)
    return text.encode(encoding)


def annex(source: bytes, **said: Any) -> Annex:
    """The file as read on the day of the tests, of the decision `SIGNED` unless something else is said."""
    return read_annex(source, **{"gazetteer": FakeGazetteer(), "today": TODAY, **SIGNED, **said})


def only_row(line: Line, header: Line = HEADER, **said: Any) -> AnnexRow:
    """What a file of one line gives, if the line is good."""
    found = annex(xlsx([header, line]), **said)
    assert not found.rejects, found.rejects[0].reason
    return found.rows[0]


def only_reason(line: Line, header: Line = HEADER, **said: Any) -> str:
    """Why the one line of a file is refused."""
    found = annex(xlsx([header, line]), **said)
    assert not found.rows
    return found.rejects[0].reason


def outcome(parse: Callable[[Any], Any], cell: object) -> tuple[Any, str]:
    """What a parser makes of a cell, or the reason that it gives; any other error is a failure of the test."""
    try:
        return parse(cell), ""
    except (Unreadable, DataError) as error:
        return None, str(error)


def notes(found: Annex) -> str:
    """All notes of an annex, a line each."""
    return "\n".join(map(str, found.notes))


def with_part(packed: bytes, part: str, content: bytes) -> bytes:
    """An XLSX with one of its parts replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()
