"""The illustration has the shape of the published figures."""

from __future__ import annotations

from collections import Counter

import pytest

from ocop import reference
from ocop.domain.entries import MakerEntry, ProductEntry
from ocop.domain.recognition import GRANTS

Register = tuple[ProductEntry, ...]
Makers = tuple[MakerEntry, ...]


def last_stars(entry: ProductEntry) -> int | None:
    return [event.stars for event in entry.history if event.kind in GRANTS][-1]


def share(count: int, whole: int) -> float:
    return count / whole


def test_it_has_the_national_number_of_products_and_about_ten_thousand_makers(
    register: Register, makers: Makers
) -> None:
    assert len(register) == 18_243
    assert len(makers) == pytest.approx(10_000, rel=0.03)
    assert len(makers) == len({id(entry.maker) for entry in register})


def test_most_makers_have_one_or_two_products_and_none_more_than_twelve(register: Register) -> None:
    counts = Counter(entry.maker.name for entry in register)
    assert max(counts.values()) == 12
    assert share(sum(count <= 2 for count in counts.values()), len(counts)) > 0.75


def test_stars_are_spread_as_published(register: Register) -> None:
    stars = Counter(last_stars(entry) for entry in register)
    assert share(stars[3], len(register)) == pytest.approx(0.732, abs=0.015)
    assert share(stars[4], len(register)) == pytest.approx(0.26, abs=0.015)
    assert stars[5] == 126


def test_makers_are_of_the_published_kinds(makers: Makers) -> None:
    kinds = Counter(maker.kind for maker in makers)
    assert share(kinds["cooperative"], len(makers)) == pytest.approx(0.327, abs=0.015)
    assert share(kinds["enterprise"], len(makers)) == pytest.approx(0.241, abs=0.015)
    assert share(kinds["household"], len(makers)) == pytest.approx(0.427, abs=0.015)


def test_associations_only_welcome_guests(register: Register) -> None:
    assert {entry.set_number for entry in register if entry.maker.kind == "association"} == {26}


def test_all_six_groups_are_there_and_food_dominates(register: Register) -> None:
    sets = reference.product_sets()
    groups = Counter(sets[entry.set_number or 0].group_en for entry in register)
    assert len(groups) == 6
    assert share(groups["Food"], len(register)) == pytest.approx(0.78, abs=0.02)
    assert 0.01 < share(groups["Rural tourism"], len(register)) < 0.05


def test_ha_noi_has_exactly_its_published_products_and_every_former_province_some(register: Register) -> None:
    provinces = Counter(entry.maker.place.former_province for entry in register)
    assert provinces["01"] == 3_463
    assert provinces.keys() == reference.former_provinces().keys()


def test_the_register_grew_as_published(register: Register) -> None:
    years = Counter(entry.history[0].decision.stated.year for entry in register)
    published = {2020: 4_451, 2021: 5_401, 2023: 10_322, 2024: 14_642}
    for year, total in published.items():
        assert sum(count for first, count in years.items() if first <= year) == pytest.approx(total, rel=0.03)
    assert set(years) == set(range(2019, 2027))


def test_women_and_minorities_lead_about_as_many_makers_as_the_nation_counts(makers: Makers) -> None:
    women = [maker.led_by_woman for maker in makers if maker.led_by_woman is not None]
    minorities = [maker.led_by_minority for maker in makers if maker.led_by_minority is not None]
    assert share(sum(women), len(women)) == pytest.approx(0.4, abs=0.03)
    assert share(sum(minorities), len(minorities)) == pytest.approx(0.17, abs=0.03)


def test_every_fact_is_missing_for_some_and_known_for_most(register: Register) -> None:
    goods = [entry.facts for entry in register if (entry.set_number or 0) <= 13]
    for fact in (
        *("name_en", "price_vnd", "shelf_life_days", "storage", "ingredients", "animal_origin", "fragile"),
        *("lead_time_days", "monthly_capacity", "label_languages", "story_vi", "story_en"),
    ):
        missing = share(sum(getattr(facts, fact) is None for facts in goods), len(goods))
        assert 0.07 < missing < 0.22, fact
