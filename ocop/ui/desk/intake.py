"""Taking in a decision's annex: looked at first, mended in place, loaded as it was seen."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ocop.domain.recognition import Level
from ocop.domain.roles import Act, Person
from ocop.errors import QueryError
from ocop.services import desk_intake
from ocop.services.desk_intake import Complete, Draft, Preview
from ocop.services.intake import Outcome, Said
from ocop.services.jobs import Job
from ocop.ui import uploads
from ocop.ui.desk import intake_batches, intake_seen
from ocop.ui.desk.acting import Desk, Told, attempt, said
from ocop.ui.page import Page

FILE, NUMBER, DAY, AUTHORITY = "nap_file", "nap_number", "nap_day", "nap_authority"
SIGNED, FROM, RULE = "nap_signed", "nap_from", "nap_rule"
DRAFT, SEEN, JOB = "nap_draft", "nap_seen", "nap_job"
IS_COMPLETE, LEVEL, PLACE, FIRST, LAST = "nap_complete", "nap_level", "nap_place", "nap_first", "nap_last"
LEVELS = (Level.DISTRICT, Level.PROVINCE, Level.NATION)
# What is done within this many seconds is shown at once, without a page of progress.
AT_ONCE = 1.5


def draw(desk: Desk) -> None:
    """The file, what would come of it, and the imports so far."""
    _collect(desk.page)
    if st.session_state.get(JOB):
        _progress(desk.page)
        return
    _form(desk.page)
    seen, draft = st.session_state.get(SEEN), st.session_state.get(DRAFT)
    if seen and draft:
        intake_seen.draw(desk, seen, draft, again=partial(_again, desk.page))
        _loading(desk, seen)
    intake_batches.draw(desk)


def _form(page: Page) -> None:
    t = page.t
    with st.form("nap", border=False):
        st.html(page.render("desk/part.html", title=t("1. Tệp và quyết định")))
        uploads.field(t("Phụ lục của quyết định (.xlsx, .csv; đến 20 MB)"), ["xlsx", "csv", "tsv"], key=FILE)
        left, middle, right = st.columns(3)
        left.text_input(t("Số quyết định, khi tệp không ghi"), key=NUMBER, max_chars=60)
        middle.date_input(t("Ngày quyết định"), value=None, key=DAY, format="DD/MM/YYYY")
        right.text_input(t("Cơ quan ban hành"), key=AUTHORITY, max_chars=200)
        left.date_input(t("Ngày hiệu lực, khi quyết định ghi khác"), value=None, key=FROM, format="DD/MM/YYYY")
        middle.text_input(t("Bộ tiêu chí mà quyết định nêu"), key=RULE, max_chars=40)
        st.checkbox(t("Tôi có quyết định đã ký trong tay và đã đối chiếu"), key=SIGNED)
        st.form_submit_button(t("Kiểm tra thử"), type="primary", on_click=_check, args=(page,))


def _check(page: Page) -> None:
    def action(person: Person) -> str:
        typed = st.session_state
        if typed[FILE] is None:
            raise QueryError(page.t("Hãy chọn tệp phụ lục trước."))
        told = Said(
            typed[NUMBER].strip() or None, typed[DAY], typed[AUTHORITY].strip() or None, typed[SIGNED], typed[FROM],
            typed[RULE].strip() or None,
        )  # fmt: skip
        return _preview(page, person, desk_intake.draft(typed[FILE].name, typed[FILE].getvalue(), {}, told))

    _forget()
    attempt(page, action)


def _again(page: Page, seen: Preview, draft: Draft) -> None:
    def action(person: Person) -> str:
        return _preview(page, person, intake_seen.changed(seen, draft))

    attempt(page, action)


def _preview(page: Page, person: Person, draft: Draft) -> str:
    st.session_state[DRAFT] = draft
    st.session_state[SEEN] = None
    st.session_state[JOB] = job = Job(partial(desk_intake.preview, page.register, person, draft))
    job.wait(AT_ONCE)
    return ""


def _loading(desk: Desk, seen: Preview) -> None:
    page, t = desk.page, desk.page.t
    st.html(page.render("desk/part.html", title=t("3. Nạp vào sổ")))
    if seen.refusal:
        st.html(page.render("desk/said.html", said=Told(False, page.told(seen.refusal))))
        return
    if any(desk.may(Act.DECLARE_COVERAGE, grant.province) for grant in desk.person.grants):
        st.checkbox(t("Khai báo: cùng với tệp này, sổ đã có đủ mọi quyết định của một nơi và thời gian"),
                    key=IS_COMPLETE)  # fmt: skip
        if st.session_state[IS_COMPLETE]:
            one, two, three, four = st.columns(4)
            names = {Level.DISTRICT: t("cấp huyện"), Level.PROVINCE: t("cấp tỉnh"), Level.NATION: t("cấp quốc gia")}
            one.selectbox(t("Cấp công nhận"), LEVELS, index=1, key=LEVEL, format_func=names.__getitem__)
            two.text_input(t("Tỉnh, theo tên của thời đó"), key=PLACE, max_chars=60)
            three.date_input(t("Từ ngày"), value=None, key=FIRST, format="DD/MM/YYYY")
            four.date_input(t("Đến ngày"), value=None, key=LAST, format="DD/MM/YYYY")
    st.button(t("Nạp {n} dòng vào sổ", n=seen.count), type="primary", key="nap_load", on_click=_load, args=(page,))


def _load(page: Page) -> None:
    typed = st.session_state
    draft, seen = typed[DRAFT], typed[SEEN]

    def action(person: Person) -> str:
        complete = None
        if typed.get(IS_COMPLETE):
            if typed[FIRST] is None or typed[LAST] is None:
                raise QueryError(page.t("Khai báo đầy đủ cần ngày đầu và ngày cuối: hãy bổ sung."))
            complete = Complete(typed[LEVEL], typed[PLACE].strip() or None, typed[FIRST], typed[LAST])
        work = partial(desk_intake.load, page.register, person, draft, seen, complete=complete)
        typed[JOB] = job = Job(lambda heard: work(heard=heard))
        job.wait(AT_ONCE)
        return ""

    attempt(page, action)


def _collect(page: Page) -> None:
    """What a job that is done came to: a preview to show, or the sentence of what was loaded."""
    job = st.session_state.get(JOB)
    if job is None or not job.is_done:
        return
    del st.session_state[JOB]

    def action(_person: Person) -> str:
        result = job.result()
        if isinstance(result, Preview):
            st.session_state[SEEN] = result
            return ""
        _forget()
        return _loaded(page, result)

    attempt(page, action)
    said(page)


def _loaded(page: Page, outcome: Outcome) -> str:
    t = page.t
    new = outcome.entered - outcome.rows.merged
    return t(
        "Đã nạp lần {number}: {new} sản phẩm mới, {merged} công nhận tiếp của sản phẩm đã có; {known} dòng đã có từ "
        "trước, {rejected} dòng bị trả lại.",
        number=outcome.batch, new=t.number(new), merged=t.number(outcome.rows.merged), known=t.number(outcome.known),
        rejected=t.number(outcome.rejected),
    )  # fmt: skip


def _forget() -> None:
    for key in (DRAFT, SEEN):
        st.session_state[key] = None


@st.fragment(run_every=1)
def _progress(page: Page) -> None:
    job = st.session_state.get(JOB)
    if job is None or job.is_done:
        st.rerun()
    t = page.t
    told = t("Đã đọc {read} dòng, đã ghi {stored} sản phẩm…", read=t.number(job.read), stored=t.number(job.stored))
    st.html(page.render("desk/said.html", said=Told(True, told)))
    st.button(t("Dừng lại, không ghi gì"), key="nap_stop", on_click=job.stop)
