"""Facts of products and makers are kept with their sources, against what was seen: on both engines."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from ocop.domain.entries import ContactEntry
from ocop.domain.keeping import Kept, Told
from ocop.domain.recognition import Kind, Scope
from ocop.domain.register import Facet, ProductQuery, choices
from ocop.domain.roles import Grant, Person, Role
from ocop.domain.trail import TrailQuery
from ocop.errors import Conflict, NotAllowed, QueryError
from ocop.services import keeping, people, trail
from ocop.services.register import Register
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_trail import HA_NOI, LAM_DONG

LABEL = Told("nhãn sản phẩm", date(2026, 11, 1), "chủ thể gửi nhãn")
HOME = "số 7 ngõ Hẹp"


def steward(register: Register, province: str | None = None, email: str = "lan@example.vn") -> Person:
    people.grant(register, email, Role.STEWARD, province, by="Ban Chỉ đạo", reason="phân công")
    return Person(email, email, email, (Grant(Role.STEWARD, province),))


@pytest.fixture
def kept(register: Register) -> Register:
    first = event(Kind.FIRST, "2026-01-10", 4)
    enter(
        register,
        product(1, maker("HTX Một", LAM_DONG), first),
        product(2, maker("HTX Hai", HA_NOI), first),
        product(3, maker("Nguyễn Thị Ba", LAM_DONG, kind="household"), first),
        scope=Scope.REAL,
    )
    return register


def seen(register: Register, number: int = 1) -> Kept:
    found = keeping.product(register, code(number))
    assert found is not None
    return found


def maker_of(register: Register, number: int) -> Kept:
    record = register.record(code(number), TODAY)
    assert record is not None
    found = keeping.maker(register, record.product.producer.id)
    assert found is not None
    return found


def test_a_fact_is_kept_with_its_source_and_emptied_is_missing_again(kept: Register) -> None:
    lan, before = steward(kept, "68"), kept.revision()
    given = {"price_vnd": 120_000, "alcohol_percent": Decimal("12.5"), "label_languages": ["en", "vi"]}
    changed = keeping.keep_product(kept, lan, code(1), seen=seen(kept).values, given=given, told=LABEL)
    assert sorted(changed) == sorted(given)
    now = seen(kept)
    assert {name: now.values[name] for name in given} == given
    told = now.sources["price_vnd"]
    assert (told.source, told.on, told.by) == ("nhãn sản phẩm", date(2026, 11, 1), "lan@example.vn")
    record = kept.record(code(1), TODAY)
    assert record is not None
    assert kept.details(record.product, TODAY).facts.price_vnd == 120_000
    assert kept.revision() == before + 1
    why = Told("", None, "giá đã đổi, chưa rõ giá mới")
    keeping.keep_product(kept, lan, code(1), seen=now.values, given={"price_vnd": None}, told=why)
    assert seen(kept).values["price_vnd"] is None
    assert sorted(seen(kept).sources) == ["alcohol_percent", "label_languages"]
    last = trail.trail(kept, lan, TrailQuery(action="keep_product")).traces
    assert last[0].detail["changed"] == {"price_vnd": [120_000, None]}
    assert last[1].detail["source"] == "nhãn sản phẩm"


def test_a_new_name_is_found_and_the_old_one_is_not(kept: Register) -> None:
    assert kept.search(ProductQuery("san pham 1"), TODAY).total == 1
    given = {"name": "Trà dây rừng", "set_number": 17, "gtin": "8936012345674"}
    with pytest.raises(QueryError, match="không phải GTIN"):
        keeping.keep_product(
            kept, steward(kept), code(1), seen=seen(kept).values, given=given | {"gtin": "123"}, told=LABEL
        )
    lan = Person("lan@example.vn", "lan@example.vn", "", ())
    keeping.keep_product(kept, lan, code(1), seen=seen(kept).values, given=given, told=LABEL)
    found = kept.search(ProductQuery("tra day rung"), TODAY)
    assert [each.name for each in found.products] == ["Trà dây rừng"]
    assert kept.search(ProductQuery("san pham 1"), TODAY).total == 0
    assert kept.code_of_gtin("8936012345674") == code(1)
    with pytest.raises(Conflict, match="đã mang GTIN này"):
        keeping.keep_product(kept, lan, code(2), seen=seen(kept, 2).values, given={"gtin": "8936012345674"}, told=LABEL)
    assert seen(kept, 2).values["gtin"] is None


def test_the_second_editor_is_told_and_nothing_is_overwritten(kept: Register) -> None:
    lan, binh = steward(kept, "68"), steward(kept, None, "binh@example.vn")
    opened = seen(kept).values
    keeping.keep_product(kept, lan, code(1), seen=opened, given={"price_vnd": 90_000}, told=LABEL)
    with pytest.raises(Conflict, match=r"lan@example\.vn đã sửa hồ sơ này lúc"):
        keeping.keep_product(kept, binh, code(1), seen=opened, given={"net_weight_g": 500}, told=LABEL)
    assert (seen(kept).values["price_vnd"], seen(kept).values["net_weight_g"]) == (90_000, None)
    keeping.keep_product(kept, binh, code(1), seen=seen(kept).values, given={"net_weight_g": 500}, told=LABEL)
    assert (seen(kept).values["price_vnd"], seen(kept).values["net_weight_g"]) == (90_000, 500)


@pytest.mark.parametrize(
    ("given", "told", "why"),
    [
        ({"price_vnd": 1}, Told("", None, "sửa"), "phải có nguồn và ngày"),
        ({"price_vnd": 1}, Told("nhãn", date(2027, 1, 1), "sửa"), "chưa đến"),
        ({"price_vnd": 1}, Told("nhãn", date(2026, 1, 1), " "), "vì sao sửa"),
        ({"price_vnd": -1}, LABEL, "từ 0 trở lên"),
        ({"name": "  "}, LABEL, "ghi tên sản phẩm"),
        ({}, LABEL, "Chưa có ô nào thay đổi"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(kept: Register, given: dict[str, object], told: Told, why: str) -> None:
    lan, before = steward(kept), kept.revision()
    with pytest.raises(QueryError, match=why):
        keeping.keep_product(kept, lan, code(1), seen=seen(kept).values, given=given, told=told)
    assert kept.revision() == before


def test_another_province_is_not_theirs(kept: Register) -> None:
    lan = steward(kept, "68")
    with pytest.raises(NotAllowed):
        keeping.keep_product(kept, lan, code(2), seen=seen(kept, 2).values, given={"price_vnd": 1}, told=LABEL)
    moved = maker_of(kept, 1)
    with pytest.raises(NotAllowed):
        keeping.keep_maker(kept, lan, moved.number, seen=moved.values, given={"commune": HA_NOI}, told=LABEL)
    with pytest.raises(NotAllowed):
        keeping.contact(kept, lan, maker_of(kept, 2))


def test_a_maker_that_is_moved_is_counted_where_it_is(kept: Register) -> None:
    lan, found = steward(kept), maker_of(kept, 1)
    given = {"commune": HA_NOI, "led_by_woman": True, "channels": ["market"], "name": "HTX Một Mới"}
    keeping.keep_maker(kept, lan, found.number, seen=found.values, given=given, told=LABEL)
    there = ProductQuery(choices=choices({Facet.PROVINCE: ["01"]}))
    names = {each.producer.name for each in kept.search(there, TODAY).products}
    assert "HTX Một Mới" in names
    now = maker_of(kept, 1)
    assert (now.province, now.sources["led_by_woman"].source) == ("01", "nhãn sản phẩm")
    other = maker_of(kept, 2)
    with pytest.raises(Conflict, match="đã có chủ thể mang tên này"):
        keeping.keep_maker(kept, lan, other.number, seen=other.values, given={"name": "HTX Một Mới"}, told=LABEL)


def test_what_may_be_a_home_is_kept_nowhere_but_in_the_contact(kept: Register) -> None:
    lan, house = steward(kept, "68"), maker_of(kept, 3)
    given = {"place_stated": HOME, "workers": 3}
    keeping.keep_maker(kept, lan, house.number, seen=house.values, given=given, told=LABEL)
    assert maker_of(kept, 3).values["place_stated"] == ""
    firm = maker_of(kept, 1)
    keeping.keep_maker(kept, lan, firm.number, seen=firm.values, given={"place_stated": HOME}, told=LABEL)
    firm = maker_of(kept, 1)
    assert firm.values["place_stated"] == HOME
    keeping.keep_maker(kept, lan, firm.number, seen=firm.values, given={"kind": "household"}, told=LABEL)
    assert maker_of(kept, 1).values["place_stated"] == "", "its address may be a home now"
    contact = ContactEntry(person="Bà Ba", phone="0900 000 000", address=HOME)
    keeping.keep_contact(kept, lan, house, seen=ContactEntry(), given=contact, why="chủ thể gửi")
    assert keeping.contact(kept, lan, house) == contact
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        keeping.keep_contact(kept, lan, house, seen=ContactEntry(), given=ContactEntry(), why="sửa")
    told = trail.trail(kept, lan, TrailQuery())
    assert {"keep_maker", "keep_contact"} <= {each.action for each in told.traces}
    written = str([asdict(each) for each in told.traces])
    assert HOME not in written
    assert "0900" not in written


def test_the_illustration_bears_no_real_bar_code(register: Register) -> None:
    enter(register, product(9, maker("HTX Chín"), event(Kind.FIRST, "2026-01-10", 4)))
    with pytest.raises(QueryError, match="dữ liệu minh họa"):
        keeping.keep_product(
            register, steward(register), code(9), seen=seen(register, 9).values, given={"gtin": "8936012345674"},
            told=LABEL,
        )  # fmt: skip
    with Session(register.engine):
        assert seen(register, 9).values["gtin"] is None
