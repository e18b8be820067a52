"""What is known of a product in words: amounts with their units, lists in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ocop.domain.details import Details
from ocop.domain.promotion import Promotion
from ocop.i18n import SOURCE, Language
from ocop.i18n.facets import CERTIFICATE
from ocop.i18n.words import N_

STORAGE = {
    "ambient": N_("nhiệt độ thường"),
    "cool": N_("bảo quản lạnh"),
    "frozen": N_("bảo quản đông lạnh"),
}

CHANNEL = {
    "supermarket": N_("siêu thị"),
    "convenience": N_("cửa hàng tiện lợi"),
    "e-commerce": N_("sàn thương mại điện tử"),
    "market": N_("chợ"),
    "export": N_("xuất khẩu"),
    "own-shop": N_("cửa hàng của chủ thể"),
}

POINT = {
    "ocop-shop": N_("Cửa hàng OCOP"),
    "supermarket": N_("Siêu thị"),
    "convenience": N_("Cửa hàng tiện lợi"),
    "rest-stop": N_("Trạm dừng nghỉ"),
    "market": N_("Chợ"),
    "e-commerce": N_("Sàn thương mại điện tử"),
}

LABEL_LANGUAGE = {
    "vi": N_("tiếng Việt"),
    "en": N_("tiếng Anh"),
    "zh": N_("tiếng Trung"),
    "ja": N_("tiếng Nhật"),
    "ko": N_("tiếng Hàn"),
    "fr": N_("tiếng Pháp"),
}

__all__ = ["CERTIFICATE", "CHANNEL", "POINT", "known", "missing", "money", "named", "rows"]


def rows(details: Details, t: Language) -> Iterator[tuple[str, str | None]]:
    """Each fact with its value in words; None where it is not known."""
    facts, is_promoted = details.facts, details.product.promotion is not Promotion.NONE
    is_alcohol = bool(facts.alcohol_percent) or details.product.promotion is not Promotion.FREE
    is_liquid = is_alcohol or facts.volume_ml is not None
    if facts.net_weight_g is not None or not is_liquid:
        yield t("Khối lượng tịnh"), None if facts.net_weight_g is None else _grams(facts.net_weight_g, t)
    if is_liquid:
        yield t("Thể tích"), None if facts.volume_ml is None else _millilitres(facts.volume_ml, t)
    if is_alcohol:
        percent = facts.alcohol_percent
        yield t("Nồng độ cồn"), None if percent is None else _percent(percent, t)
    if is_promoted:
        yield t("Giá tham khảo"), None if facts.price_vnd is None else money(facts.price_vnd, t)
    yield t("Thành phần"), facts.ingredients
    if facts.materials:
        yield t("Chất liệu"), facts.materials
    yield t("Hạn sử dụng"), None if facts.shelf_life_days is None else t("{n} ngày", n=facts.shelf_life_days)
    yield t("Bảo quản"), None if facts.storage is None else named(facts.storage, STORAGE, t)
    if facts.fragile:
        yield t("Vận chuyển"), t("hàng dễ vỡ")
    languages = facts.label_languages
    spoken = [named(code, LABEL_LANGUAGE, t) for code in languages or ()]
    yield t("Ngôn ngữ trên nhãn"), ", ".join(spoken) if languages else None
    yield t("Thời gian chuẩn bị"), None if facts.lead_time_days is None else t("{n} ngày", n=facts.lead_time_days)
    capacity = facts.monthly_capacity
    yield t("Năng lực mỗi tháng"), None if capacity is None else t("{n} sản phẩm", n=capacity)


def named(word: str, names: Mapping[str, str], t: Language) -> str:
    """A stored word in the reader's language; one that we have no name for stays as it is, no message of ours."""
    return t(names[word]) if word in names else word


def known(details: Details, t: Language) -> list[tuple[str, str]]:
    """The facts that are known."""
    return [(label, value) for label, value in rows(details, t) if value]


def missing(details: Details, t: Language) -> list[str]:
    """The names of the facts that are not."""
    return [label for label, value in rows(details, t) if not value]


def money(amount: int, t: Language) -> str:
    """2.600.000 ₫ in Vietnamese, 2,600,000 ₫ in English."""
    return f"{t.number(amount)} ₫"


def _grams(amount: int, t: Language) -> str:
    return f"{_decimal(Decimal(amount) / 1000, t)} kg" if amount >= 1000 else f"{t.number(amount)} g"


def _millilitres(amount: int, t: Language) -> str:
    return f"{_decimal(Decimal(amount) / 1000, t)} l" if amount >= 1000 else f"{t.number(amount)} ml"


def _percent(amount: Decimal, t: Language) -> str:
    return t("{amount} % thể tích", amount=_decimal(amount, t))


def _decimal(amount: Decimal, t: Language) -> str:
    written = f"{amount.normalize():f}"
    return written.replace(".", ",") if t.code == SOURCE else written
