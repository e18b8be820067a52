"""What in the register somebody should look at: counts, the products behind each, and where each is mended."""

from __future__ import annotations

import streamlit as st

from ocop import reference
from ocop.domain.roles import Act, places
from ocop.i18n.words import N_
from ocop.services import quality
from ocop.services.quality import Fault
from ocop.ui.desk.acting import Desk

FAULT, PLACE, SHEET, PAGE = "loi", "quality_place", "quality_sheet", 50
# What each is called, and the room that mends it with its part.
FAULTS: dict[Fault, tuple[str, str, str]] = {
    Fault.PLACE: (N_("Chưa rõ tỉnh của chủ thể"), "ho-so", "chu-the"),
    Fault.COMMUNE: (N_("Chưa rõ xã, phường, đặc khu"), "ho-so", "chu-the"),
    Fault.POINTS: (N_("Điểm không hợp với hạng sao"), "lich-su", ""),
    Fault.BACKWARD: (N_("Ngày hết hạn trước ngày bắt đầu"), "lich-su", ""),
    Fault.PRESS: (N_("Công nhận mới biết qua báo chí"), "can-cu", ""),
    Fault.NO_DAY: (N_("Quyết định chưa rõ ngày"), "can-cu", ""),
    Fault.SET: (N_("Chưa xếp bộ sản phẩm"), "ho-so", "san-pham"),
    Fault.PRICE: (N_("Còn hiệu lực, chưa có giá"), "ho-so", "san-pham"),
    Fault.STORY: (N_("Còn hiệu lực, chưa có câu chuyện"), "anh-cau-chuyen", ""),
    Fault.WEIGHT: (N_("Còn hiệu lực, chưa có khối lượng hoặc thể tích"), "ho-so", "san-pham"),
    Fault.INGREDIENTS: (N_("Còn hiệu lực, chưa có thành phần"), "ho-so", "san-pham"),
    Fault.MATERIALS: (N_("Còn hiệu lực, chưa có chất liệu"), "ho-so", "san-pham"),
    Fault.ALCOHOL: (N_("Còn hiệu lực, chưa có độ cồn"), "ho-so", "san-pham"),
    Fault.PHOTO: (N_("Còn hiệu lực, chưa có ảnh"), "anh-cau-chuyen", ""),
}


def draw(desk: Desk) -> None:
    """The counts; the products behind the one that the address names."""
    page, t = desk.page, desk.page.t
    province = _place(desk)
    found = quality.findings(page.register, desk.person, page.scope, province)
    word = st.query_params.get(FAULT, "")
    fault = Fault(word) if word in set(Fault) else None
    names = {each: told[0] for each, told in FAULTS.items()}
    hrefs = {each: desk.href("chat-luong", **{FAULT: str(each)}) for each in Fault}
    gaps = [reference.provinces()[code].name for code in found.open_provinces]
    st.html(page.render("desk/quality.html", found=found, names=names, hrefs=hrefs, fault=fault, gaps=gaps))
    if fault is not None and (listed := found.of(fault)):
        room, part = FAULTS[fault][1:]
        sheets = (len(listed) + PAGE - 1) // PAGE
        sheet = min(int(st.session_state.get(SHEET, 1)), sheets)
        shown = listed[(sheet - 1) * PAGE : sheet * PAGE]
        st.html(
            page.render(
                "desk/quality_list.html", shown=shown, total=len(listed), title=names[fault], names=names,
                provinces=reference.provinces(),
                mend=lambda code: desk.href(room, ma=code, **({"phan": part} if part else {})),
            )
        )  # fmt: skip
        if sheets > 1:
            st.session_state[SHEET] = sheet
            st.number_input(t("Trang"), 1, sheets, key=SHEET, step=1, width=160)
    with st.container(horizontal=True):
        st.download_button(
            t("Tải danh sách (CSV)"), lambda: quality.csv(found, fault, page.scope), "chat-luong.csv", "text/csv",
            on_click="ignore", key="quality_csv",
        )  # fmt: skip
        st.download_button(
            t("Tải danh sách (XLSX)"), lambda: quality.workbook(found, fault, page.scope, page.day),
            "chat-luong.xlsx", on_click="ignore", key="quality_xlsx",
        )  # fmt: skip


def _place(desk: Desk) -> str | None:
    """One of the provinces that they keep, or all of them."""
    kept = places(desk.person, Act.KEEP_RECORDS)
    known = reference.provinces()
    codes = [code for code in known if kept & {None, code}]
    if len(codes) < 2:
        return None
    t = desk.page.t
    return st.selectbox(
        t("Tỉnh, thành phố"), codes, index=None, key=PLACE, placeholder=t("Tất cả"),
        format_func=lambda code: known[code].name,
    )  # fmt: skip
