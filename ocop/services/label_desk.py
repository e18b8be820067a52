"""The inbox of reports of labels: for who handles those of the province where the product is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ocop.domain import label_reports as domain
from ocop.domain.label_reports import Outcome, StoredReport
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import NotAllowed, QueryError
from ocop.services import export, people
from ocop.services.opened import Opened
from ocop.store import label_reports as stored
from ocop.store.engine import writing

WORDS = {
    Outcome.WRONG: "nhãn sai, đã yêu cầu chủ thể sửa",
    Outcome.RIGHT: "nhãn đúng",
    Outcome.PASSED_ON: "đã chuyển cơ quan có thẩm quyền",
    Outcome.UNCLEAR: "không đủ thông tin để xử lý",
}
COLUMNS = ("số", "nhận lúc", "ngôn ngữ", "mã sản phẩm", "có ảnh", "đóng lúc", "người đóng", "kết quả")


def inbox(opened: Opened, asking: Person) -> list[StoredReport]:
    """Every report that somebody may handle, those that wait first, the oldest first.

    A report of a product that the register does not know is for whoever handles those of the whole country.

    Raises:
        NotAllowed: they handle none.
    """
    where = people.where(opened, asking, Act.HANDLE_REPORTS)
    with opened.reading() as session:
        found = stored.listed(session, closed=True)
        places = stored.provinces(session, [each.code for each in found if each.code])
    seen = [each for each in found if None in where or (each.code in places and places[each.code] in where)]
    return sorted(seen, key=lambda each: each.closed_at is not None)


def photo(opened: Opened, asking: Person, number: str) -> bytes | None:
    """The photograph that came with a report (WebP, made anew from its pixels).

    Raises:
        NotAllowed: the report is not theirs to handle.
    """
    _theirs(opened, asking, number)
    with opened.reading() as session:
        return stored.photo(session, number)


def close(opened: Opened, asking: Person, number: str, outcome: Outcome | None, note: str) -> str:
    """Say what came of a report; its number as it is told. The note stays with the report, out of the audit trail.

    Raises:
        NotAllowed: the report is not theirs to handle.
        QueryError: no outcome or no note is given.
        Conflict: it is closed already.
    """
    _theirs(opened, asking, number)
    if outcome is None or not note.strip():
        raise QueryError(say("Hãy chọn kết quả và ghi cách đã xử lý."))
    with writing(opened.engine) as session:
        stored.close(
            session, number=number, by=people.author(asking), reason=WORDS[outcome], note=note, outcome=outcome
        )
    return domain.shown(number)


def counts(reports: Sequence[StoredReport]) -> dict[str, dict[str, int]]:
    """By the month in which they came, the latest first: how many came, wait, and ended how."""
    by_month: dict[str, Counter[str]] = {}
    for each in reports:
        told = by_month.setdefault(f"{each.received_at:%m/%Y}", Counter())
        told["all"] += 1
        told["waiting" if each.closed_at is None else each.outcome or "closed"] += 1
    latest = sorted(by_month, key=lambda month: (month[3:], month[:2]), reverse=True)
    return {month: dict(by_month[month]) for month in latest}


def csv(opened: Opened, asking: Person) -> bytes:
    """The inbox without what readers wrote.

    Raises:
        NotAllowed: they handle none.
    """
    rows = [
        (
            domain.shown(each.number), f"{each.received_at:%Y-%m-%d %H:%M}", each.language, each.code or "",
            "có" if each.has_photo else "không", f"{each.closed_at:%Y-%m-%d %H:%M}" if each.closed_at else "",
            each.closed_by or "", WORDS[Outcome(each.outcome)] if each.outcome else "",
        )
        for each in inbox(opened, asking)
    ]  # fmt: skip
    return export.numbers(COLUMNS, rows, Scope.REAL)


def _theirs(opened: Opened, asking: Person, number: str) -> None:
    if number not in {each.number for each in inbox(opened, asking)}:
        raise NotAllowed(say("Báo cáo này không thuộc địa bàn bạn phụ trách: hãy chuyển người giữ sổ toàn quốc."))
