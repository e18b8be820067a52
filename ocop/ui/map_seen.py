"""A view of the map with what the register answers to it, and the map that is drawn of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ocop import reference
from ocop.domain.figures import Line, Places, Summary
from ocop.domain.map_measures import Known, known, value
from ocop.domain.monitoring import PlacedPoint
from ocop.domain.recognition import Scope
from ocop.figures import classes
from ocop.figures.classes import Classes
from ocop.figures.ground import DOTS, HATCH
from ocop.figures.maps import Map, Point, Step
from ocop.i18n import facets, facts, measures, words
from ocop.ui.map_view import MapView
from ocop.ui.page import Page

COMMUNES = "xa"


@dataclass(frozen=True)
class Row:
    """One province: its name, its line of figures, its value of what the map is coloured by, and where it leads."""

    code: str
    name: str
    line: Line
    known: Known
    value: float | None
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Seen:
    """A view of the map with what the register answers to it."""

    page: Page
    view: MapView
    unknown: tuple[str, ...]
    summary: Summary
    complete: bool

    @property
    def day(self) -> date:
        """The day that everything here holds for."""
        return self.view.day or self.page.day

    @cached_property
    def rows(self) -> list[Row]:
        """The provinces by name."""
        names = facets.labels(self.view.places.facet, self.page.t)
        lines = {line.code: line for line in self.summary.lines}
        return [self._row(code, name, lines[code]) for code, name in names.items() if code in lines]

    @property
    def ranked(self) -> list[Row]:
        """Those of which something is known, from the highest value."""
        return sorted((row for row in self.rows if row.value is not None), key=lambda row: -(row.value or 0))

    @property
    def silent(self) -> int:
        """Of how many the register knows nothing."""
        return sum(row.known is Known.NOTHING for row in self.rows)

    @property
    def reported(self) -> int:
        """Of how many only the press knows."""
        return sum(row.known is Known.REPORTED for row in self.rows)

    @property
    def finding(self) -> str:
        """What the map shows."""
        ranked = [(row.name, row.value or 0) for row in self.ranked]
        return measures.finding(self.view.measure, ranked, self.page.t)

    @cached_property
    def classes(self) -> Classes:
        """How the values are coloured."""
        return classes.classes((row.value for row in self.rows), whole=self.view.measure.is_count)

    @property
    def legend(self) -> list[Step]:
        """Zero and the classes in words, then what only the press knows and what nobody, each where it occurs."""
        t, values = self.page.t, [row.value for row in self.rows]
        steps = self.classes.legend(self.short, t)
        if 0 in values:
            steps = [Step(classes.ZERO, self.short(0)), *steps]
        steps += [Step(DOTS, t(measures.REPORTED))] if self.reported else []
        return [*steps, Step(HATCH, t(measures.NOT_KNOWN))] if self.silent else steps

    @cached_property
    def points(self) -> tuple[PlacedPoint, ...]:
        """The points of sale of the day, of the chosen province or of the whole country."""
        every = self.page.register.points_of_sale(self.page.scope, self.day).points
        return tuple(point for point in every if self.view.province in (None, self._province_of(point)))

    def short(self, amount: float | None) -> str:
        """A value of what the map is coloured by."""
        return measures.short(self.view.measure, amount, self.page.t)

    def link(self, view: MapView) -> str:
        """The address of another view."""
        return self.page.href("map", view.parameters())

    def _province_of(self, point: PlacedPoint) -> str | None:
        if self.view.places is Places.NOW:
            return point.province
        commune = reference.communes().get(point.commune or "")
        return commune.former if commune else None

    def _row(self, code: str, name: str, line: Line) -> Row:
        chosen = code == self.view.province
        href = self.link(self.view.at(None if chosen else code))
        what = known(line, complete=self.complete)
        return Row(code, name, line, what, value(self.view.measure, line, complete=self.complete), href, chosen)


def seen(page: Page, view: MapView, unknown: list[str]) -> Seen:
    """What a view shows."""
    day = view.day or page.day
    summary = page.register.summary(page.scope, day, view.places)
    return Seen(page, view, tuple(unknown), summary, page.register.is_complete(page.scope, day))


def drawn(shown: Seen) -> Map:
    """The map of a view."""
    t, view = shown.page.t, shown.view
    titles = {}
    for row in shown.rows:
        said = [row.name, measures.full(view.measure, row.line, t, complete=shown.complete)]
        if row.line.reported and row.known is Known.COUNTED:
            said.append(t("{n} sản phẩm mới chỉ biết qua báo chí", n=row.line.reported))
        titles[row.code] = "\n".join(said)
    return Map(
        places=view.places,
        fills={row.code: DOTS if row.known is Known.REPORTED else shown.classes.fill(row.value) for row in shown.rows},
        titles=titles,
        clusters=_communes(shown) | _shops(shown),
        focus=view.province,
        is_made_up=shown.page.scope is Scope.DEMO,
    )


def _communes(shown: Seen) -> dict[str, tuple[Point, ...]]:
    """The communes of the chosen province that have a product in force."""
    view, t = shown.view, shown.page.t
    if not view.province:
        return {}
    of_present = view.province if view.places is Places.NOW else None
    found = shown.page.register.communes(shown.page.scope, shown.day, of_present).with_product
    points = []
    for each in found:
        if view.places is Places.NOW or each.former_province == view.province:
            name = t(words.COMMUNE_TYPE[each.type], name=each.name)
            has = t("{n} sản phẩm còn hiệu lực", n=each.products)
            points.append(Point(each.latitude, each.longitude, f"{name}\n{has}", each.products))
    return {COMMUNES: tuple(points)}


def _shops(shown: Seen) -> dict[str, tuple[Point, ...]]:
    """The points of sale of the chosen kinds; of all the country by name alone."""
    view, t = shown.view, shown.page.t
    found: dict[str, tuple[Point, ...]] = {}
    for kind in sorted(view.shops):
        found[kind] = tuple(
            Point(
                point.latitude,
                point.longitude,
                "\n".join([point.name, t(facts.POINT[kind]), *([point.address] if view.province else [])]),
            )
            for point in shown.points
            if point.kind == kind and point.latitude is not None and point.longitude is not None
        )
    return found
