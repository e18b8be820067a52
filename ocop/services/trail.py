"""The audit trail for whoever may read it: the whole country's, or what is about the products of their provinces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.trail import Trail, TrailQuery
from ocop.services import export, people
from ocop.services.opened import Opened
from ocop.store import trail as stored

COLUMNS = ("số", "lúc", "ai", "việc", "về", "tên sản phẩm", "lý do", "chi tiết", "bản sửa đổi")
CHUNK, MOST = 1000, 100_000


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


def _rows(opened: Opened, asking: Person, query: TrailQuery) -> Iterator[tuple[str | int, ...]]:
    for offset in range(0, MOST, CHUNK):
        found = trail(opened, asking, replace(query, limit=CHUNK, offset=offset))
        for each in found.traces:
            detail = json.dumps(dict(each.detail), ensure_ascii=False, sort_keys=True)
            at = each.at.isoformat(timespec="seconds")
            yield each.number, at, each.by, each.action, each.subject, each.name, each.reason, detail, each.revision
        if offset + CHUNK >= found.total:
            return
