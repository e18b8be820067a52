"""Whole annexes, laid out as provinces lay them out."""

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ocop.domain.recognition import Level
from ocop.errors import DataError
from ocop.intake import read_annex
from ocop.intake.cells import text
from tests.intake.builders import (
    EXAMPLES,
    HEADER,
    SIGNED,
    TODAY,
    FakeGazetteer,
    annex,
    csv,
    notes,
    only_reason,
    only_row,
    xlsx,
)

TITLES = [
    ["PHỤ LỤC"],
    ["DANH SÁCH SẢN PHẨM OCOP CẤP TỈNH NĂM 2025"],
    ["(Kèm theo Quyết định số 858/QĐ-UBND ngày 19 tháng 6 năm 2025 của UBND tỉnh Đắk Nông)"],
    [],
]
SILENT = dict.fromkeys(SIGNED)
DATED = (*HEADER, "Số quyết định", "Ngày quyết định", "Cơ quan ban hành")
GOOD = (1, "Mật ong hoa nhãn", "HTX Ong Việt", "xã Đắk Búk So, tỉnh Đắk Nông", 4, 75)


def test_an_annex_with_titles_groups_and_totals_gives_its_products_and_accounts_for_every_line() -> None:
    found = annex(
        xlsx(
            [
                *TITLES,
                HEADER,
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
                ["I", "Nhóm thực phẩm"],
                ["", "Huyện Đắk Song"],
                GOOD,
                [2, "Chè dây", "HTX Chè", "Đắk Mil", "Ba (03) sao", "65"],
                [],
                HEADER,
                [3, "Tiêu sọ", "Công ty TNHH Tiêu", "Đắk R'lấp", "★★★★", 80],
                ["", "Tổng cộng", "", "", 3],
                [],
                ["", "", "", "TM. ỦY BAN NHÂN DÂN"],
                ["Ghi chú: số liệu đến ngày 19/6/2025"],
            ]
        ),
        **SILENT,
    )
    assert not found.rejects
    assert [(row.row, row.product, row.stars, row.points) for row in found.rows] == [
        (9, "Mật ong hoa nhãn", 4, Decimal(75)),
        (10, "Chè dây", 3, Decimal(65)),
        (13, "Tiêu sọ", 4, Decimal(80)),
    ]
    first = found.rows[0]
    assert (first.decision, first.decided_on, first.authority) == tuple(SIGNED.values())
    assert first.level is Level.PROVINCE
    said = notes(found)
    assert "dòng 6: bỏ qua 1 dòng đánh số cột" in said
    assert "dòng 7, 8: bỏ qua 2 dòng tiêu đề nhóm: “Nhóm thực phẩm”, “Huyện Đắk Song”" in said
    assert "dòng 12: bỏ qua 1 dòng tiêu đề cột lặp lại" in said
    assert "dòng 14: bỏ qua 1 dòng tổng cộng: “Tổng cộng”" in said
    assert "dòng 11, 15: bỏ qua 2 dòng trống" in said
    assert "dòng 16, 17: bỏ qua 2 dòng chữ ngoài bảng" in said
    assert "được hiểu theo tiêu đề: 858/QĐ-UBND" in said


def test_a_producer_merged_over_several_products_belongs_to_each_of_them() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for line in (["TT", "Sản phẩm", "Chủ thể", "Kết quả", ""], ["", "", "", "Số điểm", "Hạng sao"]):
        page.append(line)
    page.append([1, "Mật ong hoa nhãn", "HTX Ong Việt", 75, 4])
    page.append([2, "Mật ong hoa cà phê", "", 55, 3])
    page.append([3, "Chè dây", "HTX Chè", 55, 3])
    for merged in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "C3:C4"):
        page.merge_cells(merged)
    packed = BytesIO()
    book.save(packed)
    found = annex(packed.getvalue())
    assert not found.rejects
    assert [(row.product, row.producer, row.flags) for row in found.rows] == [
        ("Mật ong hoa nhãn", "HTX Ong Việt", ()),
        ("Mật ong hoa cà phê", "HTX Ong Việt", ("Chủ thể lấy từ ô gộp ở dòng 3.",)),
        ("Chè dây", "HTX Chè", ()),
    ]


