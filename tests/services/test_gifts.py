"""Gift baskets over a store: on both engines only what is in force, lawful, of one scope, and known well enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ocop.domain.entries import CertificateEntry, Facts, InspectionEntry, ProductEntry
from ocop.domain.recognition import Evidence, Kind, Scope
from ocop.errors import QueryError
from ocop.gifts.basket import Status
from ocop.gifts.candidates import INCLUSIVE
from ocop.gifts.request import Avoid, Event, EventKind, GuestClass, Recipient, Role, Wish
from ocop.services import gifts
from ocop.services.gifts import Answer
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from tests.services.histories import code, enter, event, maker, product, record

DEMO, DAY = Scope.DEMO, date(2026, 12, 1)
VISIT = Event(kind=EventKind.VISIT, day=DAY)
HEAD = Recipient(guest_class=GuestClass.A, role=Role.HEAD)
COMMUNES = ("24778", "00004", "31258", "26740", "20333", "22736")


def known(number: int, *history: Any, by: Any = None, **facts: Any) -> ProductEntry:
    """A tea of which everything is known, in force until the end of 2028 unless told otherwise."""
    entry = product(
        number, by or maker(f"HTX {number}", COMMUNES[number % 2]), *(history or [event(Kind.FIRST, "2026-01-10", 4)]),
        set_number=11,
    )  # fmt: skip
    usual = {
        "price_vnd": 100_000 + number,
        "ingredients": "búp chè",
        "story_vi": "Chè của bản.",
        "net_weight_g": 100,
        "shelf_life_days": 400,
        "label_languages": ("vi", "en"),
    }
    return replace(entry, facts=Facts(**usual | facts))


def asked(register: Register, items: int = 1, *, recipient: Recipient = HEAD, **wish: Any) -> Answer:
    when = wish.pop("event", VISIT)
    why = wish.pop("why", None)
    scope = wish.pop("scope", DEMO)
    return gifts.choose(register, scope, when, (recipient,), Wish(items=items, **wish), why=why)


def names(answer: Answer) -> list[str]:
    assert answer.status is Status.OPTIMAL, answer.reason
    return sorted(item.name for item in answer.portions[0].items)


def test_only_what_is_in_force_on_the_day_of_handing_over(register: Register) -> None:
    enter(
        register,
        known(1, event(Kind.FIRST, "2023-12-01", 5)),  # through 1 December 2026
        known(2, event(Kind.FIRST, "2023-11-30", 5)),  # ended on the day before
        known(3, event(Kind.FIRST, "2025-05-01", 5)),
        known(4, event(Kind.FIRST, "2025-05", 5, evidence=Evidence.PRESS)),
        known(5, event(Kind.FIRST, "2026-12-02", 5)),
    )
    record(register, 3, event(Kind.REVOKED, "2026-11-30"))
    assert names(asked(register)) == ["Sản phẩm 1"]
    told = asked(register, 2)
    assert told.status is Status.INFEASIBLE
    assert told.portions[0].excluded == {"in-force": 4}
    reasons = {number: asked(register, why=code(number)).why_not[0] for number in (2, 3, 4, 5)}
    assert "hết hiệu lực ngày 30/11/2026, trước ngày trao 01/12/2026" in reasons[2]
    assert "thu hồi" in reasons[3]
    assert "báo chí" in reasons[4]
    assert "không có công nhận nào" in reasons[5]
    assert asked(register, event=replace(VISIT, day=date(2026, 12, 2))).portions[0].items[0].name == "Sản phẩm 5"


def test_a_write_is_seen_at_once(register: Register) -> None:
    enter(register, known(1), known(2, price_vnd=200_000))
    assert names(asked(register)) == ["Sản phẩm 1"]
    record(register, 1, event(Kind.REVOKED, "2026-11-01"))
    assert names(asked(register)) == ["Sản phẩm 2"]


def test_made_up_and_real_are_never_in_one_basket(register: Register) -> None:
    enter(register, known(1), scope=DEMO)
    enter(register, known(2, by=maker("Công ty thật")), scope=Scope.REAL)
    assert names(asked(register)) == ["Sản phẩm 1"]
    real = asked(register, scope=Scope.REAL)
    assert names(real) == ["Sản phẩm 2"]
    assert any("minh họa" in each for each in asked(register).warnings)
    assert not any("minh họa" in each for each in real.warnings)
    with pytest.raises(QueryError, match="Không có sản phẩm nào mang mã"):
        asked(register, scope=Scope.REAL, pinned=frozenset({code(1)}))


def test_the_shipped_records_have_no_prices_and_say_so(read_only: Register) -> None:
    told = asked(read_only, scope=Scope.REAL)
    assert told.status is Status.INFEASIBLE
    assert told.portions[0].eligible == 0
    assert told.portions[0].excluded["unknown-fact"] == 37
    assert told.portions[0].excluded["in-force"] >= 13, "what only the press reports"


def test_a_missing_fact_excludes(register: Register) -> None:
    missing = ("price_vnd", "ingredients", "story_vi")
    enter(register, known(1), *(known(number, **{fact: None}) for number, fact in enumerate(missing, start=2)))
    sober = replace(HEAD, avoids=frozenset({Avoid.ALCOHOL}))
    assert names(asked(register, 2)) == ["Sản phẩm 1", "Sản phẩm 3"]
    assert names(asked(register, recipient=sober)) == ["Sản phẩm 1"]
    assert asked(register, 2, recipient=sober).status is Status.INFEASIBLE
    told = {fact: asked(register, recipient=sober, why=code(n)).why_not for n, fact in enumerate(missing, start=2)}
    assert "chưa biết giá" in told["price_vnd"][0]
    assert "chưa biết thành phần" in told["ingredients"][0]
    assert "chưa có câu chuyện" in told["story_vi"][0]


def test_what_the_store_holds_is_read_as_it_is(register: Register) -> None:
    woman = maker("HTX chị em", COMMUNES[0], led_by_woman=True, green_chain=True)
    certificates = tuple(
        CertificateEntry(kind=kind, issued_on=date(2026, 1, 1), expires_on=until, evidence=Evidence.MADE_UP)
        for kind, until in (("halal", date(2026, 12, 1)), ("eco-label", date(2026, 11, 30)))
    )
    drink = known(1, alcohol_percent=Decimal("12.5"), volume_ml=500, net_weight_g=None, animal_origin=("fish",))
    enter(register, replace(drink, certificates=certificates), known(2, by=woman, storage="frozen", lead_time_days=7))
    shelf = gifts.offer(register, DEMO, DAY).shelf
    first, second = shelf.places[code(1)], shelf.places[code(2)]
    assert (shelf.alcohol[first], shelf.weight[first], shelf.volume[first]) == (1250, 500, 500)
    assert (shelf.halal[first], shelf.halal[second]) == (True, False)
    assert shelf.substances[first] & 32
    assert (shelf.storage[second], shelf.lead_time[second], shelf.price[second]) == (3, 7, 100_002)
    told = [words for bit, words in INCLUSIVE.items() if shelf.inclusive[second] & bit]
    assert told[0] == "hợp tác xã hoặc chủ thể thuộc nhóm được ưu tiên", "who leads a maker is told as totals only"
    assert shelf.inclusive[second] == 1 + 2 + 8
    assert shelf.inclusive[first] == 1, "the eco-label ended on the day before"
    assert gifts.offer(register, DEMO, DAY) is gifts.offer(register, DEMO, DAY)


def test_a_violation_found_by_decision_excludes_all_of_its_maker(register: Register) -> None:
    both = maker("HTX hai món", COMMUNES[0])
    enter(register, known(1, by=both), known(2, by=both), known(3, price_vnd=900_000))
    inspection = InspectionEntry(
        code=code(1), inspected_on=date(2026, 10, 1), body="Sở", subject="nhãn", finding="dùng sai nhãn"
    )

    def inspect(found: InspectionEntry) -> None:
        with writing(register.engine) as session:
            actions.record_inspection(session, inspection=found, by="test", reason="thử")

    inspect(inspection)  # not decided yet
    assert names(asked(register)) == ["Sản phẩm 1"]
    inspect(replace(inspection, decision="5/QĐ-XPHC"))
    assert names(asked(register)) == ["Sản phẩm 3"]
    (told,) = asked(register, why=code(2)).why_not
    assert "dùng sai nhãn (quyết định 5/QĐ-XPHC, kiểm tra ngày 01/10/2026)" in told
    before = replace(VISIT, day=date(2026, 9, 30))
    assert names(asked(register, event=before)) == ["Sản phẩm 1"]


def test_refusals_name_their_article(register: Register) -> None:
    told = asked(register, event=replace(VISIT, kind=EventKind.DOMESTIC))
    assert told.status is Status.REFUSED
    assert told.article == "Điều 4 khoản 2 điểm b Thông tư 35/2026/TT-BTC"
    assert told.article in (told.reason or "")
    assert told.portions == ()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"items": 0}, "từ 1 đến 60"),
        ({"items": 61}, "từ 1 đến 60"),
        ({"budget": 0}, "lớn hơn 0"),
        ({"budget": 10**19}, r"hãy nêu nhiều nhất 1\.000\.000\.000\.000 đồng"),
        ({"event": replace(VISIT, norm=-1)}, "lớn hơn 0"),
        ({"recipient": replace(HEAD, count=0)}, "ít nhất một người nhận"),
        ({"heeded": frozenset({"nothing"})}, "Không có lưu ý nào"),
        ({"event": replace(VISIT, plan_approved=DAY, plan_begun=date(2026, 11, 30))}, "trước ngày duyệt"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(read_only: Register, wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        asked(read_only, **wrong)


def test_another_basket_bears_its_own_warnings(register: Register) -> None:
    """One of the teas has no English on its label: whichever basket holds it is warned of it, and no other."""
    plain = known(3, label_languages=("vi",), price_vnd=90_000)
    enter(register, known(1), plain)
    answer = asked(register, recipient=replace(HEAD, country="JP"))
    baskets = [answer.of(place) for place in range(1 + len(answer.alternatives))]
    assert len(baskets) == 2
    for each in baskets:
        (name,) = names(each)
        assert all(name in warning for warning in each.warnings if "“" in warning)
    assert baskets[0].warnings != baskets[1].warnings
