"""Kept lists for booths. No public fact, so the revision stays; the audit says which list, not who was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.entries import ContactEntry
from ocop.domain.fairs import Invitation, Invited, KeptList
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit
from ocop.store.tables import ContactRow, FairListRow, InvitationRow, ProductRow


def keep(session: Session, *, kept: KeptList, scope: Scope, by: str, reason: str) -> int:
    """Keep a new list; its id.

    Raises:
        Conflict: it has no name, or a product that is not of this register.
    """
    _check_name(kept)
    now = clock.now()
    row = FairListRow(
        scope=scope, name=kept.name.strip(), province=kept.province, first_day=kept.first_day, last_day=kept.last_day,
        version=1, made_by=by, made_at=now, changed_by=by, changed_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _put(session, row, kept.invitations)
    _audit(session, "keep_fair_list", row, by, reason)
    return row.id


def change(session: Session, *, kept: KeptList, by: str, reason: str) -> int:
    """Change a list as it was when it was read; its new version.

    Raises:
        Conflict: somebody else changed it since, who and when is said; it is not there; it has no name.
    """
    _check_name(kept)
    row = _row(session, kept.id)
    if row.version != kept.version:
        when = _of(session, row).changed_at
        assert when is not None
        raise Conflict(
            say(
                "{who} đã thay đổi danh sách này lúc {clock} ngày {day}: hãy mở lại bản mới, những gì bạn nhập vẫn còn "
                "trên màn hình.",
                who=row.changed_by,
                clock=f"{when:%H:%M}",
                day=when.date(),
            )
        )
    row.name, row.province = kept.name.strip(), kept.province
    row.first_day, row.last_day = kept.first_day, kept.last_day
    row.version, row.changed_by, row.changed_at = row.version + 1, by, clock.now()
    session.execute(delete(InvitationRow).where(InvitationRow.list_id == row.id))
    session.flush()
    _put(session, row, kept.invitations)
    _audit(session, "change_fair_list", row, by, reason)
    return row.version


def end(session: Session, *, number: int, by: str, reason: str) -> None:
    """Put a list away; it stays in the store.

    Raises:
        Conflict: it is not there.
    """
    row = _row(session, number)
    row.ended_at = clock.now()
    _audit(session, "end_fair_list", row, by, reason)


def listed(session: Session, scope: Scope) -> list[KeptList]:
    """Every list that was not put away, the latest fair first."""
    wanted = select(FairListRow).where(FairListRow.scope == scope, FairListRow.ended_at.is_(None))
    return [_of(session, row) for row in session.scalars(wanted.order_by(FairListRow.first_day.desc(), FairListRow.id))]


def one(session: Session, number: int) -> KeptList | None:
    """A list by its number; None where there is none or it was put away."""
    row = session.get(FairListRow, number)
    return None if row is None or row.ended_at is not None else _of(session, row)


def contacts(session: Session, producers: Sequence[int]) -> dict[int, ContactEntry]:
    """How makers are reached, by id; personal data, for whoever may see it."""
    rows = session.scalars(select(ContactRow).where(ContactRow.producer_id.in_(producers)))
    return {
        row.producer_id: ContactEntry(person=row.person, phone=row.phone, email=row.email, address=row.address)
        for row in rows
    }


def drop(session: Session, scope: Scope) -> None:
    """Forget the lists of a register that goes."""
    of = select(FairListRow.id).where(FairListRow.scope == scope)
    session.execute(delete(InvitationRow).where(InvitationRow.list_id.in_(of)))
    session.execute(delete(FairListRow).where(FairListRow.scope == scope))


def _check_name(kept: KeptList) -> None:
    if not kept.name.strip():
        raise Conflict(say("Danh sách chưa có tên hội chợ: hãy ghi tên để lưu."))


def _row(session: Session, number: int) -> FairListRow:
    row = session.get(FairListRow, number)
    if row is None or row.ended_at is not None:
        raise Conflict(say("Danh sách này không còn: hãy mở lại các danh sách đã lưu."))
    return row


def _put(session: Session, row: FairListRow, invitations: Sequence[Invitation]) -> None:
    wanted = [each.code for each in invitations]
    found = session.execute(
        select(ProductRow.code, ProductRow.id).where(ProductRow.code.in_(wanted), ProductRow.scope == row.scope)
    )
    ids: dict[str, int] = dict(found.all())
    missing = [code for code in wanted if code not in ids]
    if missing:
        raise Conflict(
            say("Không có sản phẩm nào mang mã {missing} trong sổ này: hãy kiểm tra mã.", missing=missing[0])
        )
    for place, each in enumerate(invitations):
        session.add(
            InvitationRow(
                list_id=row.id,
                product_id=ids[each.code],
                place=place,
                state=each.state,
                pieces=each.pieces,
                note=each.note.strip(),
                reasons=list(each.reasons),
            )
        )


def _of(session: Session, row: FairListRow) -> KeptList:
    found = session.execute(
        select(InvitationRow, ProductRow.code).join(ProductRow, ProductRow.id == InvitationRow.product_id)
        .where(InvitationRow.list_id == row.id).order_by(InvitationRow.place)
    )  # fmt: skip
    at = row.changed_at if row.changed_at.tzinfo else row.changed_at.replace(tzinfo=UTC)
    return KeptList(
        id=row.id, name=row.name, province=row.province, first_day=row.first_day, last_day=row.last_day,
        version=row.version, changed_by=row.changed_by, changed_at=at.astimezone(clock.VIETNAM),
        invitations=tuple(
            Invitation(code=code, state=Invited(each.state), pieces=each.pieces, note=each.note,
                       reasons=tuple(each.reasons or ()))
            for each, code in found
        ),
    )  # fmt: skip


def _audit(session: Session, action: str, row: FairListRow, by: str, reason: str) -> None:
    detail = {"version": row.version}
    audit(session, action=action, by=by, reason=reason, subject=f"fair list {row.id}", detail=detail, is_public=False)
