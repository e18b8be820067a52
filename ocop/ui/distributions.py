"""The page of distributions: a choice made in one picture filters all others; the view stands in the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ocop.domain.figures import By, Places
from ocop.domain.recognition import STARS
from ocop.domain.register import UNKNOWN
from ocop.figures.distributions import STAR_FILL, Picture
from ocop.i18n import facets
from ocop.ui.page import Page
from ocop.web.distributions import OVER_TIME, TITLES, Asked, picture, read


@dataclass(frozen=True)
class Shown:
    """A picture on the page: its title, its name among the files, where each of its rows leads, which are chosen."""

    key: str
    title: str
    picture: Picture
    links: tuple[str, ...] = ()
    chosen: tuple[bool, ...] = ()


def asked_for(page: Page, parameters: Mapping[str, str]) -> tuple[Asked, list[str]]:
    """What the address asks for, and the values in it that nothing is known of."""
    return read(parameters, page.day)


def head(page: Page, asked: Asked, unknown: list[str]) -> str:
    """Title, choices made, and what can be switched."""
    chosen = sorted(asked.view.choices)
    found = page.register.distribution(page.scope, asked.day, By.STAR, places=asked.places, choices=asked.view.choices)
    return page.render(
        "distributions.html",
        asof=asked.day,
        unknown=unknown,
        total=found.total,
        kept=asked.parameters(page.day),
        chosen=[
            (facets.labels(facet, page.t)[code], link(page, asked.choosing(asked.view.toggled(facet, code))))
            for facet, code in chosen
        ],
        none=link(page, asked.choosing(asked.view.without())),
        switches=list(_switches(page, asked)),
        fills=[(stars, STAR_FILL[stars]) for stars in reversed(STARS)],
    )


def link(page: Page, asked: Asked) -> str:
    """The address of what is asked."""
    return page.href("distributions", asked.parameters(page.day))


def shown(page: Page, asked: Asked) -> Iterator[Shown]:
    """Every picture of the page, in its order."""
    for by, title in TITLES.items():
        facet = by.facet(asked.places)
        drawn = picture(page.register, page.scope, asked, by, page.t)
        codes = [code or UNKNOWN for code in drawn.codes]
        links = tuple(link(page, asked.choosing(asked.view.toggled(facet, code))) for code in codes)
        chosen = tuple((facet, code) in asked.view.choices for code in codes)
        yield Shown(by, page.t(title), drawn, links, chosen)
    for key, title in OVER_TIME.items():
        yield Shown(key, page.t(title), picture(page.register, page.scope, asked, key, page.t))


def toggled(page: Page, asked: Asked, by: str, code: str) -> dict[str, str]:
    """The parameters of the address when a row of a picture is chosen, or chosen no more."""
    view = asked.view.toggled(By(by).facet(asked.places), code)
    return asked.choosing(view).parameters(page.day)


def table(page: Page, asked: Asked, each: Shown) -> str:
    """The numbers of a picture, each row to be chosen, and how to take them away."""
    query = {**asked.parameters(page.day), "ngay": asked.day.isoformat()}
    files = {form.upper(): page.file(f"/hinh/{each.key}.{form}", query) for form in ("png", "svg", "csv")}
    return page.render("distribution_table.html", each=each, files=files)


def content(page: Page, parameters: Mapping[str, str]) -> str:
    """The page before any script runs: its numbers as tables."""
    asked, unknown = asked_for(page, parameters)
    pictures = [f"<h2>{each.title}</h2>{table(page, asked, each)}" for each in shown(page, asked)]
    return head(page, asked, unknown) + "".join(pictures)


@lru_cache(maxsize=512)
def specification(drawn: Picture) -> dict[str, Any]:
    """A chart as Vega-Lite reads it; turning it into one takes longer than counting."""
    made: dict[str, Any] = drawn.chart.to_dict()
    return made


def _switches(page: Page, asked: Asked) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    t = page.t

    def to(places: Places, *, shares: bool) -> str:
        return link(page, Asked(asked.view, asked.day, places, shares))

    yield (
        t("Cách đếm"),
        [
            (t("Số sản phẩm"), to(asked.places, shares=False), not asked.shares),
            (t("Tỷ lệ"), to(asked.places, shares=True), asked.shares),
        ],
    )
    yield (
        t("Địa danh"),
        [
            (t("34 tỉnh, thành phố"), to(Places.NOW, shares=asked.shares), asked.places is Places.NOW),
            (t("63 tỉnh, thành phố cũ"), to(Places.FORMER, shares=asked.shares), asked.places is Places.FORMER),
        ],
    )
