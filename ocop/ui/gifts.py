"""The page of gifts as far as it can be made without Streamlit: what it does, a shared basket, a result in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from ocop import reference
from ocop.domain import codes
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Product
from ocop.domain.roles import Person
from ocop.gifts import warnings
from ocop.gifts.candidates import UNKNOWN
from ocop.gifts.explain import Item
from ocop.i18n import SOURCE
from ocop.i18n.countries import countries
from ocop.services import gifts, label_reports
from ocop.services.gifts import Answer, Portion
from ocop.ui import gift_words
from ocop.ui.page import Page
from ocop.web.view import FORM, PICKED, SCOPES, Form

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
    """No basket keeps every limit: which two clash and by how much, and what would help."""
    clash = answer.clash
    assert clash is not None, "an answer without a basket says what clashes"
    most = max(clash.have or 0, clash.need or 0)
    sides = [] if clash.have is None or clash.need is None else [(clash.have, False), (clash.need, True)]
    return page.render(
        "gifts_infeasible.html",
        clash=clash,
        portion=answer.portions[clash.place],
        who=_who(page, answer.portions[clash.place]) if len(answer.portions) > 1 else "",
        sides=[(value, is_need, round(100 * value / most, 1)) for value, is_need in sides],
        by_people=[change for change in clash.changes if change.step is None],
    )


def beside(page: Page, answer: Answer) -> str:
    """What is told below a clash: notes and what the rules left out."""
    return page.render("gifts_beside.html", warnings=answer.warnings, left_out=_excluded(page, answer))


def recipient(page: Page, portion: Portion, number: int) -> str:
    """For whom a basket is, where there are several."""
    return page.render("gifts_recipient.html", title=f"{page.t.number(number + 1)}. {_who(page, portion)}")


def top(page: Page, portion: Portion, handed_over: date) -> str:
    """The total against the ceiling, with the article."""
    share = min(100.0, round(100 * portion.total / portion.limit, 1)) if portion.limit else None
    return page.render("gifts_top.html", portion=portion, share=share, handed_over=handed_over)


def item(page: Page, each: Item, *, is_pinned: bool) -> str:
    """One product of a basket: its picture, price, and why it is in."""
    return page.render("gifts_item.html", item=each, product=product(page, each), is_pinned=is_pinned)


def foot(page: Page, answer: Answer) -> str:
    """Where the items are from, what must be looked at, what was excluded, and the ways to pass the baskets on."""
    codes = in_address(answer)
    return page.render(
        "gifts_foot.html",
        total=answer.total if len(answer.portions) > 1 else None,
        origins=origins(page, answer),
        warnings=answer.warnings,
        left_out=_excluded(page, answer),
        link=link(page, codes),
        aside=page.href("catalogue", {PICKED: codes, FORM: Form.PICKED}),
    )


def reported(page: Page, answer: Answer, person: Person) -> str:
    """How many readers' reports of labels wait for products of the baskets; for whoever works at the desk."""
    names = {item.code: item.name for portion in answer.portions for item in portion.items}
    found = label_reports.waiting(page.register, person, names.keys())
    return page.render("gifts_reported.html", found=[(names[code], found[code]) for code in names if code in found])


def origins(page: Page, answer: Answer) -> dict[str, object]:
    """The provinces of the items, most items first, and the address of their map."""
    named: dict[int, list[str]] = {}
    for each in dict.fromkeys(item for portion in answer.portions for item in portion.items):
        names = named.setdefault(each.province, [])
        if each.name not in names:
            names.append(each.name)
    known = {f"{code:02}": names for code, names in named.items() if f"{code:02}" in reference.provinces()}
    order = sorted(known, key=lambda code: (-len(known[code]), code))
    words = {"lang": "" if page.t.code == SOURCE else page.t.code, "so": _word(page.scope)}
    query = urlencode({name: value for name, value in words.items() if value})
    return {
        "map": f"/ban-do/{'-'.join(sorted(known))}.svg?{query}",
        "provinces": [(reference.provinces()[code].name, known[code]) for code in order],
    }


def why_not(page: Page, answer: Answer, error: str) -> str:
    """Why a product that was asked about is not in the baskets, or why that cannot be said."""
    several = len(answer.portions) > 1
    told = [
        (_who(page, portion) if several else "", reasons)
        for portion, reasons in zip(answer.portions, answer.why_nots, strict=False)
    ]
    return page.render("gifts_why.html", told=told, error=error)


def failed(page: Page, error: str) -> str:
    """A request that cannot be meant."""
    return page.render("gifts_failed.html", error=error)


def product(page: Page, each: Item) -> Product:
    """The product of an item, as the register has it today."""
    record = page.register.record(each.code, page.day)
    assert record is not None, "an item of a basket is a product of this register"
    return record.product


def in_address(answer: Answer) -> str:
    """The baskets as an address holds them: codes, and nothing of whom they are for."""
    return ",".join(dict.fromkeys(codes.shown(item.code) for portion in answer.portions for item in portion.items))


def link(page: Page, codes: str) -> str:
    """The address that shows products to anybody."""
    base = page.register.settings.base_url.rstrip("/")
    return base + page.href("gifts", {"so": _word(page.scope), BASKET: codes})


def _who(page: Page, portion: Portion) -> str:
    """A recipient in words: `Trưởng đoàn, hạng A, Nhật Bản`."""
    t, of = page.t, portion.recipient
    role, rank = t(gift_words.ROLE[of.role]), t(gift_words.GUEST_CLASS[of.guest_class])
    parts = [role, rank[:1].lower() + rank[1:]]
    parts += [countries(t.code).get(of.country, of.country)] if of.country else []
    return ", ".join(parts)


def _excluded(page: Page, answer: Answer) -> list[tuple[str, list[tuple[str, int]]]]:
    """What each rule left out, in plain words, most first; one list where it is the same for every recipient."""
    lists = []
    for portion in answer.portions:
        told = [(str(page.told(warnings.text(rule).words)), count) for rule, count in portion.excluded.items() if count]
        lists.append((_who(page, portion), sorted(told, key=lambda each: -each[1])))
    return lists if any(told != lists[0][1] for _who, told in lists) else [("", lists[0][1])]


def _has_prices(page: Page) -> bool:
    return bool((gifts.offer(page.register, page.scope, page.day).shelf.price != UNKNOWN).any())


def _word(scope: Scope) -> str:
    return next(word for word, each in SCOPES.items() if each is scope)
