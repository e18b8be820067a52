"""Figures of registers made by hand, in which the answer is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ocop import reference
from ocop.domain.coverage import Coverage
from ocop.domain.figures import By, Measure, Places, Share
from ocop.domain.monitoring import Change, Lag
from ocop.domain.over_time import Cohort, Survival
from ocop.domain.places import MERGERS
from ocop.domain.recognition import Evidence, Kind, Level, Scope, Status
from ocop.domain.register import Facet, choices
from ocop.errors import QueryError
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from tests.conftest import TODAY
from tests.services.histories import day, enter, event, maker, product, record

DEMO = Scope.DEMO
ONE_DAY = timedelta(days=1)
REUSED = ("15", "24", "44", "52", "80", "82", "91")


def test_a_revocation_changes_every_figure_at_once(register: Register) -> None:
    enter(register, product(1, maker(), event(Kind.FIRST, "2025-03-01", 4)))
    assert register.headline(DEMO, TODAY).number(Measure.PRODUCTS).value == 1
    assert register.summary(DEMO, TODAY).line("68").by_stars == {3: 0, 4: 1, 5: 0}
    assert register.communes(DEMO, TODAY).covered.part == register.summary(DEMO, TODAY).total.communes_with_product
    before = register.summary(DEMO, TODAY)
    record(register, 1, event(Kind.REVOKED, "2026-11-20"))
    assert before.total.products_in_force == 1, "what was answered is frozen"
    assert register.headline(DEMO, TODAY).number(Measure.PRODUCTS).value == 0
    line = register.summary(DEMO, TODAY).line("68")
    assert (line.products_ever, line.products_in_force, line.revoked) == (1, 0, 1)
    assert register.changes(DEMO, TODAY).of(Change.REVOKED).count == 1
    assert register.overview(DEMO, TODAY).by_status == {Status.REVOKED: 1}
    assert register.province_card(DEMO, TODAY, Places.NOW, "68").producers == ()
    assert register.targets(DEMO, TODAY)[0].value == 0
    assert register.summary(DEMO, day("2026-11-19")).line("68").products_in_force == 1


def test_verdicts_turn_at_midnight(register: Register) -> None:
    enter(register, product(1, maker(), event(Kind.FIRST, "2023-05-10", 3)))
    last = day("2026-05-10")
    assert register.summary(DEMO, last).total.products_in_force == 1
    assert register.summary(DEMO, last).total.ending == {30: 1, 90: 1, 180: 1}
    assert register.summary(DEMO, last + ONE_DAY).total.expired == 1
    assert [year.lapsed for year in register.flow(DEMO, last)] == [0, 0, 0, 0]
    assert [year.lapsed for year in register.flow(DEMO, last + ONE_DAY)] == [0, 0, 0, 1]
    assert register.changes(DEMO, last).of(Change.LAPSED).count == 0
    assert register.changes(DEMO, last + ONE_DAY).of(Change.LAPSED).count == 1
    assert register.summary(DEMO, day("2023-05-09")).total.products_ever == 0


def test_what_ends_within_30_90_180_days(register: Register) -> None:
    enter(
        register,
        product(1, maker(), event(Kind.FIRST, "2023-12-21", 3)),  # ends in 29 days
        product(2, maker(), event(Kind.FIRST, "2023-12-22", 3)),  # in 30
        product(3, maker(), event(Kind.FIRST, "2024-02-20", 3)),  # in 90
        product(4, maker(), event(Kind.FIRST, "2024-05-20", 3)),  # in 179
        product(5, maker(), event(Kind.FIRST, "2024-05-21", 3)),  # in 180
    )
    found = register.ending(DEMO, TODAY)
    assert found.summary.line("68").ending == {30: 1, 90: 2, 180: 4}
    assert [each.name for each in found.soonest] == [f"Sản phẩm {n}" for n in (1, 2, 3, 4)]


def test_years_tell_what_was_decided_and_what_lapsed(register: Register) -> None:
    enter(
        register,
        # renewed in time: no lapse; the second term is still running
        product(1, maker(), event(Kind.FIRST, "2021-06-01", 3), event(Kind.RENEWED, "2024-05-20", 3)),
        # lapsed in 2024, renewed a year too late, so that it lapsed all the same
        product(2, maker(), event(Kind.FIRST, "2021-02-01", 3), event(Kind.RENEWED, "2025-02-01", 3)),
        # raised: when the 4 stars end in 2025 the 3 stars of 2023 still run, and lapse in 2026
        product(3, maker(), event(Kind.FIRST, "2022-03-01", 4), event(Kind.RECOGNISED, "2023-03-01", 3)),
        product(4, maker(), event(Kind.FIRST, "2022-07-01", 3), event(Kind.RAISED, "2023-07-01", 5)),
        # revoked within its term: no lapse
        product(5, maker(), event(Kind.FIRST, "2024-01-15", 3), event(Kind.REVOKED, "2024-10-01", about=0)),
        product(6, maker(), event(Kind.RECOGNISED, "2024", 5, evidence=Evidence.PRESS)),
    )
    years = {year.year: year for year in register.flow(DEMO, TODAY)}
    assert list(years) == [2021, 2022, 2023, 2024, 2025, 2026]
    assert [found.first for found in years.values()] == [2, 2, 0, 1, 0, 0]
    assert {year: found.lapsed for year, found in years.items() if found.lapsed} == {2024: 1, 2026: 2}
    assert [years[year].decided[Kind.RENEWED] for year in (2024, 2025)] == [1, 1]
    assert (years[2023].decided[Kind.RAISED], years[2024].decided[Kind.REVOKED]) == (1, 1)
    assert (years[2023].decided[Kind.RECOGNISED], years[2024].decided[Kind.RECOGNISED]) == (1, 1)
    # the press does not say whether its product is in force: it is in no year; 2023 has none and is no year with 0%
    assert register.survival(DEMO, TODAY) == Survival(
        (Cohort(2021, 2, 2), Cohort(2022, 2, 0), Cohort(2024, 1, 0)), reported=1
    )
    assert register.survival(DEMO, day("2024-06-30")).cohorts[0] == Cohort(2021, 2, 1)
    only = choices({Facet.STARS: ["5"]})
    assert register.survival(DEMO, TODAY, choices=only).cohorts[0] == Cohort(2022, 1, 0)
    assert sum(year.first for year in register.flow(DEMO, TODAY, choices=only)) == 1


def test_what_changed_this_month_is_named_newest_first(register: Register) -> None:
    enter(
        register,
        product(1, maker(), event(Kind.FIRST, "2026-11-03", 3)),
        product(2, maker(), event(Kind.FIRST, "2026-11-20", 3)),
        product(3, maker(), event(Kind.FIRST, "2026-10-31", 3)),
        product(4, maker(), event(Kind.FIRST, "2026-11-23", 3)),  # tomorrow
        product(5, maker(), event(Kind.FIRST, "2024-01-10", 3), event(Kind.RAISED, "2026-11-05", 4)),
        product(6, maker(), event(Kind.FIRST, "2023-11-04", 3)),
        product(7, maker(), event(Kind.FIRST, "2024-01-10", 3), event(Kind.ANNULLED, "2026-11-06", about=0)),
    )
    found = register.changes(DEMO, TODAY)
    assert found.first_day == date(2026, 11, 1)
    told = {each.change: [product.name for product in each.newest] for each in found.kinds}
    assert told == {
        Change.FIRST: ["Sản phẩm 2", "Sản phẩm 1"],
        Change.RENEWED: [],
        Change.RAISED: ["Sản phẩm 5"],
        Change.LOWERED: [],
        Change.REVOKED: ["Sản phẩm 7"],
        Change.LAPSED: ["Sản phẩm 6"],
    }
    assert [each.count for each in found.kinds] == [2, 0, 1, 0, 1, 1]


@pytest.mark.parametrize("asked", [MERGERS - ONE_DAY, MERGERS])
def test_codes_that_were_used_again_lead_to_the_right_place(register: Register, asked: date) -> None:
    """15 was Yên Bái and is Lào Cai, and so on: a product stands in its own province of either vintage."""
    communes = reference.communes().values()
    placed = {}
    for number, former in enumerate(reference.former_provinces().values(), start=1):
        commune = next(each for each in communes if each.former == former.code and each.type == "Xã")
        placed[former.code] = former.successor
        enter(register, product(number, maker(f"HTX {number}", commune.code), event(Kind.FIRST, "2024-09-01", 3)))
    then, now = (register.summary(DEMO, asked, places) for places in (Places.FORMER, Places.NOW))
    assert {line.code: line.products_in_force for line in then.lines} == dict.fromkeys(placed, 1) | {None: 0}
    for code in REUSED:
        held = [former for former, present in placed.items() if present == code]
        assert code in held, "the code named another province before, now part of this one"
        assert len(held) > 1
        assert now.line(code).products_in_force == len(held)
        names = reference.former_provinces()[code].name, reference.provinces()[code].name
        assert names[0] != names[1]
        assert {each.code for each in register.communes(DEMO, asked, code).every if each.products} == {
            product.producer.commune for product in register.province_card(DEMO, asked, Places.NOW, code).products
        }
        (alone,) = register.province_card(DEMO, asked, Places.FORMER, code).products
        assert alone.producer.former_province == code


def test_what_has_no_place_is_counted_in_a_line_of_its_own_and_listed(register: Register) -> None:
    enter(
        register,
        product(1, maker(), event(Kind.FIRST, "2025-03-01", 3)),
        product(2, maker("HTX Lạc", None), event(Kind.FIRST, "2025-03-01", 3), set_number=None),
    )
    for by in (By.PROVINCE, By.REGION, By.GROUP, By.SET):
        for places in Places:
            summary = register.summary(DEMO, TODAY, places, by)
            assert summary.lines[-1].code is None
            assert summary.line(None).products_in_force == 1
            assert summary.total.products_in_force == 2
    found = register.unplaced(DEMO, TODAY)
    assert (found.no_province, found.no_former_province, found.no_commune) == (1, 1, 1)
    assert [each.name for each in found.products] == ["Sản phẩm 2"]
    assert register.communes(DEMO, TODAY).unknown == 1
    assert register.communes(DEMO, TODAY, "68").unknown == 0


def test_products_of_wards_are_not_divided_by_communes(register: Register) -> None:
    commune = next(each.code for each in reference.communes().values() if each.province == "68" and each.type == "Xã")
    first = event(Kind.FIRST, "2025-03-01", 4)
    enter(
        register,
        product(1, maker("HTX Xã", commune), first),
        product(2, maker("HTX Phường", "24778"), first),
        product(3, maker("HTX Không Rõ", None), first),
    )
    line, nowhere = (register.summary(DEMO, TODAY).line(code) for code in ("68", None))
    assert (line.products_in_force, line.products_in_communes, line.products_in_wards) == (2, 1, 1)
    assert line.communes
    assert line.per_commune == 1 / line.communes
    assert nowhere.per_commune is None


def test_an_empty_scope_answers_with_noughts_and_says_what_is_missing(register: Register) -> None:
    assert register.summary(DEMO, TODAY).total.products_ever == 0
    assert register.flow(DEMO, TODAY) == ()
    assert register.survival(DEMO, TODAY) == Survival((), reported=0)
    assert register.distribution(DEMO, TODAY, By.GROUP).total == 0
    assert register.distribution(DEMO, TODAY, By.GROUP).row(None)[3].percent is None
    assert all(each.missing for each in register.targets(DEMO, TODAY))
    assert register.ending(DEMO, TODAY).soonest == ()
    with pytest.raises(QueryError, match="Không có tỉnh, thành phố nào mang mã “99”"):
        register.province_card(DEMO, TODAY, Places.NOW, "99")


def test_what_falls_behind_is_judged_by_whole_provinces(register: Register) -> None:
    lapsed = [product(n, maker(f"HTX {n}", "00328"), event(Kind.FIRST, "2022-01-05", 3)) for n in range(1, 13)]
    held = [product(n, maker(f"HTX {n}"), event(Kind.FIRST, "2025-01-05", 3)) for n in range(13, 30)]
    enter(register, *lapsed, *held)
    found = register.provinces_behind(DEMO, TODAY)
    assert [(each.code, each.share, each.nation) for each in found.provinces if each.lag is Lag.LAPSED] == [
        ("01", Share(12, 12), Share(12, 29))
    ]


def test_a_complete_register_compares_with_a_year_ago(register: Register) -> None:
    enter(register, product(1, maker(), event(Kind.FIRST, "2024-09-01", 3)), scope=Scope.REAL)
    assert not register.is_complete(Scope.REAL, TODAY)
    span = (date(2020, 1, 1), TODAY)
    declared = [Coverage(Level.NATION, None, None, *span, "thử")]
    for code in reference.former_provinces():
        levels = (Level.PROVINCE, Level.DISTRICT)
        declared += [Coverage(level, code, None, span[0], MERGERS - ONE_DAY, "thử") for level in levels]
    declared += [Coverage(Level.PROVINCE, None, code, MERGERS, TODAY, "thử") for code in reference.provinces()]
    with writing(register.engine) as session:
        for each in declared:
            actions.declare_coverage(session, coverage=each, scope=Scope.REAL, by="test", reason="thử")
    assert register.is_complete(Scope.REAL, TODAY)
    number = register.headline(Scope.REAL, TODAY).number(Measure.PRODUCTS)
    held = register.summary(Scope.REAL, TODAY.replace(year=2025)).total.products_in_force
    assert (number.value, number.before, number.change) == (25, held, 25 - held)
    assert register.provinces_behind(Scope.REAL, TODAY).judged == 34
    assert len(register.published(Scope.REAL).coverage) == len(declared)
