"""Lists and notes that withdraw, correct or propose, where recognitions were expected."""

from datetime import date

import pytest

from ocop.intake.purposes import doubt, paper_of
from tests.intake.builders import HEADER, SIGNED, annex, only_reason, only_row, xlsx

SILENT = dict.fromkeys(SIGNED)
GOOD = (1, "Mật ong hoa nhãn", "HTX Ong Việt", "Đắk Mil", 4, 75)
NOTED = (*HEADER, "Ghi chú")
DATED = (*HEADER, "Số quyết định", "Ngày quyết định", "Cơ quan ban hành")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("DANH SÁCH SẢN PHẨM OCOP BỊ THU HỒI", "là danh sách thu hồi"),
        ("Quyết định huỷ bỏ kết quả công nhận", "là danh sách hủy bỏ"),
        ("Danh sách sản phẩm hết hiệu lực", "là danh sách hết hiệu lực"),
        ("Danh sách sản phẩm hết hạn", "là danh sách hết hạn"),
        ("Danh sách sản phẩm được gia hạn", "là danh sách gia hạn"),
        ("Danh sách đính chính tên chủ thể", "là danh sách đính chính"),
        ("Danh sách điều chỉnh, bổ sung", "là danh sách điều chỉnh"),
        ("DANH SÁCH SẢN PHẨM ĐỀ NGHỊ CÔNG NHẬN NĂM 2025", "là danh sách đề nghị công nhận"),
        ("Danh sách sản phẩm đề nghị công nhận lại", "là danh sách đề nghị công nhận"),
        ("Danh sách sản phẩm đề xuất 5 sao", "là danh sách đề xuất"),
        ("Sản phẩm dự kiến công nhận năm 2026", "là danh sách dự kiến"),
        ("Danh sách sản phẩm đăng ký tham gia đánh giá", "là danh sách đăng ký tham gia"),
        ("(Kèm theo Tờ trình số 45/TTr-UBND ngày 1/6/2025 của UBND huyện Đắk Mil)", "là phụ lục của tờ trình"),
        ("Số: 12/BC-UBND", "là phụ lục của báo cáo"),
        ("(Kèm theo Kế hoạch số 7/KH-UBND)", "là phụ lục của kế hoạch"),
        ("THÔNG BÁO", "là phụ lục của thông báo"),
    ],
)
def test_a_table_whose_title_says_that_it_recognises_nothing_is_refused_row_by_row(title: str, said: str) -> None:
    found = annex(xlsx([["PHỤ LỤC"], [title], HEADER, GOOD, (2, "", "HTX Chè", "", 3, 55)]))
    assert not found.rows
    assert len(found.rejects) == 2
    for reject in found.rejects:
        assert said in reject.reason
        assert (reject.cell, reject.value) == ("A2", title)
        assert len(reject.faults) == 1


def test_the_reason_names_the_way_out() -> None:
    said = doubt(["Danh sách thu hồi"])
    assert said
    assert said.reason == (
        "Bảng này là danh sách thu hồi, không phải danh sách công nhận: "
        "hãy ghi từng quyết định thu hồi vào lịch sử của sản phẩm."
    )
    said = doubt(["Danh sách đề xuất"])
    assert said
    assert said.reason.endswith("hãy nhập riêng theo loại đề xuất (ở dòng lệnh: --kind proposal).")


def test_a_title_that_both_recognises_and_withdraws_is_refused_as_unclear() -> None:
    for title in ("Quyết định công nhận và thu hồi sản phẩm OCOP", "Quyết định thu hồi và công nhận sản phẩm OCOP"):
        said = doubt([title])
        assert said
        assert "vừa ghi “công nhận” vừa ghi “thu hồi”" in said.reason


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN LẠI",
        "CHƯƠNG TRÌNH MỖI XÃ MỘT SẢN PHẨM",
        "Danh sách sản phẩm hết hạn được công nhận lại",
        "Kết quả đánh giá hạng sao sản phẩm",
        "Căn cứ Tờ trình số 45/TTr-SNN về việc đề nghị công nhận sản phẩm",
        "Theo đề nghị của Giám đốc Sở Nông nghiệp và Môi trường",
        "Sản phẩm OCOP để xuất khẩu",
        "Danh sách sản phẩm OCOP theo địa bàn sau khi điều chỉnh địa giới",
        "(Kèm theo Quyết định số 858/QĐ-UBND ngày 19/6/2025, theo Tờ trình số 45/TTr-SNN)",
    ],
)
def test_titles_of_recognitions_raise_no_doubt(title: str) -> None:
    found = annex(xlsx([[title], HEADER, (*GOOD[:4], 5, 95)]))
    assert [row.stars for row in found.rows] == [5]


def test_a_title_that_runs_over_two_lines_is_understood() -> None:
    said = doubt(["DANH SÁCH SẢN PHẨM ĐỀ", "NGHỊ CÔNG NHẬN"])
    assert said
    assert "đề nghị công nhận" in said.reason


