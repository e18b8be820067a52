"""Taking a decision's annex into the register: read, checked, matched with what is there, loaded in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from ocop import intake
from ocop.domain.entries import ProposalEntry
from ocop.domain.recognition import Evidence, Scope
from ocop.domain.said import say
from ocop.errors import DataError
from ocop.intake import Annex, AnnexRow, Review
from ocop.services import rows
from ocop.services.gazetteer import Gazetteer
from ocop.services.matches import NO_CHOICES, Choices, Reconciled, What
from ocop.services.opened import Opened
from ocop.services.pause import no_collection
from ocop.services.reconcile import reconcile
from ocop.store import actions, batches, matching
from ocop.store.audit import next_revision
from ocop.store.batches import Source
from ocop.store.engine import writing


@dataclass(frozen=True)
class Outcome:
    """What came of a file: what was read, and what came of each of its good rows.

    Rows that contradict the register are among the rejects of `annex`.
    """

    annex: Annex
    entered: int = 0
    known: int = 0
    rows: Reconciled = field(default_factory=Reconciled)
    batch: int | None = None

    @property
    def rejected(self) -> int:
        """How many rows were not accepted, in the reading or against the register."""
        return len(self.annex.rejects)

    @property
    def reviews(self) -> list[Review]:
        """What a person should look at, in order of the rows."""
        alike = self.rows.doubles.items()
        found = [Review(*where, "giống sản phẩm đã có", f"Sổ có sản phẩm giống, mã {code}.") for where, code in alike]
        found += [
            Review(
                *where,
                "trùng dòng khác của tệp",
                f"Cùng sản phẩm, chủ thể và quyết định với {at(*first)}: không ghi lại.",
            )
            for where, first in self.rows.repeated.items()
        ]
        for where, flags in self.rows.flags.items():
            found += [Review(*where, "nên xem lại", flag) for flag in flags]
        return sorted(found, key=lambda each: (each.sheet, each.row))

    @property
    def exit_code(self) -> int:
        """0 where every row was accepted, 3 where some were not."""
        return 3 if self.rejected else 0


def at(sheet: str, row: int) -> str:
    """A row of the file in words."""
    return say("trang “{sheet}” dòng {row}", sheet=sheet, row=str(row))


def import_annex(
    register: Opened,
    source: Path,
    *,
    by: str,
    decision: str | None = None,
    decided_on: date | None = None,
    authority: str | None = None,
    proposals: bool = False,
    signed: bool = False,
    merge: bool = False,
    valid_from: date | None = None,
    rule: str | None = None,
    strict: bool = False,
    dry_run: bool = False,
    reading: Callable[[int], object] = lambda _n: None,
    storing: Callable[[int], object] = lambda _n: None,
) -> Outcome:
    """Load the good rows of a file, all of them or none; the same file twice changes nothing.

    `signed` says that whoever imports has the signed decision in hand; `merge` that a row that names a known product
    and maker under another decision is that product's next recognition (`reconcile`). `valid_from` is the day from
    which the decision says that it counts, `rule` the version of the rules that it names. `strict` loads nothing where
    a row is not accepted; `dry_run` loads nothing at all. `reading` hears how many lines were read, `storing` how many
    products were stored.

    Raises:
        DataError: the file cannot be read as an annex.
    """
    said = Said(decision, decided_on, authority, signed, valid_from, rule, proposals)
    given = Source(source.name, _bytes(source), {})
    choices = Choices(merge=merge)
    heard = Heard(reading, storing)
    return take(register, given, said, by=by, choices=choices, strict=strict, dry_run=dry_run, heard=heard)


@dataclass(frozen=True)
class Said:
    """What a person says of a file, where its rows do not say it themselves; fields as of `import_annex`."""

    decision: str | None = None
    decided_on: date | None = None
    authority: str | None = None
    signed: bool = False
    valid_from: date | None = None
    rule: str | None = None
    proposals: bool = False


@dataclass(frozen=True)
class Heard:
    """Who hears how many lines were read and how many products stored; an error of theirs ends it all."""

    reading: Callable[[int], object] = lambda _n: None
    storing: Callable[[int], object] = lambda _n: None


IN_SILENCE = Heard()


@no_collection()
def take(
    register: Opened,
    source: Source,
    said: Said,
    *,
    by: str,
    choices: Choices = NO_CHOICES,
    strict: bool = False,
    dry_run: bool = False,
    heard: Heard = IN_SILENCE,
    before: Callable[[Session, Reconciled], object] = lambda _s, _f: None,
    after: Callable[[Session], object] = lambda _s: None,
) -> Outcome:
    """Read a file, match its rows and load them as one batch. `before` and `after` are part of the transaction.

    Raises:
        DataError: the file cannot be read as an annex.
    """
    annex = intake.read_annex(
        source.content,
        gazetteer=Gazetteer(),
        today=register.today(),
        decision=said.decision,
        date=said.decided_on,
        authority=said.authority,
        kind="proposal" if said.proposals else "recognition",
        mended=source.mended,
        progress=heard.reading,
    )
    if strict and annex.rejects:
        return Outcome(annex)
    reason = f"nhập {source.name} (sha256 {sha256(source.content).hexdigest()[:16]})"
    with writing(register.engine, keep=not dry_run) as session:
        if said.proposals:
            return _proposals(session, annex, source.name, by=by, reason=reason)
        found = reconcile(
            annex.rows,
            matching.known(session, Scope.REAL, {row.key for row in annex.rows}),
            matching.codes_taken(session, {official for row in annex.rows for official in rows.official(row)}),
            file=rows.Of(Evidence.SIGNED if said.signed else Evidence.TRANSCRIBED, said.valid_from, said.rule),
            choices=choices,
        )
        annex = _with_contradictions(annex, found)
        if strict and found.contradictions:
            return Outcome(annex, rows=replace(found, entries=[], merged=0))
        before(session, found)
        batch = enter(session, found, source, by=by, reason=reason, storing=heard.storing, after=after)
    return Outcome(annex, entered=len(found.entries), known=found.known, rows=found, batch=None if dry_run else batch)


def enter(
    session: Session,
    found: Reconciled,
    source: Source,
    *,
    by: str,
    reason: str,
    storing: Callable[[int], object] = lambda _n: None,
    after: Callable[[Session], object] = lambda _s: None,
) -> int | None:
    """Enter what was found as one batch of the real register; its number, none where nothing is new."""
    since, revision = batches.marks(session), next_revision(session)
    older = {each.code for each in found.taken.values() if each.what is What.NEXT}
    stated = [code for entry in found.entries if entry.code in older for code in entry.official_codes]
    gained = batches.free_codes(session, stated)
    changed = actions.enter_products(
        session, entries=found.entries, scope=Scope.REAL, by=by, reason=reason, progress=storing
    )
    after(session)
    if not changed:
        return None
    provinces = {each.province for each in found.taken.values() if each.what is not What.KNOWN}
    return batches.record(
        session, source=source, since=since, gained=gained, entered=len(set(changed)), merged=found.merged,
        revision=revision, provinces=provinces, by=by,
    )  # fmt: skip


def _proposals(session: Session, annex: Annex, name: str, *, by: str, reason: str) -> Outcome:
    proposed = [_proposal(row, name) for row in annex.rows]
    stored = actions.enter_proposals(session, proposals=proposed, scope=Scope.REAL, by=by, reason=reason)
    flags = {row.where: list(row.flags) for row in annex.rows if row.flags}
    return Outcome(annex, entered=stored, known=len(annex.rows) - stored, rows=Reconciled(flags=flags))


def _with_contradictions(annex: Annex, found: Reconciled) -> Annex:
    """The annex with the rows that contradict the register among its rejects, to be mended with the others."""
    if not found.contradictions:
        return annex
    against = [row.refused(found.contradictions[row.where]) for row in annex.rows if row.where in found.contradictions]
    return replace(annex, rejects=(*annex.rejects, *against))


def _proposal(row: AnnexRow, source: str) -> ProposalEntry:
    return ProposalEntry(
        name=row.product,
        producer=row.producer,
        stars=row.stars,
        points=row.points,
        stated=row.decided_on.isoformat() if row.decided_on else "",
        source=source,
    )


def _bytes(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise DataError(
            say("Không mở được tệp {file}: {why}. Hãy kiểm tra đường dẫn.", file=source, why=error.strerror)
        ) from None
