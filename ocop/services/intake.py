"""Taking a decision's annex into the register: read, checked, matched with what is there, loaded in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from ocop import intake
from ocop.domain.entries import ProposalEntry
from ocop.domain.recognition import Evidence, Scope
from ocop.errors import DataError
from ocop.intake import Annex, AnnexRow, Review
from ocop.services import rows
from ocop.services.gazetteer import Gazetteer
from ocop.services.opened import Opened
from ocop.services.pause import no_collection
from ocop.services.reconcile import Reconciled, reconcile
from ocop.store import actions, matching
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
    return f"trang “{sheet}” dòng {row}"


@no_collection()
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
    content = _bytes(source)
    annex = intake.read_annex(
        content,
        gazetteer=Gazetteer(),
        today=register.today(),
        decision=decision,
        date=decided_on,
        authority=authority,
        kind="proposal" if proposals else "recognition",
        progress=reading,
    )
    if strict and annex.rejects:
        return Outcome(annex)
    reason = f"nhập {source.name} (sha256 {sha256(content).hexdigest()[:16]})"
    with writing(register.engine, keep=not dry_run) as session:
        if proposals:
            proposed = [_proposal(row, source.name) for row in annex.rows]
            stored = actions.enter_proposals(session, proposals=proposed, scope=Scope.REAL, by=by, reason=reason)
            flags = {row.where: list(row.flags) for row in annex.rows if row.flags}
            return Outcome(annex, entered=stored, known=len(annex.rows) - stored, rows=Reconciled(flags=flags))
        found = reconcile(
            annex.rows,
            matching.known(session, Scope.REAL, {row.key for row in annex.rows}),
            matching.codes_taken(session, {official for row in annex.rows for official in rows.official(row)}),
            file=rows.Of(Evidence.SIGNED if signed else Evidence.TRANSCRIBED, valid_from, rule),
            merge=merge,
        )
        annex = _with_contradictions(annex, found)
        if strict and found.contradictions:
            return Outcome(annex, rows=replace(found, entries=[], merged=0))
        entries = found.entries
        actions.enter_products(session, entries=entries, scope=Scope.REAL, by=by, reason=reason, progress=storing)
    return Outcome(annex, entered=len(entries), known=found.known, rows=found)


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
        raise DataError(f"Không mở được tệp {source}: {error.strerror}. Hãy kiểm tra đường dẫn.") from None
