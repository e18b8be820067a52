"""One line of a table becomes a good row or a reject, by the rules of the programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ocop.domain.recognition import Level
from ocop.intake import cells, decisions, purposes
from ocop.intake.cells import Unreadable
from ocop.intake.decisions import Cited
from ocop.intake.reading import Place, Reading
from ocop.intake.results import AnnexRow, Fault, Reject
from ocop.intake.rules import Rules
from ocop.intake.sheets import Cell
from ocop.intake.stars import Stars, is_proposal, stars
from ocop.intake.wordings import Field

# Points from which (included) and to which (excluded) a number of stars is given; both rules of 2019 and of 2026.
BANDS = {3: (50, 70), 4: (70, 90), 5: (90, 101)}
PROGRAMME_BEGAN = 2018

_OF_DECISION = (Field.DECISION, Field.DATE, Field.AUTHORITY)

_PROVINCE = re.compile(r"\btỉnh\s+(?!lộ\b)([^,;.()0-9]+?)\s*(?:[,.\-–]\s*việt nam\s*)?\.?\s*$", re.IGNORECASE)


def check(place: Place, row: int, line: Sequence[Cell], rules: Rules, flags: Sequence[str] = ()) -> AnnexRow | Reject:
    """Read and check one line, the `row`-th of its sheet; `flags` are what is known of it already."""
    reading = Reading(place, row, line, flags)
    if place.doubt and rules.kind == "recognition" and not (place.is_paper and _cites_decision(reading)):
        return _reject(reading, [place.doubt])
    product = _name(reading, Field.PRODUCT)
    producer = _name(reading, Field.PRODUCER)
    found = _stars(reading, rules)
    points = reading.parsed(Field.POINTS, cells.points, reading.cell(Field.POINTS))
    decision = _decision(reading, rules, found.cited if found else Cited())
    level = reading.parsed(Field.LEVEL, cells.level, reading.text(Field.LEVEL))
    if decision.decided_on:
        _check_places(reading, rules, decision.authority, decision.decided_on)
        level = level or rules.level_of(decision.authority, decision.decided_on)
    count = _stars_of(found, rules)
    if count and points is not None:
        _weigh(reading, rules, count, points)
    if count and level and rules.kind == "recognition":
        _check_level(reading, count, level)
    if reading.faults or not count:
        return _reject(reading, reading.faults)
    return AnnexRow(
        sheet=place.table.sheet,
        row=row,
        product=product,
        producer=producer,
        address=reading.text(Field.ADDRESS),
        province=reading.text(Field.PROVINCE),
        district=reading.text(Field.DISTRICT),
        commune=reading.text(Field.COMMUNE),
        stars=count,
        points=points,
        decision=decision.number,
        decided_on=decision.decided_on,
        authority=decision.authority,
        level=level,
        set_text=reading.text(Field.SET),
        official_code=reading.text(Field.CODE),
        note=reading.text(Field.NOTE),
        flags=tuple(reading.flags),
    )


def _reject(reading: Reading, faults: Sequence[Fault]) -> Reject:
    table, line = reading.place.table, reading.line
    width = max(len(table.labels), len(line))
    return Reject(table, reading.row, tuple(faults), (*map(cells.shown, line), *[""] * (width - len(line))))


def _cites_decision(reading: Reading) -> bool:
    """Whether a row itself names the decision that recognised it."""
    try:
        number = decisions.cited(reading.text(Field.DECISION)).number
        number = number or decisions.mentioned(reading.text(Field.STARS)).number
    except Unreadable:
        return False
    return bool(number) and not purposes.paper_of(number)


def _name(reading: Reading, name: Field) -> str:
    written = reading.text(name)
    if not written:
        reading.fault(name, f"Thiếu {name}.")
    elif not any(map(str.isalpha, written)):
        reading.fault(name, f"Ô {name} “{written}” không có chữ nào.")
    return written


def _stars(reading: Reading, rules: Rules) -> Stars | None:
    name = Field.PROPOSED if Field.PROPOSED in reading.columns and not reading.text(Field.STARS) else Field.STARS
    faults = len(reading.faults)
    found = reading.parsed(name, stars, reading.text(name))
    if found is None:
        if len(reading.faults) == faults:
            reading.fault(name, "Thiếu hạng sao.")
        return None
    if found.extra:
        reading.flags.append(f"Ô hạng sao còn ghi thêm: “{found.extra}”.")
    if rules.kind == "proposal":
        if found.count is None:
            reading.fault(name, f"“{reading.text(name)}” không nêu đề xuất mấy sao.")
    else:
        _check_recognised(reading, rules, name, found)
    return found


def _check_recognised(reading: Reading, rules: Rules, name: Field, found: Stars) -> None:
    """Whether stars are granted, and not only put forward or since taken back."""
    if found.granted and name is Field.STARS:
        reading.flags.append(f"“{reading.text(name)}”: đã lấy {found.granted} sao được công nhận, không lấy đề xuất.")
        _heed_note(reading, rules, found.granted)
    elif found.proposed or name is Field.PROPOSED:
        reading.fault(name, f"“{reading.text(name)}” là đề xuất, không phải công nhận: {purposes.PROPOSE}.")
    elif found.count == 5 and is_proposal(reading.text(Field.NOTE)):
        reading.fault(Field.NOTE, "Ghi chú cho biết 5 sao mới là đề xuất, không phải công nhận.")
    elif found.count == 5 and reading.place.proposes:
        reading.fault(name, "Tiêu đề của bảng cho biết 5 sao mới là đề xuất, không phải công nhận.")
    elif found.count:
        _heed_note(reading, rules, found.count)


def _stars_of(found: Stars | None, rules: Rules) -> int | None:
    """The stars that count: in a list of recognitions those that are granted, not those that are put forward."""
    if found is None:
        return None
    return found.granted or found.count if rules.kind == "recognition" else found.count


def _heed_note(reading: Reading, rules: Rules, count: int) -> None:
    """A note can take back what the stars say, or put the product forward for more."""
    if not (note := reading.text(Field.NOTE)):
        return
    try:
        named = decisions.mentioned(note).decided_on
    except Unreadable:
        named = None
    said, stops = purposes.remark(note, count, lapses_later=bool(named and named > rules.today))
    if stops:
        reading.fault(Field.NOTE, said)
    elif said:
        reading.flags.append(said)


def _weigh(reading: Reading, rules: Rules, count: int, points: Decimal) -> None:
    """Hold points against stars. 90 and more with 4 stars is normal while the ministry decides on the fifth."""
    low, high = BANDS[count]
    said = str(points).replace(".", ",")
    if points < low:
        reason = f"{said} điểm thấp hơn mức của {count} sao (từ {low} điểm)."
        if rules.kind == "recognition":
            reading.fault(Field.POINTS, reason)
        else:
            reading.flags.append(reason)
    elif points >= high and count == 4:
        reading.flags.append(f"{said} điểm với 4 sao: đủ điểm 5 sao, trung ương còn phải xét.")
    elif points >= high:
        reading.flags.append(f"{said} điểm cao hơn mức của {count} sao.")
    if points != int(points):
        reading.flags.append(f"Điểm lẻ {said}: thang điểm trước năm 2026 là số nguyên.")


def _decision(reading: Reading, rules: Rules, beside_stars: Cited) -> Cited:
    """The decision of a row: what the row says, completed from what the caller and the titles say."""
    faults = len(reading.faults)
    own = reading.parsed(Field.DECISION, decisions.cited, reading.text(Field.DECISION)) or Cited()
    on = reading.parsed(Field.DATE, decisions.day, reading.cell(Field.DATE))
    if on and own.decided_on and on != own.decided_on:
        reading.fault(Field.DATE, "Ngày ở cột này khác ngày ghi cùng số quyết định.")
    row = Cited(own.number, on or own.decided_on, reading.text(Field.AUTHORITY) or own.authority)
    if not beside_stars.agrees(row):
        reading.flags.append("Quyết định ghi ở ô hạng sao khác với quyết định ở cột riêng: đã lấy theo cột riêng.")
    known = row.completed(beside_stars).completed(rules.given).completed(reading.place.titled)
    known = Cited(known.number, known.decided_on, known.authority or rules.given.authority)
    if rules.kind == "recognition" and len(reading.faults) == faults:
        _demand(reading, known, rules.given if rules.given.number else reading.place.titled)
    if known.decided_on and known.decided_on > rules.today:
        where = Field.DATE if on else Field.DECISION if own.decided_on else Field.STARS
        reading.fault(where, f"Ngày quyết định {cells.shown(known.decided_on)} còn ở tương lai.")
    if known.decided_on and known.decided_on.year < PROGRAMME_BEGAN:
        reading.flags.append(f"Ngày quyết định {cells.shown(known.decided_on)} có trước Chương trình OCOP (2018).")
    if rules.kind == "recognition" and (paper := purposes.paper_of(known.number)):
        reading.fault(Field.DECISION, f"Số “{known.number}” là số của {paper}, không phải của quyết định công nhận.")
    elif rules.kind == "recognition" and known.number and "QĐ" not in known.number:
        reading.flags.append(f"Số “{known.number}” không mang ký hiệu quyết định (QĐ).")
    return known


def _demand(reading: Reading, known: Cited, offered: Cited) -> None:
    """A recognition needs number, date and authority; `offered` is the decision of the whole file, if any."""
    why = "tệp không ghi và cũng không được cho kèm theo tệp"
    if not offered.agrees(known):
        why = f"dòng này ghi số hoặc ngày khác với quyết định {offered.number} của cả tệp"
    for name, value in zip(_OF_DECISION, (known.number, known.decided_on, known.authority), strict=True):
        if not value:
            reading.fault(name, f"Thiếu {name}: {why}.")


def _check_places(reading: Reading, rules: Rules, authority: str, on: date) -> None:
    """Whether the provinces that a row names existed on the day; an address counts where it ends in "tỉnh …"."""
    named = [(Field.PROVINCE, reading.text(Field.PROVINCE))]
    written = [(Field.AUTHORITY, authority)]
    if not named[0][1]:
        written.append((Field.ADDRESS, reading.text(Field.ADDRESS)))
    named += [(name, found[1]) for name, text in written if (found := _PROVINCE.search(text))]
    for name, province in named:
        if province and not rules.province_existed(province, on):
            reading.fault(name, f"Không có tỉnh “{province}” vào ngày {cells.shown(on)}.")


def _check_level(reading: Reading, count: int, level: Level) -> None:
    if count == 5 and level is not Level.NATION:
        reading.flags.append("5 sao do địa phương công nhận: theo quy định 5 sao do bộ công nhận.")
    elif count == 4 and level is Level.DISTRICT:
        reading.flags.append("4 sao do huyện công nhận: theo quy định 4 sao do tỉnh công nhận.")
