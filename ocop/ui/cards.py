"""Products as cards and as a page of their own, each in one piece of escaped HTML."""

from __future__ import annotations

from ocop.domain.register import PAGE, Found, ProductQuery, Record
from ocop.i18n import words
from ocop.ui import filters
from ocop.ui.shell import Page
from ocop.web import assets


def grid(page: Page, found: Found, query: ProductQuery, unknown: list[str]) -> None:
    """How many were found, the cards of this page, and the way to the next; or what to do when there is none."""
    last = max(1, -(-found.total // PAGE))
    sheet = query.offset // PAGE + 1
    page.html(
        "cards.html",
        found=found,
        unknown=unknown,
        picture=picture,
        sheet=sheet,
        last=last,
        sheets={n: page.href("catalogue", **filters.choices(), trang=str(n)) for n in (sheet - 1, sheet + 1)},
    )


def product(page: Page, record: Record) -> None:
    """Everything that the register holds of one product."""
    back = page.href("catalogue", **filters.last())
    page.html("product.html", record=record, product=record.product, picture=picture, back=back)


def missing(page: Page, typed: str) -> None:
    """No product bears the code."""
    page.html("missing.html", typed=words.quoted(typed))


def picture(set_number: int | None) -> str:
    """The drawn illustration of a product set; a wrapped parcel where the set is unknown."""
    return assets.url(f"sets/{set_number or 0:02}.svg")
