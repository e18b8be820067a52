"""Taking a decision's annex into the register: read, checked, matched with what is there, loaded in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from ocop import intake
from ocop.domain.entries import ProductEntry, ProposalEntry
from ocop.domain.recognition import Evidence, Kind, Scope
from ocop.domain.text import fold
from ocop.errors import DataError
from ocop.intake import Annex, AnnexRow
from ocop.services import rows
from ocop.services.gazetteer import Gazetteer
from ocop.services.pause import no_collection
from ocop.services.register import Register
from ocop.store import actions, matching
from ocop.store.engine import writing
from ocop.store.matching import Key, Known


@dataclass(frozen=True)
class Outcome:
    """What came of a file. `flags` are sentences for a person, by row; `doubles` rows that look like known products."""

    annex: Annex
    entered: int = 0
    known: int = 0
    doubles: dict[int, str] = field(default_factory=dict)
    flags: dict[int, list[str]] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0 where every row was accepted, 3 where some were rejected."""
        return 3 if self.annex.rejects else 0


@no_collection()
def import_annex(
    register: Register,
    source: Path,
    *,
    by: str,
    decision: str | None = None,
    decided_on: date | None = None,
    authority: str | None = None,
    proposals: bool = False,
    signed: bool = False,
    merge: bool = False,
    strict: bool = False,
    dry_run: bool = False,
    progress: Callable[[int], object] = lambda _n: None,
) -> Outcome:
    """Load the good rows of a file, all of them or none; the same file twice changes nothing.

    `signed` says that whoever imports has the signed decision in hand; `merge` that a row that names a known product
    and maker under another decision is that product's next recognition, where otherwise it becomes a product of its
    own and is reported. `strict` loads nothing where a row is rejected; `dry_run` loads nothing at all.

    Raises:
        DataError: the file cannot be read as an annex.
    """
    annex = intake.read_annex(
        _bytes(source),
        gazetteer=Gazetteer(),
        today=register.today(),
        decision=decision,
        date=decided_on,
        authority=authority,
        kind="proposal" if proposals else "recognition",
    )
    if strict and annex.rejects:
        return Outcome(annex)
    reason = f"nhập {source.name} (sha256 {sha256(_bytes(source)).hexdigest()[:16]})"
    with writing(register.engine, keep=not dry_run) as session:
        if proposals:
            proposed = [_proposal(row, source.name) for row in annex.rows]
            stored = actions.enter_proposals(session, proposals=proposed, scope=Scope.REAL, by=by, reason=reason)
            outcome = Outcome(annex, entered=stored, known=len(annex.rows) - stored)
        else:
            evidence = Evidence.SIGNED if signed else Evidence.TRANSCRIBED
            entries, outcome = _matched(annex, matching.known(session, Scope.REAL, _names(annex.rows)), evidence, merge)
            actions.enter_products(session, entries=entries, scope=Scope.REAL, by=by, reason=reason, progress=progress)
    return outcome


def _matched(
    annex: Annex, known: dict[Key, list[Known]], evidence: Evidence, merge: bool
) -> tuple[list[ProductEntry], Outcome]:
    """The rows as entries, without those that stand already; and what is to be said of each."""
    entries: list[ProductEntry] = []
    outcome, gazetteer = Outcome(annex), Gazetteer()
    taken: set[tuple[Key, str, str]] = set()
    count = 0
    for row in annex.rows:
        entry, flags = rows.entry(row, gazetteer, evidence=evidence, source=f"Phụ lục Quyết định {row.decision}")
        decision = entry.history[0].decision
        key = (fold(entry.name), fold(entry.maker.name), entry.maker.place.province)
        if flags:
            outcome.flags[row.row] = flags
        here = (key, decision.number, str(decision.stated))
        same = known.get(key, [])
        if here in taken or any((k.decision, k.stated) == here[1:] for k in same):
            count += 1
            continue
        taken.add(here)
        if same:
            outcome.doubles[row.row] = same[-1].code
            entry = _next(entry, same[-1]) if merge else entry
        entries.append(entry)
    return entries, replace(outcome, entered=len(entries), known=count)


def _proposal(row: AnnexRow, source: str) -> ProposalEntry:
    return ProposalEntry(
        name=row.product,
        producer=row.producer,
        stars=row.stars,
        points=row.points,
        stated=row.decided_on.isoformat() if row.decided_on else "",
        source=source,
    )


def _next(entry: ProductEntry, known: Known) -> ProductEntry:
    """The same product's next recognition: raised where it has more stars than the last, else renewed."""
    (event,) = entry.history
    kind = Kind.RAISED if known.stars and event.stars and event.stars > known.stars else Kind.RENEWED
    return replace(entry, code=known.code, history=(replace(event, kind=kind),))


def _names(annex_rows: Sequence[AnnexRow]) -> set[str]:
    return {fold(row.product) for row in annex_rows}


def _bytes(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise DataError(f"Không mở được tệp {source}: {error.strerror}. Hãy kiểm tra đường dẫn.") from None
