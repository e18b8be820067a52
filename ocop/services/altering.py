"""Recording a decision about a recognition: renewed, raised, lowered, extended, corrected, ended, passed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from ocop.domain import authority
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry, MakerEntry
from ocop.domain.recognition import GRANTS, Evidence, Kind, Scope
from ocop.domain.register import Recognition, Record
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.services import deciding, rows
from ocop.services.gazetteer import Gazetteer
from ocop.services.register import Register
from ocop.store import actions, evidence
from ocop.store.engine import writing
from ocop.store.evidence import KeptFile

# What the terminal records; the desk also grants.
KINDS = (Kind.REVOKED, Kind.ANNULLED, Kind.EXTENDED, Kind.CORRECTED, Kind.PASSED)
GRANTING = (Kind.RENEWED, Kind.RAISED, Kind.LOWERED)


@dataclass(frozen=True, kw_only=True)
class Alteration:
    """What a decision does to a recognition. `about` is the number of the decision that is altered, or its grant's id.

    `about` may be left out where only one recognition is in term. `valid_from` is the day from which it counts, where
    the decision names another than its own; `valid_until` and `stars` are the new ones, `maker` is the new maker, at
    `address`. `note` is the reason that the decision states, for the public to read. `scan` is the signed paper, where
    somebody sends it along.
    """

    kind: Kind
    decision: str
    decided_on: date
    authority: str
    signed: bool = False
    about: str | int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    stars: int | None = None
    maker: str | None = None
    address: str = ""
    note: str = ""
    scan: KeptFile | None = None


@dataclass(frozen=True)
class Prepared:
    """An alteration that was checked: its record, the event, the grant that it is about, doubts, the scan."""

    record: Record
    event: EventEntry
    about: int | None
    doubts: tuple[str, ...]
    scan: KeptFile | None

    def write(self, session: Session, *, by: str, reason: str) -> None:
        """Record it, within a transaction of the caller's.

        Raises:
            Conflict: the history does not bear it.
        """
        code = self.record.product.code
        actions.record_event(session, code=code, event=self.event, by=by, reason=reason, about=self.about)
        if self.scan:
            evidence.attach(session, code, self.scan, by=by, reason=reason)


def alter(register: Register, code: str, alteration: Alteration, *, by: str, reason: str) -> tuple[Record, list[str]]:
    """Record it; the product as it is then, and what a person should look at.

    Raises:
        QueryError: something is missing, stands where it has no meaning, or cannot be.
        Conflict: no product bears the code, or its history does not bear the alteration.
    """
    if alteration.kind not in KINDS:
        raise QueryError(
            say("Chỉ ghi được thu hồi, hủy bỏ, gia hạn, đính chính và chuyển chủ thể; công nhận thì nhập tệp.")
        )
    found = prepared(register, code, alteration)
    if found.record.product.scope is not Scope.REAL:
        raise QueryError(say("Sản phẩm mã {code} là dữ liệu minh họa: không ghi quyết định thật vào đó.", code=code))
    with writing(register.engine) as session:
        found.write(session, by=by, reason=reason)
    after = register.record(found.record.product.code, register.today())
    assert after is not None, "a product does not go"
    return after, list(found.doubts)


def prepared(register: Register, code: str, alteration: Alteration) -> Prepared:
    """Everything that can be checked before the store is asked.

    Raises:
        QueryError, Conflict: as `alter`.
    """
    _check(alteration, register.today())
    record = register.record(code, date.max)
    if record is None:
        raise QueryError(say("Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.", code=code))
    maker, doubts = _maker(alteration)
    is_made_up = record.product.scope is Scope.DEMO
    event = EventEntry(
        kind=alteration.kind,
        decision=_decision(alteration, is_made_up=is_made_up),
        stars=alteration.stars,
        valid_from=alteration.valid_from,
        valid_until=alteration.valid_until,
        maker=maker,
    )
    about = _about(record, alteration.about)
    _allowed(event, record, about)
    return Prepared(record, event, about.id if about else None, tuple(doubts), alteration.scan)


def _allowed(event: EventEntry, record: Record, about: Recognition | None) -> None:
    """Whether the authority may decide that, and whether a grant follows from what was granted before."""
    on = event.decision.stated.earliest
    altered = about
    if altered is None and event.kind not in GRANTS:
        altered = max(
            (each for each in record.history if each.kind in GRANTS and each.effective <= on),
            key=lambda each: (each.valid_until or date.min, each.effective, each.id),
            default=None,
        )
    said = authority.fault(event.kind, event.stars, event.decision.level, on, altered)
    said = said or authority.misfit(event.kind, event.stars, event.valid_from or on, record.history)
    if said:
        raise QueryError(said)


def _check(alteration: Alteration, today: date) -> None:
    """Whether what is given goes together."""
    kind = alteration.kind
    deciding.check_day(alteration.decided_on, today)
    for given, option, kinds in (
        (alteration.valid_until, "--valid-until", (Kind.EXTENDED, Kind.CORRECTED)),
        (alteration.stars if kind not in GRANTS else None, "--stars", (Kind.CORRECTED,)),
        (alteration.maker, "--maker", (Kind.PASSED,)),
        (alteration.address, "--address", (Kind.PASSED,)),
    ):
        if given and kind not in kinds:
            raise QueryError(
                say(
                    "{option} chỉ dùng với --kind {listed}: hãy bỏ đi hoặc đổi --kind.",
                    option=option,
                    listed=" hoặc ".join(kinds),
                )
            )
    deciding.check_province(alteration.authority, alteration.decided_on)


def _decision(alteration: Alteration, *, is_made_up: bool) -> DecisionEntry:
    number = deciding.number(alteration.decision)
    if not number:
        raise QueryError(say("Thiếu số quyết định: hãy ghi, ví dụ 114/QĐ-UBND."))
    level = deciding.level(alteration.authority)
    on = alteration.decided_on
    known = Evidence.SIGNED if alteration.signed else Evidence.TRANSCRIBED
    return DecisionEntry(
        number=number,
        stated=Stated(on.year, on.month, on.day),
        authority=alteration.authority,
        level=level,
        evidence=Evidence.MADE_UP if is_made_up else known,
        source=f"Quyết định {number}",
        note=alteration.note.strip(),
    )


def _maker(alteration: Alteration) -> tuple[MakerEntry | None, list[str]]:
    """The new maker where it is, read with the date of the decision."""
    if not alteration.maker:
        return None, []
    found = rows.located(alteration.address, alteration.authority, alteration.decided_on, Gazetteer())
    if found.place.province is None:
        raise QueryError(say("Không nhận ra tỉnh của chủ thể mới: hãy ghi địa chỉ đến tỉnh."))
    maker, cut = rows.maker_at(alteration.maker, found.place)
    return maker, [*found.doubts, *cut]


def _about(record: Record, given: str | int | None) -> Recognition | None:
    """The grant that was made by a decision, named by its number or its own id."""
    if given is None:
        return None
    grants = [each for each in record.history if each.kind in GRANTS and given in (each.id, each.decision)]
    if len(grants) != 1:
        raise QueryError(
            say("Sản phẩm không có công nhận nào theo Quyết định {given}: hãy kiểm tra số quyết định.", given=given)
        )
    return grants[0]
