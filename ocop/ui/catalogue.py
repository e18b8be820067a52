"""The catalogue's answer: choices with their counts, and what was found, as cards, table, regions or side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ocop import reference
from ocop.domain.register import PAGE, UNKNOWN, Facet, Found, Product
from ocop.i18n import facets, facts
from ocop.ui.page import Page
from ocop.web.view import COMPARED, KEYS, Form, View

FORMS = (Form.CARDS, Form.TABLE, Form.REGIONS)
# Those that most readers use stand open.
OPEN = (Facet.STARS, Facet.STATUS, Facet.GROUP, Facet.REGION)


@dataclass(frozen=True)
class Choice:
    """One choice of a facet: what it would find, and where it leads."""

    label: str
    count: int
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """A facet with its choices."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True)
class Region:
    """A region with its provinces, the present ones."""

    all: Choice
    provinces: tuple[Choice, ...]


def content(page: Page, view: View, unknown: list[str]) -> str:
    """All of the catalogue below its search box."""
    if view.form in (Form.PICKED, Form.COMPARED):
        return _put_aside(page, view)
    found = page.register.search(view.query(page.scope), page.day)
    last = max(1, -(-found.total // PAGE))
    return page.render(
        "catalogue.html",
        view=view,
        found=found,
        unknown=unknown,
        last=last,
        link=lambda other: link(page, other),
        groups=groups(page, view, found),
        chosen=[choice for group in groups(page, view, found) for choice in group.choices if choice.is_chosen],
        forms=FORMS,
        sorts=facets.SORTS,
        regions=regions(page, view, found) if view.form is Form.REGIONS else (),
    )


def link(page: Page, view: View) -> str:
    """The address of a view."""
    return page.href("catalogue", {**{key: "" for key in page.kept if key == "chon"}, **view.parameters()})


def groups(page: Page, view: View, found: Found) -> list[Group]:
    """Every facet with the choices that would find something; of a long facet the reader scrolls."""
    shown = []
    for facet, title in facets.TITLES.items():
        choices = _choices(page, view, facet, found.facets.get(facet, {}))
        if choices:
            is_open = facet in OPEN or any(choice.is_chosen for choice in choices)
            shown.append(Group(KEYS[facet], page.t(title), choices, is_open))
    return shown


def regions(page: Page, view: View, found: Found) -> list[Region]:
    """The six regions with their provinces, and at last what has no place."""
    by_code = {
        code: _choice(page, view, Facet.PROVINCE, code, label, found) for code, label in _provinces(page).items()
    }
    names = facets.labels(Facet.REGION, page.t)
    provinces = reference.provinces()
    shown = []
    for code, name in names.items():
        inside = [
            by_code[each]
            for each in by_code
            if each != UNKNOWN and provinces[each].region == reference.regions().get(code)
        ]
        whole = _choice(page, view, Facet.REGION, code, name, found)
        if whole.count or code != UNKNOWN:
            shown.append(Region(whole, tuple(sorted(inside, key=lambda each: -each.count))))
    return shown


def _provinces(page: Page) -> Mapping[str, str]:
    return facets.labels(Facet.PROVINCE, page.t)


def _choices(page: Page, view: View, facet: Facet, counts: Mapping[str, int]) -> tuple[Choice, ...]:
    chosen = view.query(page.scope).chosen(facet)
    return tuple(
        Choice(label, counts.get(code, 0), link(page, view.toggled(facet, code)), code in chosen)
        for code, label in facets.labels(facet, page.t).items()
        if code in counts or code in chosen
    )


def _choice(page: Page, view: View, facet: Facet, code: str, label: str, found: Found) -> Choice:
    narrowed = view if (facet, code) in view.choices else view.toggled(facet, code)
    href = link(page, narrowed.shown_as(Form.CARDS))
    return Choice(label, found.facets[facet].get(code, 0), href, (facet, code) in view.choices)


def _put_aside(page: Page, view: View) -> str:
    """The products that the reader put aside: as cards, or up to four side by side."""
    records = [page.register.record(code, page.day) for code in view.picked]
    products: list[Product] = [record.product for record in records if record is not None]
    is_compared = view.form is Form.COMPARED
    details = [page.register.details(each, page.day) for each in products[:COMPARED]] if is_compared else []
    return page.render(
        "compared.html" if is_compared else "picked.html",
        view=view,
        link=lambda other: link(page, other),
        products=products[:COMPARED] if is_compared else products,
        left=max(0, len(products) - COMPARED) if is_compared else 0,
        details=details,
        labels=list(dict.fromkeys(label for each in details for label, _value in facts.rows(each, page.t))),
    )
