"""Roles granted to people, and sign-ins. Granting is audited without saying to whom: that stands in the grant alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.roles import Grant, Role
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit, check_author
from ocop.store.tables import RoleGrantRow, SignInRow, core


@dataclass(frozen=True)
class StoredGrant:
    """A role of somebody that holds, and who granted it when, as clocks in Vietnam tell it."""

    who: str
    grant: Grant
    granted_at: datetime
    granted_by: str


def grant(session: Session, *, who: str, given: Grant, by: str, reason: str) -> None:
    """Give somebody a role.

    Raises:
        Conflict: they have it already, or nobody gives it or for no reason.
    """
    check_author(by, reason)
    if _rows(session, who, given):
        raise Conflict(say("Người này đã có vai trò ấy ở nơi ấy: hãy xem danh sách vai trò."))
    row = RoleGrantRow(who=who, role=given.role, province=given.province, granted_at=clock.now(), granted_by=by.strip())
    session.add(row)
    session.flush()
    _audit(session, "grant_role", row, by, reason)


def revoke(session: Session, *, who: str, given: Grant, by: str, reason: str) -> None:
    """Take a role away; the row stays, with the moment.

    Raises:
        Conflict: they do not have it, or nobody takes it or for no reason.
    """
    check_author(by, reason)
    rows = _rows(session, who, given)
    if not rows:
        raise Conflict(say("Người này không có vai trò ấy ở nơi ấy: hãy xem danh sách vai trò."))
    for row in rows:
        row.ended_at = clock.now()
        _audit(session, "revoke_role", row, by, reason)


def grants(session: Session, names: Collection[str]) -> tuple[Grant, ...]:
    """What was granted under any of these names and still holds."""
    wanted = select(RoleGrantRow).where(RoleGrantRow.who.in_(names), RoleGrantRow.ended_at.is_(None))
    return tuple(_grant(row) for row in session.scalars(wanted.order_by(RoleGrantRow.id)))


def listed(session: Session) -> list[StoredGrant]:
    """Every grant that holds, by person."""
    wanted = select(RoleGrantRow).where(RoleGrantRow.ended_at.is_(None)).order_by(RoleGrantRow.who, RoleGrantRow.id)
    return [
        StoredGrant(row.who, _grant(row), _utc(row.granted_at).astimezone(clock.VIETNAM), row.granted_by)
        for row in session.scalars(wanted)
    ]


def sign_in(session: Session, *, hashed: str, subject: str, email: str, ends_at: datetime) -> None:
    """Note that a browser's session began; one that is known already stays as it is."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {"session": hashed, "subject": subject, "email": email, "begun_at": clock.now(), "ends_at": ends_at}
    session.execute(insert(core(SignInRow)).values(row).on_conflict_do_nothing(index_elements=["session"]))


def is_over(session: Session, hashed: str) -> bool | None:
    """Whether a browser's session has ended; None where it is not known."""
    row = session.scalar(select(SignInRow).where(SignInRow.session == hashed))
    return None if row is None else row.ended_at is not None or _utc(row.ends_at) <= clock.now()


def sign_out(session: Session, hashed: str) -> None:
    """End a browser's session; one that has ended already keeps its moment."""
    known = update(SignInRow).where(SignInRow.session == hashed, SignInRow.ended_at.is_(None))
    session.execute(known.values(ended_at=clock.now()))


def _rows(session: Session, who: str, given: Grant) -> list[RoleGrantRow]:
    wanted = select(RoleGrantRow).where(
        RoleGrantRow.who == who, RoleGrantRow.role == given.role, RoleGrantRow.ended_at.is_(None)
    )
    return list(session.scalars(wanted.where(RoleGrantRow.province.is_not_distinct_from(given.province))))


def _audit(session: Session, action: str, row: RoleGrantRow, by: str, reason: str) -> None:
    detail = {"role": row.role, "province": row.province}
    audit(session, action=action, by=by, reason=reason, subject=f"role {row.id}", detail=detail, is_public=False)


def _grant(row: RoleGrantRow) -> Grant:
    return Grant(Role(row.role), row.province)


def _utc(moment: datetime) -> datetime:
    """SQLite keeps no zone; what stands there is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
