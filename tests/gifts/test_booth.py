"""A list for a booth: who may be on it, in which order, and what each quota does."""

from datetime import date, timedelta
from typing import Any

from ocop.domain.recognition import Status
from ocop.gifts.booth import Booth, Chosen, Quota, choose
from tests.gifts.shelves import DAY, offer, product

LAST = DAY + timedelta(4)


def booth(size: int, **wanted: Any) -> Booth:
    return Booth(size=size, first_day=DAY, last_day=LAST, **wanted)


def codes(chosen: Chosen) -> list[str]:
    return [each.code for each in chosen.places]


def test_national_products_come_first_then_the_regions_take_turns() -> None:
    on = offer(
        product(1, stars=4, region=1),
        product(2, stars=5, region=1),
        product(3, stars=4, region=1),
        product(4, stars=4, region=2),
        product(5, stars=3, region=3),
    )
    assert codes(choose(on, booth(4))) == ["P2", "P4", "P1", "P3"]
    assert choose(on, booth(1)).places[0].reasons == ("national",)


def test_every_rule_that_excludes_breaks_by_one_day_one_piece_one_hundredth() -> None:
    on = offer(
        product(1, until=LAST, capacity=100, alcohol=1499, set=14),
        product(2, until=LAST - timedelta(1), capacity=100),
        product(3, capacity=99),
        product(4, capacity=-1),
        product(5, capacity=100, alcohol=1500, set=14),
        product(6, capacity=100, status=Status.REPORTED, until=date(1970, 1, 1)),
        product(7, capacity=100, status=Status.REVOKED),
        product(8, capacity=100, set=26),
        product(9, capacity=100, stars=3),
        product(10, capacity=100),
        violations={10: "nhãn sai"},
    )
    chosen = choose(on, booth(9, pieces=100, least_stars=4))
    assert codes(chosen) == ["P1"]
    assert chosen.excluded == {
        "reported": 1,
        "not-in-force": 1,
        "ends-before": 1,
        "open-violation": 1,
        "no-tourism": 1,
        "alcohol-public": 1,
        "stars": 1,
        "capacity": 1,
        "capacity-unknown": 1,
    }


def test_a_maker_stands_on_the_list_as_often_as_is_allowed() -> None:
    on = offer(*(product(n, maker=1) for n in (1, 2, 3)), product(4, stars=3))
    assert codes(choose(on, booth(4))) == ["P1", "P4"]
    assert len(choose(on, booth(4, per_maker=2)).places) == 3


def test_a_quota_is_filled_before_more_stars_and_never_overrun() -> None:
    on = offer(
        *(product(n, region=1) for n in range(1, 7)), product(7, region=2, stars=3), product(8, region=2, stars=3)
    )
    chosen = choose(on, booth(4, regions=Quota(least={2: 2})))
    assert sorted(codes(chosen)) == ["P1", "P2", "P7", "P8"]
    assert next(each for each in chosen.places if each.code == "P7").reasons[0] == "quota-region"
    assert sorted(codes(choose(on, booth(6, regions=Quota(most={1: 3}))))) == ["P1", "P2", "P3", "P7", "P8"]


def test_quotas_of_regions_and_groups_leave_each_other_room() -> None:
    on = offer(
        *(product(n, region=1, group=1) for n in range(1, 5)),
        product(5, region=2, group=1, stars=3),
        product(6, region=1, group=3, stars=3),
    )
    chosen = choose(on, booth(2, regions=Quota(least={2: 1}), groups=Quota(least={3: 1})))
    assert sorted(codes(chosen)) == ["P5", "P6"]


def test_a_quota_that_cannot_be_filled_is_told() -> None:
    on = offer(product(1, region=1), product(2, region=2))
    chosen = choose(on, booth(2, regions=Quota(least={2: 3}), groups=Quota(least={4: 1})))
    assert codes(chosen) == ["P2", "P1"]
    assert chosen.short_regions == {2: 2}
    assert chosen.short_groups == {4: 1}


def test_what_was_put_on_the_list_stays_and_what_was_struck_off_does_not_come_back() -> None:
    on = offer(product(1), product(2), product(3, stars=3))
    chosen = choose(on, booth(2, pinned=frozenset({"P3"}), banned=frozenset({"P1"})))
    assert codes(chosen) == ["P3", "P2"]
    assert chosen.places[0].reasons == ("pinned", "stars-3")
    assert chosen.excluded == {"banned": 1}


def test_of_home_alone() -> None:
    on = offer(product(1, province=68), product(2, province=1))
    chosen = choose(on, booth(2, province="68", home_only=True))
    assert codes(chosen) == ["P1"]
    assert "home" in chosen.places[0].reasons
