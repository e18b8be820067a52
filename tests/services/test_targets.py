"""The targets of Decision 919 on registers in which the answer is known; what is missing is said, never 0."""

from __future__ import annotations

from datetime import date

from ocop import i18n, reference
from ocop.domain.entries import FairEntry, PointOfSaleEntry
from ocop.domain.places import MERGERS
from ocop.domain.recognition import Kind, Scope
from ocop.domain.targets import Missing, TargetResult, Verdict
from ocop.i18n import targets as words
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from tests.conftest import TODAY
from tests.services.histories import day, enter, event, maker, product, record

DEMO = Scope.DEMO
END = date(2025, 12, 31)
FIRST = (Kind.FIRST, "2025-01-10", 3)


def results(register: Register, on: date = END) -> dict[str, TargetResult]:
    return {each.target.id: each for each in register.targets(DEMO, on)}


def told(found: TargetResult) -> tuple[float | None, int | None, int | None, int]:
    return found.value, found.numerator, found.denominator, found.unknown


def test_products_count_while_in_force_and_ever_recognised_stands_beside(register: Register) -> None:
    enter(
        register,
        product(1, maker(), event(Kind.FIRST, "2021-05-01", 5)),  # over since 2024
        product(2, maker(), event(*FIRST)),
        product(3, maker(), event(Kind.FIRST, "2025-01-10", 5)),
    )
    found = results(register)
    assert (found["T1"].value, found["T1"].ever, found["T1"].short_by, found["T1"].verdict) == (2, 3, 9998, "short")
    assert (found["T2"].value, found["T2"].ever, found["T2"].short_by) == (1, 2, 399)
    assert [value for _day, value in sorted(found["T1"].trend.items())] == [1, 1, 1, 0, 2]
    assert found["T1"].ended
    assert not results(register, day("2025-12-30"))["T1"].ended
    record(register, 3, event(Kind.REVOKED, "2025-12-01"))
    assert (results(register)["T2"].value, results(register)["T2"].ever) == (0, 2)


def test_upgraded_are_those_rated_before_2021_and_given_stars_again(register: Register) -> None:
    enter(
        register,
        product(1, maker(), event(Kind.FIRST, "2020-05-01", 3), event(Kind.RENEWED, "2023-04-20", 3)),
        product(2, maker(), event(Kind.FIRST, "2020-05-01", 3), event(Kind.RAISED, "2022-04-20", 4)),
        product(3, maker(), event(Kind.FIRST, "2020-05-01", 4), event(Kind.LOWERED, "2022-04-20", 3)),
        product(4, maker(), event(Kind.FIRST, "2020-12-31", 3)),
        product(5, maker(), event(Kind.FIRST, "2021-01-01", 3), event(Kind.RENEWED, "2024-01-01", 3)),
    )
    found = results(register)["T3"]
    assert told(found) == (50.0, 2, 4, 0)
    assert found.verdict is Verdict.MET
    assert {each.year: value for each, value in found.trend.items()} == {
        2020: None, 2021: 0.0, 2022: 25.0, 2023: 50.0, 2024: 50.0, 2025: 50.0,
    }  # fmt: skip


def test_without_products_of_before_there_is_no_history_to_judge(register: Register) -> None:
    enter(register, product(1, maker(), event(*FIRST)))
    found = results(register)["T3"]
    assert (found.value, found.missing, found.verdict) == (None, Missing.HISTORY, Verdict.NOT_COMPUTED)


def test_kinds_are_shares_of_the_makers_whose_kind_is_known(register: Register) -> None:
    kinds = ["cooperative"] * 2 + ["enterprise"] * 3 + ["household", None]
    for number, kind in enumerate(kinds, start=1):
        enter(register, product(number, maker(f"Chủ thể {number}", kind=kind), event(*FIRST)))
    # a second product of a maker counts it no second time; one whose only product is over does not count
    enter(register, product(20, maker("Chủ thể 1"), event(*FIRST)))
    enter(register, product(21, maker("HTX cũ"), event(Kind.FIRST, "2020-01-10", 3)))
    found = results(register)
    assert told(found["T4"]) == (100 * 2 / 6, 2, 6, 1)
    assert found["T4"].short_by == 40 - 100 * 2 / 6
    assert told(found["T5"]) == (50.0, 3, 6, 1)
    assert found["T5"].verdict is Verdict.MET


