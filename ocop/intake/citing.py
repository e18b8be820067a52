"""The decision of one line: what the line says, completed from what the file and the caller say."""

from __future__ import annotations

from datetime import date

from ocop.domain.said import say
from ocop.intake import decisions, purposes
from ocop.intake.cells import Unreadable
from ocop.intake.decisions import SILENT, Cited
from ocop.intake.reading import Reading
from ocop.intake.rules import Rules
from ocop.intake.wordings import Field

PROGRAMME_BEGAN = 2018

_OF_DECISION = (Field.DECISION, Field.DATE, Field.AUTHORITY)


def cites_decision(reading: Reading) -> bool:
    """Whether a row itself names the decision that recognised it."""
    try:
        number = decisions.cited(reading.text(Field.DECISION)).number
        number = number or decisions.mentioned(reading.text(Field.STARS)).number
    except Unreadable:
        return False
    return bool(number) and not purposes.paper_of(number)


def decision_of(reading: Reading, rules: Rules, beside_stars: Cited) -> Cited:
    """The decision of a row: what the row says, completed from what the caller and the titles say."""
    faults, flags = len(reading.faults), len(reading.flags)
    own = reading.parsed(Field.DECISION, decisions.cited, reading.text(Field.DECISION)) or SILENT
    on = reading.parsed(Field.DATE, decisions.day, reading.cell(Field.DATE))
    if on and own.decided_on and on != own.decided_on:
        reading.fault(Field.DATE, say("Ngày ở cột này khác ngày ghi cùng số quyết định."))
    row = Cited(own.number, on or own.decided_on, reading.text(Field.AUTHORITY) or own.authority)
    is_read = len(reading.faults) == faults
    said = row, beside_stars, reading.place.titled
    if is_read and (sound := rules.sound.get(said)):
        return sound
    if not beside_stars.agrees(row):
        reading.flags.append(say("Quyết định ghi ở ô hạng sao khác với quyết định ở cột riêng: đã lấy theo cột riêng."))
    known = row.completed(beside_stars).completed(rules.given).completed(reading.place.titled)
    known = Cited(known.number, known.decided_on, known.authority or rules.given.authority)
    if rules.kind == "recognition" and is_read:
        _demand(reading, known, rules.given if rules.given.number else reading.place.titled)
    _check_decision(reading, rules, known, Field.DATE if on else Field.DECISION if own.decided_on else Field.STARS)
    if (len(reading.faults), len(reading.flags)) == (faults, flags):
        rules.sound[said] = known
    return known


def _check_decision(reading: Reading, rules: Rules, known: Cited, dated: Field) -> None:
    """Whether a decision can have been taken, on its day, and recognises; `dated` is where its date stands."""
    if known.decided_on and known.decided_on > rules.today:
        reading.fault(dated, say("Ngày quyết định {day} còn ở tương lai.", day=known.decided_on))
    if known.decided_on and known.decided_on.year < PROGRAMME_BEGAN:
        reading.flags.append(say("Ngày quyết định {day} có trước Chương trình OCOP (2018).", day=known.decided_on))
    if rules.kind == "recognition" and (paper := purposes.paper_of(known.number)):
        other = say(
            "Số “{number}” là số của {paper}, không phải của quyết định công nhận.", number=known.number, paper=paper
        )
        reading.fault(Field.DECISION, other)
    elif rules.kind == "recognition" and known.number and "QĐ" not in known.number:
        reading.flags.append(say("Số “{number}” không mang ký hiệu quyết định (QĐ).", number=known.number))


def valid_from_of(reading: Reading, decided_on: date | None) -> date | None:
    """The day from which the decision says that it counts."""
    first = reading.parsed(Field.VALID_FROM, decisions.day, reading.cell(Field.VALID_FROM))
    if first and decided_on and first < decided_on:
        reading.flags.append(say("Ngày hiệu lực {day} có trước ngày quyết định.", day=first))
    return first


def _demand(reading: Reading, known: Cited, offered: Cited) -> None:
    """A recognition needs number, date and authority; `offered` is the decision of the whole file, if any."""
    why = say("tệp không ghi và cũng không được cho kèm theo tệp")
    if not offered.agrees(known):
        why = say("dòng này ghi số hoặc ngày khác với quyết định {number} của cả tệp", number=offered.number)
    for name, value in zip(_OF_DECISION, (known.number, known.decided_on, known.authority), strict=True):
        if not value:
            reading.fault(name, say("Thiếu {name}: {why}.", name=name.said, why=why))
