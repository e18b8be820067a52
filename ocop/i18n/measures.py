"""The measures of the map in words: what each is called, its value in a place, and what the whole map shows."""

from __future__ import annotations

from collections.abc import Sequence

from ocop.domain.figures import Line
from ocop.domain.map_measures import Known, MapMeasure, known, share, value
from ocop.i18n import Language
from ocop.i18n.words import N_

NAMES = {
    MapMeasure.IN_FORCE: N_("Còn hiệu lực"),
    MapMeasure.FIVE_STARS: N_("5 sao"),
    MapMeasure.FOUR_STARS: N_("4 sao"),
    MapMeasure.SHARE: N_("Tỷ lệ còn hiệu lực"),
    MapMeasure.ENDING: N_("Sắp hết hiệu lực"),
    MapMeasure.PER_COMMUNE: N_("Sản phẩm mỗi xã"),
    MapMeasure.COMMUNES: N_("Xã có sản phẩm"),
}

TITLES = {
    MapMeasure.IN_FORCE: N_("Số sản phẩm có công nhận còn hiệu lực"),
    MapMeasure.FIVE_STARS: N_("Số sản phẩm 5 sao còn hiệu lực"),
    MapMeasure.FOUR_STARS: N_("Số sản phẩm 4 sao còn hiệu lực"),
    MapMeasure.SHARE: N_("Phần còn hiệu lực trong số sản phẩm từng được công nhận"),
    MapMeasure.ENDING: N_("Số sản phẩm hết hiệu lực trong vòng 90 ngày"),
    MapMeasure.PER_COMMUNE: N_("Số sản phẩm còn hiệu lực của các xã, đặc khu tính trên mỗi xã (không tính phường)"),
    MapMeasure.COMMUNES: N_(
        "Phần xã có sản phẩm còn hiệu lực (không tính phường; đặc khu chỉ tính nơi có dân sản xuất)"
    ),
}

VALUES = {
    MapMeasure.IN_FORCE: N_("{n} sản phẩm còn hiệu lực"),
    MapMeasure.FIVE_STARS: N_("{n} sản phẩm 5 sao còn hiệu lực"),
    MapMeasure.FOUR_STARS: N_("{n} sản phẩm 4 sao còn hiệu lực"),
    MapMeasure.ENDING: N_("{n} sản phẩm hết hiệu lực trong vòng 90 ngày"),
}

FINDINGS = {
    MapMeasure.IN_FORCE: N_("{place} có nhiều sản phẩm OCOP còn hiệu lực nhất trong sổ"),
    MapMeasure.FIVE_STARS: N_("{place} có nhiều sản phẩm 5 sao nhất trong sổ"),
    MapMeasure.FOUR_STARS: N_("{place} có nhiều sản phẩm 4 sao nhất trong sổ"),
    MapMeasure.SHARE: N_("{place} giữ được nhiều công nhận nhất: {value} còn hiệu lực"),
    MapMeasure.ENDING: N_("{place} có nhiều công nhận sắp hết hiệu lực nhất"),
    MapMeasure.PER_COMMUNE: N_("{place} có nhiều sản phẩm trên mỗi xã nhất: {value}"),
    MapMeasure.COMMUNES: N_("{value} số xã ở {place} có sản phẩm còn hiệu lực, cao nhất trong sổ"),
}

QUESTION = N_("Sản phẩm OCOP ở đâu?")
NOT_KNOWN = N_("chưa có trong sổ")
REPORTED = N_("mới chỉ biết qua báo chí")
NO_WHOLE = N_("không tính được")


def short(measure: MapMeasure, amount: float | None, t: Language) -> str:
    """The bare value: `1.234`, `45,3%`, `5,6`."""
    if amount is None:
        return t(NOT_KNOWN)
    if measure.share_of:
        return t.percent(amount)
    return t.number(int(amount)) if measure.is_count else t.decimal(amount)


def full(measure: MapMeasure, line: Line, t: Language, *, complete: bool) -> str:
    """The value in a sentence's part, with the part and the whole of a share."""
    amount, what = value(measure, line, complete=complete), known(line, complete=complete)
    if what is Known.REPORTED:
        return t("{n} sản phẩm mới chỉ biết qua báo chí", n=line.reported)
    if amount is None:
        return t(NOT_KNOWN if what is Known.NOTHING else NO_WHOLE)
    if measure.is_count:
        return t(VALUES[measure], n=int(amount))
    if measure is MapMeasure.PER_COMMUNE:
        return t("{number} sản phẩm còn hiệu lực mỗi xã", number=t.decimal(amount))
    part = share(measure, line)
    assert part is not None, "a share has a part and a whole"
    numbers = {"share": t.percent(amount), "part": t.number(part.part), "whole": t.number(part.whole)}
    if measure is MapMeasure.SHARE:
        return t("{share} còn hiệu lực: {part} trên {whole} sản phẩm từng được công nhận", **numbers)
    return t("{share} số xã có sản phẩm: {part} trên {whole} xã", **numbers)


def finding(measure: MapMeasure, ranked: Sequence[tuple[str, float]], t: Language) -> str:
    """The title of a map, of places with their values from the highest: who leads, or the question if nobody does."""
    leaders = [place for place, amount in ranked if amount > 0 and amount == ranked[0][1]]
    if not 1 <= len(leaders) <= 2:
        return t(QUESTION)
    place = leaders[0] if len(leaders) == 1 else t("{first} và {second}", first=leaders[0], second=leaders[1])
    return t(FINDINGS[measure], place=place, value=short(measure, ranked[0][1], t))
