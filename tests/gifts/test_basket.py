"""From a request to baskets: order of preference, pins, swaps, alternatives, what clashes, why and why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from ocop.domain.recognition import Scope, Status
from ocop.gifts import explain, objective
from ocop.gifts.basket import Problem, swapped
from ocop.gifts.clash import Clash, clash
from ocop.gifts.request import Avoid, Event, EventKind, Given, GuestClass, Recipient, Role, Travel, Wish
from tests.gifts.shelves import DAY, HEAD, VISIT, avoiding, names, offer, problem, product

TWELVE = [product(n, price=100_000 + n, group=n % 4 + 1) for n in range(10, 22)]


def found_clash(of: Problem) -> Clash:
    assert of.best() is None
    return clash(of)


def test_the_ceiling_holds_to_the_dong() -> None:
    pair = offer(product(1, price=1_300_000), product(2, price=1_300_000), product(3, price=1_300_001, stars=4))
    assert names(problem(pair, items=2)) == {"P1", "P2"}
    assert problem(pair, items=2, budget=2_599_999).best() is None
    dearer = offer(product(1, price=1_300_000), product(2, price=1_300_001))
    assert problem(dearer, items=2).best() is None


def test_national_products_come_before_everything_else() -> None:
    on = offer(
        product(1, stars=5, maker=1, province=1, price=900_000),
        product(2, stars=5, maker=1, province=1, price=900_000),
        product(3, stars=4, inclusive=31, price=10_000),
    )
    assert names(problem(on, items=2)) == {"P1", "P2"}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"region": 2}, {"region": 1}),
        ({"region": 1, "group": 2}, {"region": 1, "group": 1}),
        ({"region": 1, "province": 30, "maker": 30}, {"region": 1, "province": 1, "maker": 1}),
        ({"region": 1, "inclusive": 3}, {"region": 1, "inclusive": 4}),
        ({"region": 1, "storage": 1}, {"region": 1, "shelf_life": 10}),
        ({"region": 1, "price": 99_999}, {"region": 1, "price": 100_000}),
    ],
)
def test_each_level_decides_where_those_before_are_equal(better: dict[str, Any], worse: dict[str, Any]) -> None:
    fixed = product(1, region=1, group=1)
    on = offer(fixed, product(2, **better), product(3, **worse))
    assert names(problem(on, items=2, pinned=frozenset({"P1"}))) == {"P1", "P2"}


def test_an_earlier_level_outweighs_all_later_ones() -> None:
    on = offer(product(1, region=1), product(2, region=2, price=2_000_000), product(3, region=1, inclusive=31, price=1))
    assert names(problem(on, items=2, pinned=frozenset({"P1"}))) == {"P1", "P2"}


def test_rotation_reads_what_was_given_in_the_last_24_months() -> None:
    on, japanese = offer(product(1, price=1, region=1), product(2, price=2, region=1)), avoiding(country="JP")
    given = Given(date(2024, 12, 1), "P1", 1, country="JP")
    assert names(problem(on, japanese, items=1)) == {"P1"}
    assert names(problem(on, japanese, items=1, earlier=(given,))) == {"P2"}
    long_ago = replace(given, day=date(2024, 11, 30))
    assert names(problem(on, japanese, items=1, earlier=(long_ago,))) == {"P1"}
    to_others = replace(given, country="FR", code="P9")
    assert names(problem(on, japanese, items=1, earlier=(to_others,))) == {"P2"}, "spread over makers"
    same_guest = replace(given, country=None, guest="g1")
    assert names(problem(on, HEAD, items=1, earlier=(same_guest,), guest="g1")) == {"P2"}


def test_pin_ban_and_swap_solve_again() -> None:
    on = offer(*TWELVE)
    first = names(problem(on, items=4))
    dear = "P21"
    assert dear not in first
    pinned = names(problem(on, items=4, pinned=frozenset({dear})))
    assert dear in pinned
    out = min(first)
    assert out not in names(problem(on, items=4, banned=frozenset({out})))
    after = names(problem(on, wish=swapped(Wish(items=4), frozenset(first), out)))
    assert len(after & first) == 3
    assert out not in after


def test_alternatives_differ_in_at_least_half_the_items() -> None:
    for items in (4, 5):
        of = problem(offer(*TWELVE), items=items)
        best = of.best()
        assert best is not None
        others = of.others(best)
        assert len(others) == 3
        baskets = [set(each.rows[0].tolist()) for each in (best, *others)]
        for place, one in enumerate(baskets):
            assert all(len(one - other) * 2 >= items for other in baskets[:place])
        scores = [best.score, *(each.score for each in others)]
        assert scores == sorted(scores, reverse=True)


def test_where_nothing_differs_enough_there_are_fewer_alternatives() -> None:
    of = problem(offer(*TWELVE[:5]), items=4)
    best = of.best()
    assert best is not None
    assert of.others(best) == []
    pinned = problem(offer(*TWELVE), items=2, pinned=frozenset({"P10", "P11"}))
    assert pinned.others(pinned.best()) == []  # type: ignore[arg-type]


def test_too_little_money_says_how_much_is_missing_and_that_much_helps() -> None:
    on = offer(*TWELVE)
    told = found_clash(problem(on, items=3, budget=300_032))
    assert told.reason == "3 món rẻ nhất hợp quy tắc đã 300.033 đồng, vượt mức 300.032 đồng là 1 đồng."
    assert told.changes[0] == "tăng ngân sách thêm 1 đồng, thành 300.033 đồng"
    assert told.changes[1] == "giảm còn 2 món"
    assert problem(on, items=3, budget=300_033).best() is not None
    assert problem(on, items=2, budget=300_032).best() is not None


def test_a_ceiling_is_never_to_be_raised() -> None:
    told = found_clash(problem(offer(*(product(n, price=1_000_000) for n in (1, 2, 3))), items=3))
    assert "Trần 2.600.000 đồng không được vượt" in told.reason
    assert told.changes == ("giảm còn 2 món",)


def test_too_few_products_names_the_rule_to_give_up() -> None:
    on = offer(
        product(1), product(2, ingredients="sữa"), product(3, ingredients="sữa"), product(4, status=Status.REVOKED)
    )
    told = found_clash(problem(on, avoiding(Avoid.MILK), items=3))
    assert told.reason.startswith("Chỉ 1 sản phẩm qua mọi quy tắc, cần 3.")
    assert told.changes == ("giảm còn 1 món", "bỏ yêu cầu “khách kiêng sữa: không sữa và sản phẩm từ sữa”")
    assert problem(on, items=3).best() is not None


def test_missing_facts_are_what_would_help() -> None:
    told = found_clash(problem(offer(product(1), product(2, price=-1)), items=2))
    assert told.changes == ("giảm còn 1 món", "bổ sung dữ liệu còn thiếu của ít nhất 1 sản phẩm")


def test_a_pin_that_a_rule_excludes_is_named() -> None:
    told = found_clash(problem(offer(product(1), product(2, status=Status.REVOKED)), items=1, pinned=frozenset({"P2"})))
    assert told.reason == "Món ghim “Chè 2” bị loại: công nhận đã bị thu hồi hoặc hủy bỏ."
    many = problem(offer(*TWELVE), items=1, pinned=frozenset({"P10", "P11"}))
    assert found_clash(many).reason == "Ghim 2 món trong giỏ 1 món."


def test_recipients_share_confirmed_stock() -> None:
    on = offer(product(1, price=10), product(2, price=20), product(3, price=30))
    heads = Recipient(guest_class=GuestClass.A, role=Role.HEAD, count=3)
    spouses = Recipient(guest_class=GuestClass.A, role=Role.SPOUSE, count=2)
    apart = problem(on, heads, spouses, items=1)
    assert (names(apart, 0), names(apart, 1)) == ({"P1"}, {"P1"})
    shared = problem(on, heads, spouses, wish=Wish(items=1, stock={"P1": 4}))
    assert (names(shared, 0), names(shared, 1)) == ({"P1"}, {"P2"})
    assert sum(shared.best().score[-1:]) == -(3 * 10 + 2 * 20)  # type: ignore[union-attr]


def test_stock_that_clashes_says_how_many_pieces_are_missing() -> None:
    heads = Recipient(guest_class=GuestClass.A, role=Role.HEAD, count=3)
    of = problem(offer(product(1)), heads, heads, wish=Wish(items=1, stock={"P1": 4}))
    told = found_clash(of)
    assert told.changes == ("xác nhận thêm ít nhất 2 món hàng",)
    assert problem(offer(product(1)), heads, heads, wish=Wish(items=1, stock={"P1": 6})).best() is not None


def test_several_recipients_ask_a_maker_for_their_sum() -> None:
    six = Recipient(guest_class=GuestClass.A, role=Role.HEAD, count=6)
    of = problem(offer(product(1, capacity=12), product(2, stars=3)), six, six, items=1)
    best = of.best()
    assert best is not None
    assert any(told.startswith("số khách x 1.05") and "Chè 1" in told for told in explain.told_warnings(of, best))
    alone = problem(offer(product(1, capacity=12)), six, items=1)
    assert not any("1.05" in told for told in explain.told_warnings(alone, alone.best()))  # type: ignore[arg-type]


def test_every_item_tells_why_it_is_there_with_sources() -> None:
    of = problem(offer(product(1, inclusive=3), product(2, stars=4)), avoiding(Avoid.ALCOHOL), items=2)
    best = of.best()
    assert best is not None
    first, second = explain.items(of, of.sides[0], best.rows[0])
    assert first.code == "P1"
    assert any("sản phẩm quốc gia 5 sao (nguồn: 9591/VPCP-NN" in each for each in first.reasons)
    assert any("đến 01/01/2028" in each for each in first.reasons)
    assert any("hợp tác xã hoặc chủ thể thuộc nhóm được ưu tiên" in each for each in first.reasons)
    assert any("khách kiêng rượu bia" in each for each in first.reasons)
    assert any("không thêm được sản phẩm 5 sao" in each for each in second.reasons)
    assert all("nguồn: " in each for item in (first, second) for each in item.reasons)


def test_why_not_names_the_rule_or_what_beats_it() -> None:
    on = offer(
        product(1, price=10), product(2, price=11, region=2), product(3, stars=4), product(4, status=Status.REPORTED),
        product(5, price=1, region=2),
    )  # fmt: skip
    of = problem(on, items=1)
    best = of.best()
    assert best is not None
    assert explain.why_not(of, best, 0, "P5") == ("có trong giỏ",)
    assert explain.why_not(of, best, 0, "P1") == ("thua “Chè 5” về tổng giá: có nó thì 10, giỏ đã chọn 1",)
    assert explain.why_not(of, best, 0, "P3") == ("thua “Chè 5” về số sản phẩm 5 sao: có nó thì 0, giỏ đã chọn 1",)
    assert "báo chí" in explain.why_not(of, best, 0, "P4")[0]
    tight = problem(offer(product(1, price=10), product(2, price=60), product(3, price=50)), items=2, budget=60)
    assert explain.why_not(tight, tight.best(), 0, "P2")[0].startswith("không giỏ 2 món nào")  # type: ignore[arg-type]


def told(of: Problem) -> str:
    best = of.best()
    assert best is not None
    return "\n".join(explain.told_warnings(of, best))


def test_what_only_the_basket_as_a_whole_shows_is_warned_of() -> None:
    on = offer(*(product(n, weight=1300, region=n % 2 + 1, stars=4) for n in range(1, 7)), scope=Scope.DEMO)
    carried = told(problem(on, avoiding(country="JP", travel=Travel.HAND), items=4))
    assert "5,2 kg" in carried
    assert "bộ bốn món" in carried
    assert "nêu lý do" in carried
    assert "minh họa" in carried
    assert "ít nhất ba vùng" in told(problem(on, items=5))
    assert "bộ bốn món" not in told(problem(on, avoiding(country="JP"), items=3))


def test_a_warning_can_be_heeded() -> None:
    on = offer(product(1, storage=3, price=1), product(2))
    abroad = avoiding(country="JP")
    assert names(problem(on, abroad, items=1)) == {"P2"}, "of equal baskets the one with fewer warnings"
    fewer_stars = offer(product(1, storage=3), product(2, stars=4))
    assert names(problem(fewer_stars, abroad, items=1)) == {"P1"}
    heeding = problem(fewer_stars, abroad, items=1, heeded=frozenset({"ambient-only-for-travel"}))
    assert names(heeding) == {"P2"}
    assert heeding.sides[0].judged.counts() == {"ambient-only-for-travel": 1}


def test_the_levels_of_several_baskets_add_up() -> None:
    assert objective.added([(1, 2), (10, 20)]) == (11, 22)
    assert len(objective.LEVELS) == len(objective.TITLES) == 10
    none = objective.score(problem(offer(*TWELVE), items=1).sides[0].basket.goods.take(np.zeros(0, np.int64)))
    assert none == (0,) * 10


def test_apec_2027_in_phu_quoc_is_a_rotating_conference() -> None:
    apec = Event(kind=EventKind.ROTATING_CONFERENCE, day=DAY)
    on = offer(*(product(n, price=300_000) for n in range(1, 9)))
    head = Recipient(guest_class=GuestClass.SPECIAL, role=Role.HEAD, country="US")
    member = Recipient(guest_class=GuestClass.SPECIAL, role=Role.MEMBER, country="US")
    assert problem(on, head, event=apec, items=6).best() is not None
    assert problem(on, member, event=apec, items=4).best() is None
    assert problem(on, member, event=apec, items=3).best() is not None
    assert problem(on, HEAD, event=VISIT, items=8).best() is not None, "a foreign minister, class A"


def test_a_warning_that_concerns_several_recipients_is_said_once() -> None:
    given = [product(1, stars=4), product(2, stars=4), product(3, stars=3)]
    of = problem(offer(*given), avoiding(Avoid.ALCOHOL), avoiding(Avoid.PORK), items=2)
    best = of.best()
    assert best is not None
    (told,) = [each for each in explain.told_warnings(of, best) if "chưa đạt 5 sao" in each]
    assert told.count("Chè 1") == 1
    assert "Chè 2" in told
