"""The hand-written data behind the illustration agree with themselves."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from ocop import reference
from ocop.demo.chance import Chance
from ocop.demo.codes import Codes
from ocop.demo.goods import Speciality, specialities
from ocop.demo.places import regions
from ocop.demo.shape import HANOI_PRODUCTS, NATIONAL, quotas
from ocop.domain.codes import with_check
from ocop.settings import DATA

ANIMALS = {
    "pork": r"\b(thịt|bì|mỡ) lợn\b",
    "beef": r"\bthịt (bò|bê)\b",
    "poultry": r"\bthịt (gà|vịt)\b",
    "fish": r"\bcá\b|\bnước mắm\b",
    "shellfish": (
        r"(?<!nấm )\b(tôm|mực|cua|ghẹ|hàu|ngao|sò|ốc|tép|moi|ba khía|cáy)\b|"
        r"\b(ruốc biển|sá sùng|tu hài|ngọc trai|vỏ trai)\b"
    ),
    "egg": r"\btrứng\b",
    "milk": r"\bsữa bò\b",
    "honey": r"\bmật ong\b",
    "silk": r"\btơ tằm\b",
    "leather": r"\bda trâu\b",
    "other-meat": r"\b(thịt (trâu|dê|cừu)|nhung hươu|rươi|kiến vàng|tổ yến)\b",
}
ALL = [speciality for those in specialities().values() for speciality in those]


def test_every_former_province_has_at_least_eight_specialities() -> None:
    assert specialities().keys() == reference.former_provinces().keys()
    assert min(len(those) for those in specialities().values()) >= 8


def test_every_set_has_a_speciality() -> None:
    assert {speciality.set_number for speciality in ALL} == set(range(1, 27))


@pytest.mark.parametrize("name", ["specialities", "families", "forms", "stories", "provinces"])
def test_data_files_are_composed(name: str) -> None:
    text = (DATA / f"demo/{name}.csv").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_a_province_names_no_speciality_twice() -> None:
    names = Counter((row["province_63"], row["name"]) for row in reference.rows("demo/specialities.csv"))
    assert max(names.values()) == 1


@pytest.mark.parametrize("code", ANIMALS)
def test_animal_origin_agrees_with_what_a_speciality_is_made_of(code: str) -> None:
    def wrong(speciality: Speciality) -> bool:
        return (code in speciality.animal) != bool(re.search(ANIMALS[code], speciality.made_of))

    assert [speciality.name for speciality in ALL if wrong(speciality)] == []


def test_no_form_adds_anything_of_an_animal() -> None:
    added = " ".join(row["adds"] for row in reference.rows("demo/forms.csv"))
    assert not any(re.search(pattern, added) for pattern in ANIMALS.values())


def test_only_known_animals_are_named() -> None:
    assert {animal for speciality in ALL for animal in speciality.animal} == set(ANIMALS)


def test_no_name_or_story_claims_to_cure() -> None:
    for name in ("specialities", "families", "forms", "stories"):
        text = (DATA / f"demo/{name}.csv").read_text(encoding="utf-8").lower()
        assert not re.search("chữa|điều trị|đặc trị|khỏi bệnh", text)


def test_quotas_add_up_and_keep_the_share_of_ha_noi() -> None:
    those = regions()
    for products in (0, 7, 1000, NATIONAL, 1_000_000):
        counts = quotas(products, those)
        assert sum(counts) == products
        assert counts[0] == pytest.approx(products * HANOI_PRODUCTS / NATIONAL, abs=0.5)


def test_check_characters_are_those_of_every_register_code() -> None:
    codes = Codes(Chance(5))
    found = [codes.code(number) for number in range(5000)]
    assert found == [with_check(code[:-1]) for code in found]
    assert len(set(found)) == len(found)
