"""Reference data and drawings that ship with the program."""

import json
from collections import Counter
from itertools import pairwise

import pytest

from ocop import reference
from ocop.figures import shapes
from ocop.settings import ASSETS, DATA, ROOT


def test_there_are_34_provinces_63_former_ones_and_3321_communes() -> None:
    assert (len(reference.provinces()), len(reference.former_provinces()), len(reference.communes())) == (34, 63, 3321)
    assert len({province.region for province in reference.provinces().values()}) == 6


def test_codes_that_were_used_again_name_other_places() -> None:
    now, then = reference.provinces(), reference.former_provinces()
    again = {code for code in now if code in then and now[code].name != then[code].name}
    assert again == {"15", "24", "44", "52", "80", "82", "91"}
    assert (then["15"].name, now["15"].name) == ("Yên Bái", "Lào Cai")


def test_every_commune_lies_in_a_former_province_that_became_its_present_one() -> None:
    for commune in reference.communes().values():
        assert reference.former_provinces()[commune.former].successor == commune.province


def test_hoang_sa_and_truong_sa_stand_in_da_nang_and_khanh_hoa() -> None:
    communes, provinces = reference.communes(), reference.provinces()
    assert (communes["20333"].name, provinces[communes["20333"].province].name) == ("Hoàng Sa", "Đà Nẵng")
    assert (communes["22736"].name, provinces[communes["22736"].province].name) == ("Trường Sa", "Khánh Hòa")


@pytest.mark.parametrize(("file", "count"), [("provinces34", 34), ("provinces63", 63)])
def test_each_province_has_its_outline(file: str, count: int) -> None:
    features = json.loads((DATA / "geo" / f"{file}.geojson").read_text(encoding="utf-8"))["features"]
    known = reference.provinces() if count == 34 else reference.former_provinces()
    assert {feature["properties"]["code"]: feature["properties"]["name"] for feature in features} == {
        code: place.name for code, place in known.items()
    }


def test_the_26_sets_stand_in_six_groups() -> None:
    sets = reference.product_sets()
    assert list(sets) == list(range(1, 27))
    assert Counter(each.group for each in sets.values()) == {
        "Thực phẩm": 13,
        "Đồ uống": 4,
        "Dược liệu": 3,
        "Thủ công mỹ nghệ": 2,
        "Sinh vật cảnh": 3,
        "Dịch vụ du lịch": 1,
    }


def test_every_set_has_its_drawing() -> None:
    drawings = {path.name for path in (ASSETS / "sets").glob("*.svg")}
    assert drawings == {f"{number:02}.svg" for number in range(27)}


def test_the_drawn_shapes_are_those_of_the_program() -> None:
    stored = {path.name: path.read_text(encoding="utf-8") for path in (ASSETS / "shapes").glob("*.svg")}
    assert stored == shapes.files(), "run python -m ocop.figures.shapes"


def test_published_figures_come_in_order_with_their_sources() -> None:
    rows = reference.rows("published_figures.csv")
    assert all(before["as_of"] <= after["as_of"] for before, after in pairwise(rows))
    assert all(row["source"] for row in rows)
    contradicting = [row["products_3star_up"] for row in rows if row["as_of"] == "2024-12-31"]
    assert contradicting == ["14642", "15590"]


def test_the_13_targets_of_919_come_with_their_formulas() -> None:
    targets = reference.rows("targets.csv")
    assert [row["id"] for row in targets] == [f"T{number}" for number in range(1, 14)]
    assert all(row["formula"] and row["source"] == "QĐ 919/QĐ-TTg" and row["as_of"] == "2025-12-31" for row in targets)


def test_every_folder_of_data_has_its_licence_told() -> None:
    told = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    files = [path.relative_to(DATA) for path in DATA.rglob("*") if path.is_file() and path.name != "README.md"]
    assert files
    for file in files:
        assert f"`{file.as_posix()}`" in told or f"`{file.parts[0]}/`" in told, (
            f"data/README.md does not speak of {file}"
        )