def test_flags_head_counts_and_channels_are_shares_of_what_is_known(register: Register) -> None:
    for number in range(1, 31):
        facts = {
            "green_chain": True if number <= 9 else None if number > 20 else False,
            "led_by_woman": number <= 10 if number <= 25 else None,
            "led_by_minority": number <= 9,
            "channels": frozenset({"market", "e-commerce"} if number <= 6 else {"market"}) if number <= 10 else None,
            "workers": 10 if number <= 20 else None,
            "trained_workers": 3 if number <= 10 else None,
            "craft_village": "Làng nghề gốm" if number < 3 else "LÀNG NGHỀ GỐM" if number == 3 else None,
        }
        enter(register, product(number, maker(f"Chủ thể {number}", **facts), event(*FIRST)))
    found = results(register)
    assert told(found["T6"]) == (45.0, 9, 20, 10)
    assert told(found["T8"]) == (30.0, 30, 100, 20)
    assert told(found["T9"]) == (40.0, 10, 25, 5)
    assert found["T9"].verdict is Verdict.MET
    assert told(found["T11"]) == (60.0, 6, 10, 20)
    # nine people are no group to be told of
    assert (told(found["T10"]), found["T10"].missing) == ((None, None, None, 0), Missing.SMALL_GROUP)
    # one village by whatever spelling; how many there are, nobody has entered
    assert (found["T7"].value, found["T7"].numerator, found["T7"].missing) == (None, 1, Missing.CRAFT_VILLAGES)


def test_what_no_maker_tells_is_missing_and_never_nought(register: Register) -> None:
    enter(register, product(1, maker(kind=None), event(*FIRST)))
    found = results(register)
    assert {each: found[each].missing for each in found if found[each].missing} == {
        "T3": Missing.HISTORY,
        "T4": Missing.KINDS,
        "T5": Missing.KINDS,
        "T6": Missing.GREEN_CHAINS,
        "T7": Missing.CRAFT_VILLAGES,
        "T8": Missing.WORKERS,
        "T9": Missing.WOMEN,
        "T10": Missing.MINORITIES,
        "T11": Missing.CHANNELS,
        "T12": Missing.POINTS_OF_SALE,
        "T13": Missing.EVENTS,
    }
    assert all(each.value is None and each.short_by is None for each in found.values() if each.missing)
    # what is asked of the provinces is known before anything is known of the points of sale
    assert words.goal(found["T12"], i18n.language("vi")) == "34 tỉnh, thành phố, mỗi nơi ít nhất một điểm bán"
    assert results(register, day("2024-01-01"))["T12"].goal == 63
    early = results(register, day("2024-01-01"))
    assert early["T4"].missing is Missing.RECOGNITIONS, "nobody has a product in force yet"


def test_points_of_sale_are_asked_of_63_provinces_until_the_mergers_and_of_34_since(register: Register) -> None:
    communes = reference.communes()
    opened = day("2024-01-01")
    points = [
        PointOfSaleEntry(name="Lâm Đồng", kind="ocop-shop", province="68", commune="24778", opened=opened),
        PointOfSaleEntry(name="Bình Thuận", kind="market", province="68", commune="23272", opened=opened),
        PointOfSaleEntry(name="Hà Nội", kind="market", province="01", opened=opened, closed=day("2025-10-01")),
        PointOfSaleEntry(name="Đâu đó", kind="market", province="91", opened=opened),
    ]
    assert communes["24778"].former != communes["23272"].former
    with writing(register.engine) as session:
        actions.add_points_of_sale(session, points=points, scope=DEMO, by="test", reason="thử")
    then = results(register, MERGERS.replace(day=1, month=6))["T12"]
    assert told(then) == (3.0, 3, 63, 1)  # An Giang was two provinces: nobody knows in which it stands
    assert (then.goal, then.short_by) == (63, 60)
    assert told(results(register, MERGERS)["T12"]) == (3.0, 3, 34, 0)
    assert told(results(register)["T12"]) == (2.0, 2, 34, 0)
    assert results(register, day("2023-12-31"))["T12"].missing is Missing.POINTS_OF_SALE


def test_a_forum_counts_in_its_year_and_a_year_without_events_says_nothing(register: Register) -> None:
    def fair(name: str, held: str, international: bool) -> FairEntry:
        on = day(held)
        return FairEntry(
            name=name, kind="forum", international=international, first_day=on, last_day=on, source="bản thử"
        )

    fairs = [
        fair("Diễn đàn", "2025-06-01", True),
        fair("Hội chợ", "2025-08-01", False),
        fair("Hội", "2024-08-01", False),
    ]
    with writing(register.engine) as session:
        actions.add_fairs(session, fairs=fairs, scope=DEMO, by="test", reason="thử")
    found = results(register)["T13"]
    assert (found.value, found.verdict) == (1, Verdict.MET)
    assert results(register, day("2025-05-31"))["T13"].missing is Missing.EVENTS
    assert (results(register, day("2024-12-31"))["T13"].value, results(register)["T13"].numerator) == (0, 1)
    assert results(register, TODAY)["T13"].missing is Missing.EVENTS


def test_the_real_register_is_counted_apart_and_said_to_be_incomplete(register: Register) -> None:
    enter(register, *(product(n, maker(f"HTX {n}"), event(*FIRST)) for n in range(1, 8)))
    real = {each.target.id: each for each in register.targets(Scope.REAL, TODAY)}
    assert (real["T1"].value, real["T1"].ever, real["T1"].complete) == (24, 37, False)
    assert (real["T2"].value, real["T2"].ever) == (0, 13), "what the press reports is not in force"
    assert results(register, TODAY)["T1"].value == 7
