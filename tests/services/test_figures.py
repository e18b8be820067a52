"""Figures against a plain count over exported rows, on any day, of either vintage of provinces and either scope."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from ocop import reference
from ocop.domain.figures import HORIZONS, By, Line, Measure, Places, Summary
from ocop.domain.places import MERGERS
from ocop.domain.recognition import STARS, Scope
from ocop.domain.register import UNKNOWN, Facet, Product, ProductQuery, choices
from ocop.services import demo, export
from ocop.services.register import Register
from ocop.store.export import recognised
from tests.conftest import TODAY, VERIFY, open_register

DATES = 400 if VERIFY else 12
FIRST, LAST = date(2019, 6, 1), date(2029, 12, 31)
IN_FORCE = ("valid", "expiring")
OTHERS = [each for each in By if each is not By.PROVINCE]
ADDED = ("products_ever", "products_in_force", "expired", "revoked", "producers", "communes", "communes_with_product")
BEFORE = MERGERS - timedelta(days=1)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Fifteen hundred made-up products beside the shipped ones."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('figures') / 'ocop.db'}"
    else:
        url = request.getfixturevalue("new_database")()
    register = open_register(url)
    demo.load(register, products=1500, by="test")
    yield register
    register.engine.dispose()


def rows(register: Register, scope: Scope, day: date) -> list[tuple[dict[str, object], Product]]:
    """What an export holds on a day, and the products of its rows."""
    with register.reading() as session:
        return [(export.item(each), each) for each in recognised(session, scope, day)]


def code_of(row: dict[str, object], product: Product, places: Places, by: By) -> str | None:
    """Into which line a row falls, by the names that it bears."""
    present = {each.name: each for each in reference.provinces().values()}
    if by is By.PROVINCE and places is Places.FORMER:
        return {each.name: each.code for each in reference.former_provinces().values()}.get(str(row["province_63"]))
    if by is By.PROVINCE:
        return present[str(row["province"])].code if row["province"] else None
    if by is By.REGION:
        regions = {name: code for code, name in reference.regions().items()}
        return regions[present[str(row["province"])].region] if row["province"] else None
    if by is By.GROUP:
        groups = {name: code for code, (name, _english) in reference.groups().items()}
        found = reference.product_sets().get(product.set_number or 0)
        return groups[found.group] if found else None
    values = {By.SET: row["set"], By.STAR: row["stars"], By.TYPE: product.producer.kind}
    value = values[by] if by in values else str(row["decided_on"])[:4]
    return None if value is None else str(value)


def left(product: Product, day: date) -> int:
    assert product.governing
    assert product.governing.valid_until
    return (product.governing.valid_until - day).days


def check(line: Line, held: list[tuple[dict[str, object], Product]], day: date) -> None:
    """Every number of a line against its rows."""
    status = Counter(row["status"] for row, _product in held)
    in_force = [(row, product) for row, product in held if row["status"] in IN_FORCE]
    assert line.products_ever == len(held)
    assert line.products_in_force == len(in_force)
    assert line.by_stars == {stars: sum(row["stars"] == stars for row, _product in in_force) for stars in STARS}
    assert (line.expired, line.revoked, line.reported) == (status["expired"], status["revoked"], status["reported"])
    assert line.producers == len({(row["producer"], row["province"]) for row, _product in in_force})
    assert line.ending[90] == status["expiring"]
    # an extension moves the end beyond what the grant itself says
    for days in HORIZONS:
        assert line.ending[days] <= sum(left(product, day) < days for _row, product in in_force)


def check_summary(summary: Summary, held: list[tuple[dict[str, object], Product]]) -> None:
    by_line = defaultdict(list)
    for row, product in held:
        by_line[code_of(row, product, summary.places, summary.by)].append((row, product))
    assert set(by_line) <= {line.code for line in summary.lines}
    for line in summary.lines:
        check(line, by_line[line.code], summary.day)
    check(summary.total, held, summary.day)


@pytest.mark.parametrize("scope", Scope)
def test_figures_are_those_of_the_exported_rows_on_any_day(filled: Register, scope: Scope) -> None:
    chance = random.Random(919)
    span = (LAST - FIRST).days
    days = [BEFORE, MERGERS, *(FIRST + timedelta(days=chance.randrange(span)) for _n in range(DATES - 2))]
    seen = 0
    for day in days:
        held = rows(filled, scope, day)
        seen += len(held)
        for places in Places:
            check_summary(filled.summary(scope, day, places, By.PROVINCE), held)
        check_summary(filled.summary(scope, day, by=chance.choice(OTHERS)), held)
        overview = filled.overview(scope, day)
        assert overview.products == len(held)
        assert overview.by_status == Counter(row["status"] for row, _product in held)
        assert overview.producers == len({(row["producer"], row["province"]) for row, _product in held})
    assert seen > (500 if scope is Scope.DEMO else 2) * DATES


@pytest.mark.parametrize("by", By)
def test_every_split_counts_what_the_rows_say(filled: Register, by: By) -> None:
    for scope in Scope:
        check_summary(filled.summary(scope, TODAY, by=by), rows(filled, scope, TODAY))


@pytest.mark.parametrize("day", [BEFORE, MERGERS, TODAY, date(2023, 2, 28)])
def test_the_63_add_up_to_the_34_to_regions_to_the_nation(filled: Register, day: date) -> None:
    for scope in Scope:
        former = filled.summary(scope, day, Places.FORMER, By.PROVINCE)
        present = filled.summary(scope, day, Places.NOW, By.PROVINCE)
        regions = filled.summary(scope, day, Places.NOW, By.REGION)
        successor = {code: each.successor for code, each in reference.former_provinces().items()}
        region = {code: each.region for code, each in reference.provinces().items()}
        names = reference.regions()
        for figure in ADDED:
            of_34, of_region = Counter[str | None](), Counter[str | None]()
            for line in former.lines:
                of_34[successor.get(line.code or "")] += getattr(line, figure)
            for line in present.lines:
                of_region[region.get(line.code or "")] += getattr(line, figure)
                assert of_34[line.code] == getattr(line, figure), (figure, line.code)
            for line in regions.lines:
                assert of_region[names.get(line.code or "")] == getattr(line, figure), (figure, line.code)
            for summary in (former, present, regions):
                assert sum(getattr(line, figure) for line in summary.lines) == getattr(summary.total, figure)
        assert (len(former.lines), len(present.lines), len(regions.lines)) == (64, 35, 7)


def test_communes_are_counted_without_wards_and_without_the_zones_where_nothing_is_made(filled: Register) -> None:
    found = filled.communes(Scope.DEMO, TODAY)
    held = [product for row, product in rows(filled, Scope.DEMO, TODAY) if row["status"] in IN_FORCE]
    by_commune = Counter(product.producer.commune for product in held)
    known = reference.communes()
    villages = {code for code in by_commune if code and known[code].type != "Phường"}
    assert {each.code: each.products for each in found.every if each.products} == by_commune
    assert (found.covered.part, found.covered.whole) == (len(villages), 2621 + 13 - 2)
    assert {"20333", "22736"}.isdisjoint(each.code for each in found.without)
    assert len(found.without) == found.covered.whole - found.covered.part
    total = filled.summary(Scope.DEMO, TODAY).total
    assert (total.communes, total.communes_with_product, total.wards) == (2632, len(villages), 687)
    assert total.wards_with_product == len(set(by_commune) - villages)
    made = Counter(code in villages for code, n in by_commune.items() if code for _each in range(n))
    assert (total.products_in_communes, total.products_in_wards) == (made[True], made[False])
    assert total.per_commune == made[True] / 2632 < total.products_in_force / 2632
    lam_dong = filled.communes(Scope.DEMO, TODAY, "68")
    assert {each.province for each in lam_dong.every} == {"68"}
    assert lam_dong.covered == filled.summary(Scope.DEMO, TODAY).line("68").covered


def test_the_five_numbers_stand_beside_those_of_a_year_ago(filled: Register) -> None:
    now, then = (filled.summary(Scope.DEMO, day).total for day in (TODAY, TODAY.replace(year=2025)))
    found = filled.headline(Scope.DEMO, TODAY)
    assert found.year_ago == date(2025, 11, 22)
    assert found.complete
    for measure, count in {
        Measure.PRODUCTS: lambda line: line.products_in_force,
        Measure.FIVE_STARS: lambda line: line.by_stars[5],
        Measure.PRODUCERS: lambda line: line.producers,
        Measure.COMMUNES: lambda line: line.communes_with_product,
        Measure.ENDING: lambda line: line.ending[90],
    }.items():
        number = found.number(measure)
        assert (number.value, number.before) == (count(now), count(then)), measure
    assert found.number(Measure.COMMUNES).of == 2632
    assert found.number(Measure.PRODUCTS).value > 900


def test_a_register_that_does_not_hold_every_decision_compares_with_nothing(filled: Register) -> None:
    found = filled.headline(Scope.REAL, TODAY)
    assert not found.complete
    assert [each.before for each in found.numbers] == [None] * 5
    assert found.number(Measure.PRODUCTS).value == 24
    assert filled.provinces_behind(Scope.REAL, TODAY).provinces == ()
    assert not filled.communes(Scope.REAL, TODAY).complete
    early = filled.headline(Scope.DEMO, date(2019, 12, 1))
    assert early.number(Measure.PRODUCTS).before is None, "there was no register a year before"


def test_a_choice_in_one_picture_filters_the_others(filled: Register) -> None:
    chosen = choices({Facet.PROVINCE: ["01"], Facet.KIND: ["cooperative"]})
    by_group = filled.distribution(Scope.DEMO, TODAY, By.GROUP, choices=chosen)
    by_province = filled.distribution(Scope.DEMO, TODAY, By.PROVINCE, choices=chosen)
    in_force = choices({Facet.STATUS: IN_FORCE})
    for picture in (by_group, by_province):
        facet = picture.rows.facet(picture.places)
        others = frozenset(each for each in chosen if each[0] is not facet) | in_force
        for code in picture.codes:
            for stars, share in picture.row(code).items():
                narrowed = choices({facet: [code or UNKNOWN], Facet.STARS: [str(stars)]})
                query = ProductQuery(choices=others | narrowed, scope=Scope.DEMO)
                assert filled.search(query, TODAY).total == share.part
    assert by_group.total == filled.search(ProductQuery(choices=chosen | in_force, scope=Scope.DEMO), TODAY).total
    assert len(by_province.codes) == 35, "the picture of provinces keeps what else could be chosen"
    assert by_province.total > by_group.total > 40


def test_what_ends_soon_is_counted_by_province_and_named(filled: Register) -> None:
    found = filled.ending(Scope.DEMO, TODAY)
    total = found.summary.total
    assert 0 < total.ending[30] <= total.ending[90] < total.ending[180]
    ends = [each.governing.valid_until for each in found.soonest if each.governing and each.governing.valid_until]
    assert len(ends) == 12
    assert found.soonest[0].status == "expiring"


def test_a_card_shows_the_best_of_a_province(filled: Register) -> None:
    held = [each for row, each in rows(filled, Scope.DEMO, TODAY) if row["status"] in IN_FORCE]
    for places, code in ((Places.NOW, "15"), (Places.FORMER, "15")):
        card = filled.province_card(Scope.DEMO, TODAY, places, code)
        here = [
            each
            for each in held
            if code == (each.producer.province if places is Places.NOW else each.producer.former_province)
        ]
        assert card.line == filled.summary(Scope.DEMO, TODAY, places).line(code)
        assert card.line.products_in_force == len(here) > 0
        stars = [each.stars or 0 for each in card.products]
        assert stars == sorted((each.stars or 0 for each in here), reverse=True)[:12]
        most = Counter(each.producer.id for each in here)
        assert {each.producer.id: each.products for each in card.producers}.items() <= most.items()
        assert card.producers[0].products == most.most_common(1)[0][1]


def test_provinces_fall_behind_for_a_reason_that_is_told(filled: Register) -> None:
    found = filled.provinces_behind(Scope.DEMO, TODAY)
    summary = filled.summary(Scope.DEMO, TODAY)
    assert found.judged == 34
    assert len(found.provinces) > 5
    for each in found.provinces:
        line = summary.line(each.code)
        assert each.share in (line.covered, type(each.share)(line.expired, line.products_ever))
    covered = {line.code: line.covered.percent for line in summary.lines if line.covered and line.covered.percent}
    assert found.provinces[0].code == min(covered, key=lambda code: covered[code])


def test_points_of_sale_are_those_open_on_the_day(filled: Register) -> None:
    found = filled.points_of_sale(Scope.DEMO, TODAY)
    assert sum(found.by_kind.values()) == len(found.points) > 100
    assert set(found.by_kind) <= {"ocop-shop", "supermarket", "rest-stop", "market", "convenience", "e-commerce"}
    assert all(each.latitude and 8 < each.latitude < 24 for each in found.points)
    assert filled.points_of_sale(Scope.DEMO, date(2019, 1, 1)).points == ()
    assert filled.points_of_sale(Scope.REAL, TODAY).points == ()


def test_published_totals_that_contradict_each_other_stand_side_by_side(filled: Register) -> None:
    found = filled.published(Scope.DEMO)
    end_2024 = [each for each in found.figures if each.as_of == date(2024, 12, 31)]
    assert [(each.products, each.producers, each.contradicted) for each in end_2024] == [
        (14642, 8086, True),
        (15590, 8476, True),
    ]
    total = filled.summary(Scope.DEMO, date(2024, 12, 31)).total
    assert {(each.ever, each.in_force, each.own_producers) for each in end_2024} == {
        (total.products_ever, total.products_in_force, total.producers)
    }
    assert total.products_ever > total.products_in_force
    latest = found.figures[-1]
    assert (latest.products, latest.five_stars, latest.contradicted) == (18243, None, False)
    real = filled.published(Scope.REAL)
    assert not any(each.complete for each in real.figures)
    assert real.coverage == ()
