"""The curated combos as far as they can be shown without Streamlit: by region and theme, with what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from ocop import reference
from ocop.gifts.combos import NATION
from ocop.gifts.tables import Confidence
from ocop.i18n import SOURCE
from ocop.i18n.words import N_
from ocop.services import combos
from ocop.services.combos import Full, Place
from ocop.ui import gifts
from ocop.ui.page import Page

REGION, THEME = "vung", "chu-de"
THEMES = {
    "di-san": N_("Miền di sản"),
    "lang-nghe": N_("Làng nghề"),
    "tra-ca-phe": N_("Trà và cà phê"),
    "huong-vi": N_("Hương vị quê nhà"),
    "bien": N_("Biển"),
    "duoc-lieu": N_("Hương rừng, dược liệu"),
}
CONFIDENCE = {
    Confidence.LAW: N_("văn bản quy phạm"),
    Confidence.SEED: N_("tài liệu của Chương trình"),
    Confidence.PRESS: N_("theo báo chí"),
    Confidence.PRACTICE: N_("chưa đối chiếu"),
}


def content(page: Page, parameters: Mapping[str, str]) -> str:
    """The page: what can be chosen by, and each combo with its story, pictures, prices and gaps."""
    region = parameters.get(REGION) if parameters.get(REGION) in combos.regions() else None
    theme = parameters.get(THEME) if parameters.get(THEME) in THEMES else None
    found = combos.filled(page.register, page.scope, page.day, region=region, theme=theme)
    return page.render(
        "combos.html",
        found=[(each, _told(page, each)) for each in found],
        regions=[(code, region_name(page, code), _link(page, code, theme)) for code in (None, *combos.regions())],
        themes=[(code, page.t(THEMES[code]) if code else "", _link(page, region, code)) for code in (None, *THEMES)],
        region=region,
        theme=theme,
        confidence=CONFIDENCE,
        has_prices=gifts.has_prices(page),
        demo=gifts.illustration(page, "combos"),
        everything=page.href("combos"),
    )


def region_name(page: Page, code: str | None) -> str:
    """A region of combos in words."""
    if code is None:
        return ""
    return page.t("Cả nước") if code == NATION else page.t(reference.regions()[code])


def _told(page: Page, full: Full) -> dict[str, object]:
    """A combo in the reader's language."""
    combo, is_source = full.combo, page.t.code == SOURCE
    return {
        "name": combo.name if is_source else combo.name_en,
        "place": combo.place if is_source else combo.place_en,
        "story": combo.story if is_source else combo.story_en,
        "theme": page.t(THEMES[combo.theme]),
        "places": [(each, slot(page, each), gap(page, each)) for each in full.places],
        "open": page.href("gifts", {gifts.BASKET: ",".join(piece.product.shown_code for piece in full.pieces)}),
    }


def slot(page: Page, place: Place) -> str:
    """What stands, or should stand, in a slot."""
    return place.slot.what if page.t.code == SOURCE else place.slot.what_en


def gap(page: Page, place: Place) -> str:
    """Why nothing stands in a slot; empty where something does."""
    t = page.t
    if place.piece is not None:
        return ""
    if not place.in_force:
        return t("Chưa có {what} còn hiệu lực trong sổ.", what=slot(page, place))
    if place.unpriced == place.in_force:
        return t("{n} sản phẩm loại này còn hiệu lực, nhưng sổ chưa có giá.", n=place.in_force)
    return t(
        "{n} sản phẩm loại này còn hiệu lực, nhưng chưa sản phẩm nào tặng được (thiếu giá hoặc câu chuyện, chủ thể có "
        "vi phạm, hoặc giá trên {amount}).",
        n=place.in_force,
        amount=f"{t.number(place.slot.most)} ₫",
    )


def _link(page: Page, region: str | None, theme: str | None) -> str:
    return page.href("combos", {REGION: region or "", THEME: theme or ""})
