"""The request for a booth: the fair, how many products, and quotas. It stays in the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from ocop import reference
from ocop.domain import codes
from ocop.gifts.booth import Booth, Quota
from ocop.services.fairs import MOST
from ocop.ui import fairs
from ocop.ui.page import Page

ASKED, TYPED, NAME, NO_DAYS = "fair_asked", "fair_typed", "fair_name", "fair_no_days"
NAMES = ("province", "days", "size", "pieces", "per_maker", "least_stars", "home_only")
AHEAD, LASTS, SIZE = 30, 4, 20


def asked(page: Page) -> Booth | None:
    """Draw the form; what was last sent, None before."""
    t = page.t
    first = page.day + timedelta(AHEAD)
    start: dict[str, Any] = {
        "days": (first, first + timedelta(LASTS)), "size": SIZE, "per_maker": 1, "least_stars": 3, "home_only": False,
    }  # fmt: skip
    for name, value in (start | st.session_state.get(TYPED, {})).items():
        st.session_state.setdefault(_key(name), value)
    with st.form("fair_form", border=False):
        left, right = st.columns(2, gap="large")
        with left:
            st.html(page.render("gifts_step.html", number=1, title=t("Hội chợ nào")))
            st.text_input(t("Tên hội chợ"), key=NAME, max_chars=200)
            st.selectbox(
                t("Nơi tổ chức"), list(reference.provinces()), index=None, key=_key("province"),
                format_func=lambda code: reference.provinces()[code].name, placeholder=t("Chưa nêu, hoặc ở nước ngoài"),
            )  # fmt: skip
            st.date_input(t("Từ ngày, đến ngày"), key=_key("days"), format="DD/MM/YYYY")
            st.checkbox(t("Chỉ lấy sản phẩm của địa phương nơi tổ chức"), key=_key("home_only"))
        with right:
            st.html(page.render("gifts_step.html", number=2, title=t("Gian hàng thế nào")))
            one, two = st.columns(2)
            with one:
                st.number_input(t("Số sản phẩm"), 1, MOST, step=1, key=_key("size"))
                st.number_input(t("Mỗi chủ thể nhiều nhất"), 1, MOST, step=1, key=_key("per_maker"))
            with two:
                st.number_input(t("Số lượng mỗi sản phẩm"), 1, 1_000_000, value=None, step=10, key=_key("pieces"),
                                placeholder=t("Không nêu"))  # fmt: skip
                st.selectbox(t("Hạng sao thấp nhất"), (3, 4, 5), key=_key("least_stars"),
                             format_func=lambda stars: t("{stars} sao", stars=stars))  # fmt: skip
            with st.expander(t("Chỉ tiêu theo vùng và nhóm")):
                regions, groups = fairs.names(page)
                for key, title, named in (("regions", t("Vùng"), regions), ("groups", t("Nhóm sản phẩm"), groups)):
                    _grid(page, key, title, named)
            st.form_submit_button(t("Lập danh sách"), type="primary", on_click=_send, args=(page,))
    if st.session_state.get(NO_DAYS):
        st.html(fairs.failed(page, t("Chưa có ngày hội chợ: hãy chọn ngày đầu và ngày cuối, rồi lập danh sách.")))
        return None
    found: Booth | None = st.session_state.get(ASKED)
    return found


def is_sent() -> bool:
    """Whether a list was asked for; until then an address may show one that was shared."""
    return ASKED in st.session_state


def name() -> str:
    """What the fair is called."""
    return str(st.session_state.get(NAME) or st.session_state.get(TYPED, {}).get("name", "")).strip()


def put_on(typed: str) -> None:
    """Put products on the list by their codes; the list is made anew around them."""
    wanted = {codes.tidy(each) for each in typed.replace(";", ",").split(",") if each.strip()}
    booth: Booth = st.session_state[ASKED]
    st.session_state[ASKED] = replace(booth, pinned=booth.pinned | wanted, banned=booth.banned - wanted)


def strike_off(wanted: list[str]) -> None:
    """Take products off the list; others move up."""
    booth: Booth = st.session_state[ASKED]
    off = frozenset(wanted)
    st.session_state[ASKED] = replace(booth, pinned=booth.pinned - off, banned=booth.banned | off)


def free() -> None:
    """Forget what was put on and struck off by hand."""
    st.session_state[ASKED] = replace(st.session_state[ASKED], pinned=frozenset(), banned=frozenset())


def _grid(page: Page, key: str, title: str, named: Mapping[int, str]) -> None:
    """A small table to type into: at least and at most of each."""
    t = page.t
    kept = st.session_state.get(TYPED, {}).get(key, {})
    blank = pd.DataFrame(
        {
            title: list(named.values()),
            t("Ít nhất"): pd.array([kept.get("least", {}).get(n) for n in named], dtype="Int64"),
            t("Nhiều nhất"): pd.array([kept.get("most", {}).get(n) for n in named], dtype="Int64"),
        }
    )
    number = {each: st.column_config.NumberColumn(min_value=0, max_value=MOST, step=1) for each in blank.columns[1:]}
    st.data_editor(blank, key=f"fair_{key}_grid", hide_index=True, disabled=[title], column_config=number,
                   placeholder="–")  # fmt: skip


def _send(page: Page) -> None:
    """Keep what was typed; what was put on and struck off was of the list before."""
    typed: dict[str, Any] = {each: st.session_state.get(_key(each)) for each in NAMES}
    quotas = {key: _edited(page, key) for key in ("regions", "groups")}
    kept = {each: value for each, value in typed.items() if value is not None}
    st.session_state[TYPED] = {**kept, **quotas, "name": st.session_state.get(NAME, "")}
    days = _days(typed["days"])
    # the field was emptied: nothing is asked for, and the form says so until it has days
    st.session_state[NO_DAYS] = not days
    if not days:
        return
    st.session_state[ASKED] = Booth(
        size=typed["size"], first_day=days[0], last_day=days[-1], province=typed["province"],
        home_only=bool(typed["home_only"]), pieces=typed["pieces"], per_maker=typed["per_maker"],
        least_stars=typed["least_stars"], regions=Quota(**quotas["regions"]), groups=Quota(**quotas["groups"]),
    )  # fmt: skip


def _days(typed: Any) -> tuple[date, ...]:
    """The days that a field for a stretch of time holds: none where it was emptied, one where only its start stands."""
    return tuple(typed) if isinstance(typed, tuple | list) else (typed,) if typed else ()


def _edited(page: Page, key: str) -> dict[str, dict[int, int]]:
    """What a grid holds at this moment: what it was drawn with, and the cells that were edited since."""
    t = page.t
    kept = st.session_state.get(TYPED, {}).get(key, {})
    found = {side: dict(kept.get(side, {})) for side in ("least", "most")}
    changed = st.session_state.get(f"fair_{key}_grid", {}).get("edited_rows", {})
    for row, cells in changed.items():
        for side, column in (("least", t("Ít nhất")), ("most", t("Nhiều nhất"))):
            if column in cells:
                value = cells[column]
                if value is None:
                    found[side].pop(row + 1, None)
                else:
                    found[side][row + 1] = int(value)
    return found


def _key(name: str) -> str:
    return f"fair_{name}_typed"
