"""A shortlist for awards: weights, who comes first and why, the file to send up."""

from __future__ import annotations

import streamlit as st

from ocop import reference
from ocop.domain.recognition import Scope
from ocop.domain.shortlist import MOST_WEIGHT, USUAL, Criterion
from ocop.i18n.words import N_
from ocop.services import awards
from ocop.ui.desk.acting import Desk

WEAK = "award_weak"
CRITERIA = {
    Criterion.PRODUCTS: N_("Mỗi sản phẩm 5 sao"),
    Criterion.YEARS: N_("Mỗi năm tròn từ lần đầu đạt 5 sao"),
    Criterion.RENEWALS: N_("Mỗi lần được công nhận lại 5 sao"),
    Criterion.COOPERATIVE: N_("Hợp tác xã, tổ hợp tác"),
    Criterion.GREEN: N_("Truy xuất được vùng trồng hoặc chuỗi xanh"),
}
IN_A_ROW = 4


def draw(desk: Desk) -> None:
    """Weights above, the ranking below; it is made anew with every change."""
    page, t = desk.page, desk.page.t
    st.html(page.render("desk/awards_head.html"))
    weights: dict[Criterion, int] = {}
    names = list(CRITERIA)
    for start in range(0, len(names), IN_A_ROW):
        for column, each in zip(st.columns(IN_A_ROW), names[start : start + IN_A_ROW], strict=False):
            with column:
                weights[each] = int(
                    st.number_input(t(CRITERIA[each]), 0, MOST_WEIGHT, USUAL[each], step=1, key=f"award_{each}")
                )
    weak = st.toggle(t("Xem chủ thể mới biết qua báo chí"), key=WEAK)
    found = awards.shortlist(page.register, desk.person, page.scope, weights, weak=weak)
    provinces = reference.provinces()
    st.html(
        page.render(
            "desk/awards.html", found=found, weak=weak, criteria=CRITERIA, made_up=page.scope is Scope.DEMO,
            place=lambda code: provinces[code].name if code else t("chưa rõ"),
        )
    )  # fmt: skip
    if found and not weak:
        with st.container(horizontal=True):
            given = (page.scope, page.day, weights, found)
            st.download_button(t("Tải bản in (PDF)"), lambda: awards.pdf(*given), "de-nghi-khen-thuong.pdf",
                               "application/pdf", on_click="ignore")  # fmt: skip
            st.download_button(t("Tải bảng tính (XLSX)"), lambda: awards.xlsx(*given), "de-nghi-khen-thuong.xlsx",
                               on_click="ignore")  # fmt: skip
