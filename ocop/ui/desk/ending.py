"""The queue of what ends: whom to tell, the letters, and that they were sent."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ocop import reference
from ocop.domain.ending import Ending, Order, Within, queue
from ocop.domain.roles import Person
from ocop.errors import QueryError
from ocop.i18n.words import N_
from ocop.services import ending
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.page import Page

WITHIN = {
    Within.DAYS_30: N_("Trong 30 ngày"),
    Within.DAYS_90: N_("Trong 90 ngày"),
    Within.DAYS_180: N_("Trong 180 ngày"),
    Within.ENDED: N_("Vừa hết hạn (90 ngày qua)"),
}
ORDER = {
    Order.END: N_("Hết hạn trước đứng trước"),
    Order.MAKER: N_("Theo chủ thể"),
    Order.PLACE: N_("Theo địa bàn"),
}
MOST_SHOWN = 30
PART, PLACE, SORTED, UNTOLD, MAKERS = "end_within", "end_place", "end_order", "end_untold", "end_makers"
LETTERS, SENT_ON = "end_letters", "end_sent_on"


def draw(desk: Desk) -> None:
    """The parts of the queue with their counts, the list, and what can be done with it."""
    page, t = desk.page, desk.page.t
    found = ending.found(page.register, desk.person, page.scope)
    counts = {each: sum(one.is_within(each, page.day) for one in found) for each in Within}
    st.pills(
        t("Hết hiệu lực"), list(Within), key=PART, required=True,
        default=None if PART in st.session_state else Within.DAYS_90,
        format_func=lambda each: f"{t(WITHIN[each])}: {t.number(counts[each])}",
    )  # fmt: skip
    listed = _filtered(page, found)
    st.html(page.render("desk/ending.html", listed=listed[:MOST_SHOWN], total=len(listed), most=MOST_SHOWN))
    if not listed:
        return
    with st.container(horizontal=True):
        name = f"het-han-{page.day:%Y%m%d}"
        st.download_button(t("Tải danh sách (XLSX)"), lambda: ending.as_xlsx(listed, page.scope, page.day),
                           f"{name}.xlsx", key="end_xlsx", on_click="ignore")  # fmt: skip
        st.download_button(t("Tải danh sách (CSV)"), lambda: ending.as_csv(listed, page.scope, page.day),
                           f"{name}.csv", mime="text/csv", key="end_csv", on_click="ignore")  # fmt: skip
    _telling(page, listed)


def _filtered(page: Page, found: Sequence[Ending]) -> list[Ending]:
    t = page.t
    places = sorted({each.product.producer.province for each in found if each.product.producer.province})
    left, middle, right = st.columns([2, 2, 2], vertical_alignment="bottom")
    with left:
        place = st.selectbox(
            t("Tỉnh, thành phố"), [None, *places], key=PLACE,
            format_func=lambda code: reference.provinces()[code].name if code else t("mọi nơi trong vai trò của bạn"),
        )  # fmt: skip
    with middle:
        order = st.selectbox(t("Thứ tự"), list(Order), key=SORTED, format_func=lambda each: t(ORDER[each]))
    with right:
        untold = st.checkbox(t("Chỉ sản phẩm chưa gửi thông báo"), key=UNTOLD)
    within: Within = st.session_state[PART]
    return queue(found, page.day, within=within, province=place, only_untold=untold, order=order or Order.END)


def _telling(page: Page, listed: Sequence[Ending]) -> None:
    """Letters for the makers of the list, or some of them; then that they went out."""
    t = page.t
    names = {each.product.producer.id: each.product.producer.name for each in listed}
    st.html(page.render("desk/part.html", title=t("Thông báo cho chủ thể")))
    st.caption(t("Mỗi chủ thể một thư, gồm mọi sản phẩm của chủ thể trong danh sách trên; tất cả trong một tệp PDF."))
    chosen = st.multiselect(
        t("Chỉ những chủ thể này (để trống: tất cả)"), list(names), key=MAKERS, format_func=lambda each: names[each],
        placeholder=t("Tất cả chủ thể trong danh sách"),
    )  # fmt: skip
    wanted = [each for each in listed if not chosen or each.product.producer.id in chosen]
    count = len({each.product.producer.id for each in wanted})
    left, right = st.columns(2, gap="large", vertical_alignment="bottom")
    with left:
        st.button(t("Lập {n} thư thông báo", n=count), type="primary", key="end_make", on_click=_make,
                  args=(page, wanted))  # fmt: skip
        made = st.session_state.get(LETTERS)
        if made and made[0] == _which(wanted):
            st.download_button(t("Tải thư (PDF)"), made[1], f"thong-bao-{page.day:%Y%m%d}.pdf",
                               mime="application/pdf", key="end_pdf", on_click="ignore")  # fmt: skip
    with right:
        st.date_input(t("Ngày gửi"), value=page.day, key=SENT_ON, format="DD/MM/YYYY", max_value=page.day)
        st.button(t("Ghi là đã gửi"), key="end_sent", on_click=_sent, args=(page, wanted))


def _which(wanted: Sequence[Ending]) -> tuple[tuple[int, str], ...]:
    return tuple((each.product.id, each.until.isoformat()) for each in wanted)


def _make(page: Page, wanted: Sequence[Ending]) -> None:
    def action(person: Person) -> str:
        st.session_state[LETTERS] = (_which(wanted), ending.letters(page.register, person, wanted))
        count = len({each.product.producer.id for each in wanted})
        return page.t("Đã lập {n} thư: hãy tải tệp PDF, đối chiếu rồi trình ký.", n=count)

    attempt(page, action)


def _sent(page: Page, wanted: Sequence[Ending]) -> None:
    def action(person: Person) -> str:
        on = st.session_state[SENT_ON]
        if on is None:
            raise QueryError(page.t("Hãy ghi ngày gửi."))
        ending.note_sent(page.register, person, wanted, on)
        return page.t("Đã ghi là đã gửi thông báo về {n} sản phẩm.", n=len(wanted))

    attempt(page, action)
