"""Taking an annex in at the desk: looked at first, loaded as it was seen or not at all, and taken back."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from ocop import intake, reference
from ocop.domain.coverage import Coverage
from ocop.domain.entries import MakerEntry
from ocop.domain.recognition import Level, Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import joined, say
from ocop.domain.text import fold
from ocop.errors import Conflict, NotAllowed, Refused
from ocop.services import coverage, people
from ocop.services.intake import IN_SILENCE, Heard, Outcome, Said, at, take
from ocop.services.matches import NO_CHOICES, Choices, Reconciled, What, Where
from ocop.services.opened import Opened
from ocop.store import actions, batches, matching, undoing
from ocop.store.batches import Batch, Source
from ocop.store.engine import writing
from ocop.store.queries import revision

SHOWN = 10


@dataclass(frozen=True)
class Draft:
    """A file with what was mended in it, what a person says of it, and what they chose of look-alikes."""

    source: Source
    said: Said
    choices: Choices = NO_CHOICES

    @property
    def fingerprint(self) -> str:
        """What of it is loaded: the file as mended, and everything that was said and chosen."""
        told = [sorted(self.source.mended.items()), repr(self.said), repr(self.choices)]
        return sha256(self.source.content + b"\0" + json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True)
class Preview:
    """What would come of a draft at a revision.

    `elsewhere` are rows of provinces that are not this person's, `makers` the makers in the register that those of rows
    only look like: written with other tones, or in another commune or province.
    """

    fingerprint: str
    revision: int
    outcome: Outcome
    elsewhere: dict[Where, str | None]
    makers: dict[Where, MakerEntry] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows would be written."""
        return self.outcome.entered

    @property
    def refusal(self) -> str:
        """Why it cannot be loaded; empty where it can."""
        if self.elsewhere:
            return _elsewhere(self.elsewhere)
        if not self.count:
            return say("Không có dòng nào mới để nạp.")
        return ""


@dataclass(frozen=True)
class Complete:
    """A declaration that with this file all decisions of a level are in, for a place by name and a span of days."""

    level: Level
    province: str | None
    first: date
    last: date


def draft(name: str, content: bytes, mended: dict[str, str], said: Said, choices: Choices = NO_CHOICES) -> Draft:
    """A file as it was sent, looked at before anything reads it.

    Raises:
        DataError: it is not what its name says, too large, or made to harm.
    """
    return Draft(Source(intake.checked(name, content), content, mended, said.decision or ""), said, choices)


def preview(register: Opened, asking: Person, drafted: Draft, heard: Heard = IN_SILENCE) -> Preview:
    """Everything that loading would do, done and undone.

    Raises:
        NotAllowed: the role is missing.
        DataError, Conflict: as `take`.
    """
    mine = people.where(register, asking, Act.INTAKE)
    seen: list[int] = []
    makers: dict[Where, MakerEntry] = {}

    def before(session: Session, found: Reconciled) -> None:
        seen.append(revision(session))
        makers.update(_makers(session, found))

    outcome = take(
        register, drafted.source, drafted.said, by=people.author(asking), choices=drafted.choices, dry_run=True,
        heard=heard, before=before,
    )  # fmt: skip
    return Preview(drafted.fingerprint, seen[0], outcome, _not_of(mine, outcome.rows), makers)


def load(
    register: Opened,
    asking: Person,
    drafted: Draft,
    seen: Preview,
    *,
    complete: Complete | None = None,
    heard: Heard = IN_SILENCE,
) -> Outcome:
    """Load what was previewed, and declare with it that a place is complete, where that is said.

    Raises:
        NotAllowed: the role is missing for one of the provinces; the rows are named.
        Conflict: the file or the register is no longer what was previewed.
        Refused: nothing would be written.
        DataError, QueryError: as `take` and `coverage.checked`.
    """
    by = people.author(asking)
    if drafted.fingerprint != seen.fingerprint:
        raise Conflict(say("Tệp hoặc lựa chọn đã đổi sau lần kiểm tra: hãy kiểm tra lại rồi mới nạp."))
    declared = _declared(register, asking, drafted, complete) if complete else []

    def before(session: Session, found: Reconciled) -> None:
        if revision(session) != seen.revision:
            raise Conflict(say("Sổ đăng ký đã thay đổi sau lần kiểm tra, chưa ghi gì: hãy kiểm tra lại rồi mới nạp."))
        if elsewhere := _not_of(people.where(register, asking, Act.INTAKE), found):
            raise NotAllowed(_elsewhere(elsewhere))
        if not found.entries:
            raise Refused(say("Không có dòng nào mới để nạp."))

    def after(session: Session) -> None:
        for each in declared:
            actions.declare_coverage(session, coverage=each, scope=Scope.REAL, by=by, reason=each.source)

    return take(
        register, drafted.source, drafted.said, by=by, choices=drafted.choices, heard=heard, before=before, after=after
    )


