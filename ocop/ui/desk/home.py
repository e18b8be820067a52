"""The desk's first view: each room with what waits in it."""

from __future__ import annotations

from ocop.domain.gift_life import State
from ocop.domain.inspections import Stage
from ocop.domain.roles import Act, places
from ocop.services import ending, gift_kept, inspecting, label_desk
from ocop.ui.desk.acting import Desk

SOON = 30


def waiting(desk: Desk) -> dict[str, str]:
    """What waits in a room, by its word in the address; rooms in which nothing can wait are left out."""
    page, t, person = desk.page, desk.page.t, desk.person
    found: dict[str, str] = {}
    if places(person, Act.ALTER):
        endings = ending.found(page.register, person, page.scope)
        soon = sum(0 <= (each.until - page.day).days <= SOON for each in endings)
        found["sap-het-han"] = t("{n} công nhận hết hiệu lực trong 30 ngày tới", n=soon)
    if places(person, Act.INSPECT):
        cases = inspecting.listed(page.register, person, page.scope)
        late = sum(each.is_overdue(page.day) for each in cases)
        working = sum(each.stage is not Stage.ENDED for each in cases)
        told = t("{n} cuộc kiểm tra chưa kết thúc", n=working)
        found["kiem-tra"] = told + (f", {t('{n} quá hạn', n=late)}" if late else "")
    if places(person, Act.HANDLE_REPORTS):
        reports = label_desk.inbox(page.register, person)
        found["bao-cao-nhan"] = t("{n} báo cáo đang chờ", n=sum(each.closed_at is None for each in reports))
    return found


def proposed(desk: Desk) -> int | None:
    """How many gift baskets wait to be approved; None for whom that is no business of."""
    if not places(desk.person, Act.APPROVE):
        return None
    baskets = gift_kept.listed(desk.page.register, desk.person, desk.page.scope)
    return sum(each.state is State.PROPOSED for each in baskets)
