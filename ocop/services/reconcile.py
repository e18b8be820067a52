"""Rows of an annex against what the register holds: new, known, a next recognition, or a contradiction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ocop.domain.dates import months_later
from ocop.domain.entries import EventEntry, ProductEntry
from ocop.domain.identity import ProductKey, product_key
from ocop.domain.recognition import ENDINGS, GRANTS, TERM_MONTHS, Kind, term
from ocop.domain.said import Said, say
from ocop.domain.text import fold
from ocop.intake import AnnexRow
from ocop.services import rows
from ocop.services.gazetteer import Gazetteer
from ocop.services.matches import Choices, Reconciled, Taken, What, Where
from ocop.store.matching import Known


def reconcile(
    annex_rows: Sequence[AnnexRow],
    stored: Mapping[str, Sequence[Known]],
    codes_taken: Mapping[str, str],
    *,
    file: rows.Of,
    choices: Choices,
) -> Reconciled:
    """Go through the rows in order of their decisions' days.

    A row is known when product, maker, decision, stars and points are the register's own. By `choices` a row
    of a known product under another decision is its next recognition; else it becomes a product of its own and is
    reported, as is every product whose name or maker only looks alike.
    """
    reconciler = _Reconciler(stored, codes_taken, file, choices)
    for row in sorted(annex_rows, key=lambda each: each.decided_on or date.min):
        reconciler.take(row)
    return reconciler.found


class _Reconciler:
    """What is known so far, of the register and of the rows before."""

    def __init__(
        self, stored: Mapping[str, Sequence[Known]], codes_taken: Mapping[str, str], file: rows.Of, choices: Choices
    ) -> None:
        self.found = Reconciled()
        self._seen = {folded: list(each) for folded, each in stored.items()}
        self._taken = dict(codes_taken)
        self._own: dict[tuple[str, str, str], Where] = {}
        self._gazetteer, self._file, self._choices = Gazetteer(), file, choices

    def take(self, row: AnnexRow) -> None:
        """Enter a row, or say why not."""
        entry, flags = rows.entry(row, self._gazetteer, self._file)
        if maker := self._choices.makers.get(row.where):
            entry = replace(entry, maker=maker)
        key = product_key(entry)
        alike = self._seen.setdefault(row.key, [])
        into = self._choices.products.get(row.where)
        same = [each for each in alike if (each.code == into if into else each.key == key)]
        if into and not same:
            gone = say("Sổ không còn sản phẩm mã {code} cùng tên: hãy kiểm tra lại tệp.", code=into)
            self.found.contradictions[row.where] = gone
            return
        if (here := _here(same, entry.history[0])) is not None:
            self._take_known(row, entry.history[0], here)
            return
        what = What.NEW
        if same and (into or (self._choices.merge and row.where not in self._choices.apart)):
            kind, refusal = _next(same, entry.history[0], row.says)
            if kind is None:
                self.found.contradictions[row.where] = refusal
                return
            entry = replace(entry, code=same[-1].code, history=(replace(entry.history[0], kind=kind),))
            self.found.merged += 1
            what, key = What.NEXT, same[-1].key
        elif alike or row.says:
            flags += self._look_alike(row, entry, alike, is_known=bool(same))
        if entry.official_codes:
            entry, more = _without_taken_codes(entry, self._taken)
            flags += more
        if flags:
            self.found.flags[row.where] = flags
        self.found.taken[row.where] = Taken.of(what, entry, key)
        self.found.entries.append(entry)
        alike.append(known := _known(entry, key))
        self._own[known.code, known.decision, known.stated] = row.where

    def _take_known(self, row: AnnexRow, event: EventEntry, here: Known) -> None:
        """A row whose decision the register has: the same, or against it."""
        if (here.stars, here.points or event.points) == (event.stars, event.points or here.points):
            self.found.known += 1
            self.found.taken[row.where] = Taken(What.KNOWN, here.code, here.key[1], here.maker, Kind(here.kind))
            if (first := self._own.get((here.code, here.decision, here.stated))) is not None:
                self.found.repeated[row.where] = first
            return
        stated, written = _said(here.stars, here.points), _said(event.stars, event.points)
        self.found.contradictions[row.where] = say(
            "Sổ đã ghi {stated} theo chính quyết định này (mã {code}), tệp ghi {written}: "
            "hãy đối chiếu với quyết định và ghi đính chính.",
            stated=stated, code=here.code, written=written,
        )  # fmt: skip

    def _look_alike(self, row: AnnexRow, entry: ProductEntry, alike: Sequence[Known], *, is_known: bool) -> list[str]:
        """Report a product that may be known already; what a person should look at."""
        maker = fold(entry.maker.name)
        if double := next((each for each in alike if fold(each.maker) == maker), None):
            self.found.doubles[row.where] = double.code
        if row.says is None:
            return []
        said = _SAID[row.says]
        if is_known:
            into = say(
                "tệp ghi “{said}”: hãy chọn ghi tiếp vào lịch sử của sản phẩm đã có (ở dòng lệnh: --merge)", said=said
            )
            return [into]
        return [say("tệp ghi “{said}” nhưng sổ chưa có lần công nhận trước của sản phẩm này", said=said)]


_SAID = {Kind.RENEWED: "công nhận lại", Kind.LOWERED: "hạ hạng"}


def _said(stars: int | None, points: Decimal | None) -> Said:
    if points is None:
        return say("{stars} sao", stars=stars)
    return say("{stars} sao, {points} điểm", stars=stars, points=points.normalize())


def _known(entry: ProductEntry, key: ProductKey) -> Known:
    event = entry.history[0]
    stated = event.decision.stated
    _first, until = term(stated, event.decision.evidence, event.valid_from)
    decision = (event.decision.number, str(stated))
    return Known(key, entry.maker.name, entry.code, event.kind, event.stars, event.points, *decision, until)


def _here(same: Sequence[Known], event: EventEntry) -> Known | None:
    """The same product's grant by the same decision."""
    if not same:
        return None
    decision = event.decision.number, str(event.decision.stated)
    found = [each for each in same if (each.decision, each.stated) == decision and each.kind in GRANTS]
    return found[-1] if found else None


