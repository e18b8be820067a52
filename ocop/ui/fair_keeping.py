"""Lists that staff keep: who is invited, who has confirmed. For signed-in people alone."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from ocop.domain.fairs import Invitation, Invited, KeptList
from ocop.domain.roles import Act, Person, places
from ocop.i18n.words import N_
from ocop.services import fair_lists
from ocop.services.fair_lists import Line
from ocop.services.fairs import BoothList
from ocop.ui import fair_form, fair_list
from ocop.ui.desk.acting import attempt, said
from ocop.ui.page import Page

__all__ = ["draw", "keep_button", "said"]
OPEN, GRID, TITLE = "fair_open", "fair_grid", "fair_title"
STATES = {
    Invited.CHOSEN: N_("chưa mời"),
    Invited.INVITED: N_("đã mời"),
    Invited.CONFIRMED: N_("đã nhận lời"),
    Invited.DECLINED: N_("từ chối"),
}


def keep_button(page: Page, found: BoothList) -> None:
    """Keep the list that was made under the name of its fair."""
    st.button(page.t("Lưu danh sách này"), type="primary", on_click=_keep, args=(page, found))


def draw(page: Page, person: Person) -> None:
    """The kept lists, and the one that is open."""
    t = page.t
    if not places(person, Act.PLAN_FAIRS):
        return
    kept = fair_lists.listed(page.register, person, page.scope)
    if not kept:
        return
    st.html(page.render("fairs_kept.html", kept=kept, states=Invited))
    names = {each.id: f"{each.name} ({t.date(each.first_day)})" for each in kept}
    st.selectbox(t("Mở danh sách"), list(names), index=None, key=OPEN, format_func=lambda n: names.get(n, ""),
                 placeholder=t("Chọn một danh sách đã lưu"))  # fmt: skip
    opened = next((each for each in kept if each.id == st.session_state[OPEN]), None)
    if opened:
        _open(page, person, opened)


def _open(page: Page, person: Person, kept: KeptList) -> None:
    t = page.t
    lines = fair_lists.lines(page.register, person, kept)
    st.html(page.render("fairs_open.html", kept=kept, lapsed=[line.product for line in lines if not line.is_good]))
    st.data_editor(
        _frame(page, lines), key=f"{GRID}_{kept.id}_{kept.version}", hide_index=True, placeholder="–",
        disabled=[t("Sản phẩm"), t("Chủ thể"), t("Liên hệ")],
        column_config={
            t("Trả lời"): st.column_config.SelectboxColumn(options=list(map(t, STATES.values())), required=True),
            t("Số lượng"): st.column_config.NumberColumn(min_value=0, max_value=1_000_000, step=1),
            t("Ghi chú"): st.column_config.TextColumn(max_chars=300),
            t("Bỏ"): st.column_config.CheckboxColumn(),
        },
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            t("Ghi thay đổi"), type="primary", on_click=_change, args=(page, kept, [line.invitation for line in lines])
        )
        st.button(t("Chép thành danh sách mới"), on_click=_copy, args=(page, kept))
        st.button(t("Cất danh sách"), on_click=_end, args=(page, kept))
    fair_list.take_away(page, fair_lists.paper(page.register, person, page.scope, kept), f"hoi-cho-{kept.id}")


def _frame(page: Page, lines: list[Line]) -> pd.DataFrame:
    t = page.t
    return pd.DataFrame(
        {
            t("Sản phẩm"): [line.product.name for line in lines],
            t("Chủ thể"): [line.product.producer.name for line in lines],
            t("Liên hệ"): [line.contact or t("chưa có") for line in lines],
            t("Trả lời"): [t(STATES[line.invitation.state]) for line in lines],
            t("Số lượng"): pd.array([line.invitation.pieces for line in lines], dtype="Int64"),
            t("Ghi chú"): [line.invitation.note for line in lines],
            t("Bỏ"): [False for _line in lines],
        }
    )


def _edited(page: Page, kept: KeptList, invitations: list[Invitation]) -> tuple[Invitation, ...]:
    """The invitations with what was edited in the grid since it was drawn."""
    t = page.t
    of_word = {t(word): state for state, word in STATES.items()}
    changed = st.session_state.get(f"{GRID}_{kept.id}_{kept.version}", {}).get("edited_rows", {})
    found = []
    for place, each in enumerate(invitations):
        cells = changed.get(place, {})
        if cells.get(t("Bỏ")):
            continue
        found.append(
            replace(
                each,
                state=of_word.get(cells.get(t("Trả lời"), ""), each.state),
                pieces=cells.get(t("Số lượng"), each.pieces),
                note=cells.get(t("Ghi chú"), each.note) or "",
            )
        )
    return tuple(found)


def _keep(page: Page, found: BoothList) -> None:
    def action(person: Person) -> str:
        kept = fair_lists.of_choice(found, fair_form.name())
        st.session_state[OPEN] = fair_lists.keep(page.register, person, page.scope, kept)
        return page.t("Đã lưu danh sách {name}.", name=kept.name)

    attempt(page, action)


def _change(page: Page, kept: KeptList, invitations: list[Invitation]) -> None:
    def action(person: Person) -> str:
        changed = replace(kept, invitations=_edited(page, kept, invitations))
        fair_lists.change(page.register, person, changed)
        return page.t("Đã ghi thay đổi của danh sách {name}.", name=kept.name)

    attempt(page, action)


def _copy(page: Page, kept: KeptList) -> None:
    def action(person: Person) -> str:
        name = page.t("{name} (bản chép)", name=kept.name)
        st.session_state[OPEN] = fair_lists.copy(page.register, person, page.scope, kept.id, name)
        return page.t("Đã chép danh sách {name}.", name=kept.name)

    attempt(page, action)


def _end(page: Page, kept: KeptList) -> None:
    def action(person: Person) -> str:
        fair_lists.end(page.register, person, kept.id)
        st.session_state[OPEN] = None
        return page.t("Đã cất danh sách {name}.", name=kept.name)

    attempt(page, action)
