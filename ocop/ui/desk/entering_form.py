"""The form of one new product: its maker, itself, the decision that recognised it; and what was typed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from ocop import reference
from ocop.domain.makers import Maker
from ocop.domain.recognition import STARS, Evidence
from ocop.i18n import words
from ocop.i18n.words import N_
from ocop.services import desk_entering
from ocop.services.entering import Written
from ocop.ui.desk import record_fields, scan_field
from ocop.ui.desk.acting import Desk
from ocop.ui.page import Page

PREFIX = "new_"
TEXTS = ("search", "name", "address", "product", "code", "decision", "stated", "authority", "source", "why")
CHOSEN = ("maker", "kind", "set", "from", "stars", "points")
NAMES = (*TEXTS, *CHOSEN, "evidence", "first")
EVIDENCE = {
    Evidence.SIGNED: N_("Quyết định đã ký trong tay tôi"),
    Evidence.TRANSCRIBED: N_("Bản chép của quyết định"),
    Evidence.PRESS: N_("Tin báo"),
}
USUAL = Evidence.TRANSCRIBED
# In place of a known maker's number.
NEW = 0


def draw(desk: Desk, *, on_send: Callable[..., None], args: tuple[object, ...]) -> None:
    """The maker first, since a known one needs no more words; then the product and its decision."""
    page, t = desk.page, desk.page.t
    if page.scope != "real":
        st.html(page.render("desk/made_up.html"))
    st.html(page.render("desk/part.html", title=t("1. Chủ thể")))
    is_new = _maker(desk)
    with st.form("new_form", border=False):
        if is_new:
            _new_maker(page)
        st.html(page.render("desk/part.html", title=t("2. Sản phẩm")))
        left, right = st.columns(2, gap="large")
        left.text_input(t("Tên sản phẩm, như quyết định ghi"), key=_key("product"), max_chars=200)
        right.selectbox(
            t("Bộ sản phẩm"), list(reference.product_sets()), index=None, key=_key("set"), placeholder=t("chưa rõ"),
            format_func=lambda number: record_fields.said("set_number", number, t),
        )  # fmt: skip
        left.text_input(t("Mã chính thức (nếu quyết định ghi)"), key=_key("code"), max_chars=40,
                        placeholder="68-24649-1-2026")  # fmt: skip
        st.html(page.render("desk/part.html", title=t("3. Quyết định công nhận")))
        _decision(page)
        scan_field.draw(t, PREFIX)
        st.text_input(t("Căn cứ của việc ghi này, để lưu vào nhật ký"), key=_key("why"), max_chars=300)
        st.form_submit_button(t("Xem trước"), type="primary", on_click=on_send, args=args)


def _maker(desk: Desk) -> bool:
    """Which maker it is, by words of its name; whether it is a new one."""
    page, t = desk.page, desk.page.t
    left, right = st.columns(2, gap="large")
    typed = left.text_input(t("Tìm chủ thể trong sổ"), key=_key("search"), max_chars=200,
                            placeholder=t("Ví dụ HTX Nam Dong"))  # fmt: skip
    found = desk_entering.known_makers(page.register, desk.person, page.scope, typed)
    if not found:
        if typed.strip():
            right.html(page.render("desk/no_maker.html", typed=typed))
        return True
    makers = {each.producer.id: each for each in found}
    if st.session_state.get(_key("maker")) not in (*makers, NEW):  # chosen among what was found before
        st.session_state.pop(_key("maker"), None)
    chosen = right.selectbox(
        t("Chủ thể"), [*makers, NEW], index=None, key=_key("maker"), placeholder=t("Chọn một chủ thể"),
        format_func=lambda number: _named(page, makers.get(number)),
    )  # fmt: skip
    return chosen == NEW


def _new_maker(page: Page) -> None:
    t = page.t
    left, middle, right = st.columns([2, 1, 2], gap="large")
    left.text_input(t("Tên chủ thể mới"), key=_key("name"), max_chars=200)
    middle.selectbox(
        t("Loại hình"), list(record_fields.KINDS), index=None, key=_key("kind"), placeholder=t("theo tên"),
        format_func=lambda kind: t(record_fields.KINDS[kind]),
    )  # fmt: skip
    right.text_input(t("Địa chỉ như quyết định ghi"), key=_key("address"), max_chars=200,
                     placeholder=t("xã Nam Dong, tỉnh Lâm Đồng"))  # fmt: skip
    st.caption(t("Của hộ, trang trại, tổ hợp tác, sổ chỉ giữ xã và tỉnh, không giữ số nhà hay thôn."))


def _decision(page: Page) -> None:
    t = page.t
    left, right = st.columns(2, gap="large")
    with left:
        st.text_input(t("Số quyết định"), key=_key("decision"), max_chars=60, placeholder="114/QĐ-UBND")
        st.text_input(t("Ngày quyết định"), key=_key("stated"), max_chars=10, placeholder=t("ngày/tháng/năm"))
        st.text_input(t("Cơ quan ban hành"), key=_key("authority"), max_chars=120, placeholder="UBND tỉnh Lâm Đồng")
        st.date_input(t("Có hiệu lực từ ngày (nếu khác)"), value=None, key=_key("from"), format="DD/MM/YYYY")
    with right:
        stars, points = st.columns(2, gap="medium")
        stars.selectbox(t("Hạng sao"), STARS, index=None, key=_key("stars"), placeholder=t("Chọn hạng sao"),
                        format_func=lambda count: words.stars(count, t))  # fmt: skip
        points.number_input(t("Số điểm"), 0.0, 100.0, None, 0.5, "%g", key=_key("points"), placeholder=t("chưa rõ"))
        st.session_state.setdefault(_key("evidence"), USUAL)
        st.selectbox(t("Bản ghi dựa vào"), list(EVIDENCE), key=_key("evidence"),
                     format_func=lambda each: t(EVIDENCE[each]))  # fmt: skip
        st.text_input(t("Nguồn (bắt buộc với tin báo)"), key=_key("source"), max_chars=300,
                      placeholder=t("Ví dụ: Báo Lâm Đồng, 12/9/2026"))  # fmt: skip
        st.checkbox(t("Quyết định ghi rõ là công nhận lần đầu"), key=_key("first"))


def read() -> tuple[Written, str]:
    """What was typed, and why it is recorded; what is missing the service says.

    Raises:
        QueryError: the file is no scan.
    """
    typed = {name: st.session_state.get(_key(name)) for name in NAMES}
    points = typed["points"]
    return Written(
        product=typed["product"] or "",
        maker=typed["maker"] or None,
        maker_name=typed["name"] or "",
        maker_kind=typed["kind"],
        address=typed["address"] or "",
        set_number=typed["set"],
        official_code=typed["code"] or "",
        stars=typed["stars"],
        points=None if points is None else Decimal(str(points)),
        decision=typed["decision"] or "",
        stated=typed["stated"] or "",
        authority=typed["authority"] or "",
        valid_from=typed["from"],
        evidence=typed["evidence"] or USUAL,
        source=typed["source"] or "",
        is_first=bool(typed["first"]),
        scan=scan_field.read(PREFIX),
    ), typed["why"] or ""


def clear() -> None:
    """An empty form, after what it said was entered: said word by word, or the browser would go on showing it."""
    empty: dict[str, object] = {**dict.fromkeys(TEXTS, ""), **dict.fromkeys(CHOSEN)}
    for name, value in {**empty, "evidence": USUAL, "first": False}.items():
        st.session_state[_key(name)] = value
    scan_field.clear(PREFIX)


def _named(page: Page, maker: Maker | None) -> str:
    t = page.t
    if maker is None:
        return t("Chủ thể mới, chưa có trong sổ")
    place = words.place_now(maker.producer, t)
    return f"{maker.producer.name}, {place} ({t('{n} sản phẩm', n=maker.products)})"


def _key(name: str) -> str:
    return PREFIX + name
