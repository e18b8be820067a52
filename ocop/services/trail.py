"""The audit trail for whoever may read it: the whole country's, or what is about the products of their provinces."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from ocop.documents.paper import VI, Column, Issuer, Paper, Table
from ocop.documents.sheets import xlsx
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.trail import Trail, TrailQuery
from ocop.services import export, people
from ocop.services.opened import Opened
from ocop.store import trail as stored

COLUMNS = ("số", "lúc", "ai", "việc", "về", "tên sản phẩm", "lý do", "chi tiết", "bản sửa đổi")
CHUNK, MOST, MOST_IN_SHEET = 1000, 100_000, 10_000
SHEET = tuple(map(Column, ("Số", "Lúc", "Ai", "Việc", "Về", "Lý do", "Chi tiết"), (0.8, 1.6, 2.2, 2.4, 2.4, 3, 4)))


def trail(opened: Opened, asking: Person, query: TrailQuery) -> Trail:
    """A page of the trail.

    Raises:
        NotAllowed: they may not read it.
    """
    where = people.where(opened, asking, Act.READ_AUDIT)
    provinces = None if None in where else [each for each in where if each]
    with opened.reading() as session:
        return stored.trail(session, query, provinces)


def csv(opened: Opened, asking: Person, query: TrailQuery) -> bytes:
    """All that a query finds, at most a hundred thousand rows; no cell can start a formula.

    Raises:
        NotAllowed: they may not read it.
    """
    return export.numbers(COLUMNS, _rows(opened, asking, query), Scope.REAL)


def workbook(opened: Opened, asking: Person, query: TrailQuery, words: Callable[[str], str]) -> bytes:
    """The newest of what a query finds as XLSX, at most ten thousand rows, which it says; `words` names an action.

    Raises:
        NotAllowed: they may not read it.
    """
    total = trail(opened, asking, replace(query, limit=0)).total
    rows = tuple(
        (number, f"{at[11:16]} {at[8:10]}/{at[5:7]}/{at[:4]}", by, words(done), name or about, why, detail)
        for number, at, by, done, about, name, why, detail, _ in islice(_told(opened, asking, query), MOST_IN_SHEET)
    )
    source = f"Nhật ký của sổ đăng ký OCOP, ngày {VI.date(opened.today())}. Chỉ dùng nội bộ."
    subject = f"{len(rows)} việc mới nhất trong {total} việc" if total > len(rows) else f"{total} việc"
    paper = Paper(
        issuer=Issuer((), ("CƠ QUAN CHỦ TRÌ",), "……"),
        symbol="……",
        kind="NHẬT KÝ SỔ ĐĂNG KÝ",
        subject=subject,
        opening="",
        blocks=(Table("Các việc đã ghi", SHEET, rows, source),),
        facts=(),
        recipients=(),
        is_made_up=False,
        is_draft=False,
    )
    return xlsx(paper, "Nhật ký")


def _rows(opened: Opened, asking: Person, query: TrailQuery) -> Iterator[tuple[str | int, ...]]:
    yield from _told(opened, asking, query)


def _told(
    opened: Opened, asking: Person, query: TrailQuery
) -> Iterator[tuple[int, str, str, str, str, str, str, str, int]]:
    for offset in range(0, MOST, CHUNK):
        found = trail(opened, asking, replace(query, limit=CHUNK, offset=offset))
        for each in found.traces:
            detail = json.dumps(dict(each.detail), ensure_ascii=False, sort_keys=True)
            at = each.at.isoformat(timespec="seconds")
            yield each.number, at, each.by, each.action, each.subject, each.name, each.reason, detail, each.revision
        if offset + CHUNK >= found.total:
            return
