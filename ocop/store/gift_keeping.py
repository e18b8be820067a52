"""Kept gift baskets in the store: each change one audited step that says nothing of whom the gift is for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.gift_life import LIFE, MADE, WITH_REASON, State, Step
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit
from ocop.store.queries import revision
from ocop.store.tables import GiftBasketRow, GiftStepRow

# In the audit trail, which other people read than those who may see baskets; what was written stands in the step.
REASONS = {
    Step.KEPT: "giữ giỏ quà",
    Step.RENAMED: "đổi tên giỏ quà",
    Step.CHANGED: "sửa giỏ quà",
    Step.PROPOSED: "đề xuất giỏ quà",
    Step.RETURNED: "trả lại giỏ quà để sửa, lý do ghi trong giỏ",
    Step.APPROVED: "phê duyệt giỏ quà",
    Step.GAVE: "ghi quà đã tặng",
    Step.WITHDREW: "rút giỏ quà, lý do ghi trong giỏ",
}


@dataclass(frozen=True)
class Author:
    """Who does something: as the audit names them, the provider's name for them, what they are called."""

    by: str
    key: str
    name: str


@dataclass(frozen=True)
class StoredStep:
    """What was done, when as clocks in Vietnam tell it, by whom and with which words."""

    step: Step
    at: datetime
    author: Author
    note: str


@dataclass(frozen=True)
class KeptItem:
    """A product of a basket at the price in đồng that it had when it was kept."""

    code: str
    name: str
    price: int


@dataclass(frozen=True)
class About:
    """What whoever keeps a basket says of it. `province` is whose it is, None the whole country's."""

    name: str
    host: str = ""
    occasion: str = ""
    guest: str | None = None
    province: str | None = None


@dataclass(frozen=True)
class Basket:
    """A kept basket as it stands: the request as data, items by recipient, everything that was done with it."""

    id: int
    scope: Scope
    state: State
    about: About
    request: Mapping[str, Any]
    items: tuple[tuple[KeptItem, ...], ...]
    version: int
    steps: tuple[StoredStep, ...]

    @property
    def makers(self) -> tuple[Author, ...]:
        """Who kept, changed or proposed it; none of them may approve it."""
        return tuple(each.author for each in self.steps if each.step in MADE)

    def last(self, *steps: Step) -> StoredStep | None:
        """The last time that one of these was done."""
        return next((each for each in reversed(self.steps) if each.step in steps), None)


def keep(
    session: Session, *, scope: Scope, about: About, request: Mapping[str, Any],
    items: Sequence[Sequence[KeptItem]], by: Author, note: str = "",
) -> int:  # fmt: skip
    """Keep a basket as a draft; its number."""
    row = GiftBasketRow(
        scope=scope, state=State.DRAFT, version=1, request=dict(request), items=_data(items), **_about(about)
    )
    session.add(row)
    session.flush()
    _step(session, row, Step.KEPT, by, note)
    return row.id


def advance(
    session: Session, number: int, step: Step, *, seen: int, by: Author, note: str = "", about: About | None = None,
    request: Mapping[str, Any] | None = None, items: Sequence[Sequence[KeptItem]] | None = None,
    known: int | None = None,
) -> None:  # fmt: skip
    """Do one step with a basket that was seen in version `seen`; what is given of it replaces what stands.

    `known` is the revision of the register that the step was checked against.

    Raises:
        Conflict: somebody changed it since, its state does not allow the step, a reason is missing, or the register
            changed while it was checked.
    """
    row = session.get(GiftBasketRow, number)
    if row is None:
        raise Conflict(say("Không có giỏ quà này: hãy xem lại danh sách."))
    if row.version != seen:
        last = _steps(session, [number])[number][-1]
        raise Conflict(
            say(
                "{who} đã thay đổi giỏ này lúc {clock} ngày {day}, sau khi bạn mở: chưa ghi gì của bạn và những gì bạn "
                "nhập vẫn còn; hãy xem giỏ hiện nay rồi làm lại.",
                who=last.author.name,
                clock=f"{last.at:%H:%M}",
                day=last.at.date(),
            )
        )
    state = LIFE[step].get(State(row.state))
    if state is None:
        raise Conflict(say("Giỏ quà không còn ở trạng thái cho phép việc này: hãy xem giỏ hiện nay."))
    if step in WITH_REASON and not note.strip():
        raise Conflict(say("Hãy ghi lý do để người lập giỏ biết cần sửa gì."))
    if known is not None and revision(session) != known:
        raise Conflict(say("Sổ đăng ký vừa thay đổi trong lúc đối chiếu: hãy thử lại."))
    row.state, row.version = state, row.version + 1
    for name, value in _about(about).items() if about else ():
        setattr(row, name, value)
    if request is not None:
        row.request = dict(request)
    if items is not None:
        row.items = _data(items)
    _step(session, row, step, by, note)


def basket(session: Session, number: int) -> Basket | None:
    """One basket."""
    return next(iter(_read(session, select(GiftBasketRow).where(GiftBasketRow.id == number))), None)


def baskets(session: Session, scope: Scope, provinces: Collection[str | None]) -> list[Basket]:
    """The baskets of some provinces, with None among them every one; the newest first."""
    wanted = select(GiftBasketRow).where(GiftBasketRow.scope == scope)
    if None not in provinces:
        wanted = wanted.where(GiftBasketRow.province.in_(provinces))
    return _read(session, wanted.order_by(GiftBasketRow.id.desc()))


def _read(session: Session, wanted: Select[GiftBasketRow]) -> list[Basket]:
    rows = list(session.scalars(wanted))
    steps = _steps(session, [row.id for row in rows])
    return [
        Basket(
            row.id, Scope(row.scope), State(row.state),
            About(row.name, row.host, row.occasion, row.guest, row.province), row.request,
            tuple(tuple(KeptItem(**each) for each in side) for side in row.items), row.version, tuple(steps[row.id]),
        )
        for row in rows
    ]  # fmt: skip


def _steps(session: Session, numbers: Sequence[int]) -> dict[int, list[StoredStep]]:
    found: dict[int, list[StoredStep]] = {number: [] for number in numbers}
    wanted = select(GiftStepRow).where(GiftStepRow.basket_id.in_(numbers)).order_by(GiftStepRow.id)
    for row in session.scalars(wanted):
        # SQLite keeps no zone: what stands there is UTC
        at = (row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)).astimezone(clock.VIETNAM)
        author = Author(row.by, row.by_key, row.by_name)
        found[row.basket_id].append(StoredStep(Step(row.step), at, author, row.note))
    return found


def _step(session: Session, row: GiftBasketRow, step: Step, by: Author, note: str) -> None:
    session.add(
        GiftStepRow(
            basket_id=row.id, step=step, at=clock.now(), by=by.by, by_key=by.key, by_name=by.name, note=note.strip()
        )
    )
    detail = {"state": str(row.state), "version": row.version}
    audit(
        session, action=f"gift_{step}", by=by.by, reason=REASONS[step], subject=f"gift_basket {row.id}", detail=detail,
        is_public=False,
    )  # fmt: skip


def _about(about: About) -> dict[str, Any]:
    return {
        "name": about.name, "host": about.host, "occasion": about.occasion, "guest": about.guest,
        "province": about.province,
    }  # fmt: skip


def _data(items: Sequence[Sequence[KeptItem]]) -> list[Any]:
    return [[{"code": each.code, "name": each.name, "price": each.price} for each in side] for side in items]
