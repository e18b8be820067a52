"""The page of fairs as far as it can be made without Streamlit: what it does, a shared list, the list in pictures."""

from __future__ import annotations

from collections.abc import Mapping

from ocop import reference
from ocop.domain import codes
from ocop.domain.recognition import Scope, Status
from ocop.i18n import fairs as words
from ocop.services import export
from ocop.services.fairs import MOST, BoothList
from ocop.ui.page import Page
from ocop.web.view import SCOPES

LIST = "ds"
IN_FORCE = (Status.VALID, Status.EXPIRING)
SHOPS_SHOWN = 12


def content(page: Page, parameters: Mapping[str, str]) -> str:
    """The page before any script runs."""
    return head(page) + (shared(page, parameters) if LIST in parameters else "")


def head(page: Page) -> str:
    """What this page does."""
    return page.render("fairs_head.html")


def shared(page: Page, parameters: Mapping[str, str]) -> str:
    """The products of a list that an address holds, as they stand today."""
    typed = [codes.tidy(code) for code in parameters.get(LIST, "").split(",") if code.strip()][:MOST]
    wanted = [code for code in dict.fromkeys(typed) if codes.is_code(code)]
    products = [each for each in export.picked(page.register, wanted, page.day) if each.scope is page.scope]
    return page.render(
        "fairs_shared.html",
        products=products,
        missing=len(set(typed)) - len(products),
        ended=[each for each in products if each.status not in IN_FORCE],
    )


def failed(page: Page, error: str) -> str:
    """A request that cannot be meant."""
    return page.render("gifts_failed.html", error=error)


def shown(page: Page, found: BoothList) -> str:
    """The list: what it holds in a sentence, what it lacks, then each product with its reason."""
    regions, groups = names(page)
    rows = found.rows
    return page.render(
        "fairs_list.html",
        found=found,
        national=sum(row.place.stars == 5 for row in rows),
        makers=len({row.product.producer.id for row in rows}),
        provinces=len({row.product.producer.province for row in rows}),
        told={row.place.code: words.reasons(row.place.reasons, page.t) for row in rows},
        lacking=[(regions[number], count) for number, count in found.short_regions.items()]
        + [(groups[number], count) for number, count in found.short_groups.items()],
    )


def foot(page: Page, found: BoothList) -> str:
    """Where such products are sold near the fair, what was left out, and the way to pass the list on."""
    excluded = sorted(found.excluded.items(), key=lambda each: -each[1])
    return page.render(
        "fairs_foot.html",
        found=found,
        shops=found.shops[:SHOPS_SHOWN],
        province=reference.provinces()[found.booth.province].name if found.booth.province else "",
        excluded=[(page.t(words.RULES[rule]), count) for rule, count in excluded],
        link=link(page, found) if found.rows else "",
    )


def names(page: Page) -> tuple[dict[int, str], dict[int, str]]:
    """Regions and groups by their number from 1, in the reader's language as far as they have names in it."""
    regions = dict(enumerate((page.t(name) for name in reference.regions().values()), start=1))
    of = 0 if page.t.code == "vi" else 1
    return regions, dict(enumerate((each[of] for each in reference.groups().values()), start=1))


def in_address(found: BoothList) -> str:
    """A list as an address holds it: codes, and nothing of the fair."""
    return ",".join(row.product.shown_code for row in found.rows)


def link(page: Page, found: BoothList) -> str:
    """The address that shows the products of a list to anybody."""
    word = next(word for word, each in SCOPES.items() if each is page.scope)
    return page.register.settings.base_url + page.href("fairs", {"so": word, LIST: in_address(found)})


def is_made_up(page: Page) -> bool:
    """Whether the page shows the illustration."""
    return page.scope is Scope.DEMO


def left_out(page: Page, code: str, rules: tuple[str, ...]) -> str:
    """A product that was put on by hand and may not stand on the list: why."""
    reasons = "; ".join(page.t(words.RULES[rule]) for rule in rules) or page.t("danh sách đã đủ số sản phẩm")
    return page.render("fairs_left_out.html", code=codes.shown(code), reasons=reasons)
