"""Two people on the same record: what was changed since one of them saw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ocop.clock import VIETNAM
from ocop.domain.said import Said, say
from ocop.errors import Conflict
from ocop.store.tables import AuditRow, ProductRow

DONE = {
    "record_recognised": say("ghi công nhận"),
    "record_first": say("ghi công nhận lần đầu"),
    "record_renewed": say("ghi công nhận lại"),
    "record_raised": say("ghi nâng hạng"),
    "record_lowered": say("ghi hạ hạng"),
    "record_extended": say("ghi gia hạn"),
    "record_corrected": say("ghi đính chính"),
    "record_annulled": say("ghi hủy bỏ"),
    "record_revoked": say("ghi thu hồi"),
    "record_passed": say("ghi chuyển chủ thể"),
    "withdraw_event": say("rút lại việc ghi nhầm"),
    "state_decision": say("ghi lại quyết định"),
    "attach_decision_file": say("kèm bản ký"),
    "enter_products": say("nạp danh mục"),
    "keep_product": say("sửa dữ kiện của sản phẩm"),
    "keep_maker": say("sửa hồ sơ chủ thể"),
    "keep_contact": say("sửa thông tin liên hệ"),
    "keep_photo": say("đổi ảnh"),
    "remove_photo": say("bỏ ảnh"),
    "keep_stories": say("sửa câu chuyện"),
    "set_gtin": say("ghi mã vạch"),
}


@dataclass(frozen=True)
class Step:
    """One audited change: by whom, when as clocks in Vietnam tell it, what and why."""

    by: str
    at: datetime
    action: str
    reason: str

    @property
    def done(self) -> Said:
        """What was done, in Vietnamese words."""
        return DONE.get(self.action, say("sửa hồ sơ"))


def version(session: Session, code: str) -> int:
    """The revision at which a product last changed; 0 where none bears the code."""
    return session.scalar(select(ProductRow.revision).where(ProductRow.code == code)) or 0


def since(session: Session, code: str, seen: int) -> list[Step]:
    """What was done to a product after a revision, oldest first; changes of many products at once among it."""
    now = version(session, code)
    if now <= seen:
        return []
    found = session.scalars(
        select(AuditRow)
        .where(AuditRow.revision > seen, or_(AuditRow.subject == code, AuditRow.revision == now))
        .order_by(AuditRow.id)
    )
    return [Step(row.by, local(row.at), row.action, row.reason) for row in found]


def check_unchanged(session: Session, code: str, seen: int) -> None:
    """Refuse a change of what was seen in an earlier version.

    Raises:
        Conflict: who did what to it meanwhile.
    """
    if version(session, code) == seen:
        return
    steps = since(session, code, seen)
    last = steps[-1] if steps else None
    who = say("Hồ sơ đã đổi")
    if last:
        who = say(
            "{by} đã {done} lúc {clock} ngày {day} ({reason})", by=last.by, done=last.done, clock=f"{last.at:%H:%M}",
            day=last.at.date(), reason=last.reason,
        )  # fmt: skip
    raise Conflict(
        say(
            "{who}, sau khi bạn mở hồ sơ này: chưa ghi gì của bạn và những gì bạn nhập vẫn còn; "
            "hãy xem hồ sơ hiện nay rồi xem trước lại.",
            who=who,
        )
    )


def local(at: datetime) -> datetime:
    """A stored moment as clocks in Vietnam tell it."""
    # SQLite keeps no zone: what stands there is UTC
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(VIETNAM)