def test_a_heading_merged_across_the_table_is_no_product() -> None:
    lines = [HEADER, ["Các sản phẩm của xã Đắk Búk So"], GOOD]
    found = annex(xlsx(lines, merged=[("A2:F2", "Các sản phẩm của xã Đắk Búk So")]))
    assert [row.row for row in found.rows] == [3]
    assert "tiêu đề nhóm: “Các sản phẩm của xã Đắk Búk So”" in notes(found)


def test_in_a_csv_a_product_without_ordinal_and_producer_belongs_to_the_producer_above() -> None:
    lines = [HEADER, GOOD, ["", "Mật ong hoa cà phê", "", "", "3 sao", "55"], [2, "Chè dây", "", "", "3 sao", "55"]]
    found = annex(csv(lines, ";"))
    assert [(row.product, row.producer, row.address) for row in found.rows] == [
        ("Mật ong hoa nhãn", "HTX Ong Việt", GOOD[3]),
        ("Mật ong hoa cà phê", "HTX Ong Việt", GOOD[3]),
    ]
    assert found.rows[1].flags == ("Chủ thể lấy từ ô gộp ở dòng 2.",)
    assert [(reject.row, reject.reason) for reject in found.rejects] == [(4, "Thiếu chủ thể.")]


def test_in_a_workbook_a_missing_producer_is_not_guessed() -> None:
    found = annex(xlsx([HEADER, GOOD, ["", "Mật ong hoa cà phê", "", "", "3 sao", "55"]]))
    assert [(reject.row, reject.cell, reject.reason) for reject in found.rejects] == [(3, "C3", "Thiếu chủ thể.")]


def test_every_sheet_with_a_header_is_read_and_the_others_are_named() -> None:
    found = annex(
        xlsx(
            {
                "Cấp tỉnh": [HEADER, GOOD],
                "Cấp huyện": [["Tên sản phẩm", "Cơ sở sản xuất", "Xếp hạng"], ["Chè dây", "HTX Chè", "3 sao"]],
                "Biên bản": [["Thành phần dự họp"]],
                "Nháp": [HEADER, GOOD],
            },
            hidden=["Nháp"],
        )
    )
    assert [(row.sheet, row.product) for row in found.rows] == [
        ("Cấp tỉnh", "Mật ong hoa nhãn"),
        ("Cấp huyện", "Chè dây"),
    ]
    assert "Trang “Biên bản”: không có dòng tiêu đề" in notes(found)
    assert "Trang “Nháp”: trang bị ẩn, không đọc" in notes(found)


def test_a_second_table_with_other_columns_is_read_by_its_own_header() -> None:
    other = ["TT", "Chủ thể", "Tên sản phẩm", "Hạng sao"]
    found = annex(xlsx([HEADER, GOOD, [], other, [1, "HTX Chè", "Chè dây", 3], [2, "HTX Chè", "Chè xanh", 2]]))
    assert [(row.product, row.producer) for row in found.rows] == [
        ("Mật ong hoa nhãn", "HTX Ong Việt"),
        ("Chè dây", "HTX Chè"),
    ]
    assert (found.rejects[0].cell, found.rejects[0].table.labels[:4]) == ("D6", tuple(other))


def test_a_file_without_any_header_is_refused() -> None:
    with pytest.raises(DataError, match="Không tìm thấy dòng tiêu đề"):
        annex(xlsx([["Biên bản họp"], ["Thành phần"]]))


def test_columns_that_are_not_read_are_named() -> None:
    found = annex(xlsx([(*HEADER, "Điện thoại"), (*GOOD, "0912345678")]))
    assert "không dùng các cột “Điện thoại”" in notes(found)


def test_decomposed_text_and_spelling_of_marks_make_no_difference() -> None:
    lines = [[unicodedata.normalize("NFD", str(cell)) for cell in line] for line in (HEADER, GOOD)]
    assert annex(csv(lines)).rows[0].product == "Mật ong hoa nhãn"
    assert annex(xlsx(lines)).rows[0].producer == "HTX Ong Việt"


def test_a_row_keeps_its_own_decision_over_the_one_that_was_given() -> None:
    row = only_row((*GOOD, "Số: 114/QĐ-UBND", "15/1/2020", "UBND huyện Tuy Đức"), DATED)
    assert (row.decision, row.decided_on, row.authority) == ("114/QĐ-UBND", date(2020, 1, 15), "UBND huyện Tuy Đức")
    assert row.level is Level.DISTRICT


