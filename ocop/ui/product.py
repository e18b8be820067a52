"""The page of one product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ocop.domain.details import Details
from ocop.domain.promotion import Promotion
from ocop.domain.recognition import ENDINGS, GRANTS, ONE_DAY, Kind
from ocop.domain.register import Recognition, Record
from ocop.i18n import SOURCE, Language, facts, words
from ocop.ui.page import Page
from ocop.web import assets, labels


@dataclass(frozen=True)
class Bar:
    """One grant on the line of time, in percent of its length."""

    left: float
    width: float
    label: str
    is_open: bool


@dataclass(frozen=True)
class Year:
    """Where a year begins."""

    left: float
    year: int


@dataclass(frozen=True)
class Line:
    """The grants of a product from the first to beyond the last, and today."""

    bars: tuple[Bar, ...]
    years: tuple[Year, ...]
    today: float


def content(page: Page, record: Record, back: str) -> str:
    """Everything that the register holds of one product."""
    product, t = record.product, page.t
    details = page.register.details(product, page.day)
    is_promoted = product.promotion is not Promotion.NONE
    return page.render(
        "product.html",
        record=record,
        product=product,
        details=details,
        story=details.story(t.code),
        channels=[facts.named(each, facts.CHANNEL, t) for each in details.channels],
        related=page.register.related(product, page.day) if is_promoted else (),
        line=line(record, page.day, t),
        map=place_picture(details, t),
        back=back,
        has_labels=labels.is_offered(page.register, product),
    )


def missing(page: Page, typed: str) -> str:
    """No product bears the code."""
    return page.render("missing.html", typed=words.quoted(typed))


def preview(record: Record) -> str:
    """The drawn picture for a link that is passed on; none that promotes where the law forbids it."""
    is_promoted = record.product.promotion is not Promotion.NONE
    return assets.url(f"preview/{(record.product.set_number or 0) if is_promoted else 0:02}.png")


def place_picture(details: Details, t: Language) -> str:
    """The address of the map with the product's place on it."""
    maker = details.product.producer
    words = "" if t.code == SOURCE else f"?lang={t.code}"
    return f"/ban-do/{maker.commune or maker.province or '00'}.svg{words}"


def line(record: Record, day: date, t: Language) -> Line | None:
    """The grants of a product as bars over time; None where no day is known."""
    grants = [event for event in record.history if event.kind in GRANTS and event.stars]
    if not grants:
        return None
    first = date(min(event.effective.year for event in grants), 1, 1)
    held = {event.id: _as_altered(event, record.history) for event in grants}
    ends = [until or day for _stars, until in held.values()]
    last = date(max(day, *ends).year + 1, 1, 1)
    days = (last - first).days

    def at(when: date) -> float:
        return round(100 * (when - first).days / days, 2)

    def bar(event: Recognition) -> Bar:
        stars, until = held[event.id]
        width = max(1.0, round(at(until or day) - at(event.effective), 2))
        return Bar(at(event.effective), width, words.stars(stars, t), until is None)

    bars = tuple(bar(event) for event in sorted(grants, key=lambda event: event.effective))
    years = tuple(Year(at(date(year, 1, 1)), year) for year in range(first.year, last.year))
    return Line(bars, years, at(day))


def _as_altered(grant: Recognition, history: Sequence[Recognition]) -> tuple[int, date | None]:
    """The stars and the last day that a grant has been left with by what was decided about it since."""
    stars, until = grant.stars or 0, grant.valid_until
    about = (event for event in history if event.about == grant.id)
    for event in sorted(about, key=lambda event: (event.effective, event.id)):
        if event.kind in (Kind.EXTENDED, Kind.CORRECTED):
            stars, until = event.stars or stars, event.valid_until or until
        elif event.kind in ENDINGS and (until is None or event.effective <= until):
            return stars, max(grant.effective, event.effective - ONE_DAY)
    return stars, until
