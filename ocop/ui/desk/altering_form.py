"""The form of a decision: what each kind of it needs, and what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from ocop.domain.recognition import ENDINGS, GRANTS, STARS, Kind
from ocop.domain.register import Recognition, Record
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.i18n import words
from ocop.i18n.words import N_
from ocop.services.altering import Alteration
from ocop.ui.desk import scan_field
from ocop.ui.page import Page

# In the order of how often they are decided.
KINDS = {
    Kind.RENEWED: N_("Công nhận lại"),
    Kind.RAISED: N_("Nâng hạng"),
    Kind.LOWERED: N_("Hạ hạng"),
    Kind.EXTENDED: N_("Gia hạn"),
    Kind.CORRECTED: N_("Đính chính"),
    Kind.PASSED: N_("Chuyển chủ thể"),
    Kind.REVOKED: N_("Thu hồi"),
    Kind.ANNULLED: N_("Hủy bỏ"),
}
NEEDS = {
    Kind.RENEWED: N_("Một thời hạn 36 tháng mới, cùng hạng sao."),
    Kind.RAISED: N_("Một thời hạn 36 tháng mới, hạng sao cao hơn; hạng cũ còn đến hết hạn của nó."),
    Kind.LOWERED: N_("Một thời hạn 36 tháng mới, hạng sao thấp hơn, thay cho mọi hạng trước đó."),
    Kind.EXTENDED: N_("Ngày hết hạn mới, không quá 180 ngày sau ngày cũ."),
    Kind.CORRECTED: N_("Quyết định đính chính hạng sao hoặc ngày hết hạn; hạng và ngày cũ vẫn còn trong lịch sử."),
    Kind.PASSED: N_("Chủ thể mới và địa chỉ; trước ngày ấy sản phẩm vẫn là của chủ thể cũ."),
    Kind.REVOKED: N_("Công nhận chấm dứt từ ngày của quyết định; trang công khai nêu lý do."),
    Kind.ANNULLED: N_("Công nhận bị hủy bỏ; hạng trước đó, nếu còn thời hạn, có hiệu lực trở lại."),
}
PREFIX = "alter_"
KIND = f"{PREFIX}kind"
NAMES = ("decision", "on", "authority", "about", "stars", "from", "until", "maker", "address", "note", "signed", "why")


def draw(page: Page, record: Record, *, on_send: Callable[..., None], args: tuple[object, ...]) -> None:
    """What is decided, then the fields that it needs. A new choice keeps what was typed."""
    t = page.t
    st.html(page.render("desk/part.html", title=t("Quyết định")))
    st.pills(t("Quyết định này"), list(KINDS), key=KIND, format_func=lambda each: t(KINDS[each]), required=True,
             default=None if KIND in st.session_state else Kind.RENEWED)  # fmt: skip
    kind: Kind = st.session_state[KIND]
    st.caption(t(NEEDS[kind]))
    with st.form("alter_form", border=False):
        left, right = st.columns(2, gap="large")
        with left:
            st.text_input(t("Số quyết định"), key=_key("decision"), max_chars=60, placeholder="114/QĐ-UBND")
            st.date_input(t("Ngày quyết định"), value=None, key=_key("on"), format="DD/MM/YYYY", max_value=page.day)
            st.text_input(t("Cơ quan ban hành"), key=_key("authority"), max_chars=120, placeholder="UBND tỉnh Lâm Đồng")
            st.checkbox(t("Tôi có quyết định đã ký trong tay"), key=_key("signed"))
            scan_field.draw(t, PREFIX)
        with right:
            _own(page, record, kind)
            label = t("Lý do nêu trong quyết định") if kind in ENDINGS else t("Ghi chú công khai (nếu có)")
            st.text_area(label, key=_key("note"), max_chars=400, height=88)
        st.text_input(t("Căn cứ của việc ghi này, để lưu vào nhật ký"), key=_key("why"), max_chars=300)
        st.form_submit_button(t("Xem trước"), type="primary", on_click=on_send, args=args)


def _own(page: Page, record: Record, kind: Kind) -> None:
    """The fields of one kind."""
    t = page.t
    grants = [each for each in record.history if each.kind in GRANTS]
    if kind not in GRANTS:
        st.selectbox(
            t("Công nhận mà quyết định này nói đến"), [each.id for each in grants], key=_key("about"),
            index=None if len(grants) != 1 else 0, placeholder=t("Chọn một công nhận"),
            format_func=lambda number: _named(page, next((g for g in grants if g.id == number), None)),
        )  # fmt: skip
    if kind in GRANTS or kind is Kind.CORRECTED:
        label = t("Hạng sao") if kind in GRANTS else t("Hạng sao đúng (nếu sai)")
        st.selectbox(label, STARS, index=None, key=_key("stars"), placeholder=t("Chọn hạng sao"),
                     format_func=lambda count: words.stars(count, t))  # fmt: skip
    if kind in (Kind.EXTENDED, Kind.CORRECTED):
        label = t("Ngày hết hạn mới") if kind is Kind.EXTENDED else t("Ngày hết hạn đúng (nếu sai)")
        st.date_input(label, value=None, key=_key("until"), format="DD/MM/YYYY")
    if kind is Kind.PASSED:
        st.text_input(t("Chủ thể mới"), key=_key("maker"), max_chars=200)
        st.text_input(t("Địa chỉ của chủ thể mới"), key=_key("address"), max_chars=200)
    st.date_input(t("Có hiệu lực từ ngày (nếu khác)"), value=None, key=_key("from"), format="DD/MM/YYYY")


def read(record: Record) -> tuple[Alteration, str]:
    """What was typed, and why it is recorded.

    Raises:
        QueryError: a date or something else that every decision has is missing.
    """
    typed = {name: st.session_state.get(_key(name)) for name in NAMES}
    kind: Kind = st.session_state[KIND]
    on: date | None = typed["on"]
    if on is None:
        raise QueryError(say("Hãy ghi ngày của quyết định."))
    if kind in GRANTS and typed["stars"] is None:
        raise QueryError(say("Hãy chọn hạng sao mà quyết định công nhận."))
    given = Alteration(
        kind=kind,
        decision=typed["decision"] or "",
        decided_on=on,
        authority=" ".join((typed["authority"] or "").split()),
        signed=bool(typed["signed"]),
        about=None if kind in GRANTS else typed["about"],
        valid_from=typed["from"],
        valid_until=typed["until"] if kind in (Kind.EXTENDED, Kind.CORRECTED) else None,
        stars=typed["stars"] if kind in GRANTS or kind is Kind.CORRECTED else None,
        maker=(typed["maker"] or None) if kind is Kind.PASSED else None,
        address=(typed["address"] or "") if kind is Kind.PASSED else "",
        note=typed["note"] or "",
        scan=scan_field.read(PREFIX),
    )
    return given, typed["why"] or ""


def clear() -> None:
    """An empty form, after what it said was recorded: said word by word, or the browser would go on showing it."""
    empty: dict[str, object] = dict.fromkeys(("decision", "authority", "maker", "address", "note", "why"), "")
    for name, value in {**empty, **dict.fromkeys(("on", "stars", "from", "until")), "signed": False}.items():
        st.session_state[_key(name)] = value
    st.session_state.pop(_key("about"), None)
    scan_field.clear(PREFIX)


def _named(page: Page, grant: Recognition | None) -> str:
    if grant is None:
        return ""
    t = page.t
    number = grant.decision or t("chưa rõ số quyết định")
    return f"{t(words.KIND[grant.kind])}, {words.stars(grant.stars or 0, t)}, {number}, {t.stated(grant.stated)}"


def _key(name: str) -> str:
    return PREFIX + name