def test_a_decision_beside_the_stars_holds_for_its_row() -> None:
    line = (1, "Mật ong", "HTX Ong Việt", "", "OCOP 4 sao (QĐ 114/QĐ-UBND, 15/1/2020)", 75)
    row = only_row(line, authority="UBND tỉnh Đắk Nông", decision=None, date=None)
    assert (row.stars, row.decision, row.decided_on) == (4, "114/QĐ-UBND", date(2020, 1, 15))


def test_dates_are_read_in_vietnamese_order_and_as_excel_numbers() -> None:
    for written in ("5/3/2024", date(2024, 3, 5), 45356, "ngày 5 tháng 3 năm 2024"):
        row = only_row((*GOOD, "114/QĐ-UBND", written, "UBND tỉnh Đắk Nông"), DATED)
        assert row.decided_on == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({4: "khách sạn 4 sao"}, "“khách sạn 4 sao” là hạng sao lưu trú du lịch, không phải hạng sao OCOP."),
        ({4: 2021}, "“2021” là một năm, không phải hạng sao."),
        ({4: 2}, "“2”: 1 và 2 sao chỉ là mức chấm điểm, không được công nhận OCOP."),
        ({4: "1 sao"}, "“1 sao”: 1 và 2 sao chỉ là mức chấm điểm, không được công nhận OCOP."),
        ({4: "tiềm năng 5 sao"}, "là đề xuất, không phải công nhận"),
        ({4: "đề xuất 5 sao"}, "là đề xuất, không phải công nhận"),
        ({4: ""}, "Thiếu hạng sao."),
        ({5: 69.5}, "69,5 điểm thấp hơn mức của 4 sao (từ 70 điểm)."),
        ({4: 3, 5: "49,9"}, "49,9 điểm thấp hơn mức của 3 sao (từ 50 điểm)."),
        ({4: 5, 5: 89}, "89 điểm thấp hơn mức của 5 sao (từ 90 điểm)."),
        ({5: 101}, "Số điểm “101” nằm ngoài khoảng từ 0 đến 100."),
        ({1: ""}, "Thiếu tên sản phẩm."),
        ({1: 123}, "Ô tên sản phẩm “123” không có chữ nào."),
        ({2: "-"}, "Thiếu chủ thể."),
    ],
)
def test_a_row_that_cannot_be_a_recognition_is_refused_with_its_reason(changed: dict[int, object], reason: str) -> None:
    assert reason in only_reason([changed.get(column, cell) for column, cell in enumerate(GOOD)])


def test_a_reject_names_its_cell_and_keeps_the_whole_row() -> None:
    found = annex(xlsx([*TITLES, HEADER, (1, "", "HTX Ong Việt", "Đắk Mil", "2 sao", 40)]))
    (reject,) = found.rejects
    assert (reject.sheet, reject.row, reject.cell) == ("Phụ lục", 6, "B6, E6")
    assert [fault.value for fault in reject.faults] == ["", "2 sao"]
    assert reject.original == ("1", "", "HTX Ong Việt", "Đắk Mil", "2 sao", "40")


@pytest.mark.parametrize("missing", SIGNED)
def test_a_recognition_needs_number_date_and_authority_of_its_decision(missing: str) -> None:
    reason = only_reason(GOOD, **{missing: None})
    said = {"decision": "Thiếu số quyết định", "date": "Thiếu ngày quyết định", "authority": "Thiếu cơ quan ban hành"}
    assert reason == f"{said[missing]}: tệp không ghi và cũng không được cho kèm theo tệp."


def test_the_date_of_one_decision_is_not_lent_to_another() -> None:
    reason = only_reason((*GOOD, "114/QĐ-UBND", "", ""), DATED)
    assert reason == "Thiếu ngày quyết định: dòng này ghi số hoặc ngày khác với quyết định 858/QĐ-UBND của cả tệp."


def test_a_day_that_does_not_exist_and_a_day_to_come_are_refused() -> None:
    assert "Không có ngày “31/02/2024”" in only_reason((*GOOD, "114/QĐ-UBND", "31/02/2024", "UBND tỉnh X"), DATED)
    line = (*GOOD[:3], "", *GOOD[4:], "1/QĐ-UBND")
    assert only_row((*line, TODAY, "UBND tỉnh Lâm Đồng"), DATED, **SILENT).decided_on == TODAY
    assert (
        only_reason((*line, "23/11/2026", "UBND tỉnh Lâm Đồng"), DATED) == "Ngày quyết định 23/11/2026 còn ở tương lai."
    )


