"""The page of gifts as far as it can be made without Streamlit: what it does, a shared basket, a result in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ocop.domain import codes
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Product
from ocop.gifts import warnings
from ocop.gifts.candidates import UNKNOWN
from ocop.gifts.explain import Item
from ocop.services import gifts
from ocop.services.gifts import Answer, Portion
from ocop.ui.page import Page
from ocop.web.view import SCOPES

BASKET = "gio"
IN_FORCE = (Status.VALID, Status.EXPIRING)


def content(page: Page, parameters: Mapping[str, str]) -> str:
    """The page before any script runs."""
    return head(page) + (shared(page, parameters) if BASKET in parameters else "")


def head(page: Page) -> str:
    """What this page does; and, where no price is known in the register, that nothing can be chosen from it."""
    return page.render("gifts_head.html", has_prices=has_prices(page), demo=illustration(page, "gifts"))


def has_prices(page: Page) -> bool:
    """Whether any product of this register has a price; the illustration's have."""
    return page.scope is Scope.DEMO or _has_prices(page)


def illustration(page: Page, screen: str) -> str:
    """The address of the same page of the illustration; empty where there is none."""
    return page.href(screen, so=_word(Scope.DEMO)) if page.register.sizes()[Scope.DEMO] else ""


def shared(page: Page, parameters: Mapping[str, str]) -> str:
    """The products of a basket that an address holds, as they stand today."""
    typed = [codes.tidy(code) for code in parameters.get(BASKET, "").split(",") if code.strip()][: gifts.MOST_ITEMS]
    wanted = [code for code in dict.fromkeys(typed) if codes.is_code(code)]
    records = [page.register.record(code, page.day) for code in wanted]
    products = [each.product for each in records if each is not None and each.product.scope is page.scope]
    return page.render(
        "gifts_shared.html",
        products=products,
        missing=len(set(typed)) - len(products),
        ended=[each for each in products if each.status not in IN_FORCE],
    )


def refused(page: Page, answer: Answer) -> str:
    """The law allows no gift: the article and the sentence that names it."""
    return page.render("gifts_refused.html", answer=answer)


def infeasible(page: Page, answer: Answer) -> str:
    """No basket keeps every limit: what clashes, and the smallest changes."""
    return page.render("gifts_infeasible.html", answer=answer, portion=answer.portions[0], excluded=_excluded(answer))


def top(page: Page, portion: Portion, handed_over: date) -> str:
    """The total against the ceiling, with the article."""
    share = min(100.0, round(100 * portion.total / portion.limit, 1)) if portion.limit else None
    return page.render("gifts_top.html", portion=portion, share=share, handed_over=handed_over)


def item(page: Page, each: Item, *, is_pinned: bool) -> str:
    """One product of a basket: its picture, price, and why it is in."""
    return page.render("gifts_item.html", item=each, product=product(page, each), is_pinned=is_pinned)


def foot(page: Page, answer: Answer, portion: Portion) -> str:
    """What must be looked at, what was excluded, and the way to pass the basket on."""
    return page.render(
        "gifts_foot.html", warnings=answer.warnings, excluded=_excluded(answer), link=link(page, portion.items)
    )


def why_not(page: Page, reasons: Sequence[str], error: str) -> str:
    """Why a product that was asked about is not in the basket, or why that cannot be said."""
    return page.render("gifts_why.html", reasons=reasons, error=error)


def failed(page: Page, error: str) -> str:
    """A request that cannot be meant."""
    return page.render("gifts_failed.html", error=error)


def product(page: Page, each: Item) -> Product:
    """The product of an item, as the register has it today."""
    record = page.register.record(each.code, page.day)
    assert record is not None, "an item of a basket is a product of this register"
    return record.product


def in_address(items: Sequence[Item]) -> str:
    """A basket as an address holds it: codes, and nothing of whom it is for."""
    return ",".join(codes.shown(each.code) for each in items)


def link(page: Page, items: Sequence[Item]) -> str:
    """The address that shows a basket's products to anybody."""
    base = page.register.settings.base_url.rstrip("/")
    return base + page.href("gifts", {"so": _word(page.scope), BASKET: in_address(items)})


def _excluded(answer: Answer) -> list[tuple[str, int]]:
    """What each rule left out, in plain words, most first."""
    counts = answer.portions[0].excluded
    told = [(warnings.text(rule).words, count) for rule, count in counts.items() if count]
    return sorted(told, key=lambda each: -each[1])


def _has_prices(page: Page) -> bool:
    return bool((gifts.offer(page.register, page.scope, page.day).shelf.price != UNKNOWN).any())


def _word(scope: Scope) -> str:
    return next(word for word, each in SCOPES.items() if each is scope)
