"""Altering a record at the desk: rehearsed first, so that the public page is seen before it goes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ocop.domain.recognition import ENDINGS, Scope
from ocop.domain.register import Record
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import QueryError, Refused
from ocop.services import people
from ocop.services.altering import Alteration, prepared
from ocop.services.register import Register
from ocop.store import records, versions
from ocop.store.engine import writing
from ocop.store.versions import Step


@dataclass(frozen=True)
class Turn:
    """A record before and after something was written to it."""

    before: Record
    after: Record


@dataclass(frozen=True)
class Rehearsal:
    """What would come of an alteration: the record before and after, doubts; `seen` is the version it started from."""

    code: str
    alteration: Alteration
    reason: str
    before: Record
    after: Record
    doubts: tuple[str, ...]
    seen: int


def version(register: Register, code: str) -> int:
    """The version of a product's record, by the register's own code."""
    with register.reading() as session:
        return versions.version(session, code)


def since(register: Register, code: str, seen: int) -> list[Step]:
    """What was done to a record after a version."""
    with register.reading() as session:
        return versions.since(session, code, seen)


def rehearse(
    register: Register, asking: Person, code: str, alteration: Alteration, *, seen: int, reason: str
) -> Rehearsal:
    """Record it and undo it again: every refusal of the store is met, and the pages before and after are known.

    Raises:
        NotAllowed: the role is missing in the province of the product.
        QueryError, Conflict: as `altering.alter`; the record has changed since version `seen`.
    """
    return _done(register, asking, code, alteration, seen=seen, reason=reason, keep=False)


def record(register: Register, asking: Person, rehearsed: Rehearsal) -> Rehearsal:
    """Record what was rehearsed.

    Raises:
        NotAllowed, QueryError, Conflict: as `rehearse`.
    """
    return _done(
        register, asking, rehearsed.code, rehearsed.alteration, seen=rehearsed.seen, reason=rehearsed.reason, keep=True
    )


def _done(
    register: Register, asking: Person, code: str, alteration: Alteration, *, seen: int, reason: str, keep: bool
) -> Rehearsal:
    _complete(alteration, reason)
    found = prepared(register, code, alteration)
    product = found.record.product
    people.require(register, asking, Act.ALTER, product.producer.province)

    def write(session: Session) -> None:
        found.write(session, by=people.author(asking), reason=reason)

    turn = turned(register, product.code, write, seen=seen, keep=keep)
    return Rehearsal(product.code, alteration, reason, turn.before, turn.after, found.doubts, seen)


def turned(register: Register, code: str, write: Callable[[Session], None], *, seen: int, keep: bool) -> Turn:
    """Write to a record that was seen in a version; without `keep` it is undone. The record before and after.

    Raises:
        Refused: made-up people would write into real records.
        Conflict: the record has changed since, or what `write` says.
    """
    if register.settings.demo_signin and register.scope_of(code) is Scope.REAL:
        raise Refused(say("Người minh họa không ghi được vào bản ghi thật: hãy chọn một sản phẩm minh họa."))
    today = register.today()
    with writing(register.engine, keep=keep) as session:
        versions.check_unchanged(session, code, seen)
        before = records.record(session, code, today)
        write(session)
        session.flush()
        session.expire_all()
        after = records.record(session, code, today)
    assert before is not None, "a product does not go"
    assert after is not None, "a product does not go"
    return Turn(before, after)


def _complete(alteration: Alteration, reason: str) -> None:
    """What the desk asks for beyond what the terminal does."""
    if not alteration.decision.strip():
        raise QueryError(say("Hãy ghi số quyết định, ví dụ 114/QĐ-UBND."))
    if not alteration.authority.strip():
        raise QueryError(say("Hãy ghi cơ quan ban hành quyết định, ví dụ UBND tỉnh Lâm Đồng."))
    if alteration.kind in ENDINGS and not alteration.note.strip():
        raise QueryError(say("Hãy ghi lý do nêu trong quyết định: trang công khai nói lý do ấy cho người đọc."))
    if not reason.strip():
        raise QueryError(say("Hãy ghi căn cứ của việc ghi này để lưu vào nhật ký."))
