"""Finding the header, and what its wordings mean."""

import unicodedata

import pytest

from ocop.intake.files import open_sheets
from ocop.intake.headers import field_of, find
from ocop.intake.sheets import Sheet
from ocop.intake.wordings import WORDINGS, Field
from tests.intake.builders import HEADER, Line, annex, csv, xlsx


def sheet(*lines: Line, merged: tuple[tuple[str, object], ...] = ()) -> Sheet:
    return open_sheets(xlsx(lines, merged))[0]


@pytest.mark.parametrize(
    ("wording", "field"),
    [
        ("Tên sản phẩm", Field.PRODUCT),
        ("SẢN PHẨM", Field.PRODUCT),
        ("Tên sản phẩm OCOP", Field.PRODUCT),
        ("Tên sản phẩm/dịch vụ", Field.PRODUCT),
        ("Chủ thể", Field.PRODUCER),
        ("Tên cơ sở", Field.PRODUCER),
        ("Tên chủ thể OCOP", Field.PRODUCER),
        ("Đơn vị", Field.PRODUCER),
        ("Cơ sở sản xuất", Field.PRODUCER),
        ("Địa chỉ", Field.ADDRESS),
        ("Địa điểm", Field.ADDRESS),
        ("Địa bàn", Field.ADDRESS),
        ("Hạng sao", Field.STARS),
        ("Hạng sao (3, 4, 5)", Field.STARS),
        ("Kết quả phân hạng", Field.STARS),
        ("Xếp hạng", Field.STARS),
        ("Sao", Field.STARS),
        ("Hạng sao đề xuất", Field.PROPOSED),
        ("Số điểm", Field.POINTS),
        ("Tổng điểm", Field.POINTS),
        ("Kết quả (điểm)", Field.POINTS),
        ("Nhóm", Field.SET),
        ("Bộ sản phẩm", Field.SET),
        ("Phân loại", Field.SET),
        ("Số quyết định", Field.DECISION),
        ("Quyết định công nhận", Field.DECISION),
        ("Ngày", Field.DATE),
        ("Ngày ban hành", Field.DATE),
        ("Cơ quan công nhận", Field.AUTHORITY),
        ("Cấp", Field.LEVEL),
        ("Tỉnh/Thành phố", Field.PROVINCE),
        ("Huyện", Field.DISTRICT),
        ("Xã/phường", Field.COMMUNE),
        ("Mã số", Field.CODE),
        ("STT", Field.ORDINAL),
        ("Ghi chú", Field.NOTE),
        ("Đơn vị tính", None),
        ("Số điện thoại", None),
        ("Mã số thuế", None),
        ("Ngày hết hạn", None),
        ("", None),
    ],
)
def test_wordings_name_their_fields(wording: str, field: Field | None) -> None:
    assert field_of(wording) is field
    assert field_of(unicodedata.normalize("NFD", wording)) is field


def test_no_wording_names_two_fields() -> None:
    for field, wordings in WORDINGS.items():
        assert {field_of(wording) for wording in wordings.split(", ")} == {field}


def test_the_header_is_found_below_titles() -> None:
    found = find(
        sheet(
            ["UBND TỈNH ĐẮK NÔNG"],
            [],
            ["DANH SÁCH SẢN PHẨM OCOP ĐẠT HẠNG SAO NĂM 2025"],
            ["TT", "Tên sản phẩm", "Chủ thể", "Hạng sao"],
            [1, "Mật ong", "HTX A", 4],
        )
    )
    assert found is not None
    assert (found.first, found.last) == (3, 3)
    assert found.columns == {Field.ORDINAL: 0, Field.PRODUCT: 1, Field.PRODUCER: 2, Field.STARS: 3}


TWO_ROWS = (
    ["TT", "Sản phẩm", "Chủ thể", "", "", "Kết quả", ""],
    ["", "", "Tên", "Địa chỉ", "Điện thoại", "Số điểm", "Hạng sao"],
    [1, "Mật ong", "HTX A", "xã B", "09", 75, 4],
)
FIELDS = {
    Field.ORDINAL: 0,
    Field.PRODUCT: 1,
    Field.PRODUCER: 2,
    Field.ADDRESS: 3,
    Field.POINTS: 5,
    Field.STARS: 6,
}


def test_a_header_of_two_rows_is_read_as_one() -> None:
    merged = (("A1:A2", "TT"), ("B1:B2", "Sản phẩm"), ("C1:E1", "Chủ thể"), ("F1:G1", "Kết quả"))
    found = find(sheet(*TWO_ROWS, merged=merged))
    assert found is not None
    assert (found.first, found.last) == (0, 1)
    assert found.columns == FIELDS
    assert found.labels == ("TT", "Sản phẩm", "Chủ thể - Tên", "Địa chỉ", "Chủ thể - Điện thoại", "Số điểm", "Hạng sao")


def test_a_header_of_two_rows_is_read_as_one_in_a_csv_too() -> None:
    found = find(open_sheets(csv(TWO_ROWS))[0])
    assert found is not None
    assert found.columns == FIELDS


def test_the_wordings_of_a_header_written_as_one_row_mean_the_same() -> None:
    found = find(sheet(*TWO_ROWS))
    assert found is not None
    again = find(sheet(found.labels))
    assert again is not None
    assert (again.columns, again.labels) == (found.columns, found.labels)


def test_results_by_council_are_not_taken_for_places() -> None:
    found = find(sheet(["Sản phẩm", "Chủ thể", "Hạng sao", "Kết quả", ""], ["", "", "", "Huyện", "Tỉnh"]))
    assert found is not None
    assert Field.PROVINCE not in found.columns
    assert found.unused == ["Kết quả - Huyện", "Kết quả - Tỉnh"]


def test_of_two_columns_the_surer_wording_is_read() -> None:
    found = find(sheet(["Đơn vị", "Tên sản phẩm", "Chủ thể", "Điểm", "Tổng điểm", "Hạng sao"]))
    assert found is not None
    assert (found.columns[Field.PRODUCER], found.columns[Field.POINTS]) == (2, 4)
    assert found.unused == ["Đơn vị", "Điểm"]


@pytest.mark.parametrize(
    "lines",
    [
        [["Họ và tên", "Chức vụ"], ["Nguyễn Văn A", "Chủ tịch"]],
        [["Danh sách sản phẩm OCOP của các chủ thể"]],
        [["Sản phẩm", "Ghi chú"]],
        [],
    ],
)
def test_other_tables_have_no_header_of_ours(lines: list[Line]) -> None:
    assert find(sheet(*lines)) is None


@pytest.mark.parametrize("group", [("I", "Sản phẩm được công nhận"), ("", "Sản phẩm được công nhận"), ("Sản phẩm",)])
def test_the_first_group_of_rows_is_no_second_row_of_the_header(group: tuple[str, ...]) -> None:
    found = annex(xlsx([HEADER, group, (1, "Mật ong", "HTX Ong Việt", "Đắk Mil", 4, 75)]))
    assert found.tables[0].labels == HEADER
    assert [row.product for row in found.rows] == ["Mật ong"]