def _next(same: Sequence[Known], event: EventEntry, says: Kind | None) -> tuple[Kind | None, str]:
    """What a further decision is to a product; None and why, where it cannot be told from what is known.

    A lower one is a lowering only where the file itself says so, or that the product was recognised again.
    """
    day = event.decision.stated.earliest
    earlier = [each for each in same if each.stated <= day.isoformat()]
    grants = [each for each in earlier if each.kind in GRANTS]
    if not grants:
        return Kind.RECOGNISED, ""  # an older decision, entered later
    last = grants[-1]
    assert event.stars is not None, "a row of recognitions has its stars"
    assert last.stars is not None, "a grant states its stars"
    if says is Kind.LOWERED and event.stars >= last.stars:
        return None, say(
            "Tệp ghi hạ hạng xuống {stars} sao nhưng sổ đang ghi {known} sao (mã {code}): "
            "hãy đối chiếu với quyết định.",
            stars=event.stars, known=last.stars, code=last.code,
        )  # fmt: skip
    if event.stars > last.stars:
        return Kind.RAISED, ""
    if event.stars == last.stars:
        return Kind.RENEWED, ""
    if says is not None:
        return Kind.LOWERED, ""
    if _is_over(last, earlier, day):
        return Kind.RECOGNISED, ""
    return None, say(
        "Sản phẩm mã {code} đang ở hạng cao hơn ({stars} sao): nếu quyết định hạ hạng, hãy ghi rõ “hạ hạng” ở tiêu đề "
        "hoặc cột hình thức công nhận rồi nhập lại; nếu không, nhập không gộp.",
        code=last.code, stars=last.stars,
    )  # fmt: skip


def _is_over(last: Known, events: Sequence[Known], day: date) -> bool:
    """Whether a grant was taken back before a day, or had run out."""
    if any(each.kind in ENDINGS for each in events if each.stated >= last.stated):
        return True
    until = max((each.until for each in events if each.until), default=None)
    if until is None and len(last.stated) == 10:  # of weak evidence no end is kept
        until = months_later(date.fromisoformat(last.stated), TERM_MONTHS)
    return until is not None and until < day


def _without_taken_codes(entry: ProductEntry, taken: dict[str, str]) -> tuple[ProductEntry, Sequence[str]]:
    """An official code leads to one product: where it leads to another, it is left out and that is said."""
    free = tuple(code for code in entry.official_codes if taken.setdefault(code, entry.code) == entry.code)
    doubts = [
        say("mã chính thức {code} đã dẫn đến sản phẩm mã {other}", code=code, other=taken[code])
        for code in entry.official_codes
        if code not in free
    ]
    return replace(entry, official_codes=free), doubts
