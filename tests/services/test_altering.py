"""Decisions that alter a recognition, as a steward records them: what the record then says."""

from datetime import date
from typing import Any

import pytest

from ocop.domain.recognition import Evidence, Kind, Scope, Status
from ocop.domain.register import ProductQuery, Record
from ocop.errors import Conflict, QueryError
from ocop.i18n import language
from ocop.services import demo
from ocop.services.altering import Alteration, alter
from ocop.services.register import Register
from ocop.store.queries import INSTALLER
from ocop.ui.product import line
from tests.conftest import TODAY

CODE = "M57VH4E6"  # Mắc ca Lê Anh Tuy Đức, 4 stars, 858/QĐ-UBND, 19/6/2025 to 19/6/2028
MAKER = "Hợp tác xã Nông nghiệp và Dịch vụ Long Việt"


def altered(register: Register, kind: Kind, code: str = CODE, **given: Any) -> Record:
    standard = {"decision": "1/QĐ-UBND", "decided_on": date(2026, 10, 1), "authority": "UBND tỉnh Lâm Đồng"}
    alteration = Alteration(kind=kind, **(standard | given))
    return alter(register, code, alteration, by="Nguyễn Thị Thử", reason="theo quyết định")[0]


def status(register: Register, day: date) -> tuple[Status, int | None]:
    found = register.record(CODE, day)
    assert found is not None
    return found.product.status, found.product.stars


def test_a_revocation_ends_the_recognition_on_its_day(register: Register) -> None:
    record = altered(register, Kind.REVOKED, signed=True)
    assert (record.product.status, record.product.stars) == (Status.REVOKED, 4)
    newest = record.history[0]
    assert (newest.kind, newest.decision, newest.evidence) == (Kind.REVOKED, "1/QĐ-UBND", Evidence.SIGNED)
    assert status(register, date(2026, 9, 30)) == (Status.VALID, 4)


def test_an_annulment_by_the_code_in_any_spelling(register: Register) -> None:
    record = altered(register, Kind.ANNULLED, "m57v-h4e6")
    assert [event.kind for event in record.history] == [Kind.ANNULLED, Kind.RECOGNISED]
    assert record.product.status is Status.REVOKED


def test_an_extension_moves_the_end_by_at_most_180_days(register: Register) -> None:
    with pytest.raises(Conflict, match="không quá 180 ngày"):
        altered(register, Kind.EXTENDED, valid_until=date(2029, 6, 19))
    altered(register, Kind.EXTENDED, valid_until=date(2028, 12, 16))
    record = register.record("M57V-H4E6", date(2028, 12, 1))
    assert record is not None
    assert record.product.governing is not None
    assert record.product.governing.valid_until == date(2028, 12, 16)
    assert [event.valid_until for event in record.history] == [date(2028, 12, 16), date(2028, 6, 19)]
    (listed,) = register.search(ProductQuery("M57V-H4E6"), date(2028, 12, 1)).products
    assert listed.governing is not None
    assert listed.governing.valid_until == date(2028, 12, 16)
    assert status(register, date(2028, 12, 16)) == (Status.EXPIRING, 4)
    assert status(register, date(2028, 12, 17)) == (Status.EXPIRED, 4)


def test_a_correction_changes_stars_from_its_day_on(register: Register) -> None:
    record = altered(register, Kind.CORRECTED, stars=3, valid_from=date(2026, 10, 5))
    assert record.product.stars == 3
    assert status(register, date(2026, 10, 4)) == (Status.VALID, 4)


def test_a_product_passed_on_names_the_maker_of_the_day(register: Register) -> None:
    record = altered(register, Kind.PASSED, maker="HTX Kế Thừa", address="xã Quảng Trực, tỉnh Lâm Đồng")
    maker = record.product.producer
    assert (maker.name, maker.kind, maker.commune, maker.province) == ("HTX Kế Thừa", "cooperative", "24736", "68")
    assert record.history[0].former_producer == MAKER
    altered(register, Kind.PASSED, maker="HTX Thứ Ba", decision="2/QĐ-UBND", decided_on=date(2026, 11, 1))
    named = {
        day: found.product.producer.name
        for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), TODAY)
        if (found := register.record(CODE, day))
    }
    assert list(named.values()) == [MAKER, "HTX Kế Thừa", "HTX Kế Thừa", "HTX Thứ Ba"]


def test_of_a_household_no_address_is_kept(register: Register) -> None:
    record = altered(
        register,
        Kind.PASSED,
        maker="Hộ kinh doanh Lê Thị Thử, 12 đường Hoa, ĐT 0905 123 456",
        address="Số 12 đường Hoa, xã Quảng Trực, tỉnh Lâm Đồng",
    )
    maker = record.product.producer
    assert (maker.name, maker.place_stated, maker.commune) == ("Hộ kinh doanh Lê Thị Thử", "", "24736")


