"""The leader's page: what ends soon, where it lags, which communes have nothing yet, what changed this month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ocop import reference
from ocop.domain.dates import Stated
from ocop.domain.figures import HORIZONS, Line
from ocop.domain.map_measures import MapMeasure
from ocop.domain.monitoring import Behind, Change, Lag
from ocop.domain.register import Sort
from ocop.i18n.words import N_
from ocop.ui.page import Page
from ocop.web import asof
from ocop.web.view import SORT

SHOWN, BEHIND = 8, 5

CHANGE = {
    Change.FIRST: N_("công nhận mới"),
    Change.RENEWED: N_("công nhận lại"),
    Change.RAISED: N_("nâng hạng"),
    Change.LOWERED: N_("hạ hạng"),
    Change.REVOKED: N_("thu hồi, hủy bỏ"),
    Change.LAPSED: N_("hết hạn, chưa công nhận lại"),
}


LAGS = {
    Lag.COMMUNES: N_("Ít xã có sản phẩm còn hiệu lực nhất"),
    Lag.LAPSED: N_("Nhiều sản phẩm hết hạn chưa công nhận lại nhất"),
}


@dataclass(frozen=True)
class Bar:
    """A place with its count, where it leads, and how long its bar is, in percent of the longest."""

    name: str
    count: int
    href: str
    width: float


def content(page: Page, parameters: Mapping[str, str]) -> str:
    """The whole page, on one screen."""
    day, unknown = asof.read(parameters, page.day)
    register, scope = page.register, page.scope
    ending = register.ending(scope, day)
    communes = register.communes(scope, day)
    lagging = register.provinces_behind(scope, day)
    without = Counter(each.province for each in communes.without)
    return page.render(
        "leader.html",
        asof=day,
        month=page.t.stated(Stated(day.year, day.month)),
        unknown=unknown,
        horizons=HORIZONS,
        ending=ending,
        ending_bars=_ending(page, ending.summary.lines),
        communes=communes,
        without=_bars(page, without, "map"),
        without_all=len(communes.without),
        lagging=lagging,
        behind=[(title, _behind(page, lagging.provinces, lag)) for lag, title in LAGS.items()],
        nation={each.lag: page.t.percent(each.nation.percent or 0.0) for each in lagging.provinces},
        changes=register.changes(scope, day),
        words_of=CHANGE,
        printed=_printed(page, day),
        list_ending=page.href("catalogue", {"tinh-trang": "expiring", SORT: Sort.ENDING}),
    )


def _ending(page: Page, lines: tuple[Line, ...]) -> list[Bar]:
    """Provinces by what ends within 90 days, most first."""
    return _bars(page, Counter({line.code: line.ending[90] for line in lines if line.code}), "catalogue")


def _bars(page: Page, counts: Counter[str], screen: str) -> list[Bar]:
    most = counts.most_common(SHOWN)
    longest = max((count for _code, count in most), default=0) or 1
    more = {"tinh-trang": "expiring", SORT: Sort.ENDING} if screen == "catalogue" else {}
    return [
        Bar(_province(code), count, page.href(screen, {"tinh": code, **more}), round(100 * count / longest, 1))
        for code, count in most
        if count
    ]


def _province(code: str) -> str:
    return reference.provinces()[code].name


def _behind(page: Page, provinces: Sequence[Behind], lag: Lag) -> list[tuple[str, str, float, str]]:
    """Provinces that fall behind in one way: name, share in words and in percent, where it leads."""
    measure = {Lag.COMMUNES: MapMeasure.COMMUNES, Lag.LAPSED: MapMeasure.SHARE}[lag]
    return [
        (
            _province(each.code),
            page.t.percent(each.share.percent or 0.0),
            round(each.share.percent or 0.0, 1),
            page.href("map", {"tinh": each.code, "so-lieu": measure}),
        )
        for each in provinces
        if each.lag is lag
    ][:BEHIND]


def _printed(page: Page, day: date) -> str:
    return page.file("/tai-ve/lanh-dao.pdf", {"ngay": day.isoformat()})
