"""What every action ends with: who did what, when and why, and the revision that it made."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.tables import AuditRow, RevisionRow

LONGEST_SUBJECT = 64


def check_author(by: str, reason: str) -> None:
    """Refuse an action of nobody or for no reason.

    Raises:
        Conflict: either is missing.
    """
    if not by.strip() or not reason.strip():
        raise Conflict(say("Mỗi thay đổi phải ghi ai làm và vì sao: hãy bổ sung."))


def shortened(subject: str) -> str:
    """A subject as its column holds it."""
    return subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1]}…"


def next_revision(session: Session) -> int:
    """The revision that a change of now will be part of; nobody else takes it, under the writers' lock."""
    return session.execute(select(RevisionRow.number)).scalar_one() + 1


def audit(
    session: Session,
    *,
    action: str,
    by: str,
    reason: str,
    subject: str,
    detail: dict[str, Any],
    is_public: bool = True,
) -> None:
    """Say who did what, when and why; count the revision up when, and only when, a public fact changed.

    A subject that is longer than its column (the name of a file, say) stands in the details as a whole.

    Raises:
        Conflict: nobody did it, or for no reason; what was written goes with the transaction.
    """
    check_author(by, reason)
    at = clock.now()
    if len(subject) > LONGEST_SUBJECT:
        subject, detail = shortened(subject), detail | {"subject": subject}
    if is_public:
        session.execute(update(RevisionRow).values(number=RevisionRow.number + 1, changed_at=at))
    number = session.execute(select(RevisionRow.number)).scalar_one()
    session.add(AuditRow(at=at, by=by, action=action, reason=reason, subject=subject, detail=detail, revision=number))
