"""The fields of a product and of a maker at the desk: what each is called, how it is typed, what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import streamlit as st

from ocop import reference
from ocop.domain import gtin as gtins
from ocop.i18n import SOURCE, Language, words
from ocop.i18n.facts import CHANNEL, LABEL_LANGUAGE, STORAGE, money, named
from ocop.i18n.words import N_
from ocop.ui.page import Page

LABELS = {
    "name": N_("Tên"),
    "name_en": N_("Tên tiếng Anh"),
    "set_number": N_("Bộ sản phẩm"),
    "gtin": N_("GTIN (số dưới mã vạch)"),
    "price_vnd": N_("Giá tham khảo (₫)"),
    "net_weight_g": N_("Khối lượng tịnh (g)"),
    "volume_ml": N_("Thể tích (ml)"),
    "alcohol_percent": N_("Nồng độ cồn (% thể tích)"),
    "ingredients": N_("Thành phần, chất gây dị ứng (như in trên nhãn)"),
    "animal_origin": N_("Nguồn gốc động vật"),
    "materials": N_("Chất liệu"),
    "shelf_life_days": N_("Hạn sử dụng (ngày)"),
    "storage": N_("Bảo quản"),
    "fragile": N_("Hàng dễ vỡ"),
    "lead_time_days": N_("Thời gian chuẩn bị (ngày)"),
    "monthly_capacity": N_("Năng lực mỗi tháng (sản phẩm)"),
    "label_languages": N_("Ngôn ngữ trên nhãn"),
    "story_vi": N_("Câu chuyện tiếng Việt"),
    "story_en": N_("Câu chuyện tiếng Anh"),
    "kind": N_("Loại hình"),
    "commune": N_("Xã, phường, đặc khu"),
    "place_stated": N_("Địa chỉ như quyết định ghi (chỉ của tổ chức)"),
    "size": N_("Quy mô"),
    "led_by_woman": N_("Phụ nữ đứng đầu"),
    "led_by_minority": N_("Người dân tộc thiểu số đứng đầu"),
    "workers": N_("Số lao động"),
    "trained_workers": N_("Lao động qua đào tạo"),
    "channels": N_("Kênh bán hàng"),
    "green_chain": N_("Chuỗi xanh, truy xuất được vùng trồng"),
    "craft_village": N_("Làng nghề"),
}
ORIGINS = {
    "pork": N_("thịt lợn"), "beef": N_("thịt bò"), "poultry": N_("gia cầm"), "other-meat": N_("thịt khác"),
    "fish": N_("cá"), "shellfish": N_("tôm, cua, nhuyễn thể"), "egg": N_("trứng"), "milk": N_("sữa"),
    "honey": N_("mật ong"), "leather": N_("da"), "silk": N_("tơ tằm"),
}  # fmt: skip
SIZES = {"micro": N_("siêu nhỏ"), "small": N_("nhỏ"), "medium": N_("vừa"), "large": N_("lớn")}
LISTS: dict[str, Mapping[str, str]] = {
    "animal_origin": ORIGINS, "label_languages": LABEL_LANGUAGE, "channels": CHANNEL,
}  # fmt: skip
KINDS = {str(kind): named for kind, named in words.PRODUCER_KIND.items()}
CHOICES: dict[str, Mapping[str, str]] = {"storage": STORAGE, "kind": KINDS, "size": SIZES}
TRUTHS = ("fragile", "led_by_woman", "led_by_minority", "green_chain")
COUNTS = ("price_vnd", "net_weight_g", "volume_ml", "shelf_life_days", "lead_time_days", "monthly_capacity",
          "workers", "trained_workers")  # fmt: skip
LONG = ("ingredients",)
# Among lists: that there are none, which is not the same as not known.
NONE = "none"


def key(field: str) -> str:
    """The widget of a field."""
    return f"rec_{field}"


def draw(page: Page, field: str, province: str | None = None) -> None:
    """The widget of one field; its value is already in the session. `province` narrows the choice of communes."""
    t = page.t
    label = t(LABELS[field])
    unknown = t("chưa rõ")
    if field in COUNTS:
        st.number_input(label, min_value=0, value=None, step=1, key=key(field), placeholder=unknown)
    elif field == "alcohol_percent":
        st.number_input(label, 0.0, 100.0, None, 0.5, key=key(field), placeholder=unknown)
    elif field in TRUTHS:
        st.selectbox(label, (True, False), index=None, key=key(field), placeholder=unknown,
                     format_func=lambda each: t("có") if each else t("không"))  # fmt: skip
    elif field in LISTS:
        names = {**LISTS[field], NONE: N_("không có")}
        st.multiselect(label, _known(names, st.session_state[key(field)]), key=key(field), placeholder=unknown,
                       format_func=lambda code: named(code, names, t))  # fmt: skip
    elif field in LONG:
        st.text_area(label, key=key(field), max_chars=2000, height=110)
    elif options := _options(field, province):
        st.selectbox(label, options, index=None, key=key(field), placeholder=unknown,
                     format_func=_naming(field, t))  # fmt: skip
    else:
        st.text_input(label, key=key(field), max_chars=200)


def put(values: Mapping[str, object]) -> None:
    """Put stored values into the widgets; in a callback, or before they are drawn."""
    for field, value in values.items():
        st.session_state[key(field)] = _typed(field, value)


def read(fields: Sequence[str]) -> dict[str, object]:
    """What stands in the widgets, as the store keeps it."""
    return {field: _stored(field, st.session_state.get(key(field))) for field in fields}


def said(field: str, value: object, t: Language) -> str:
    """A value in words; empty where nothing is known."""
    if value is None or value == "":
        return ""
    if field in LISTS and isinstance(value, Sequence):
        return ", ".join(named(str(each), LISTS[field], t) for each in value) or t("không có")
    if isinstance(value, bool):
        return t("có") if value else t("không")
    if field == "price_vnd" and isinstance(value, int):
        return money(value, t)
    if field in ("set_number", "commune", *CHOICES):
        return _naming(field, t)(value)
    if field == "gtin":
        return gtins.shown(str(value))
    if isinstance(value, Decimal):
        plain = f"{value.normalize():f}"
        return plain.replace(".", ",") if t.code == SOURCE else plain
    return t.number(value) if isinstance(value, int) else str(value)


def _typed(field: str, value: object) -> object:
    if field in LISTS:
        return [] if value is None else list(value) or [NONE]  # type: ignore[call-overload]
    if field in (*COUNTS, *TRUTHS, *CHOICES, "set_number", "commune"):
        return value
    if field == "alcohol_percent":
        return None if value is None else float(str(value))
    if field == "gtin" and value:
        return gtins.shown(str(value))
    return value or ""


def _stored(field: str, typed: object) -> object:
    if field in LISTS:
        chosen = list(typed or ())  # type: ignore[call-overload]
        return sorted(each for each in chosen if each != NONE) if chosen else None
    if field == "alcohol_percent":
        return None if typed is None else Decimal(str(typed))
    if field == "gtin":
        return gtins.tidy(str(typed or "")) or typed or None
    if field == "place_stated":
        return typed or ""
    return None if typed == "" else typed


def _options(field: str, province: str | None) -> Sequence[object]:
    present = st.session_state[key(field)]
    if field == "set_number":
        return list(reference.product_sets())
    if field == "commune":
        return [code for code, each in reference.communes().items() if province in (None, each.province)]
    return _known(CHOICES[field], [present] if present else ()) if field in CHOICES else ()


def _known(names: Mapping[str, str], present: Sequence[object]) -> list[object]:
    """The words that may be chosen, and whatever else stands there already."""
    return list(dict.fromkeys([*names, *present]))


def _naming(field: str, t: Language) -> Callable[[object], str]:
    if field == "set_number":
        return lambda number: _set(number, t)
    if field == "commune":
        return _commune
    return lambda code: named(str(code), CHOICES[field], t)


def _set(number: object, t: Language) -> str:
    known = reference.product_sets().get(number if isinstance(number, int) else 0)
    return f"{number}. {known.name if t.code == SOURCE else known.name_en}" if known else str(number)


def _commune(code: object) -> str:
    known = reference.communes().get(str(code))
    return f"{known.name}, {reference.provinces()[known.province].name}" if known else str(code)
