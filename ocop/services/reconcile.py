"""Rows of an annex against what the register holds: new, known, a next recognition, or a contradiction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ocop.domain.dates import months_later
from ocop.domain.entries import EventEntry, ProductEntry
from ocop.domain.identity import product_key
from ocop.domain.recognition import TERM_MONTHS, Evidence, Kind
from ocop.domain.text import fold
from ocop.intake import AnnexRow
from ocop.services import rows
from ocop.services.gazetteer import Gazetteer
from ocop.store.matching import Known

Where = tuple[str, int]


@dataclass
class Reconciled:
    """What came of the rows, by sheet and row. `contradictions` were not loaded; `flags` are for a person."""

    entries: list[ProductEntry] = field(default_factory=list)
    known: int = 0
    merged: int = 0
    doubles: dict[Where, str] = field(default_factory=dict)
    contradictions: dict[Where, str] = field(default_factory=dict)
    flags: dict[Where, list[str]] = field(default_factory=dict)


def reconcile(
    annex_rows: Sequence[AnnexRow],
    stored: Mapping[str, Sequence[Known]],
    codes_taken: Mapping[str, str],
    *,
    evidence: Evidence,
    merge: bool,
    valid_from: date | None = None,
    rule: str | None = None,
) -> Reconciled:
    """Go through the rows in order of their decisions' days.

    A row is known when product, maker, decision, stars and points are the register's own. With `merge` a row of a
    known product under another decision is its next recognition; without, it becomes a product of its own and is
    reported, as is every product whose name or maker only looks alike. `valid_from` and `rule` are what the decision
    itself states of all its rows.
    """
    found, gazetteer = Reconciled(), Gazetteer()
    seen = {folded: list(each) for folded, each in stored.items()}
    taken = dict(codes_taken)
    for row in sorted(annex_rows, key=lambda each: each.decided_on or date.min):
        where = (row.sheet, row.row)
        entry, flags = rows.entry(row, gazetteer, evidence=evidence, source=f"Phụ lục Quyết định {row.decision}")
        event = replace(entry.history[0], valid_from=valid_from, rule=rule)
        entry = replace(entry, history=(event,))
        alike = seen.setdefault(fold(entry.name), [])
        same = [each for each in alike if each.key == product_key(entry)]
        here = [each for each in same if (each.decision, each.stated) == _decision(event)]
        if here:
            if (here[-1].stars, here[-1].points or event.points) == (event.stars, event.points or here[-1].points):
                found.known += 1
            else:
                found.contradictions[where] = (
                    f"sổ đã ghi {here[-1].stars} sao theo chính quyết định này (mã {here[-1].code}), tệp ghi "
                    f"{event.stars} sao: hãy đối chiếu với quyết định và ghi đính chính"
                )
            continue
        if same and merge:
            kind = _next(same, event)
            if kind is None:
                found.contradictions[where] = (
                    f"sản phẩm mã {same[-1].code} đang ở hạng cao hơn: hãy ghi quyết định hạ hạng, không gộp"
                )
                continue
            entry = replace(entry, code=same[-1].code, history=(replace(event, kind=kind),))
            found.merged += 1
        elif double := next((each for each in alike if each.maker == fold(entry.maker.name)), None):
            found.doubles[where] = double.code
        entry, more = _without_taken_codes(entry, taken)
        if flags or more:
            found.flags[where] = [*flags, *more]
        found.entries.append(entry)
        alike.append(_known(entry, event))
    return found


def _known(entry: ProductEntry, event: EventEntry) -> Known:
    maker = fold(entry.maker.name)
    return Known(product_key(entry), maker, entry.code, event.stars, event.points, *_decision(event))


def _decision(event: EventEntry) -> tuple[str, str]:
    return event.decision.number, str(event.decision.stated)


def _next(same: Sequence[Known], event: EventEntry) -> Kind | None:
    """What a further decision is to a product: None where it is lower than one still in its term."""
    day = event.decision.stated.earliest
    earlier = [each for each in same if each.stated <= day.isoformat()]
    if not earlier:
        return Kind.RECOGNISED  # an older decision, entered later
    last = earlier[-1]
    assert event.stars is not None, "a row of recognitions has its stars"
    if last.stars is None or event.stars > last.stars:
        return Kind.RAISED
    if event.stars == last.stars:
        return Kind.RENEWED
    ended = len(last.stated) == 10 and months_later(date.fromisoformat(last.stated), TERM_MONTHS) < day
    return Kind.RECOGNISED if ended else None


def _without_taken_codes(entry: ProductEntry, taken: dict[str, str]) -> tuple[ProductEntry, list[str]]:
    """An official code leads to one product: where it leads to another, it is left out and that is said."""
    free = tuple(code for code in entry.official_codes if taken.setdefault(code, entry.code) == entry.code)
    doubts = [
        f"mã chính thức {code} đã dẫn đến sản phẩm mã {taken[code]}"
        for code in entry.official_codes
        if code not in free
    ]
    return replace(entry, official_codes=free), doubts