@pytest.mark.parametrize(
    ("province", "signed", "accepted"),
    [
        ("Đắk Nông", date(2025, 6, 30), True),
        ("Tỉnh Đắk Nông", date(2025, 6, 30), True),
        ("Đắk Nông", date(2025, 7, 1), False),
        ("Lâm Đồng", date(2025, 7, 1), True),
        ("TP. Hà Nội", date(2025, 7, 1), True),
        ("Sài Côn", date(2025, 6, 30), False),
    ],
)
def test_a_province_must_have_existed_on_the_day_of_the_decision(province: str, signed: date, accepted: bool) -> None:
    header = ("Tên sản phẩm", "Chủ thể", "Tỉnh", "Hạng sao")
    found = annex(xlsx([header, ["Mật ong", "HTX Ong Việt", province, 4]]), date=signed, authority="Bộ NN&MT")
    assert bool(found.rows) is accepted
    if not accepted:
        assert found.rejects[0].cell == "C2"
        assert found.rejects[0].reason == f"Không có tỉnh “{province}” vào ngày {signed:%d/%m/%Y}."


def test_a_province_at_the_end_of_an_address_counts_and_a_provincial_road_does_not() -> None:
    late = {"date": date(2026, 8, 5), "authority": "UBND tỉnh Lâm Đồng"}
    assert "Không có tỉnh “Đắk Nông” vào ngày 05/08/2026" in only_reason(GOOD, **late)
    assert only_row([*GOOD[:3], "số 5 đường tỉnh lộ 8", *GOOD[4:]], **late).product == "Mật ong hoa nhãn"


def test_an_authority_of_a_province_that_is_no_more_decides_nothing() -> None:
    line = [*GOOD[:3], "", *GOOD[4:]]
    assert "Không có tỉnh “Đắk Nông” vào ngày 01/07/2025" in only_reason(line, date=date(2025, 7, 1))


def test_ninety_points_with_four_stars_and_decimals_are_flagged_not_refused() -> None:
    row = only_row([*GOOD[:4], 4, 92])
    assert row.flags == ("92 điểm với 4 sao: đủ điểm 5 sao, trung ương còn phải xét.",)
    row = only_row([*GOOD[:4], 4, "80,5"])
    assert (row.points, row.flags) == (
        Decimal("80.5"),
        ("Điểm lẻ 80,5: theo thang điểm của các bộ tiêu chí trước QĐ 26/2026/QĐ-TTg, điểm là số nguyên.",),
    )


def test_what_is_odd_about_a_good_row_is_flagged() -> None:
    row = only_row((*GOOD[:4], "5 sao (lần 2)", 95, "114", "15/1/2017", "UBND huyện Tuy Đức"), DATED)
    assert row.flags == (
        "Ô hạng sao còn ghi thêm: “5 sao (lần 2)”.",
        "Ngày quyết định 15/01/2017 có trước Chương trình OCOP (2018).",
        "Số “114” không mang ký hiệu quyết định (QĐ).",
        "5 sao do địa phương công nhận: theo quy định 5 sao do bộ công nhận.",
    )


def test_the_same_product_of_the_same_producer_twice_is_reported_not_dropped() -> None:
    found = annex(
        xlsx({"A": [HEADER, GOOD, [2, "MẬT ONG  HOA NHÃN", "htx ong việt", "", 3, 55]], "B": [HEADER, GOOD]}),
    )
    assert len(found.rows) == 3
    assert found.rows[0].flags == ()
    assert found.rows[1].flags == ("Trùng tên sản phẩm và chủ thể với dòng 2.",)
    assert found.rows[2].flags == ("Trùng tên sản phẩm và chủ thể với dòng 2 trang “A”.",)


def test_five_stars_that_a_note_or_a_title_calls_a_proposal_are_refused() -> None:
    line = (*GOOD[:4], 5, 95)
    assert "Ghi chú cho biết 5 sao mới là đề xuất" in only_reason((*line, "Tiềm năng 5 sao"), (*HEADER, "Ghi chú"))
    found = annex(xlsx([["DANH SÁCH SẢN PHẨM TIỀM NĂNG 5 SAO"], HEADER, line]))
    assert "Tiêu đề của bảng cho biết 5 sao mới là đề xuất" in found.rejects[0].reason
    assert only_row((*GOOD, "đề nghị xét 5 sao"), (*HEADER, "Ghi chú")).stars == 4


