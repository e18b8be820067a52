"""The map's page: what is drawn, what stands beside it, and the table that says the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ocop import reference
from ocop.domain.figures import Line, Places
from ocop.domain.map_measures import Known
from ocop.domain.promotion import Promotion
from ocop.figures import leaflet, maps
from ocop.figures.ground import DOTS, HATCH
from ocop.i18n import facts, measures
from ocop.ui import map_view
from ocop.ui.map_seen import Seen, drawn
from ocop.web import asof

LEADING = 8
MAKERS, BEST = 5, 5
# Days worth a look: the end of the programme 2021–2025, and the last one of the 63 provinces.
DAYS = (date(2025, 12, 31), date(2025, 6, 30))


@dataclass(frozen=True)
class Shop:
    """A kind of point of sale as a choice: its mark, how many there are, and where choosing it leads."""

    label: str
    mark: str
    colour: str
    count: int
    href: str
    is_chosen: bool


def head(shown: Seen) -> str:
    """The finding, and what the reader can choose."""
    today, day = shown.page.day, shown.day
    ends = [each for each in (today, *DAYS, _a_year_before(today)) if each <= today]
    return shown.page.render(
        "map_head.html",
        shown=shown,
        names=measures.NAMES,
        places=Places,
        days=sorted(set(ends), reverse=True),
        chosen_day=day,
        first_day=asof.FIRST,
        hidden=replace(shown.view, day=None).parameters(),
    )


def side(shown: Seen) -> str:
    """The legend, then the chosen province or those that lead, then the points of sale."""
    page, view = shown.page, shown.view
    card = None
    if view.province:
        card = page.register.province_card(page.scope, shown.day, view.places, view.province)
    counts = Counter(point.kind for point in shown.points)
    shops = [
        Shop(
            page.t(name),
            *leaflet.SHOPS[kind],
            counts[kind],
            shown.link(view.toggled(kind)),
            kind in view.shops,
        )
        for kind, name in facts.POINT.items()
        if counts[kind] or kind in view.shops
    ]
    return page.render(
        "map_side.html",
        shown=shown,
        title=page.t(measures.TITLES[view.measure]),
        patterns=(HATCH, DOTS),
        leading=[row for row in shown.ranked if row.value][:LEADING],
        most=max((row.value or 0 for row in shown.ranked), default=0),
        card=card,
        row=next((row for row in shown.rows if row.is_chosen), None),
        region=_region(shown),
        makers=card.producers[:MAKERS] if card else (),
        best=[each for each in card.products if each.promotion is not Promotion.NONE][:BEST] if card else [],
        narrowed={map_view.PROVINCE if view.places is Places.NOW else map_view.FORMER: view.province or ""},
        shops=shops,
    )


def foot(shown: Seen) -> str:
    """What cannot be shown on a map, and the table."""
    page = shown.page
    return page.render(
        "map_foot.html",
        shown=shown,
        unplaced=page.register.unplaced(page.scope, shown.day),
        lost=sum(point.latitude is None for point in shown.points),
        lines=[*((row.name, row.href, row.line, row.known) for row in shown.rows), *_rest(shown)],
    )


def painted(shown: Seen) -> str:
    """The whole page before any script runs, with the map as a picture that can be clicked."""
    links = {row.code: row.href for row in shown.rows}
    image = maps.picture(replace(drawn(shown), links=links), shown.page.t)
    return shown.page.render("map_paint.html", head=head(shown), image=image, side=side(shown), foot=foot(shown))


def _region(shown: Seen) -> str:
    """What the chosen province is a part of: a region, or the province that it became part of."""
    code, t = shown.view.province, shown.page.t
    if code is None:
        return ""
    if shown.view.places is Places.NOW:
        return t(reference.provinces()[code].region)
    former = reference.former_provinces()[code]
    return t("nay thuộc {name}", name=reference.provinces()[former.successor].name)


def _rest(shown: Seen) -> list[tuple[str, str, Line, Known]]:
    """The last lines of the table: of unknown place, and the whole."""
    t = shown.page.t
    unknown = shown.summary.line(None)
    rest = [(t("Chưa rõ tỉnh"), "", unknown, Known.COUNTED)] if unknown.products_ever else []
    return [*rest, (t("Cả nước"), shown.link(shown.view.at(None)), shown.summary.total, Known.COUNTED)]


def _a_year_before(day: date) -> date:
    return day - timedelta(days=365)
