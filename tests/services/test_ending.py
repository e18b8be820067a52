"""What ends, the letters to the makers as they are read back, and that they were sent; on both engines."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from ocop.domain.ending import Ending, Order, Within, queue
from ocop.domain.entries import ContactEntry
from ocop.domain.recognition import Kind, Scope
from ocop.errors import NotAllowed, QueryError
from ocop.services import ending
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_desk_altering import steward

FORMULA = '=HYPERLINK("http://x.example","Chè")'
HOME = "Số 12 đường Hoa"
ELSEWHERE = "00004"


def known(register: Register, scope: Scope = Scope.REAL) -> None:
    """Ends on 21/12/2026, 10/02/2027, 01/05/2027; ended on 1/11/2026; goes on; in Hà Nội; revoked; of long ago."""
    two, house = maker("HTX Hai"), maker("Hộ kinh doanh Lê Thị Thử", kind="household")
    enter(
        register,
        product(1, two, event(Kind.FIRST, "2023-12-21", 4)),
        product(2, two, event(Kind.FIRST, "2024-02-10", 3)),
        product(3, house, event(Kind.FIRST, "2024-05-01", 3)),
        product(4, maker("HTX Bốn"), event(Kind.FIRST, "2023-11-01", 3)),
        product(5, two, event(Kind.FIRST, "2023-12-21", 4), event(Kind.RENEWED, "2026-11-01", 4)),
        product(6, maker(FORMULA, ELSEWHERE), event(Kind.FIRST, "2023-12-25", 5)),
        product(7, two, event(Kind.FIRST, "2023-12-21", 4), event(Kind.REVOKED, "2026-10-01", about=0)),
        product(8, two, event(Kind.FIRST, "2020-01-01", 4)),
        scope=scope,
    )


def part(found: list[Ending], within: Within, **more: object) -> list[str]:
    asked = {"province": None, "only_untold": False, "order": Order.END} | more
    return [each.product.name[-1] for each in queue(found, TODAY, within=within, **asked)]  # type: ignore[arg-type]


def told(body: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(body)).pages]


def test_the_queue_holds_what_ends_and_what_ended_lately(register: Register) -> None:
    known(register, Scope.DEMO)
    found = ending.found(register, steward(register, "an"), Scope.DEMO)
    assert part(found, Within.DAYS_30) == ["1"]
    assert part(found, Within.DAYS_90) == ["1", "6", "2"]
    assert part(found, Within.DAYS_180) == ["1", "6", "2", "3"]
    assert part(found, Within.ENDED) == ["4"]
    assert part(found, Within.DAYS_180, province="68") == ["1", "2", "3"]
    assert part(found, Within.DAYS_180, order=Order.MAKER) == ["6", "1", "2", "3"]
    assert [each.days_left(TODAY) for each in found if each.product.name.endswith("1")] == [29]


def test_a_steward_sees_the_province_that_is_theirs(register: Register) -> None:
    known(register)
    found = ending.found(register, steward(register, "an", "68"), Scope.REAL)
    assert {each.product.producer.province for each in found} == {"68"}
    everywhere = ending.found(register, steward(register, "binh"), Scope.REAL)
    with pytest.raises(NotAllowed):
        ending.letters(register, steward(register, "xa", "68"), everywhere)


def test_one_letter_to_each_maker_with_all_its_products(register: Register) -> None:
    known(register)
    an = steward(register, "an")
    found = queue(ending.found(register, an, Scope.REAL), TODAY, within=Within.DAYS_180, province="68",
                  only_untold=False, order=Order.END)  # fmt: skip
    with writing(register.engine) as session:
        house = next(each.product.producer.id for each in found if "Hộ" in each.product.producer.name)
        actions.keep_contact(session, producer_id=house, contact=ContactEntry(address=HOME), by="a", reason="b")
    two, of_house = told(ending.letters(register, an, found))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
        "Số: ……/……", "V/v hồ sơ đánh giá lại sản phẩm OCOP", "Lâm Đồng, ngày …… tháng …… năm ……", "Kính gửi: HTX Hai",
        "tính đến ngày 22/11/2026", "Sản phẩm 1", "Sản phẩm 2", "4 sao", "21/12/2026", "10/02/2027", "Mẫu 01",
        "05 mẫu sản phẩm", "không dùng hạng sao và nhãn hiệu chứng nhận OCOP", "DỰ THẢO", "Nơi nhận:",
        "(Ký, ghi rõ họ tên, đóng dấu)", "phải đối chiếu với văn bản đã ký",
    ):  # fmt: skip
        assert words in two, words
    assert "Sản phẩm 5" not in two, "what goes on is in no letter"
    assert "MINH HỌA" not in two
    assert HOME in of_house
    assert HOME not in two


def test_letters_of_the_illustration_say_so(register: Register) -> None:
    known(register, Scope.DEMO)
    an = steward(register, "an")
    pages = told(ending.letters(register, an, ending.found(register, an, Scope.DEMO)))
    assert len(pages) == 4
    assert all("DỮ LIỆU MINH HỌA: tạo ra để trình diễn" in page for page in pages)
    five = next(page for page in pages if "=HYPERLINK" in page)
    assert "cấp quốc gia kết thúc vào ngày 30/9 và 30/3" in five


def test_what_was_sent_shows_in_the_queue(register: Register) -> None:
    known(register)
    an = steward(register, "an")
    revision = register.revision()
    found = ending.found(register, an, Scope.REAL)
    first = [each for each in found if each.product.code == code(1)]
    with pytest.raises(QueryError, match="còn ở tương lai"):
        ending.note_sent(register, an, first, date(2026, 11, 23))
    ending.note_sent(register, an, first, date(2026, 11, 20))
    now = ending.found(register, an, Scope.REAL)
    (sent,) = [each.sent for each in now if each.sent]
    assert (sent.on, sent.by) == (date(2026, 11, 20), "an@example.vn")
    assert part(now, Within.DAYS_30, only_untold=True) == []
    assert register.revision() == revision, "no public fact changed"


def test_the_list_as_files_cannot_start_a_formula(register: Register) -> None:
    known(register)
    found = queue(ending.found(register, steward(register, "an"), Scope.REAL), TODAY, within=Within.DAYS_90,
                  province=None, only_untold=False, order=Order.END)  # fmt: skip
    lines = ending.as_csv(found, Scope.REAL, TODAY).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Mã,Tên sản phẩm,Hạng sao")
    assert "2026-12-21,29," in lines[1]
    assert "\"'=HYPERLINK" in lines[2]
    sheet = load_workbook(io.BytesIO(ending.as_xlsx(found, Scope.REAL, TODAY))).active
    assert sheet is not None
    assert sheet["H2"].value.date() == date(2026, 12, 21)
    assert (sheet["D3"].data_type, sheet["D3"].value) == ("s", FORMULA)
    marked = load_workbook(io.BytesIO(ending.as_xlsx(found, Scope.DEMO, TODAY))).active
    assert marked is not None
    assert marked["K2"].value == "DỮ LIỆU MINH HỌA"
