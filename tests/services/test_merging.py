"""Two records of one product made one, and two again: on both engines."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update

from ocop.domain.codes import shown
from ocop.domain.entries import EventEntry, Facts
from ocop.domain.keeping import Told
from ocop.domain.recognition import Kind, Scope
from ocop.domain.register import ProductQuery
from ocop.domain.roles import Grant, Person, Role
from ocop.errors import Conflict, NotAllowed
from ocop.services import alike, chronicle, gtins, inspecting, keeping, label_reports, photos
from ocop.services.alike import Pair
from ocop.services.register import Register
from ocop.store import dumping, integrity, versions
from ocop.store.tables import GiftBasketRow, OfficialCodeRow, core
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product, record
from tests.services.test_keeping import steward
from tests.services.test_photos import GIVEN, photograph
from tests.services.test_publish import published_to, read
from tests.services.test_trail import HA_NOI, LAM_DONG

FIRST, LATER = shown(code(1)), shown(code(2))
LAN = Person("lan@example.vn", "lan@example.vn", "lan@example.vn", (Grant(Role.STEWARD, None),))
COOP = maker("HTX Hòa Bình", LAM_DONG)


def named(name: str, number: int, *history: EventEntry, **more: Any) -> Any:
    return replace(product(number, more.pop("made_by", COOP), *history), name=name, **more)


@pytest.fixture
def twins(register: Register) -> Register:
    """One coffee that two annexes wrote in two ways; the second recognised it again."""
    enter(
        register,
        named("Cà phê Hòa Bình", 1, event(Kind.FIRST, "2023-02-10", 3)),
        named(
            "Cà phê Hoà Bình", 2, event(Kind.RENEWED, "2026-02-10", 4),
            official_codes=("68-24649-1-2026",), facts=Facts(price_vnd=95_000),
        ),
        named("Trà Hòa Bình", 3, event(Kind.FIRST, "2026-02-10", 4)),
        scope=Scope.REAL,
    )  # fmt: skip
    steward(register)
    return register


def the_pair(register: Register) -> Pair:
    (found,) = [each for each in alike.pairs(register, LAN, Scope.REAL) if each.kind == "product"]
    return found


def everything(register: Register) -> dict[str, list[Any]]:
    """Every row of every table but the counters of changes and what was decided of look-alikes."""
    with dumping.snapshot(register.engine) as connection:
        found = {table.name: (table, list(dumping.lines(connection, table))) for table in dumping.tables(connection)}
    counted = {"revision", "audit", "alike", "person_role", "role"}
    return {
        name: [[value for column, value in zip(table.columns, row, strict=True) if column.name != "revision"]
               for row in rows]
        for name, (table, rows) in found.items() if name not in counted
    }  # fmt: skip


def faults(register: Register) -> list[str]:
    with register.reading() as session:
        return list(integrity.faults(session))


def told(register: Register, number: int, **given: object) -> None:
    """A fact that the maker stated."""
    kept = keeping.product(register, code(number))
    assert kept is not None
    keeping.keep_product(
        register, LAN, code(number), seen=kept.values, given=given,
        told=Told("phiếu của cơ sở", TODAY, "bổ sung"),
    )  # fmt: skip


def living(register: Register, tmp_path: Path) -> None:
    """What hangs on the second record besides its recognition."""
    photos.keep(register, code=LATER, file=photograph(tmp_path / "a.jpg"), **GIVEN)
    gtins.record(register, LATER, "8934567000017", by="t", reason="nhãn")
    number = inspecting.plan(register, LAN, LATER, planned_for=TODAY, lead="Sở Công Thương", why="phản ánh")
    inspecting.find(register, LAN, number, 1, on=TODAY, finding="Thiếu hạn dùng", deadline=TODAY)
    label_reports.receive(register, product=LATER, seen_where="chợ", what="5 sao", language="vi", photo=None)
    told(register, 2, shelf_life_days=365)


def test_the_history_goes_over_and_the_printed_code_leads_there(twins: Register, tmp_path: Path) -> None:
    living(twins, tmp_path)
    before = everything(twins)
    as_it_was = twins.record(LATER, TODAY)
    size = twins.sizes()[Scope.REAL]
    assert alike.merge(twins, LAN, Scope.REAL, the_pair(twins), why="một giấy đăng ký") == 1
    for typed in (FIRST, LATER, LATER.lower(), "68-24649-1-2026", "8934567000017"):
        whole = twins.record(typed, TODAY)
        assert whole is not None, typed
        assert whole.product.shown_code == FIRST
        assert [(each.kind, each.stars) for each in whole.history] == [(Kind.RENEWED, 4), (Kind.FIRST, 3)]
        assert (whole.product.stars, whole.product.official_codes) == (4, ("68-24649-1-2026",))
        assert (whole.product.former_codes, len(whole.others)) == ((LATER,), 1)
    then = twins.record(LATER, date(2024, 1, 1))
    assert then is not None
    assert then.product.stars == 3, "as of an earlier day it is what the first decision said"
    assert twins.sizes()[Scope.REAL] == size - 1
    for words in (LATER, "68-24649-1-2026"):
        assert [each.shown_code for each in twins.search(ProductQuery(words), TODAY).products] == [FIRST], words
    details = twins.details(whole.product, TODAY)
    assert (details.facts.price_vnd, details.facts.shelf_life_days) == (95_000, 365)
    assert twins.photo(LATER, TODAY) is not None
    assert [each.code for each in inspecting.listed(twins, LAN, Scope.REAL)] == [code(1)]
    assert faults(twins) == []
    assert chronicle.steps(twins, LAN, code(1))[0].action == "merge_products"
    assert [each.kind for each in alike.pairs(twins, LAN, Scope.REAL)] == []

    (decision,) = alike.decided(twins, LAN, Scope.REAL)
    assert decision.names == ("Cà phê Hòa Bình", "Cà phê Hoà Bình")
    alike.undo(twins, LAN, Scope.REAL, decision, why="hai loại hạt")
    assert everything(twins) == before, "to the letter"
    again = twins.record(LATER, TODAY)
    assert again is not None
    assert as_it_was is not None
    assert again.product == as_it_was.product
    assert [each.stars for each in again.history] == [4]
    assert [each.shown_code for each in twins.search(ProductQuery(LATER), TODAY).products] == [LATER]
    assert twins.sizes()[Scope.REAL] == size
    assert faults(twins) == []


def test_what_both_have_is_said_once_and_comes_back(twins: Register, tmp_path: Path) -> None:
    """The same decision in both annexes, extended in one of them; facts and photographs of both."""
    same = event(Kind.FIRST, "2026-03-01", 4)
    enter(twins, named("Mật Hoa", 4, same, facts=Facts(price_vnd=10)), named("Mật Hoa ", 5, same), scope=Scope.REAL)
    record(twins, 5, replace(event(Kind.EXTENDED, "2026-04-01"), valid_until=date(2029, 6, 1)))
    for number in (4, 5):
        photos.keep(twins, code=code(number), file=photograph(tmp_path / f"{number}.jpg", (40, 30 + number)), **GIVEN)
        told(twins, number, price_vnd=number * 1000)
    before = everything(twins)
    pair = next(each for each in alike.pairs(twins, LAN, Scope.REAL) if each.one.code == code(4))
    assert alike.merge(twins, LAN, Scope.REAL, pair, why="một") == 1
    whole = twins.record(code(5), TODAY)
    assert whole is not None
    assert [(each.kind, each.valid_until) for each in whole.history] == [
        (Kind.EXTENDED, date(2029, 6, 1)), (Kind.FIRST, date(2029, 3, 1)),
    ]  # fmt: skip
    assert whole.product.governing is not None
    assert whole.product.governing.valid_until == date(2029, 6, 1), "the extension alters the one that stays"
    assert twins.details(whole.product, TODAY).facts.price_vnd == 4000
    assert faults(twins) == []
    decision = next(each for each in alike.decided(twins, LAN, Scope.REAL) if each.other == pair.other.number)
    alike.undo(twins, LAN, Scope.REAL, decision, why="nhầm")
    assert everything(twins) == before
    assert faults(twins) == []


def test_what_was_decided_since_stays_with_the_first(twins: Register) -> None:
    alike.merge(twins, LAN, Scope.REAL, the_pair(twins), why="một")
    record(twins, 1, event(Kind.REVOKED, "2026-06-01"))
    (decision,) = alike.decided(twins, LAN, Scope.REAL)
    alike.undo(twins, LAN, Scope.REAL, decision, why="nhầm")
    kinds = [
        [each.kind for each in found.history]
        for found in (twins.record(FIRST, TODAY), twins.record(LATER, TODAY))
        if found
    ]
    assert kinds == [[Kind.REVOKED, Kind.FIRST], [Kind.RENEWED]]
    assert faults(twins) == []


def test_two_that_led_one_to_the_other_are_told_apart_in_order(twins: Register) -> None:
    enter(twins, named("CÀ PHÊ Hòa Bình", 6, event(Kind.FIRST, "2020-02-10", 3)), scope=Scope.REAL)
    while pairs := [each for each in alike.pairs(twins, LAN, Scope.REAL) if each.kind == "product"]:
        alike.merge(twins, LAN, Scope.REAL, pairs[-1], why="một")
    whole = twins.record(code(6), TODAY)
    assert whole is not None
    assert (whole.product.shown_code, whole.product.former_codes) == (FIRST, tuple(sorted((LATER, shown(code(6))))))
    for count in (2, 1):
        (decision,) = alike.decided(twins, LAN, Scope.REAL)  # of one inside another nothing is offered
        assert decision.number == count
        alike.undo(twins, LAN, Scope.REAL, decision, why="nhầm")
    assert {twins.record(code(n), TODAY).product.code for n in (1, 2, 6)} == {code(1), code(2), code(6)}  # type: ignore[union-attr]
    assert faults(twins) == []


def test_it_is_refused_in_words(twins: Register) -> None:
    enter(
        twins, named("Cà phê Hòa Bình", 7, event(Kind.FIRST, "2024-02-10", 3), made_by=maker("HTX Hoà Bình", HA_NOI)),
        scope=Scope.REAL,
    )  # fmt: skip
    pair = the_pair(twins)
    with pytest.raises(NotAllowed):
        alike.merge(twins, steward(twins, "01", "binh@example.vn"), Scope.REAL, pair, why="một")
    with pytest.raises(Conflict, match="vì sao"):
        alike.merge(twins, LAN, Scope.REAL, pair, why=" ")
    theirs = twins.record(code(7), TODAY)
    assert theirs is not None
    foreign = replace(pair, other=pair.other._replace(number=theirs.product.id))
    with pytest.raises(Conflict, match="hai chủ thể khác nhau"):
        alike.merge(twins, LAN, Scope.REAL, foreign, why="một")
    alike.merge(twins, LAN, Scope.REAL, pair, why="một")
    with pytest.raises(Conflict, match="vừa được quyết định"):
        alike.merge(twins, LAN, Scope.REAL, pair, why="lần nữa")
    newest = next(each for each in chronicle.steps(twins, LAN, code(1)) if each.event)
    with twins.reading() as session:
        seen = versions.version(session, code(1))
    chronicle.restore(twins, LAN, code(1), newest, seen=seen, reason="ghi nhầm", keep=True)
    (decision,) = alike.decided(twins, LAN, Scope.REAL)
    with pytest.raises(Conflict, match="bị rút lại sau đó"):
        alike.undo(twins, LAN, Scope.REAL, decision, why="nhầm")


def test_a_gift_basket_that_is_not_given_yet_holds_it(twins: Register) -> None:
    about = {"scope": "real", "name": "Tết", "host": "Bộ Ngoại giao", "occasion": "thăm", "request": {}, "version": 1}
    with twins.engine.begin() as connection:
        items = [{"class": "A", "codes": [code(2)]}]
        connection.execute(insert(core(GiftBasketRow)), [about | {"id": 1, "state": "draft", "items": items}])
    with pytest.raises(Conflict, match="“Tết” có sản phẩm"):
        alike.merge(twins, LAN, Scope.REAL, the_pair(twins), why="một")
    with twins.engine.begin() as connection:
        connection.execute(update(GiftBasketRow).values(state="given"))
    assert alike.merge(twins, LAN, Scope.REAL, the_pair(twins), why="một") == 1


def test_a_code_that_leads_two_ways_is_a_fault(twins: Register) -> None:
    with twins.engine.begin() as connection:
        connection.execute(insert(core(OfficialCodeRow)), [{"code": code(2), "product_id": 1}])
    assert faults(twins) == [f"Mã {code(2)}: vừa của một sản phẩm, vừa dẫn đến sản phẩm khác."]


def test_published_pages_of_the_printed_code_stay(twins: Register, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    published_to(folder, twins)
    assert "4 sao" in read(folder, f"m/vi/{LATER}.html")
    alike.merge(twins, LAN, Scope.REAL, the_pair(twins), why="một")
    outcome = published_to(folder, twins)
    assert outcome.removed == 1
    for page in (read(folder, f"m/vi/{LATER}.html"), read(folder, f"m/vi/{FIRST}.html")):
        assert FIRST in page
        assert f"mã khác trên bao bì cũng dẫn đến trang này: {LATER}" in page
    assert LATER not in read(folder, "sitemap-1.xml")
    (decision,) = alike.decided(twins, LAN, Scope.REAL)
    alike.undo(twins, LAN, Scope.REAL, decision, why="nhầm")
    published_to(folder, twins)
    assert LATER not in read(folder, f"m/vi/{FIRST}.html")
    assert FIRST not in read(folder, f"m/vi/{LATER}.html").split("<main")[1].split("Chủ thể này")[0]
