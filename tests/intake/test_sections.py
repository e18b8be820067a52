"""Headings inside a table, names of sheets and second titles: what the rows below them are for."""

from datetime import date
from pathlib import Path

import pytest

from ocop import intake
from ocop.domain.recognition import Kind
from tests.intake.builders import HEADER, SIGNED, Line, annex, xlsx

WIDE = len(HEADER)
TITLE = ("DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN",)


def product(number: int, name: str, stars: object = 4) -> Line:
    return (number, name, "HTX Ong Việt", "Đắk Mil", stars, "")


def names(lines: list[Line], **said: object) -> tuple[list[str], dict[str, str]]:
    """The products accepted, and of each rejected one the reason."""
    found = annex(xlsx(lines), **said)
    return [row.product for row in found.rows], {reject.original[1]: reject.reason for reject in found.rejects}


def test_a_group_of_revocations_in_a_file_of_recognitions_is_not_loaded() -> None:
    accepted, rejected = names(
        [
            *(TITLE, HEADER),
            *(("I", "Sản phẩm được công nhận"), product(1, "Mật ong"), product(2, "Chè dây")),
            *(("II", "Sản phẩm thu hồi"), product(3, "Rượu cần"), product(4, "Gạo nếp")),
            *(("III", "Sản phẩm công nhận lại"), product(5, "Cà phê bột")),
        ]
    )
    assert accepted == ["Mật ong", "Chè dây", "Cà phê bột"]
    assert set(rejected) == {"Rượu cần", "Gạo nếp"}
    assert "là danh sách thu hồi" in rejected["Rượu cần"]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("B. Danh sách đề nghị công nhận", "là danh sách đề nghị công nhận"),
        ("B. Sản phẩm đề xuất 5 sao", "là danh sách đề xuất"),
        ("II. SẢN PHẨM BỊ HỦY BỎ KẾT QUẢ", "là danh sách hủy bỏ"),
        ("II/ Sản phẩm gia hạn", "là danh sách gia hạn"),
    ],
)
def test_a_heading_in_the_first_column_counts_as_one_beside_its_number(heading: str, said: str) -> None:
    accepted, rejected = names([HEADER, product(1, "Mật ong"), (heading,), product(2, "Chè dây")])
    assert accepted == ["Mật ong"]
    assert said in rejected["Chè dây"]


def test_headings_of_places_below_leave_the_group_what_it_is() -> None:
    accepted, rejected = names(
        [
            HEADER,
            *(("A", "Sản phẩm công nhận mới"), ("I", "Huyện Đắk Mil"), product(1, "Mật ong")),
            *(("B", "Sản phẩm thu hồi"), ("I", "Huyện Đắk Mil"), product(2, "Rượu cần")),
            *(("II", "Huyện Cư Jút"), product(3, "Gạo nếp")),
            *(("C", "Nhóm thực phẩm"), product(4, "Chè dây")),
        ]
    )
    assert accepted == ["Mật ong", "Chè dây"]
    assert set(rejected) == {"Rượu cần", "Gạo nếp"}


def test_an_unmarked_group_holds_until_one_that_recognises() -> None:
    found = annex(
        xlsx(
            [
                HEADER,
                *(("Sản phẩm thu hồi",), product(1, "Rượu cần")),
                *(("Huyện Cư Jút",), product(2, "Gạo nếp")),
                *(("Sản phẩm đạt 4 sao",), product(3, "Chè dây")),
            ],
            merged=[("A2:F2", "Sản phẩm thu hồi"), ("A4:F4", "Huyện Cư Jút"), ("A6:F6", "Sản phẩm đạt 4 sao")],
        )
    )
    assert [row.product for row in found.rows] == ["Chè dây"]
    assert [reject.cell for reject in found.rejects] == ["A2", "A2"]


def test_a_group_of_hopes_keeps_five_stars_out_and_what_was_granted_in() -> None:
    accepted, rejected = names(
        [HEADER, ("II", "Sản phẩm tiềm năng 5 sao"), product(1, "Mật ong", 5), product(2, "Chè dây", 4)]
    )
    assert accepted == ["Chè dây"]
    assert "5 sao mới là đề xuất" in rejected["Mật ong"]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [("Thu hồi", "là danh sách thu hồi"), ("Đề xuất 5 sao", "là danh sách đề xuất"), ("hết hạn 2025", "hết hạn")],
)
def test_the_name_of_a_sheet_says_what_it_lists(sheet: str, said: str) -> None:
    found = annex(xlsx({"Công nhận": [HEADER, product(1, "Mật ong")], sheet: [HEADER, product(1, "Chè dây")]}))
    assert [row.product for row in found.rows] == ["Mật ong"]
    (reject,) = found.rejects
    assert reject.reason.startswith(f"Trang tên “{sheet}”. ")
    assert said in reject.reason


