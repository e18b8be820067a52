"""The leader's page on one sheet of A4: what ends soon, who falls behind, which communes have nothing, what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ocop import reference
from ocop.documents import typeset
from ocop.documents.paper import WARNING, WATERMARK
from ocop.domain.dates import Stated
from ocop.domain.figures import HORIZONS, Ending, Line
from ocop.domain.monitoring import Behind, Change, Changes, Communes, Lag, Lagging
from ocop.domain.recognition import Scope
from ocop.i18n import SOURCE, Language, language
from ocop.i18n.words import N_

TEMPLATE = "leader.typ"
# As many as have room.
PROVINCES, BEHIND, WITHOUT = 16, 8, 10
LONGEST = 70
ENDING = N_("{n} công nhận hết hiệu lực trong 90 ngày tới")
ENDING_HERE = N_("{n} công nhận trong sổ này hết hiệu lực trong 90 ngày tới")

CHANGE = {
    Change.FIRST: N_("công nhận mới"),
    Change.RENEWED: N_("công nhận lại"),
    Change.RAISED: N_("nâng hạng"),
    Change.LOWERED: N_("hạ hạng"),
    Change.REVOKED: N_("thu hồi, hủy bỏ"),
    Change.LAPSED: N_("hết hạn, chưa công nhận lại"),
}


@dataclass(frozen=True)
class Sheet:
    """What the page tells: answers of the register for one day and scope, and a map as SVG with its title."""

    ending: Ending
    lagging: Lagging
    communes: Communes
    changes: Changes
    map: str
    map_title: str
    made_on: date

    @property
    def day(self) -> date:
        """The day that it holds for."""
        return self.ending.day

    @property
    def is_made_up(self) -> bool:
        """Whether it is of the illustration."""
        return self.ending.scope is Scope.DEMO


def pdf(sheet: Sheet, code: str) -> bytes:
    """The page in the language of a code, typeset; always one."""
    return typeset.pdf(TEMPLATE, values(sheet, language(code)))


def values(sheet: Sheet, t: Language) -> dict[str, object]:
    """What the template is filled with, in words."""
    total = sheet.ending.summary.total
    return {
        "lang": t.code,
        "title": t(_title(sheet), n=total.ending[90]),
        "programme": t("Chương trình Mỗi xã một sản phẩm (OCOP)"),
        "day": t("Số liệu đến hết ngày {day}", day=t.date(sheet.day)),
        "steps": [[t.number(total.ending[days]), t("trong {n} ngày", n=days)] for days in HORIZONS],
        "ending": _ending(sheet, t),
        "behind": _behind(sheet, t),
        "without": _without(sheet, t),
        "changes": _changes(sheet, t),
        "map": sheet.map,
        "map_title": sheet.map_title,
        "coverage": _coverage(sheet, t),
        "source": t("Nguồn: Sổ đăng ký OCOP; trang lập ngày {day}.", day=t.date(sheet.made_on)),
        "watermark": WATERMARK if sheet.is_made_up else None,
        "warning": (WARNING if t.code == SOURCE else t("Dữ liệu minh họa")) if sheet.is_made_up else None,
    }


def _title(sheet: Sheet) -> str:
    """What ends; of a register that does not hold every decision no more than what is in it."""
    return ENDING if sheet.is_made_up or sheet.communes.complete else ENDING_HERE


def _ending(sheet: Sheet, t: Language) -> dict[str, object]:
    """Provinces by what ends within 90 days, then 180."""

    def most(line: Line) -> tuple[int, int, str]:
        return -line.ending[90], -line.ending[180], line.code or ""

    lines = sorted((line for line in sheet.ending.summary.lines if line.ending[180]), key=most)
    rest = len(lines) - PROVINCES
    return {
        "title": t("Sắp hết hiệu lực"),
        "head": [t("Tỉnh, thành phố"), *(t("{n} ngày", n=days) for days in HORIZONS)],
        "rows": [
            [_province(line.code, t), *(t.number(line.ending[n]) for n in HORIZONS)] for line in lines[:PROVINCES]
        ],
        "note": t("và {n} tỉnh, thành phố khác", n=rest) if rest > 0 else "",
        "empty": t("Không có công nhận nào hết hiệu lực trong 180 ngày tới."),
    }


def _behind(sheet: Sheet, t: Language) -> dict[str, object]:
    lagging = sheet.lagging
    empty = t("Không có tỉnh nào tụt lại rõ rệt.")
    if not lagging.judged:
        empty = t("Chưa so sánh được các tỉnh: sổ chưa có đủ quyết định của tỉnh nào.")
    rows = [[_province(each.code, t), _reason(each, t)] for each in lagging.provinces[:BEHIND]]
    return {"title": t("Địa phương cần chú ý"), "rows": rows, "empty": empty}


def _reason(behind: Behind, t: Language) -> str:
    own, nation = (t.percent(each.percent or 0.0) for each in (behind.share, behind.nation))
    if behind.lag is Lag.COMMUNES:
        return t("{own} số xã có sản phẩm còn hiệu lực (cả nước {nation})", own=own, nation=nation)
    return t("{own} sản phẩm đã hết hạn mà chưa công nhận lại (cả nước {nation})", own=own, nation=nation)


def _without(sheet: Sheet, t: Language) -> dict[str, object]:
    communes = sheet.communes
    count = len(communes.without)
    if communes.complete:
        title = t("{n} xã chưa có sản phẩm còn hiệu lực", n=count)
    else:
        title = t("{n} xã chưa thấy sản phẩm trong sổ", n=count)
    part, whole = t.number(communes.covered.part), t.number(communes.covered.whole)
    lead = t(
        "{part} trên {whole} xã và đặc khu có sản phẩm còn hiệu lực; phường không tính vào.", part=part, whole=whole
    )
    by_province = Counter(each.province for each in communes.without)
    most = sorted(by_province.items(), key=lambda each: (-each[1], each[0]))
    rest = len(most) - WITHOUT
    return {
        "title": title,
        "lead": lead,
        "rows": [[_province(code, t), t.number(number)] for code, number in most[:WITHOUT]],
        "note": t("và {n} tỉnh, thành phố khác", n=rest) if rest > 0 else "",
    }


def _changes(sheet: Sheet, t: Language) -> dict[str, object]:
    month = t.stated(Stated(sheet.day.year, sheet.day.month))
    rows = [
        [t.number(each.count), t(CHANGE[each.change]), "; ".join(_short(product.name) for product in each.newest[:1])]
        for each in sheet.changes.kinds
    ]
    return {"title": t("Thay đổi trong {month}", month=month), "rows": rows}


def _coverage(sheet: Sheet, t: Language) -> str:
    """What a reader must know of a register that does not hold every decision."""
    if sheet.is_made_up or sheet.communes.complete:
        return ""
    return t(
        "Chỉ gồm các quyết định đã nạp vào sổ này, chưa phải cả nước: nơi không có số liệu ở đây chưa có nghĩa là "
        "không có sản phẩm."
    )


def _province(code: str | None, t: Language) -> str:
    return reference.provinces()[code].name if code else t("Chưa rõ")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
