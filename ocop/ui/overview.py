"""The overview: five numbers, the map, the stars, what is newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ocop import reference
from ocop.domain.figures import Headline, Measure
from ocop.domain.map_measures import MapMeasure
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Facet, Overview, Product, ProductQuery, Sort, choices
from ocop.figures import charts
from ocop.figures.charts import Picture
from ocop.i18n import Language, findings, measures
from ocop.i18n.words import N_
from ocop.services.register import Register
from ocop.ui.page import Page

NEWEST = 4

NUMBERS = {
    Measure.PRODUCTS: N_("sản phẩm có công nhận còn hiệu lực"),
    Measure.FIVE_STARS: N_("sản phẩm 5 sao còn hiệu lực"),
    Measure.PRODUCERS: N_("chủ thể có sản phẩm còn hiệu lực"),
    Measure.COMMUNES: N_("xã có sản phẩm còn hiệu lực"),
    Measure.ENDING: N_("công nhận hết hiệu lực trong 90 ngày tới"),
}


@dataclass(frozen=True)
class Seen:
    """What the overview shows."""

    page: Page
    overview: Overview
    headline: Headline
    newest: tuple[Product, ...]
    finding: str

    @property
    def stars(self) -> Picture:
        """The products by stars and by what holds of them."""
        return _stars(self.page.register, self.page.register.revision(), self.page.scope, self.page.day, self.page.t)


def seen(page: Page) -> Seen:
    """The register as of today."""
    in_force = choices({Facet.STATUS: [Status.VALID, Status.EXPIRING]})
    newest = ProductQuery(choices=in_force, scope=page.scope, sort=Sort.NEWEST, limit=NEWEST)
    return Seen(
        page,
        page.register.overview(page.scope, page.day),
        page.register.headline(page.scope, page.day),
        page.register.search(newest, page.day).products,
        _finding(page),
    )


def head(shown: Seen) -> str:
    """What this place is, and its five numbers."""
    return shown.page.render("overview.html", shown=shown, numbers=NUMBERS)


def beside(shown: Seen) -> str:
    """The map of the country."""
    picture = shown.page.file("/ban-do/ca-nuoc.svg", {"ngay": shown.page.day.isoformat()})
    return shown.page.render("overview_map.html", shown=shown, address=picture)


def finding(shown: Seen) -> str:
    """What the chart of stars shows, as its title."""
    return shown.page.render("overview_stars.html", finding=findings.star_finding(shown.overview, shown.page.t))


def table(shown: Seen) -> str:
    """The numbers of the chart."""
    return shown.page.render("chart_table.html", overview=shown.overview)


def foot(shown: Seen) -> str:
    """The newest recognitions."""
    link = shown.page.href("catalogue", {"xep": Sort.NEWEST})
    return shown.page.render("overview_newest.html", shown=shown, link=link)


def content(page: Page) -> str:
    """The page before any script runs."""
    shown = seen(page)
    two = f'<div class="oc-halves"><div>{beside(shown)}</div><div>{finding(shown)}{table(shown)}</div></div>'
    return head(shown) + two + foot(shown)


# The revision stands for the state of the register: what is drawn hangs on nothing else.
@lru_cache(maxsize=16)
def _stars(register: Register, _revision: int, scope: Scope, day: date, t: Language) -> Picture:
    return charts.stars(register.overview(scope, day), t)


def _finding(page: Page) -> str:
    """Where most products in force are."""
    lines = [line for line in page.register.summary(page.scope, page.day).lines if line.code and line.products_in_force]
    provinces = reference.provinces()
    ranked = sorted(((provinces[line.code or ""].name, line.products_in_force) for line in lines), key=lambda p: -p[1])
    return measures.finding(MapMeasure.IN_FORCE, ranked, page.t)