def test_a_list_of_proposals_is_accepted_as_proposals() -> None:
    for title in ("Danh sách đề nghị công nhận", "Danh sách dự kiến", "Kèm theo Tờ trình số 45/TTr-UBND"):
        found = annex(xlsx([[title], HEADER, GOOD]), kind="proposal", **SILENT)
        assert [row.stars for row in found.rows] == [4]


def test_a_report_may_list_what_the_decision_of_each_row_recognised() -> None:
    own = (*GOOD, "114/QĐ-UBND", date(2024, 3, 5), "UBND tỉnh Đắk Nông")
    found = annex(xlsx([["(Kèm theo Báo cáo số 12/BC-UBND)"], DATED, own, (*GOOD, "", "", "")]))
    assert [row.decision for row in found.rows] == ["114/QĐ-UBND"]
    assert "hãy ghi số và ngày quyết định công nhận ở từng dòng" in found.rejects[0].reason
    submitted = annex(xlsx([["(Kèm theo Tờ trình số 12/TTr-UBND)"], DATED, own]))
    assert not submitted.rows


@pytest.mark.parametrize("number", ["45/TTr-UBND", "12/BC-UBND", "7/KH-UBND", "9/TB-UBND"])
def test_the_number_of_another_paper_is_no_decision(number: str) -> None:
    reason = only_reason((*GOOD, number, date(2024, 3, 5), "UBND tỉnh Đắk Nông"), DATED)
    assert reason == f"Số “{number}” là số của {paper_of(number)}, không phải của quyết định công nhận."


def test_a_second_table_under_the_same_titles_is_refused_too() -> None:
    other = ("Tên sản phẩm", "Chủ thể", "Hạng sao")
    found = annex(xlsx([["Danh sách thu hồi"], HEADER, GOOD, [], other, ("Chè dây", "HTX Chè", 3)]))
    assert not found.rows
    assert [reject.cell for reject in found.rejects] == ["A1", "A1"]


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize(
    "note",
    [
        "thu hồi",
        "Đã thu hồi",
        "Hủy bỏ",
        "Đã hủy",
        "hết hạn",
        "Hết hạn 19/6/2024",
        "không đạt",
        "Không đạt 3 sao",
        "đề xuất",
        "đề nghị công nhận",
        "dự kiến",
        "đề xuất 3 sao",
    ],
)
def test_a_note_that_takes_the_stars_back_stops_the_row(note: str, count: int) -> None:
    found = annex(xlsx([NOTED, (*GOOD[:4], count, "", note)]))
    assert not found.rows
    assert found.rejects[0].cell == "G2"


@pytest.mark.parametrize(
    "note", ["đề xuất 5 sao", "đề nghị xét 5 sao", "Tiềm năng 5 sao", "đề xuất nâng hạng", "Không đạt 5 sao"]
)
def test_four_stars_that_are_put_forward_for_five_stay_four_with_a_flag(note: str) -> None:
    row = only_row((*GOOD, note), NOTED)
    assert row.stars == 4
    assert note in row.flags[0]


def test_a_star_cell_that_also_proposes_more_gives_what_was_granted_with_a_flag() -> None:
    line = (*GOOD[:4], "4 sao (đề xuất 5 sao)", 91)
    row = only_row(line)
    assert row.stars == 4
    assert row.flags[0] == "“4 sao (đề xuất 5 sao)”: đã lấy 4 sao được công nhận, không lấy đề xuất."
    assert only_row(line, kind="proposal").stars == 5


@pytest.mark.parametrize(
    "note",
    ["Hết hạn 19/6/2028", "chưa hết hạn", "Chương trình OCOP", "theo đề nghị của Sở", "Đề nghị bổ sung nhãn", "lần 2"],
)
def test_harmless_notes_are_kept_without_a_word(note: str) -> None:
    row = only_row((*GOOD, note), NOTED)
    assert (row.note, row.flags) == (note, ())


def test_a_note_of_a_correction_is_flagged() -> None:
    row = only_row((*GOOD, "Điều chỉnh tên chủ thể"), NOTED)
    assert row.flags == ("Ghi chú “Điều chỉnh tên chủ thể” nhắc đến việc điều chỉnh: hãy xem lại.",)


def test_a_fault_without_a_column_names_the_first_cell_of_the_header() -> None:
    found = annex(xlsx([["PHỤ LỤC"], ["", *HEADER], ("", *GOOD)]), **{**SIGNED, "decision": None})
    assert found.rejects[0].reason.startswith("Thiếu số quyết định")
    assert found.rejects[0].cell == "B2"


def test_control_characters_do_not_reach_a_row() -> None:
    row = only_row((1, "Mật\x00 ong", "HTX\x07 Ong", "Đắk\x1b Mil", "4sao", 75))
    assert (row.product, row.producer, row.address, row.flags) == ("Mật ong", "HTX Ong", "Đắk Mil", ())
