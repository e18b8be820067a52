"""One new product by hand, on both engines: what is written, what is refused, what looks alike, two at once."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.recognition import Evidence, Kind, Scope, Status
from ocop.domain.register import Record
from ocop.domain.roles import Person
from ocop.errors import Conflict, NotAllowed, QueryError
from ocop.services import desk_entering, desk_intake
from ocop.services.desk_entering import Rehearsal
from ocop.services.entering import Written
from ocop.services.register import Register
from ocop.store.integrity import faults
from ocop.store.tables import AuditRow
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_desk_intake import counts, steward

REAL, DEMO = Scope.REAL, Scope.DEMO
HOUSEHOLD = {"maker_name": "Hộ kinh doanh Lê Thị Sen", "maker_kind": "household"}


def written(**given: Any) -> Written:
    standard = {
        "product": "Trà  hoa vàng Nam Dong", "maker_name": "HTX Hoa Vàng", "maker_kind": "cooperative",
        "address": "thôn 3, xã Nam Dong, tỉnh Lâm Đồng", "set_number": 4, "stars": 4, "points": Decimal(82),
        "decision": "215/QĐ-UBND", "stated": "2/10/2026", "authority": "UBND tỉnh Lâm Đồng",
    }  # fmt: skip
    return Written(**(standard | given))


def rehearsed(register: Register, asking: Person, what: Written | None = None, scope: Scope = REAL) -> Rehearsal:
    return desk_entering.rehearse(register, asking, scope, what or written(), reason="bản ký nhận qua văn thư")


def recorded(register: Register, asking: Person, what: Written | None = None, scope: Scope = REAL) -> Record:
    done = desk_entering.record(register, asking, rehearsed(register, asking, what, scope), looked=True)
    found = register.record(done.entry.code, TODAY)
    assert found is not None
    return found


def test_a_rehearsal_shows_the_record_and_leaves_nothing_and_the_second_step_writes_it(register: Register) -> None:
    an, before, revision = steward(register, "68"), counts(register), register.revision()
    found = rehearsed(register, an)
    assert found.after is not None
    assert (found.after.product.name, found.after.product.status) == ("Trà hoa vàng Nam Dong", Status.VALID)
    assert (counts(register), register.revision()) == (before, revision)
    desk_entering.record(register, an, found, looked=False)
    record = register.record(found.entry.code, TODAY)
    assert record is not None
    assert record.product == replace(found.after.product, id=record.product.id, producer=record.product.producer,
                                     governing=record.product.governing)  # fmt: skip
    made_by = record.product.producer
    assert (made_by.name, made_by.kind, made_by.commune, made_by.province) == (
        "HTX Hoa Vàng", "cooperative", "24649", "68",
    )  # fmt: skip
    (grant,) = record.history
    assert (grant.kind, grant.stars, grant.decision, grant.authority) == (
        Kind.RECOGNISED, 4, "215/QĐ-UBND", "UBND tỉnh Lâm Đồng",
    )  # fmt: skip
    assert (str(grant.stated), str(grant.valid_until), grant.evidence) == (
        "2026-10-02", "2029-10-02", Evidence.TRANSCRIBED,
    )  # fmt: skip
    with Session(register.engine) as session:
        audit = session.scalars(select(AuditRow).where(AuditRow.action == "enter_products")).all()[-1]
        assert (audit.by, audit.reason) == ("an@example.vn", "bản ký nhận qua văn thư")
        assert audit.detail == {"count": 1, "codes": [found.entry.code]}
        assert list(faults(session)) == []


def test_what_was_entered_by_mistake_is_taken_back_as_an_import_is(register: Register) -> None:
    an = steward(register, "68")
    before = counts(register)
    found = recorded(register, an)
    batch = desk_intake.listed(register, an)[0]
    assert (batch.name, batch.decision, batch.provinces) == (
        f"nhap-tay-{found.product.code}.txt", "215/QĐ-UBND", ("68",),
    )  # fmt: skip
    assert "Sản phẩm: Trà hoa vàng Nam Dong" in desk_intake.original(register, an, batch.id)[1].decode()
    assert desk_intake.undo(register, an, batch.id, reason="nhập nhầm") == 1
    assert counts(register) == before
    assert register.record(found.product.code, TODAY) is None


def test_a_known_maker_is_chosen_and_no_second_one_is_made(register: Register) -> None:
    an = steward(register, "68")
    enter(register, product(1, maker("HTX Suối Đá"), event(Kind.FIRST, "2026-01-10", 4)), scope=REAL)
    (known,) = desk_entering.known_makers(register, an, REAL, "suoi da")
    assert (known.producer.name, known.products) == ("HTX Suối Đá", 1)
    found = recorded(register, an, written(maker=known.producer.id, maker_name="", address="", is_first=True))
    assert found.product.producer.id == known.producer.id
    assert [each.code for each in found.others] == [code(1)]
    assert found.history[0].kind is Kind.FIRST
    assert desk_entering.known_makers(register, steward(register, "01", "xa@example.vn"), REAL, "suoi da") == []


def test_the_same_product_of_the_same_maker_is_refused_with_its_code(register: Register) -> None:
    an = steward(register, "68")
    first = recorded(register, an)
    before = counts(register)
    again = rehearsed(register, an, written(product="TRÀ HOA VÀNG Nam Dong", decision="300/QĐ-UBND"))
    assert again.after is None
    assert f"Sổ đã có sản phẩm này của chủ thể này (mã {first.product.shown_code})" in again.like.refusal
    assert [each.code for each in again.like.products] == [first.product.code]
    with pytest.raises(Conflict, match="Sổ đã có sản phẩm này"):
        desk_entering.record(register, an, again, looked=True)
    assert counts(register) == before


def test_an_official_code_of_another_product_is_refused(register: Register) -> None:
    an = steward(register, "68")
    first = recorded(register, an, written(official_code="68-24649-1-2026"))
    assert first.product.official_codes == ("68-24649-1-2026",)
    other = rehearsed(register, an, written(product="Cao nghệ", official_code="68-24649-1-2026"))
    assert f"Mã chính thức 68-24649-1-2026 đã thuộc sản phẩm mã {first.product.shown_code}" in other.like.refusal
    assert other.after is None


def test_what_looks_alike_has_to_be_looked_at(register: Register) -> None:
    an = steward(register, "68")
    twin = product(1, maker("Hợp tác xã Hoà Vang"), event(Kind.FIRST, "2026-01-10", 4))
    enter(register, replace(twin, name="Tra hoa vang Nam Dong"), scope=REAL)
    found = rehearsed(register, an, written(maker_name="HTX Hòa Vang"))
    assert [each.name for each in found.like.products] == ["Tra hoa vang Nam Dong"]
    assert [each.producer.name for each in found.like.makers] == ["Hợp tác xã Hoà Vang"]
    with pytest.raises(QueryError, match="Hãy xem các hồ sơ giống"):
        desk_entering.record(register, an, found, looked=False)
    desk_entering.record(register, an, found, looked=True)
    assert register.record(found.entry.code, TODAY) is not None


def test_of_two_stewards_the_second_is_told_who_entered_it(register: Register) -> None:
    an, binh = steward(register, "68"), steward(register, None, "binh@example.vn")
    of_an, of_binh = rehearsed(register, an), rehearsed(register, binh)
    desk_entering.record(register, binh, of_binh, looked=False)
    before = counts(register)
    with pytest.raises(Conflict, match=r"binh@example.vn vừa ghi “Trà hoa vàng Nam Dong” \(mã .*Sổ đã có sản phẩm này"):
        desk_entering.record(register, an, of_an, looked=False)
    assert counts(register) == before


def test_what_looks_alike_and_came_meanwhile_is_told_and_anything_else_is_no_conflict(register: Register) -> None:
    an, binh = steward(register, "68"), steward(register, None, "binh@example.vn")
    of_an, other = rehearsed(register, an), rehearsed(register, an, written(product="Cao nghệ"))
    recorded(register, binh, written(maker_name="Hợp tác xã Sương Sớm"))
    with pytest.raises(Conflict, match=r"binh@example.vn vừa ghi .* hãy xem trước lại"):
        desk_entering.record(register, an, of_an, looked=True)
    desk_entering.record(register, an, other, looked=False)
    assert register.record(other.entry.code, TODAY) is not None


def test_a_household_keeps_no_address(register: Register) -> None:
    an = steward(register, "68")
    found = recorded(register, an, written(**HOUSEHOLD, address="số 12 thôn 3, xã Nam Dong, tỉnh Lâm Đồng"))
    assert (found.product.producer.kind, found.product.producer.place_stated) == ("household", "")
    assert found.product.producer.commune == "24649"
    batch = desk_intake.listed(register, an)[0]
    assert "số 12" not in desk_intake.original(register, an, batch.id)[1].decode()


def test_a_report_of_the_press_has_a_source_and_no_end(register: Register) -> None:
    an = steward(register, "68")
    told = {"evidence": Evidence.PRESS, "decision": "", "stated": "9/2026"}
    with pytest.raises(QueryError, match="Hãy ghi nguồn của tin"):
        rehearsed(register, an, written(**told))
    found = recorded(register, an, written(**told, source="Báo Lâm Đồng, 12/9/2026"))
    assert (found.product.status, found.history[0].valid_until) == (Status.REPORTED, None)
    assert (str(found.history[0].stated), found.history[0].source) == ("2026-09", "Báo Lâm Đồng, 12/9/2026")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"product": " 12 "}, "Hãy ghi tên sản phẩm"),
        ({"maker_name": ""}, "ghi tên chủ thể mới"),
        ({"maker": 10**6}, "không còn trong sổ"),
        ({"address": "ngõ 3", "authority": "Bộ Nông nghiệp và Môi trường"}, "Không nhận ra tỉnh của chủ thể"),
        ({"stars": None}, "Hãy chọn hạng sao"),
        ({"stars": 5, "points": None}, "Hạng 5 sao do Bộ công nhận"),
        ({"points": Decimal(60)}, "thấp hơn mức của 4 sao"),
        ({"points": Decimal(101)}, "từ 0 đến 100"),
        ({"decision": ""}, "Hãy ghi số quyết định"),
        ({"stated": "10/2026"}, "Hãy ghi đủ ngày"),
        ({"stated": "31/2/2026"}, "Không có ngày"),
        ({"stated": "hôm qua"}, "không phải ngày, tháng hay năm"),
        ({"stated": "1/1/2031"}, "còn ở tương lai"),
        ({"authority": "Hội đồng"}, "thuộc cấp nào"),
        ({"authority": "UBND huyện Cư Jút"}, "Cấp huyện không còn từ 01/07/2025"),
        ({"authority": "UBND tỉnh Bình Thuận"}, "Không có tỉnh “Bình Thuận” vào ngày 02/10/2026"),
        ({"official_code": "abc"}, "không có dạng mã chính thức"),
        ({"set_number": 99}, "Không có bộ sản phẩm này"),
        ({"product": "a" * 201}, "dài quá 200 ký tự"),
    ],
)
def test_what_cannot_be_is_refused_in_words(register: Register, given: dict[str, Any], sentence: str) -> None:
    before = counts(register)
    with pytest.raises(QueryError, match=sentence):
        rehearsed(register, steward(register), written(**given))
    assert counts(register) == before


def test_a_reason_is_asked_for(register: Register) -> None:
    with pytest.raises(QueryError, match="Hãy ghi căn cứ"):
        desk_entering.rehearse(register, steward(register), REAL, written(), reason=" ")


def test_a_steward_of_another_province_may_not(register: Register) -> None:
    an, elsewhere = steward(register, "68"), steward(register, "01", "xa@example.vn")
    with pytest.raises(NotAllowed):
        rehearsed(register, elsewhere)
    with pytest.raises(NotAllowed):
        desk_entering.record(register, elsewhere, rehearsed(register, an), looked=True)


def test_what_is_entered_into_the_illustration_is_made_up(register: Register) -> None:
    an = steward(register, "68")
    found = recorded(register, an, written(evidence=Evidence.SIGNED), DEMO)
    assert (found.product.scope, found.history[0].evidence) == (DEMO, Evidence.MADE_UP)
    assert desk_intake.listed(register, an) == [], "the illustration keeps no batches"


def test_doubts_are_told(register: Register) -> None:
    an = steward(register)
    enter(register, product(1, maker("HTX Hoa Vàng"), event(Kind.FIRST, "2026-01-10", 4)), scope=REAL)
    found = rehearsed(register, an, written(points=Decimal("92.5"), address="xã Nam Dong, tỉnh Lâm Đồng"))
    told = " ".join(found.doubts)
    assert "92,5 điểm với 4 sao: đủ điểm 5 sao" in told
    assert "chủ thể này đã có trong sổ" in told
    other = rehearsed(register, an, written(authority="UBND tỉnh Đắk Lắk"))
    assert "địa chỉ không thuộc địa bàn của UBND tỉnh Đắk Lắk" in " ".join(other.doubts)
