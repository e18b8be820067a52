"""Two people on the same record: what was changed since one of them saw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ocop.clock import VIETNAM
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.tables import AuditRow, ProductRow

DONE = {
    "record_recognised": "ghi công nhận",
    "record_first": "ghi công nhận lần đầu",
    "record_renewed": "ghi công nhận lại",
    "record_raised": "ghi nâng hạng",
    "record_lowered": "ghi hạ hạng",
    "record_extended": "ghi gia hạn",
    "record_corrected": "ghi đính chính",
    "record_annulled": "ghi hủy bỏ",
    "record_revoked": "ghi thu hồi",
    "record_passed": "ghi chuyển chủ thể",
    "withdraw_event": "rút lại việc ghi nhầm",
    "state_decision": "ghi lại quyết định",
    "enter_products": "nạp danh mục",
    "keep_product": "sửa dữ kiện của sản phẩm",
    "keep_maker": "sửa hồ sơ chủ thể",
    "keep_contact": "sửa thông tin liên hệ",
    "keep_photo": "đổi ảnh",
    "remove_photo": "bỏ ảnh",
    "keep_stories": "sửa câu chuyện",
    "set_gtin": "ghi mã vạch",
}


@dataclass(frozen=True)
class Step:
    """One audited change: by whom, when as clocks in Vietnam tell it, what and why."""

    by: str
    at: datetime
    action: str
    reason: str

    @property
    def done(self) -> str:
        """What was done, in Vietnamese words."""
        return DONE.get(self.action, "sửa hồ sơ")


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
    who = f"{last.by} đã {last.done} lúc {last.at:%H:%M ngày %d/%m/%Y} ({last.reason})" if last else "Hồ sơ đã đổi"
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