def test_with_several_in_term_the_decision_that_is_meant_is_named(register: Register) -> None:
    altered(register, Kind.CORRECTED, stars=4, valid_until=date(2028, 6, 19), about="858/QĐ-UBND")
    with pytest.raises(QueryError, match="không có công nhận nào theo Quyết định 9/QĐ-UBND"):
        altered(register, Kind.REVOKED, about="9/QĐ-UBND")


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        (Kind.REVOKED, {"decided_on": date(2026, 11, 23)}, "Ngày quyết định 23/11/2026 còn ở tương lai"),
        (Kind.REVOKED, {"stars": 3}, "--stars chỉ dùng với --kind corrected"),
        (Kind.REVOKED, {"valid_until": TODAY}, "--valid-until chỉ dùng với --kind extended hoặc corrected"),
        (Kind.EXTENDED, {"maker": "HTX Thử"}, "--maker chỉ dùng với --kind passed"),
        (Kind.REVOKED, {"decision": "không số"}, "không có số quyết định"),
        (Kind.REVOKED, {"decision": " "}, "Thiếu số quyết định"),
        (Kind.REVOKED, {"authority": "Phòng Thử"}, "Không rõ “Phòng Thử” thuộc cấp nào"),
        (Kind.REVOKED, {"authority": "UBND tỉnh Đắk Nông"}, "Không có tỉnh “Đắk Nông” vào ngày 01/10/2026"),
        (Kind.RAISED, {"stars": 5}, "công nhận thì nhập tệp"),
        (Kind.PASSED, {}, "phải ghi chủ thể mới"),
        (Kind.CORRECTED, {}, "Đính chính phải ghi hạng sao hoặc ngày hết hạn đúng"),
        (Kind.CORRECTED, {"valid_until": date(2020, 1, 1)}, "có trước ngày công nhận"),
        (Kind.REVOKED, {"decided_on": date(2020, 1, 1)}, "chưa có công nhận nào vào ngày của quyết định"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    register: Register, kind: Kind, given: dict[str, Any], sentence: str
) -> None:
    revision = register.revision()
    with pytest.raises((Conflict, QueryError), match=sentence):
        altered(register, kind, **given)
    assert register.revision() == revision


def test_what_was_taken_back_is_not_revoked_extended_or_passed_on(register: Register) -> None:
    altered(register, Kind.REVOKED)
    with pytest.raises(Conflict, match="Quyết định này đã được ghi"):
        altered(register, Kind.REVOKED)
    later = {"decision": "2/QĐ-UBND", "decided_on": date(2026, 10, 9)}
    for kind, given in ((Kind.REVOKED, {}), (Kind.EXTENDED, {"valid_until": date(2028, 12, 1)})):
        with pytest.raises(Conflict, match="đã bị thu hồi hoặc hủy bỏ từ 01/10/2026"):
            altered(register, kind, **later, **given)


def test_made_up_and_unknown_products_are_left_alone(register: Register) -> None:
    demo.load(register, products=5, by=INSTALLER)
    with pytest.raises(QueryError, match="là dữ liệu minh họa"):
        altered(register, Kind.REVOKED, register.codes(Scope.DEMO, limit=1, offset=0)[0])
    with pytest.raises(QueryError, match="Không có sản phẩm nào mang mã XXXX"):
        altered(register, Kind.REVOKED, "XXXX")


def test_the_line_of_time_shows_what_a_recognition_was_left_with(register: Register) -> None:
    altered(register, Kind.EXTENDED, valid_until=date(2028, 12, 16))
    altered(register, Kind.CORRECTED, stars=3, decision="2/QĐ-UBND", decided_on=date(2026, 10, 5))
    record = register.record(CODE, TODAY)
    assert record is not None
    assert [event.has_usual_term for event in record.history] == [False, False, True], "the extension's end is its own"
    drawn = line(record, TODAY, language("vi"))
    assert drawn is not None
    (extended,) = drawn.bars
    assert extended.label == "3 sao"
    record = altered(register, Kind.REVOKED, decision="3/QĐ-UBND", decided_on=date(2026, 11, 1))
    cut = line(record, TODAY, language("vi"))
    assert cut is not None
    assert cut.bars[0].left + cut.bars[0].width < cut.today, "it ended with its revocation"
    with pytest.raises(Conflict, match="đã bị thu hồi hoặc hủy bỏ từ 01/11/2026"):
        altered(register, Kind.ANNULLED, decision="4/QĐ-UBND", decided_on=date(2026, 11, 10))
