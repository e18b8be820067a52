"""Inspections after recognition: what is planned, what waits to be mended, what has ended."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from ocop.domain.inspections import Case, Stage
from ocop.domain.lookup import KEY
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.i18n.words import N_
from ocop.services import inspecting, inspection_risks
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.desk.choosing import chosen
from ocop.ui.page import Page

OPEN = "inspect_open"
FOUND_ON, FINDING, DEADLINE, MENDED_ON = "found_on", "finding", "deadline", "mended"
ENDING, DECISION, DECIDED_ON, AUTHORITY = "ending", "decision", "decided", "authority"
STAGES = {
    Stage.PLANNED: N_("Đã lên kế hoạch"),
    Stage.FOUND: N_("Phải khắc phục"),
    Stage.MENDED: N_("Đã khắc phục"),
    Stage.ENDED: N_("Đã kết thúc"),
}
AHEAD, TO_MEND, MOST_SHOWN = 14, 30, 8


def draw(desk: Desk) -> None:
    """The inspections, the one that is open, and a form to plan another."""
    page, t = desk.page, desk.page.t
    cases = inspecting.listed(page.register, desk.person, page.scope)
    late = sum(each.is_overdue(page.day) for each in cases)
    shown = sorted(cases, key=lambda each: not each.is_overdue(page.day))
    made_up = page.scope is Scope.DEMO
    st.html(page.render("desk/inspections.html", cases=shown, late=late, stages=STAGES, made_up=made_up))
    working = {each.id: each for each in cases if each.stage is not Stage.ENDED}
    if working:
        number = st.selectbox(
            t("Mở cuộc kiểm tra"), list(working), index=None, key=OPEN, placeholder=t("Chọn một cuộc kiểm tra"),
            format_func=lambda n: f"{working[n].name} – {t.date(working[n].planned_for)}" if n in working else "",
        )  # fmt: skip
        if number in working:
            _go_on(page, working[number])
    if cases:
        st.download_button(
            t("Tải sổ theo dõi (XLSX)"), lambda: inspecting.workbook(page.register, desk.person, page.scope),
            "kiem-tra.xlsx", on_click="ignore",
        )  # fmt: skip
    st.html(page.render("desk/part.html", title=t("Lên kế hoạch kiểm tra")))
    _plan(desk)


def _plan(desk: Desk) -> None:
    page, t = desk.page, desk.page.t
    found = inspection_risks.suggested(page.register, desk.person, page.scope)
    st.html(
        page.render(
            "desk/inspection_risks.html", found=found[:MOST_SHOWN], total=len(found),
            href=lambda code: desk.href("kiem-tra", **{KEY: code}),
        )
    )  # fmt: skip
    record = chosen(desk, "kiem-tra")
    if record is None:
        return
    product = record.product
    st.html(page.render("desk/inspected.html", product=product))
    if not desk.may(Act.INSPECT, product.producer.province):
        st.html(page.render("desk/elsewhere.html", producer=product.producer))
        return
    with st.form("inspect_plan", border=False):
        st.date_input(t("Ngày kiểm tra"), page.day + timedelta(AHEAD), key="inspect_on", format="DD/MM/YYYY")
        st.text_input(t("Cơ quan chủ trì"), key="inspect_lead", max_chars=200)
        why = next((inspection_risks.because(each) for each in found if each.product.code == product.code), "")
        st.text_input(t("Vì sao kiểm tra"), why, key=f"inspect_why_{product.code}", max_chars=500)
        st.form_submit_button(t("Lên kế hoạch"), type="primary", on_click=_planned, args=(page, product.code))


def _go_on(page: Page, case: Case) -> None:
    t = page.t
    st.html(page.render("desk/inspection.html", case=case, stages=STAGES))
    left, right = st.columns(2, gap="large")
    with left, st.form("inspect_find", border=False):
        if case.stage is Stage.FOUND:
            st.date_input(t("Đã khắc phục ngày"), page.day, key=_key(case, MENDED_ON), format="DD/MM/YYYY")
            st.form_submit_button(t("Ghi đã khắc phục"), on_click=_mended, args=(page, case))
        else:
            st.date_input(t("Đã kiểm tra ngày"), page.day, key=_key(case, FOUND_ON), format="DD/MM/YYYY")
            st.text_area(t("Phát hiện"), case.finding or "", key=_key(case, FINDING), max_chars=2000)
            until = page.day + timedelta(TO_MEND)
            st.date_input(t("Hạn khắc phục"), until, key=_key(case, DEADLINE), format="DD/MM/YYYY")
            st.form_submit_button(t("Ghi kết quả kiểm tra"), on_click=_found, args=(page, case))
    with right, st.form("inspect_end", border=False):
        st.text_area(t("Kết luận"), key=_key(case, ENDING), max_chars=2000)
        st.text_input(t("Số quyết định xử lý, nếu có"), key=_key(case, DECISION), max_chars=100)
        st.date_input(t("Ngày quyết định"), None, key=_key(case, DECIDED_ON), format="DD/MM/YYYY")
        st.text_input(t("Cơ quan ban hành"), key=_key(case, AUTHORITY), max_chars=200)
        st.html(page.render("desk/inspection_public.html"))
        st.form_submit_button(t("Kết thúc"), type="primary", on_click=_ended, args=(page, case))


def _planned(page: Page, code: str) -> None:
    typed = st.session_state

    def action(person: Person) -> str:
        typed[OPEN] = inspecting.plan(
            page.register, person, code,
            planned_for=typed["inspect_on"], lead=typed["inspect_lead"], why=typed[f"inspect_why_{code}"],
        )  # fmt: skip
        return page.t("Đã lên kế hoạch kiểm tra.")

    attempt(page, action)


def _found(page: Page, case: Case) -> None:
    typed = st.session_state

    def action(person: Person) -> str:
        inspecting.find(
            page.register, person, case.id, case.version,
            on=typed[_key(case, FOUND_ON)], finding=typed[_key(case, FINDING)], deadline=typed[_key(case, DEADLINE)],
        )  # fmt: skip
        return page.t("Đã ghi kết quả kiểm tra.")

    attempt(page, action)


def _mended(page: Page, case: Case) -> None:
    def action(person: Person) -> str:
        on = st.session_state[_key(case, MENDED_ON)]
        inspecting.mend(page.register, person, case.id, case.version, on=on)
        return page.t("Đã ghi việc khắc phục.")

    attempt(page, action)


def _ended(page: Page, case: Case) -> None:
    typed = st.session_state

    def action(person: Person) -> str:
        inspecting.end(
            page.register, person, case.id, case.version, on=page.day, ending=typed[_key(case, ENDING)],
            decision=typed[_key(case, DECISION)], decided_on=typed[_key(case, DECIDED_ON)],
            authority=typed[_key(case, AUTHORITY)],
        )  # fmt: skip
        return page.t("Đã kết thúc cuộc kiểm tra.")

    if attempt(page, action, case.code):
        typed.pop(OPEN, None)


def _key(case: Case, name: str) -> str:
    """The key of a field: each inspection has its own, so that nothing typed for one is recorded of another."""
    return f"inspect_{name}_{case.id}"
