"""One line of a table becomes a good row or a reject, by the rules of the programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ocop.domain.recognition import Kind, Level
from ocop.domain.said import say
from ocop.domain.text import fold
from ocop.intake import cells, decisions, purposes
from ocop.intake.cells import MEMORY, Unreadable
from ocop.intake.citing import cites_decision, decision_of, valid_from_of
from ocop.intake.decisions import SILENT
from ocop.intake.reading import Place, Reading
from ocop.intake.results import AnnexRow, Reject
from ocop.intake.rules import Rules
from ocop.intake.sheets import Cell
from ocop.intake.stars import Stars, is_proposal, stars
from ocop.intake.wordings import Field

# Points from which (included) and to which (excluded) a number of stars is given; both rules of 2019 and of 2026.
BANDS = {3: (50, 70), 4: (70, 90), 5: (90, 101)}

_PROVINCE = re.compile(r"\btỉnh\s+(?!lộ\b)([^,;.()0-9]+?)\s*(?:[,.\-–]\s*việt nam\s*)?\.?\s*$", re.IGNORECASE)


def check(place: Place, row: int, line: Sequence[Cell], rules: Rules, flags: Sequence[str] = ()) -> AnnexRow | Reject:
    """Read and check one line, the `row`-th of its sheet; `flags` are what is known of it already."""
    reading = Reading(place, row, line, flags)
    if place.doubt and rules.kind == "recognition" and not (place.is_paper and cites_decision(reading)):
        return Reject.of(place.table, row, line, [place.doubt])
    product = _name(reading, Field.PRODUCT)
    producer = _name(reading, Field.PRODUCER)
    found = _stars(reading, rules)
    points = reading.parsed(Field.POINTS, cells.points, reading.cell(Field.POINTS))
    decision = decision_of(reading, rules, found.cited if found else SILENT)
    level = reading.parsed(Field.LEVEL, cells.level, reading.text(Field.LEVEL))
    if decision.decided_on:
        _check_places(reading, rules, decision.authority, decision.decided_on)
        level = level or rules.level_of(decision.authority, decision.decided_on)
    count = _stars_of(found, rules)
    if count and points is not None:
        _weigh(reading, rules, count, points)
    if count and level and rules.kind == "recognition":
        _check_level(reading, count, level)
    valid_from = valid_from_of(reading, decision.decided_on) if Field.VALID_FROM in reading.columns else None
    rule = reading.parsed(Field.RULE, decisions.rule, reading.text(Field.RULE)) or ""
    if reading.faults or not count:
        return Reject.of(place.table, row, line, reading.faults)
    return AnnexRow(
        table=place.table,
        row=row,
        original=line,
        cell=reading.address(Field.STARS),
        product=product,
        key=fold(product),
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
        valid_from=valid_from,
        rule=rule,
        says=_says(reading),
        set_text=reading.text(Field.SET),
        official_code=reading.text(Field.CODE),
        note=reading.text(Field.NOTE),
        flags=tuple(reading.flags),
    )


def _name(reading: Reading, name: Field) -> str:
    written = reading.text(name)
    if not written:
        reading.fault(name, say("Thiếu {name}.", name=name.said))
    elif not any(map(str.isalpha, written)):
        reading.fault(name, say("Ô {name} “{written}” không có chữ nào.", name=name.said, written=written))
    return written


def _stars(reading: Reading, rules: Rules) -> Stars | None:
    name = Field.PROPOSED if Field.PROPOSED in reading.columns and not reading.text(Field.STARS) else Field.STARS
    faults = len(reading.faults)
    found = reading.parsed(name, stars, reading.text(name))
    if found is None:
        if len(reading.faults) == faults:
            reading.fault(name, say("Thiếu {name}.", name=Field.STARS.said))
        return None
    if found.extra:
        reading.flags.append(say("Ô hạng sao còn ghi thêm: “{extra}”.", extra=found.extra))
    if rules.kind == "proposal":
        if found.count is None:
            reading.fault(name, say("“{written}” không nêu đề xuất mấy sao.", written=reading.text(name)))
    else:
        _check_recognised(reading, rules, name, found)
    return found


def _check_recognised(reading: Reading, rules: Rules, name: Field, found: Stars) -> None:
    """Whether stars are granted, and not only put forward or since taken back."""
    if found.granted and name is Field.STARS:
        taken = say(
            "“{written}”: đã lấy {stars} sao được công nhận, không lấy đề xuất.",
            written=reading.text(name), stars=found.granted,
        )  # fmt: skip
        reading.flags.append(taken)
        _heed_note(reading, rules, found.granted)
    elif found.proposed or name is Field.PROPOSED:
        proposed = say(
            "“{written}” là đề xuất, không phải công nhận: {way}.", written=reading.text(name), way=purposes.PROPOSE
        )
        reading.fault(name, proposed)
    elif found.count == 5 and is_proposal(reading.text(Field.NOTE)):
        reading.fault(Field.NOTE, say("Ghi chú cho biết 5 sao mới là đề xuất, không phải công nhận."))
    elif found.count == 5 and reading.place.proposes:
        reading.fault(name, say("Tiêu đề của bảng cho biết 5 sao mới là đề xuất, không phải công nhận."))
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
    """Hold points against stars."""
    fault, flags = weighed(count, points)
    reading.flags += flags
    if fault and rules.kind == "recognition":
        reading.fault(Field.POINTS, fault)
    elif fault:
        reading.flags.append(fault)


@lru_cache(MEMORY)
def weighed(count: int, points: Decimal) -> tuple[str, tuple[str, ...]]:
    """What is wrong with so many points for so many stars ("" if nothing), and what is worth a look.

    90 and more with 4 stars is normal while the ministry decides on the fifth.
    """
    low, high = BANDS[count]
    fault, flags = "", []
    if points < low:
        fault = say("{points} điểm thấp hơn mức của {stars} sao (từ {low} điểm).", points=points, stars=count, low=low)
    elif points >= high and count == 4:
        flags.append(say("{points} điểm với 4 sao: đủ điểm 5 sao, trung ương còn phải xét.", points=points))
    elif points >= high:
        flags.append(say("{points} điểm cao hơn mức của {stars} sao.", points=points, stars=count))
    if points != int(points):
        uneven = say(
            "Điểm lẻ {points}: theo thang điểm của các bộ tiêu chí trước QĐ 26/2026/QĐ-TTg, điểm là số nguyên.",
            points=points,
        )
        flags.append(uneven)
    return fault, tuple(flags)


def _says(reading: Reading) -> Kind | None:
    """What a row itself calls the event, else what the titles call all of them."""
    own = reading.text(Field.FORM)
    if own and cells.is_tick(own):
        own = reading.place.header.labels[reading.columns[Field.FORM]]
    for said in (own, reading.text(Field.STARS), reading.text(Field.NOTE)):
        if said and (found := purposes.again(said)):
            return found
    # a column that speaks of each row says that this one is none
    return None if own else reading.place.says


def _check_places(reading: Reading, rules: Rules, authority: str, on: date) -> None:
    """Whether the provinces that a row names existed on the day; an address counts where it ends in "tỉnh …"."""
    province = reading.text(Field.PROVINCE)
    written = (authority, province or reading.text(Field.ADDRESS), on)
    if written in rules.placed:
        return
    faults = len(reading.faults)
    named = [(Field.PROVINCE, province)]
    texts = [(Field.AUTHORITY, authority)] + ([] if province else [(Field.ADDRESS, written[1])])
    named += [(name, found[1]) for name, text in texts if (found := _PROVINCE.search(text))]
    for name, called in named:
        if called and not rules.province_existed(called, on):
            reading.fault(name, say("Không có tỉnh “{called}” vào ngày {day}.", called=called, day=on))
    if len(reading.faults) == faults:
        rules.placed.add(written)


def _check_level(reading: Reading, count: int, level: Level) -> None:
    if count == 5 and level is not Level.NATION:
        reading.flags.append(say("5 sao do địa phương công nhận: theo quy định 5 sao do bộ công nhận."))
    elif count == 4 and level is Level.DISTRICT:
        reading.flags.append(say("4 sao do huyện công nhận: theo quy định 4 sao do tỉnh công nhận."))
