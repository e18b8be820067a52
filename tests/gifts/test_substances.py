"""Ingredients in Vietnamese words: what they tell of, with marks and without; a doubt counts."""

import unicodedata

import pytest

from ocop import reference
from ocop.gifts.substances import MEAT, SEAFOOD, Substance, in_words, of_origin


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("thịt lợn, nước mắm", Substance.PORK | Substance.FISH | Substance.FISH_SAUCE),
        ("mỡ heo", Substance.PORK),
        ("thịt bò, gừng", Substance.BEEF),
        ("thịt", Substance.PORK | Substance.BEEF | Substance.POULTRY | Substance.OTHER_MEAT),
        ("thịt, bột bò", Substance.PORK | Substance.BEEF | Substance.POULTRY | Substance.OTHER_MEAT),
        ("tiết canh", Substance.BLOOD),
        ("đường, gelatine", Substance.GELATIN),
        ("cá cơm, muối", Substance.FISH),
        ("ca com, muoi", Substance.FISH),
        ("CÁ CƠM", Substance.FISH),
        ("mắm tôm", Substance.FISH | Substance.SHELLFISH),
        ("trứng gà", Substance.EGG),
        ("sữa bò tươi", Substance.MILK),
        ("mật ong", Substance.HONEY),
        ("men rượu", Substance.ALCOHOL),
        ("cồn thực phẩm", Substance.ALCOHOL),
        ("hạt điều", Substance.NUTS),
        ("da bò", Substance.LEATHER),
        ("bo tuoi", Substance.BEEF | Substance.MILK),
    ],
)
def test_what_is_said_is_found(text: str, holds: Substance) -> None:
    assert in_words(text) == holds


@pytest.mark.parametrize(
    "text",
    ["cà phê robusta", "ca cao", "cà chua", "quả bơ", "vú sữa", "nấm sò tươi", "khoai mỡ", "mật mía", "yến mạch",
     "gạo huyết rồng", "bao bì", "chè shan tuyết", "hạt tiêu", ""],
)  # fmt: skip
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert in_words(text) & (MEAT | SEAFOOD | Substance.MILK | Substance.HONEY | Substance.ALCOHOL) == 0


def test_a_decomposed_spelling_is_read_alike() -> None:
    assert in_words(unicodedata.normalize("NFD", "thịt bò")) == Substance.BEEF


def test_an_origin_that_nobody_knows_is_any_meat() -> None:
    assert of_origin(["fish"]) == Substance.FISH
    assert of_origin(["silk"]) == 0
    assert of_origin(["whale"]) & Substance.PORK


def test_every_speciality_tells_in_words_what_its_origin_says() -> None:
    for row in reference.rows("demo/specialities.csv"):
        said, read = of_origin(row["animal"].split()), in_words(row["made_of"])
        nest = Substance.OTHER_MEAT if read & Substance.NEST else Substance(0)
        assert said & ~read & ~nest == 0, row["name"]