def undo(register: Opened, asking: Person, number: int, *, reason: str) -> int:
    """Take an import back; how many products it changes.

    Raises:
        NotAllowed: the role is missing for one of its provinces.
        Conflict: as `undoing.undo`.
    """
    batch = _mine(register, asking, number)
    with writing(register.engine) as session:
        return undoing.undo(session, batch.id, by=people.author(asking), reason=reason)


def listed(register: Opened, asking: Person) -> list[Batch]:
    """The latest imports of this person's provinces.

    Raises:
        NotAllowed: the role is missing.
    """
    mine = people.where(register, asking, Act.INTAKE)
    with register.reading() as session:
        return [each for each in batches.listed(session) if _is_of(mine, each.provinces)]


def original(register: Opened, asking: Person, number: int) -> tuple[str, bytes]:
    """The file of an import as it came, with its name; that somebody took it is audited.

    Raises:
        NotAllowed: the role is missing for one of its provinces.
    """
    batch = _mine(register, asking, number)
    with writing(register.engine) as session:
        content = batches.content(session, batch.sha256)
        batches.read_by(session, batch, by=people.author(asking), reason="tải tệp gốc")
    return batch.name, content or b""


def _makers(session: Session, found: Reconciled) -> dict[Where, MakerEntry]:
    """Of the rows with a maker that is new, the first in the register that it looks like."""
    written = {where: fold(each.maker) for where, each in found.taken.items() if each.what is What.NEW}
    like = matching.makers_like(session, Scope.REAL, set(written.values()))
    looked = {}
    for where, name in written.items():
        known = like.get(name, [])
        if known and all(each.key != found.taken[where].maker_key for each in known):
            looked[where] = known[0].entry
    return looked


def _mine(register: Opened, asking: Person, number: int) -> Batch:
    mine = people.where(register, asking, Act.INTAKE)
    with register.reading() as session:
        batch = batches.found(session, number)
    if batch is None or not _is_of(mine, batch.provinces):
        raise NotAllowed(say("Không có lần nạp này trong địa bàn của bạn."))
    return batch


def _is_of(mine: Collection[str | None], provinces: Collection[str | None]) -> bool:
    return None in mine or set(provinces) <= set(mine)


def _not_of(mine: Collection[str | None], found: Reconciled) -> dict[Where, str | None]:
    """The rows that would be written outside the provinces that are somebody's."""
    if None in mine:
        return {}
    written = {where: each.province for where, each in found.taken.items() if each.what is not What.KNOWN}
    return {where: province for where, province in written.items() if province is None or province not in mine}


def _elsewhere(rows: dict[Where, str | None]) -> str:
    unknown = say("chưa rõ tỉnh")
    named = [
        say("{where} ({name})", where=at(*where), name=reference.provinces()[code].name if code else unknown)
        for where, code in sorted(rows.items())[:SHOWN]
    ]
    more = say(" và {left} dòng nữa", left=len(rows) - SHOWN) if len(rows) > SHOWN else ""
    return say(
        "Có dòng ngoài địa bàn của bạn: {rows}{more}. Hãy bỏ hoặc sửa các dòng này rồi kiểm tra lại.",
        rows=joined(", ", named), more=more,
    )  # fmt: skip


def _declared(register: Opened, asking: Person, drafted: Draft, complete: Complete) -> list[Coverage]:
    """What a declaration comes to; refused where it is not this person's to make."""
    source = f"Quyết định {drafted.said.decision}" if drafted.said.decision else drafted.source.name
    found = coverage.checked(
        register, level=complete.level, province=complete.province, first=complete.first, last=complete.last,
        source=source, by=people.author(asking),
    )  # fmt: skip
    for each in found:
        former = reference.former_provinces()
        code = each.province or (former[each.former_province].successor if each.former_province else None)
        people.require(register, asking, Act.DECLARE_COVERAGE, code)
    return found
