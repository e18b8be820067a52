"""The history of a record with its differences, and an earlier state of it as a new step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ocop.domain.recognition import Kind, Status, holding
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.services import people
from ocop.services.desk_altering import Turn, turned
from ocop.services.register import Register
from ocop.store import evidence, withdrawing
from ocop.store.withdrawing import Change, Recorded

NOTHING = "–"


@dataclass(frozen=True)
class Difference:
    """One field before and after; `field` is status, stars, until, maker, number, stated, authority, evidence."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One step of a record: what, by whom and when as far as the audit knows, why, and what it changed.

    `event` is the event to go back before, `change` the audited restatement to take back; both None where neither can.
    """

    action: str
    decision: str
    by: str
    at: datetime | None
    reason: str
    differences: tuple[Difference, ...]
    event: int | None
    change: int | None
    is_withdrawn: bool = False


def steps(register: Register, asking: Person, code: str) -> list[Step]:
    """The steps of a record as the register came to know them, newest first.

    Raises:
        NotAllowed: the role is missing in the province of the product.
    """
    _require(register, asking, code)
    with register.reading() as session:
        events = withdrawing.recorded(session, code)
        changes = withdrawing.changes(session, code)
    told: list[tuple[tuple[int, int], Step]] = []
    used: set[int] = set()
    first = next((each for each in changes if each.action == "enter_products"), None)
    for place, each in enumerate(events):
        known = next((c for c in changes if c.id not in used and _is_of(c, each)), None)
        if known:
            used.add(known.id)
        by = known or first
        found = Step(
            f"record_{each.event.kind}", each.decision, by.by if by else "", by.at if by else None,
            by.reason if by else "", _turns(register, events[:place], each),
            None if each.is_withdrawn else each.event.id, None, each.is_withdrawn,
        )  # fmt: skip
        told.append(((known.id if known else 0, place), found))
    for change in changes:
        if change.id in used or change.action == "enter_products":
            continue
        told.append(((change.id, 0), _audited(change)))
    return [step for _, step in sorted(told, key=lambda each: each[0], reverse=True)]


def _is_of(change: Change, recorded: Recorded) -> bool:
    is_kind = change.action == f"record_{recorded.event.kind}"
    return is_kind and change.detail.get("decision") in (recorded.decision, None)


def _audited(change: Change) -> Step:
    before, after = change.detail.get("before", {}), change.detail.get("after", {})
    differences = tuple(
        Difference(name, str(before.get(name) or NOTHING), str(value or NOTHING)) for name, value in after.items()
    )
    can = change.id if change.action == "state_decision" and differences else None
    return Step(change.action, "", change.by, change.at, change.reason, differences, None, can)


def _turns(register: Register, earlier: Sequence[Recorded], this: Recorded) -> tuple[Difference, ...]:
    """What an event changed of what holds today."""
    events = [each.event for each in earlier if not each.is_withdrawn]
    before, after = _state(register, [*events]), _state(register, [*events, this.event])
    found = [Difference(name, before[name], after[name]) for name in before if before[name] != after[name]]
    if this.event.kind is Kind.PASSED and this.former:
        found.append(Difference("maker", this.former, NOTHING))
    return tuple(found)


def _state(register: Register, events: Sequence[object]) -> dict[str, str]:
    day = register.today()
    held = holding(events, day)  # type: ignore[arg-type]
    if held is None:
        return {"status": Status.NONE.value, "stars": NOTHING, "until": NOTHING}
    until = held.until.isoformat() if held.until else NOTHING
    return {"status": held.status_on(day).value, "stars": str(held.stars), "until": until}


def restore(register: Register, asking: Person, code: str, step: Step, *, seen: int, reason: str, keep: bool) -> Turn:
    """The state before a step as a new step: events since are taken back and kept, a restatement is reversed.

    Without `keep` it is a rehearsal.

    Raises:
        NotAllowed: the role is missing.
        QueryError, Conflict: there is no reason or nothing to go back to, or the record changed since version `seen`.
    """
    if not reason.strip():
        raise QueryError(say("Hãy ghi vì sao trở lại trạng thái trước, để lưu vào nhật ký."))
    _require(register, asking, code)
    by = people.author(asking)

    def write(session: Session) -> None:
        if step.event is not None:
            withdrawing.withdraw(session, code=code, since=step.event, by=by, reason=reason)
            return
        change = next((each for each in withdrawing.changes(session, code) if each.id == step.change), None)
        if change is None:
            raise QueryError(say("Bước này không trở lại được: hãy chọn bước khác."))
        number = int(change.detail["decision"])
        decision = evidence.decision(session, number)
        for province in sorted(decision.provinces if decision else (), key=str):
            people.require(register, asking, Act.ALTER, province)
        evidence.state(session, number, values=change.detail["before"], file=None, subject=code, by=by, reason=reason)

    return turned(register, code, write, seen=seen, keep=keep)


def _require(register: Register, asking: Person, code: str) -> None:
    record = register.record(code, register.today())
    people.require(register, asking, Act.ALTER, record.product.producer.province if record else None)
