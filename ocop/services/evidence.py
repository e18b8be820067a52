"""Raising a record to "signed" by somebody who has the decision in hand, and mending what was copied wrongly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from ocop.domain import authority
from ocop.domain.recognition import Evidence
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import QueryError, Refused
from ocop.services import deciding, people
from ocop.services.desk_altering import Turn, turned
from ocop.services.register import Register
from ocop.store import evidence as stored
from ocop.store.audit import audit
from ocop.store.engine import writing
from ocop.store.evidence import Decision, KeptFile

LARGEST = 15 * 1024 * 1024
LONGEST_NAME = 100
# Known by how they begin, not by what they are called.
MEDIA = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True)
class Statement:
    """What a decision says: `signed` where whoever states it has it in hand, with its scan."""

    event: int
    number: str
    on: date | None
    authority: str
    signed: bool
    file: KeptFile | None
    reason: str


@dataclass(frozen=True)
class Stated:
    """A statement that was rehearsed, with the pages before and after; `seen` is the version that it started from."""

    statement: Statement
    turn: Turn
    seen: int


def scan(name: str, content: bytes) -> KeptFile:
    """A file as it was sent, with a tidied name.

    Raises:
        QueryError: it is empty, too large, or neither PDF nor JPEG nor PNG.
    """
    if len(content) > LARGEST:
        raise QueryError(say("Tệp lớn hơn 15 MB: hãy quét lại với độ phân giải thấp hơn."))
    media = next((kind for magic, kind in MEDIA.items() if content.startswith(magic)), None)
    if media is None:
        raise QueryError(
            say("Tệp không phải PDF, JPG hay PNG (theo nội dung, không theo đuôi tệp): hãy chọn bản quét khác.")
        )
    base = re.split(r"[/\\]", name)[-1]
    tidied = " ".join("".join(each if each.isprintable() else " " for each in base).split()).lstrip(".")
    return KeptFile(tidied[-LONGEST_NAME:] or f"quyet-dinh.{media}", media, content)


def decision(register: Register, event: int) -> Decision | None:
    """The decision that made an event of a history."""
    with register.reading() as session:
        return stored.of_event(session, event)


def rehearse(register: Register, asking: Person, code: str, statement: Statement, *, seen: int) -> Stated:
    """Do it and undo it again: the pages before and after.

    Raises:
        NotAllowed: the role is missing in a province of the decision's products.
        QueryError, Conflict, Refused: something is missing or cannot be, or the record has changed meanwhile.
    """
    return Stated(statement, _done(register, asking, code, statement, seen=seen, keep=False), seen)


def record(register: Register, asking: Person, rehearsed: Stated) -> Turn:
    """Record what was rehearsed.

    Raises:
        NotAllowed, QueryError, Conflict, Refused: as `rehearse`.
    """
    code = rehearsed.turn.before.product.code
    return _done(register, asking, code, rehearsed.statement, seen=rehearsed.seen, keep=True)


def file(register: Register, asking: Person, event: int, fingerprint: str) -> bytes:
    """A scan, for who keeps the records of a province of the decision; that it was taken away is audited.

    Raises:
        NotAllowed: the role is missing in each of them.
        QueryError: there is no such scan.
    """
    known = decision(register, event)
    with register.reading() as session:
        found = known and stored.content(session, known.id, fingerprint)
    if known is None or not found:
        raise QueryError(say("Không còn tệp này: hãy tải lại trang."))
    places = people.where(register, asking, Act.ALTER)
    if None not in places and not places & known.provinces:
        people.require(register, asking, Act.ALTER, next(iter(known.provinces), None))
    with writing(register.engine) as session:
        audit(
            session, action="read_decision_file", by=people.author(asking), reason="xem bản ký",
            subject=known.number, detail={"sha256": fingerprint}, is_public=False,
        )  # fmt: skip
    return found


def _done(register: Register, asking: Person, code: str, statement: Statement, *, seen: int, keep: bool) -> Turn:
    known = decision(register, statement.event)
    if known is None:
        raise QueryError(say("Hãy chọn quyết định cần ghi."))
    values = _values(register, known, statement)
    for province in sorted(known.provinces, key=str):
        people.require(register, asking, Act.ALTER, province)

    def write(session: Session) -> None:
        stored.state(
            session, known.id, values=values, file=statement.file, subject=code, by=people.author(asking),
            reason=statement.reason,
        )  # fmt: skip

    return turned(register, code, write, seen=seen, keep=keep)


def _values(register: Register, known: Decision, statement: Statement) -> dict[str, str]:
    number = deciding.number(statement.number)
    if not number or statement.on is None or not statement.authority:
        raise QueryError(say("Hãy ghi đủ số, ngày và cơ quan ban hành như trong quyết định."))
    deciding.check_day(statement.on, register.today())
    level = deciding.level(statement.authority)
    for kind, stars in known.kinds:
        if said := authority.fault(kind, stars, level, statement.on, None):
            raise QueryError(said)
    return {
        "number": number, "stated": statement.on.isoformat(), "authority": statement.authority, "level": str(level),
        "evidence": str(_evidence(known, statement)),
    }  # fmt: skip


def _evidence(known: Decision, statement: Statement) -> Evidence:
    """How sure the register is of it then: signed by somebody's word and the scan alone."""
    if not statement.reason.strip():
        raise QueryError(say("Hãy ghi căn cứ của việc ghi này để lưu vào nhật ký."))
    if statement.signed and statement.file is None and not known.files:
        raise QueryError(say("Hãy kèm bản quét của quyết định đã ký (PDF, JPG hoặc PNG)."))
    if known.evidence is Evidence.MADE_UP:
        return Evidence.MADE_UP
    if known.evidence is Evidence.PRESS and not statement.signed:
        raise Refused(say("Điều báo chí nêu chỉ thành quyết định khi có bản ký trong tay: hãy đánh dấu và kèm bản ký."))
    return Evidence.SIGNED if statement.signed else known.evidence
