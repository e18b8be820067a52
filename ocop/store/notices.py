"""What ends, and what makers were told of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from ocop import clock
from ocop.domain.ending import FURTHEST, LATELY, Ending, Sent
from ocop.domain.recognition import ONE_DAY, Scope, State
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit
from ocop.store.queries import product, products_as_of
from ocop.store.tables import ContactRow, NoticeRow, ProducerRow, ProductRow, StandingRow


def ending(session: Session, scope: Scope, day: date, provinces: Collection[str | None]) -> list[Ending]:
    """What ends within 180 days or ended in the last 90, of some provinces; with None among them of every one.

    What goes on without a break with as many stars or more does not end.
    """
    later = aliased(StandingRow)
    goes_on = (
        select(later.product_id)
        .where(
            later.product_id == ProductRow.id, later.first_day > StandingRow.first_day,
            later.state == State.IN_FORCE, later.stars >= StandingRow.stars,
        )
        .exists()
    )  # fmt: skip
    wanted = products_as_of(day).where(
        ProductRow.scope == scope,
        or_(
            and_(StandingRow.state == State.IN_FORCE, StandingRow.until.between(day, day + FURTHEST)),
            and_(StandingRow.state == State.ENDED, StandingRow.until.between(day - LATELY, day - ONE_DAY)),
        ),
        ~goes_on,
    )
    if None not in provinces:
        wanted = wanted.where(ProducerRow.province.in_([each for each in provinces if each]))
    rows = session.execute(wanted.order_by(StandingRow.until, ProductRow.id)).all()
    told = _told(session, [row.id for row, _ in rows])
    return [
        Ending(product(row, standing, day), standing.until, told.get((row.id, standing.until)))
        for row, standing in rows
        if standing.until is not None
    ]


def _told(session: Session, products: Sequence[int]) -> dict[tuple[int, date], Sent]:
    found: dict[tuple[int, date], Sent] = {}
    for start in range(0, len(products), 500):
        some = select(NoticeRow).where(NoticeRow.product_id.in_(products[start : start + 500]))
        for row in session.scalars(some.order_by(NoticeRow.sent_on, NoticeRow.id)):
            found[row.product_id, row.until] = Sent(row.sent_on, row.by)
    return found


def addresses(session: Session, producers: Collection[int]) -> dict[int, str]:
    """Where letters to makers go, as far as it is kept. Personal data: for signed-in people alone."""
    rows = session.execute(select(ContactRow.producer_id, ContactRow.address))
    return {number: address for number, address in rows if number in set(producers) and address}


def note_sent(session: Session, *, endings: Sequence[Ending], sent_on: date, by: str, reason: str) -> None:
    """Note that makers were told; no public fact changes.

    Raises:
        Conflict: there is nothing to note.
    """
    if not endings:
        raise Conflict(say("Không có sản phẩm nào trong danh sách: hãy chọn lại."))
    at = clock.now()
    for each in endings:
        session.add(NoticeRow(product_id=each.product.id, until=each.until, sent_on=sent_on, at=at, by=by))
        detail = {"until": each.until.isoformat(), "sent_on": sent_on.isoformat()}
        audit(
            session, action="send_notice", by=by, reason=reason, subject=each.product.code, detail=detail,
            is_public=False,
        )  # fmt: skip
