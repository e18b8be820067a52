"""Yearly reports and monthly returns: what they tell of a place, held against the register's other answers."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from ocop import reference
from ocop.documents import sheets
from ocop.documents.account import Tier
from ocop.documents.paper import Gap, Paper, Text
from ocop.domain.figures import By, Places
from ocop.domain.monitoring import Change
from ocop.domain.recognition import Kind, Scope
from ocop.domain.register import Facet, ProductQuery, choices
from ocop.errors import DataError, QueryError
from ocop.services import demo, reports
from ocop.services.accounts import account
from ocop.services.areas import area
from ocop.services.register import Register
from ocop.services.reports import Span
from tests.conftest import TODAY, open_register

FIRST = date(2026, 1, 1)
MONTH = date(2026, 11, 1)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def illustrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register with a made-up one beside the real records, on each engine in turn."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('illustrated') / 'ocop.db'}"
    else:
        url = request.getfixturevalue("new_database")()
    opened = open_register(url)
    demo.load(opened, products=400, by="t")
    yield opened
    opened.engine.dispose()


def draft(register: Register, span: Span, tier: Tier, place: str | None, day: date = TODAY) -> Paper:
    return reports.report(register, span=span, tier=tier, place=place, day=day, scope=Scope.REAL)


def told(paper: Paper) -> str:
    return "\n".join(each.text for each in paper.blocks if isinstance(each, Text))


def test_the_yearly_report_of_a_province_follows_the_outline_with_the_figures_of_the_register(
    read_only: Register,
) -> None:
    paper = draft(read_only, Span.YEARLY, Tier.PROVINCE, "Lâm Đồng")
    outline = [each.text for each in paper.blocks if hasattr(each, "level")]
    assert outline == [
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Công tác chỉ đạo, ban hành văn bản",
        "2. Kết quả triển khai",
        "a) Tổ chức bộ máy",
        "b) Các hoạt động đã triển khai",
        "c) Rà soát sản phẩm và kế hoạch phát triển sản phẩm",
        "d) Kinh phí",
        "3. Khó khăn, vướng mắc",
        "II. KẾ HOẠCH NĂM 2027",
        "III. ĐỀ XUẤT, KIẾN NGHỊ",
    ]
    assert paper.subject == (
        "Kết quả triển khai Chương trình Mỗi xã một sản phẩm năm 2026 trên địa bàn tỉnh Lâm Đồng "
        "(số liệu đến ngày 22/11/2026)"
    )
    assert (
        "Tính đến hết ngày 22/11/2026 (theo số liệu đã có trong sổ), 24 sản phẩm đã từng được công nhận từ 3 sao trở "
        "lên; 24 sản phẩm có công nhận còn hiệu lực, gồm 0 sản phẩm 5 sao, 5 sản phẩm 4 sao và 19 sản phẩm 3 sao, "
        "của 14 chủ thể."
    ) in told(paper)
    tables = {table.title: table for _name, table in paper.tables()}
    decisions = tables["Quyết định công nhận ban hành trong kỳ, theo sổ"]
    assert decisions.rows == (("3981/QĐ-UBND", date(2026, 8, 5), "UBND tỉnh Lâm Đồng", 9),)
    assert dict(row[:2] for row in tables["Biến động trong kỳ"].rows)["Công nhận (nguồn không nêu lần thứ mấy)"] == 9
    assert tables["Số liệu theo địa bàn"].rows[-1] == ("Cộng", 24, 15, 24, 0, 0)
    assert any("chưa được khai báo đủ quyết định của địa bàn" in each for each in paper.facts)
    assert len([each for each in paper.blocks if isinstance(each, Gap)]) == 9


def test_the_year_that_a_recognition_ends_is_told_the_year_before(read_only: Register) -> None:
    """The decision of 19 June 2025 holds to 19 June 2028."""
    paper = draft(read_only, Span.YEARLY, Tier.COMMUNE, "Quảng Trực, Lâm Đồng", date(2026, 11, 22))
    assert "không có sản phẩm nào đang còn hiệu lực mà hết thời hạn công nhận trong năm 2027" in told(paper)
    opened = account(read_only, area(Tier.COMMUNE, "Quảng Trực, Lâm Đồng", TODAY), Scope.REAL, FIRST, TODAY)
    assert [each.name for each in opened.products] == ["Hạt Mắc ca Mơ Nông", "Mắc ca Lê Anh Tuy Đức"]
    assert (opened.line.products_in_force, opened.line.by_stars[4], opened.line.producers) == (2, 2, 2)


def test_the_monthly_return_of_a_commune_goes_to_its_so(read_only: Register) -> None:
    paper = draft(read_only, Span.MONTHLY, Tier.COMMUNE, "Quảng Trực, Lâm Đồng")
    assert paper.issuer.own == ("ỦY BAN NHÂN DÂN", "XÃ QUẢNG TRỰC")
    assert paper.recipients[0] == "Sở Nông nghiệp và Môi trường tỉnh Lâm Đồng;"
    assert "gửi trước ngày 10" in paper.opening
    assert "từ ngày 01/11/2026 đến hết ngày 22/11/2026" in paper.opening
    first = next(paper.tables())[1]
    assert first.columns[1].title == "Đến hết 31/10/2026"
    assert first.rows[1][:3] == ("Sản phẩm còn hiệu lực", 2, 2)


def test_a_province_that_became_a_city_bears_its_name_of_the_day(read_only: Register) -> None:
    assert area(Tier.PROVINCE, "Đồng Nai", date(2026, 4, 29)).full_name == "Tỉnh Đồng Nai"
    assert area(Tier.PROVINCE, "75", date(2026, 4, 30)).full_name == "Thành phố Đồng Nai"


@pytest.mark.parametrize(
    ("tier", "typed", "sentence"),
    [
        (Tier.PROVINCE, "Atlantis", "Không có tỉnh, thành phố “Atlantis”"),
        (Tier.PROVINCE, "Bình Thuận", "“Bình Thuận” nay thuộc Lâm Đồng (từ 01/7/2025)"),
        (Tier.PROVINCE, None, "Chưa chọn địa bàn"),
        (Tier.COMMUNE, "Tân Lập", "xã, phường tên “Tân Lập”: hãy ghi thêm tỉnh"),
        (Tier.COMMUNE, "Không Đâu, Lâm Đồng", "Không có xã, phường, đặc khu “Không Đâu, Lâm Đồng”"),
        (Tier.NATION, "Lâm Đồng", "hãy bỏ --place"),
    ],
)
def test_a_place_that_is_none_is_said_in_a_sentence(tier: Tier, typed: str | None, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        area(tier, typed, TODAY)
    assert sentence in str(caught.value)


@pytest.mark.parametrize("day", [date(2017, 12, 31), TODAY + timedelta(days=1)])
def test_a_day_that_nobody_can_report_of_is_refused(shipped: Register, day: date) -> None:
    with pytest.raises(QueryError, match="Chưa có số liệu ngày"):
        draft(shipped, Span.YEARLY, Tier.NATION, None, day)


def test_a_form_that_is_not_made_and_a_folder_that_is_not_there_are_said(shipped: Register, tmp_path: Path) -> None:
    paper = draft(shipped, Span.MONTHLY, Tier.COMMUNE, "Quảng Trực, Lâm Đồng")
    with pytest.raises(DataError, match=r"kết thúc bằng \.pdf, \.docx hoặc \.xlsx"):
        reports.write(paper, tmp_path / "x.odt")
    with pytest.raises(DataError, match="hãy tạo trước"):
        reports.write(paper, tmp_path / "gone" / "x.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_nations_report_has_its_provinces_and_the_targets(illustrated: Register, tmp_path: Path) -> None:
    paper = reports.report(
        illustrated, span=Span.YEARLY, tier=Tier.NATION, place=None, day=date(2025, 12, 31), scope=Scope.DEMO
    )
    assert "(số liệu đến ngày" not in paper.subject
    tables = {table.title: table for _name, table in paper.tables()}
    places = tables["Số liệu theo địa bàn"].rows
    assert len(places) == 35
    assert sum(row[3] for row in places[:-1]) == places[-1][3]
    targets = tables["Chỉ tiêu của Quyết định số 919/QĐ-TTg"]
    assert [row[0] for row in targets.rows] == [f"T{number}" for number in range(1, 14)]
    assert targets.rows[6][2:5:2] == ("chưa có", "Chưa tính được: thiếu danh sách làng nghề truyền thống")
    assert "chưa công bố" in targets.note
    reports.write(paper, tmp_path / "n.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "n.pdf").pages]
    assert len(pages) >= 4
    assert all("DỮ LIỆU MINH HỌA" in page for page in pages)
    assert "MH-" in pages[0]  # a made-up decision says so in its number


def test_a_workbook_of_the_nation_adds_up(illustrated: Register) -> None:
    paper = reports.report(illustrated, span=Span.MONTHLY, tier=Tier.NATION, place=None, day=TODAY, scope=Scope.DEMO)
    name = next(name for name, table in paper.tables() if table.title == "Số liệu theo địa bàn")
    sheet = load_workbook(io.BytesIO(sheets.xlsx(paper)))[name]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=38)]
    assert rows[-1][0] == "Cộng"
    for column in (1, 2, 3, 4, 5):
        assert sum(row[column] for row in rows[:-1]) == rows[-1][column]
    assert rows[-1][3] == illustrated.summary(Scope.DEMO, TODAY).total.products_in_force


@pytest.mark.parametrize("first", [FIRST, MONTH])
def test_communes_add_up_to_their_province_and_provinces_to_the_nation(illustrated: Register, first: date) -> None:
    """Communes are counted product by product, provinces from columns in memory: both ways must agree."""
    summary = illustrated.summary(Scope.DEMO, TODAY, Places.NOW, By.PROVINCE)
    line = sorted((line for line in summary.lines if line.code), key=lambda line: line.products_ever)[-4]
    province = reference.provinces()[line.code or ""]
    whole = account(illustrated, area(Tier.PROVINCE, province.code, TODAY), Scope.DEMO, first, TODAY)
    assert whole.line == line
    for figure in ("products_ever", "products_in_force", "expired", "revoked", "reported"):
        assert sum(getattr(part.line, figure) for part in whole.parts) == getattr(line, figure)
        assert sum(getattr(part.before, figure) for part in whole.parts) == getattr(whole.before, figure)
    codes = [each.code for each in reference.communes().values() if each.province == province.code]
    held = {each.code: each.products for each in illustrated.communes(Scope.DEMO, TODAY, province.code).with_product}
    several = [code for code in codes if held.get(code)]
    accounts = [
        account(illustrated, area(Tier.COMMUNE, code, TODAY), Scope.DEMO, first, TODAY)
        for code in codes
        if any(part.line.code == code for part in whole.parts)
    ]
    assert {each.area.code: each.line.products_in_force for each in accounts if each.line.products_in_force} == held
    assert len(several) > 3
    assert sum(each.lapsed for each in accounts) == whole.lapsed
    for kind in Kind:
        assert sum(each.decided.get(kind, 0) for each in accounts) == whole.decided.get(kind, 0)
    for cell, count in whole.groups.cells.items():
        assert sum(each.groups.cells[cell] for each in accounts) == count
    for cell, count in whole.kinds.cells.items():
        assert sum(each.kinds.cells[cell] for each in accounts) == count
    assert sum(sum(each.ending.values()) for each in accounts) == sum(whole.ending.values()) > 0


def test_the_months_moves_are_those_of_the_leaders_page(illustrated: Register) -> None:
    found = account(illustrated, area(Tier.NATION, None, TODAY), Scope.DEMO, MONTH, TODAY)
    changes = illustrated.changes(Scope.DEMO, TODAY)
    assert found.lapsed == changes.of(Change.LAPSED).count
    assert found.decided[Kind.RENEWED] == changes.of(Change.RENEWED).count > 0
    assert found.decided[Kind.RAISED] == changes.of(Change.RAISED).count


def test_what_ends_next_year_is_what_the_products_say(illustrated: Register) -> None:
    found = account(illustrated, area(Tier.PROVINCE, "Hà Nội", TODAY), Scope.DEMO, FIRST, TODAY)
    with illustrated.reading() as session:
        query = choices({Facet.PROVINCE: ["01"], Facet.STATUS: ["valid", "expiring"]})
        products = list(illustrated.finder.every(session, ProductQuery(choices=query, scope=Scope.DEMO), TODAY))
    ends = [each.governing.valid_until for each in products if each.governing and each.governing.valid_until]
    assert sum(found.ending.values()) == sum(end.year == 2027 for end in ends)
    assert len(found.soonest) == sum((end - TODAY).days < 90 for end in ends) == found.line.ending[90]