def test_a_file_of_proposals_is_read_as_such() -> None:
    header = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao đề xuất", "Số điểm")
    lines = [header, [*GOOD[:4], "5 sao", 91], [2, "Chè dây", "HTX Chè", "", "tiềm năng 5 sao", 88]]
    found = annex(xlsx([*lines, [3, "Tiêu", "HTX Tiêu", "", "tiềm năng", ""]]), kind="proposal", **SILENT)
    assert [(row.product, row.stars, row.decision, row.decided_on) for row in found.rows] == [
        ("Mật ong hoa nhãn", 5, "", None),
        ("Chè dây", 5, "", None),
    ]
    assert found.rows[1].flags == ("88 điểm thấp hơn mức của 5 sao (từ 90 điểm).",)
    assert [reject.reason for reject in found.rejects] == ["“tiềm năng” không nêu đề xuất mấy sao."]
    refused = annex(xlsx(lines))
    assert not refused.rows
    assert all("là đề xuất, không phải công nhận" in reject.reason for reject in refused.rejects)


def test_two_decisions_for_one_file_are_pointed_out() -> None:
    found = annex(xlsx([*TITLES, HEADER, GOOD]), decision="900/QĐ-UBND", date=date(2025, 6, 20))
    assert found.rows[0].decision == "900/QĐ-UBND"
    assert "tiêu đề ghi quyết định 858/QĐ-UBND, khác quyết định được cho kèm theo tệp" in notes(found)


def test_a_decision_that_is_none_is_refused_before_the_file_is_read() -> None:
    with pytest.raises(DataError, match="không có số quyết định"):
        annex(b"", decision="chưa rõ")


def test_a_name_that_needs_attention_is_no_heading_and_a_total_is_no_product() -> None:
    lines = [HEADER, [1, "Bò một nắng"], [2, "Xà lách thủy canh", "", "", 3], ["", "", "Cộng: 2 sản phẩm"]]
    found = annex(xlsx(lines))
    assert [reject.original[1] for reject in found.rejects] == ["Bò một nắng", "Xà lách thủy canh"]
    assert "1 dòng tổng cộng: “Cộng: 2 sản phẩm”" in notes(found)


def test_columns_may_be_counted_below_the_header_and_short_names_are_names() -> None:
    lines = [HEADER, ["A", "B", "1", "2", "3", "4=2+3"], [1, "A", "B", "", 4, 75], [2, "C", "D", "", 3, 55]]
    found = annex(xlsx(lines))
    assert [(row.product, row.producer) for row in found.rows] == [("A", "B"), ("C", "D")]
    assert "dòng 2: bỏ qua 1 dòng đánh số cột" in notes(found)


def test_a_path_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.xlsx"
    path.write_bytes(xlsx([HEADER, GOOD]))
    found = read_annex(path, gazetteer=FakeGazetteer(), today=TODAY, **SIGNED)
    assert found == annex(path.read_bytes())
    (row,) = found.rows
    assert replace(row, table=replace(row.table, sheet="CSV")) == annex(csv([HEADER, GOOD])).rows[0]


def test_the_gazetteer_is_asked_once_for_each_name_and_day() -> None:
    gazetteer = FakeGazetteer()
    lines = [(number, f"Mật ong {number}", *GOOD[2:]) for number in range(50)]
    assert len(annex(xlsx([HEADER, *lines]), gazetteer=gazetteer).rows) == 50
    assert gazetteer.asked == 1


WORDS = [*HEADER, "", "I", "1", "Tổng cộng", "Mật ong", "HTX A", "4 sao", "5 sao tiềm năng", "75", "tỉnh X", "–"]
TYPED = st.text(st.characters(exclude_characters=";\t\0", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(st.sampled_from(WORDS) | TYPED, max_size=8), max_size=8))
@settings(max_examples=EXAMPLES)
def test_every_line_of_any_table_is_accounted_for(lines: list[list[str]]) -> None:
    found = annex(csv([HEADER, *lines]))
    said = {row.row for row in found.rows} | {reject.row for reject in found.rejects}
    said |= {row for note in found.notes for row in note.rows}
    last = max((number for number, line in enumerate(lines, 2) if any(map(text, line))), default=1)
    assert set(range(1, last + 1)) == said
