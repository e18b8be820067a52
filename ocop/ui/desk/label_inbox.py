"""Reports of wrong labels: what waits, what came of the others."""

from __future__ import annotations

import streamlit as st

from ocop.domain import codes
from ocop.domain.label_reports import Outcome, StoredReport, shown
from ocop.domain.roles import Person
from ocop.i18n.words import N_
from ocop.services import label_desk
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.page import Page

CHOSEN, OUTCOME, NOTE = "inbox_chosen", "inbox_outcome", "inbox_note"
OUTCOMES = {
    Outcome.WRONG: N_("Nhãn sai, đã yêu cầu chủ thể sửa"),
    Outcome.RIGHT: N_("Nhãn đúng"),
    Outcome.PASSED_ON: N_("Đã chuyển cơ quan có thẩm quyền"),
    Outcome.UNCLEAR: N_("Không đủ thông tin để xử lý"),
}
# As the table of months heads its columns.
SHORTER = {
    Outcome.WRONG: N_("Nhãn sai"),
    Outcome.RIGHT: N_("Nhãn đúng"),
    Outcome.PASSED_ON: N_("Đã chuyển"),
    Outcome.UNCLEAR: N_("Không rõ"),
}


def draw(desk: Desk) -> None:
    """Counts, the report that is read, the rest of the inbox."""
    page, t = desk.page, desk.page.t
    reports = label_desk.inbox(page.register, desk.person)
    by_number = {each.number: each for each in reports}
    waiting = [each.number for each in reports if each.closed_at is None]
    months = label_desk.counts(reports)
    st.html(page.render("desk/label_counts.html", months=months, outcomes=SHORTER, waiting=len(waiting)))
    if not reports:
        return
    if CHOSEN not in st.session_state and waiting:
        st.session_state[CHOSEN] = waiting[0]
    number = st.selectbox(
        t("Báo cáo"), list(by_number), index=None, key=CHOSEN, placeholder=t("Chọn một báo cáo"),
        format_func=lambda each: _line(page, by_number[each]),
    )  # fmt: skip
    if number:
        _read(desk, by_number[number])
    st.download_button(
        t("Tải danh sách (CSV)"), lambda: label_desk.csv(page.register, desk.person), "bao-cao-nhan.csv", "text/csv",
        on_click="ignore",
    )  # fmt: skip


def _read(desk: Desk, report: StoredReport) -> None:
    page, t = desk.page, desk.page.t
    record = page.register.record(report.code, page.day) if report.code else None
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(
            page.render(
                "desk/label_report.html", report=report, number=shown(report.number), outcomes=OUTCOMES,
                product=record.product if record else None,
            )
        )  # fmt: skip
        if report.closed_at is None:
            with st.form("inbox_form", border=False):
                st.selectbox(
                    t("Kết quả"), list(OUTCOMES), index=None, key=_key(OUTCOME, report.number),
                    placeholder=t("Chọn kết quả"), format_func=lambda each: t(OUTCOMES[each]),
                )  # fmt: skip
                st.text_area(t("Đã xử lý thế nào"), key=_key(NOTE, report.number), max_chars=2000)
                st.form_submit_button(t("Đóng báo cáo"), type="primary", on_click=_close, args=(page, report.number))
    with right:
        picture = label_desk.photo(page.register, desk.person, report.number) if report.has_photo else None
        if picture:
            st.image(picture, caption=t("Ảnh người đọc gửi kèm"))


def _close(page: Page, number: str) -> None:
    typed = st.session_state

    def action(person: Person) -> str:
        told = label_desk.close(page.register, person, number, typed[_key(OUTCOME, number)], typed[_key(NOTE, number)])
        return page.t("Đã đóng báo cáo {number}.", number=told)

    if attempt(page, action):
        typed.pop(CHOSEN, None)


def _line(page: Page, report: StoredReport) -> str:
    t = page.t
    state = t("đang chờ") if report.closed_at is None else t("đã đóng")
    what = codes.shown(report.code) if report.code else report.product
    return f"{shown(report.number)} – {t.date(report.received_at.date())} – {what} – {state}"


def _key(name: str, number: str) -> str:
    """The key of a field: each report has its own, so that nothing typed about one closes another."""
    return f"{name}_{number}"
