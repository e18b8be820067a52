"""Declaring where the register is complete: only there may it say that something is not recognised."""

from __future__ import annotations

from datetime import date, timedelta

from ocop.domain.coverage import Coverage
from ocop.domain.places import MERGERS
from ocop.domain.recognition import Level, Scope
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.services.gazetteer import Gazetteer
from ocop.services.opened import Opened
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing

ONE_DAY = timedelta(days=1)


def declare(
    register: Register, *, level: Level, province: str | None, first: date, last: date, source: str, by: str
) -> int:
    """Declare that all decisions of a level are in; how many spans that makes.

    A span across the mergers of 1 July 2025 becomes two, the province being read with the date of each.

    Raises:
        QueryError: the span is empty, or the province is missing or did not exist then.
    """
    declared = checked(register, level=level, province=province, first=first, last=last, source=source, by=by)
    with writing(register.engine) as session:
        for coverage in declared:
            actions.declare_coverage(session, coverage=coverage, scope=Scope.REAL, by=by, reason=source)
    return len(declared)


def checked(
    register: Opened, *, level: Level, province: str | None, first: date, last: date, source: str, by: str
) -> list[Coverage]:
    """What a declaration comes to, checked and not yet made; parameters and errors as of `declare`."""
    if first > last:
        raise QueryError(say("Ngày đầu sau ngày cuối: hãy đổi lại hai ngày."))
    if last > register.today():
        raise QueryError(say("Không thể khai báo đầy đủ cho ngày chưa đến: hãy đặt ngày cuối đến hôm nay."))
    if level is Level.DISTRICT and last >= MERGERS:
        raise QueryError(say("Từ 01/07/2025 không còn cấp huyện: hãy đặt ngày cuối đến 30/06/2025."))
    if level is Level.NATION and province:
        raise QueryError(say("Cấp quốc gia không thuộc tỉnh nào: hãy bỏ tên tỉnh."))
    if not by.strip() or not source.strip():
        raise QueryError(say("Khai báo phải ghi ai khai và căn cứ: hãy bổ sung cả hai."))
    spans = [(first, min(last, MERGERS - ONE_DAY)), (max(first, MERGERS), last)]
    if level is Level.NATION:
        spans = [(first, last)]
    return [_coverage(level, province, *span, source) for span in spans if span[0] <= span[1]]


def _coverage(level: Level, name: str | None, first: date, last: date, source: str) -> Coverage:
    if level is Level.NATION:
        return Coverage(level, None, None, first, last, source)
    code = Gazetteer().province(name or "", first)
    if code is None:
        raise QueryError(
            say("Không có tỉnh “{value}” vào ngày {first}: hãy dùng tên của thời đó.", value=name or "", first=first)
        )
    before = first < MERGERS
    return Coverage(level, code if before else None, None if before else code, first, last, source)