def test_a_sheet_called_a_report_may_hold_recognitions() -> None:
    found = annex(xlsx({"Báo cáo": [HEADER, product(1, "Mật ong")]}))
    assert len(found.rows) == 1


def test_a_second_title_in_a_sheet_speaks_for_the_table_under_it() -> None:
    accepted, rejected = names(
        [
            *(TITLE, HEADER, product(1, "Mật ong")),
            *((), ("DANH SÁCH SẢN PHẨM OCOP BỊ THU HỒI",), HEADER, product(1, "Rượu cần")),
        ]
    )
    assert accepted == ["Mật ong"]
    assert "là danh sách thu hồi" in rejected["Rượu cần"]


def test_a_second_table_has_the_decision_of_its_own_title() -> None:
    found = annex(
        xlsx(
            [
                ("DANH SÁCH SẢN PHẨM BỊ THU HỒI",),
                ("(Kèm theo Quyết định số 10/QĐ-UBND ngày 5/2/2025 của UBND tỉnh Đắk Nông)",),
                *(HEADER, product(1, "Rượu cần")),
                *((), TITLE, ("(Kèm theo Quyết định số 11/QĐ-UBND ngày 6/2/2025 của UBND tỉnh Đắk Nông)",)),
                *(HEADER, product(1, "Mật ong")),
            ]
        ),
        **dict.fromkeys(SIGNED),
    )
    (row,) = found.rows
    assert (row.product, row.decision, row.decided_on) == ("Mật ong", "11/QĐ-UBND", date(2025, 2, 6))
    assert [reject.original[1] for reject in found.rejects] == ["Rượu cần"]


def test_a_header_repeated_on_each_page_changes_nothing() -> None:
    accepted, rejected = names(
        [HEADER, ("II", "Sản phẩm thu hồi"), product(1, "Rượu cần"), HEADER, product(2, "Gạo nếp")]
    )
    assert accepted == []
    assert set(rejected) == {"Rượu cần", "Gạo nếp"}


def test_notes_under_a_table_are_no_heading_of_the_next() -> None:
    accepted, _ = names(
        [HEADER, product(1, "Mật ong"), ("Ghi chú: 2 sản phẩm bị thu hồi",), (), HEADER, product(1, "Chè dây")]
    )
    assert accepted == ["Mật ong", "Chè dây"]


def test_the_report_of_a_group_keeps_the_heading_so_that_it_is_refused_again(tmp_path: Path) -> None:
    found = annex(xlsx([TITLE, HEADER, product(1, "Mật ong"), ("II", "Sản phẩm thu hồi"), product(2, "Rượu cần")]))
    intake.write_report(found, tmp_path / "back.xlsx")
    again = annex((tmp_path / "back.xlsx").read_bytes())
    assert not again.rows
    assert [reject.original[1] for reject in again.rejects] == ["Rượu cần"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([("DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN LẠI",), HEADER, product(1, "Chè")], Kind.RENEWED),
        ([("Quyết định hạ hạng sản phẩm OCOP",), HEADER, product(1, "Chè")], Kind.LOWERED),
        ([HEADER, ("II", "Sản phẩm công nhận lại"), product(1, "Chè")], Kind.RENEWED),
        ([HEADER, product(1, "Chè", "4 sao (công nhận lại)")], Kind.RENEWED),
        ([("Công nhận và công nhận lại sản phẩm OCOP",), HEADER, product(1, "Chè")], None),
        ([HEADER, ("II", "Công nhận lại"), product(1, "Trà"), ("III", "Công nhận mới"), product(2, "Chè")], None),
        ([(*HEADER, "Ghi chú"), (*product(1, "Chè"), "Hạ hạng từ 5 sao")], Kind.LOWERED),
        ([(*HEADER, "Ghi chú"), (*product(1, "Chè"), "Chưa được công nhận lại")], "refused"),
        ([(*HEADER, "Hình thức công nhận"), (*product(1, "Chè"), "Công nhận lại")], Kind.RENEWED),
        ([(*HEADER, "Công nhận lại"), (*product(1, "Chè"), "x")], Kind.RENEWED),
        ([(*HEADER, "Công nhận lại"), (*product(1, "Chè"), "")], None),
        (
            [("Danh sách công nhận lại",), (*HEADER, "Hình thức"), (*product(1, "Chè"), "Công nhận mới")],
            None,
        ),
    ],
)
def test_what_a_file_calls_an_event_is_read_wherever_it_stands(lines: list[Line], said: Kind | str | None) -> None:
    found = annex(xlsx(lines))
    if said == "refused":
        assert not found.rows
    else:
        assert found.rows[-1].says == said
