"""What each page shows before any script runs: the very content of the running page, from the same templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ocop.domain.recognition import Scope
from ocop.errors import StoreUnavailable
from ocop.i18n import words
from ocop.services.register import Register
from ocop.ui import (
    catalogue,
    combos,
    distributions,
    fairs,
    gifts,
    leader,
    lookup,
    map_seen,
    map_view,
    overview,
    page,
    product,
    targets,
)
from ocop.ui import map as maps
from ocop.ui import steward as desk
from ocop.ui.page import Page
from ocop.ui.screens import SCREENS
from ocop.web import assets, linked
from ocop.web.shell import Painted
from ocop.web.view import read

Paint = Callable[[Page, Mapping[str, str]], Painted]
PATHS = {screen.path: key for key, screen in SCREENS.items()}


class Painter:
    """Paints any of our pages from its address."""

    def __init__(self, register: Register, *, can_sign_in: bool = False) -> None:
        self.register = register
        # of nobody in particular: what is painted is the same for everybody
        self.signed_in = "" if can_sign_in else None

    def __call__(self, path: str, parameters: Mapping[str, str]) -> Painted:
        """The page at a path; where the store does not answer, that nothing can be said."""
        current = PATHS[path]
        try:
            here = page.of(self.register, parameters)
            made = PAINTED[current](here, parameters)
            head = page.header(here, current, parameters, self.signed_in)
        except StoreUnavailable:
            here = page.frame(self.register, parameters)
            made = _painted(here, here.t(SCREENS[current].title), here.render("unavailable.html"), status=503)
            head = ""
        whole = here.render("paint.html", head=head, content=made.html, foot=page.footer(here))
        return Painted(**{**made.__dict__, "html": whole})


def _overview(here: Page, _parameters: Mapping[str, str]) -> Painted:
    return _painted(here, here.t("Tổng quan"), overview.content(here))


def _catalogue(here: Page, parameters: Mapping[str, str]) -> Painted:
    view, unknown = read(parameters)
    box = here.render("catalogue_head.html") + here.render("catalogue_box.html", view=view, hidden=view.parameters())
    # a search, unlike the catalogue itself, is nothing to be found by
    is_plain = not view.parameters()
    html = box + catalogue.content(here, view, unknown)
    return _painted(here, here.t("Danh mục sản phẩm"), html, may_be_indexed=is_plain and here.scope is Scope.REAL)


def _map(here: Page, parameters: Mapping[str, str]) -> Painted:
    view, unknown = map_view.read(parameters, here.day)
    shown = map_seen.seen(here, view, unknown)
    is_plain = not view.parameters()
    return _painted(here, here.t("Bản đồ sản phẩm OCOP"), maps.painted(shown), may_be_indexed=is_plain)


def _lookup(here: Page, parameters: Mapping[str, str]) -> Painted:
    # a page of a product's own is what is to be found by its name
    is_plain = not parameters.get("ma")
    return _painted(here, here.t("Tra cứu sản phẩm"), lookup.content(here, parameters), may_be_indexed=is_plain)


def _product(here: Page, parameters: Mapping[str, str]) -> Painted:
    typed = parameters.get("ma", "")
    record = here.register.record(typed, here.day)
    if record is None:
        return _painted(here, here.t("Sản phẩm"), product.missing(here, typed), status=404, may_be_indexed=False)
    shown = record.product
    is_real = shown.scope is Scope.REAL
    verdict = words.verdict(shown, here.day, here.t)
    return _painted(
        here,
        words.told(shown, shown.name, here.t),
        product.content(here, record, back=here.href("catalogue")),
        description=words.told(
            shown, f"{verdict}. {shown.producer.name}, {words.place_now(shown.producer, here.t)}.", here.t
        ),
        picture=product.preview(record),
        may_be_indexed=is_real,
        data=linked.product(shown, here.register.settings.base_url),
    )


def _gifts(here: Page, parameters: Mapping[str, str]) -> Painted:
    # a basket that somebody shared is nothing to be found by
    is_plain = gifts.BASKET not in parameters
    return _painted(here, here.t("Quà tặng OCOP"), gifts.content(here, parameters), may_be_indexed=is_plain)


def _fairs(here: Page, parameters: Mapping[str, str]) -> Painted:
    is_plain = fairs.LIST not in parameters
    return _painted(here, here.t("Hội chợ"), fairs.content(here, parameters), may_be_indexed=is_plain)


def _combos(here: Page, parameters: Mapping[str, str]) -> Painted:
    return _painted(here, here.t("Bộ quà theo vùng, theo chủ đề"), combos.content(here, parameters))


def _figures(content: Callable[[Page, Mapping[str, str]], str], title: str) -> Paint:
    """A page of figures: of a day asked for it is nothing to be found by."""

    def paint(here: Page, parameters: Mapping[str, str]) -> Painted:
        is_plain = not set(parameters) - {"lang", "so"}
        return _painted(here, here.t(title), content(here, parameters), may_be_indexed=is_plain)

    return paint


def _steward(here: Page, _parameters: Mapping[str, str]) -> Painted:
    return _painted(here, here.t("Quản trị sổ đăng ký"), desk.head(here), may_be_indexed=False)


PAINTED: dict[str, Paint] = {
    "overview": _overview,
    "catalogue": _catalogue,
    "lookup": _lookup,
    "map": _map,
    "distributions": _figures(distributions.content, SCREENS["distributions"].title),
    "targets": _figures(targets.content, SCREENS["targets"].title),
    "leader": _figures(leader.content, SCREENS["leader"].title),
    "gifts": _gifts,
    "fairs": _fairs,
    "combos": _combos,
    "product": _product,
    "steward": _steward,
}


def _painted(
    here: Page,
    title: str,
    html: str,
    *,
    description: str = "",
    picture: str = "",
    status: int = 200,
    may_be_indexed: bool = True,
    data: str = "",
) -> Painted:
    t = here.t
    return Painted(
        t.code,
        f"{title} – {t('Sổ đăng ký OCOP')}",
        description or t("Sản phẩm OCOP nào đang được công nhận, của ai, đến bao giờ: tra cứu theo từng sản phẩm."),
        html,
        picture or assets.url("preview/00.png"),
        status,
        may_be_indexed and here.scope is Scope.REAL,
        data,
    )
