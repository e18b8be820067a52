"""Places by what people write, each read with its date."""

import csv
import re
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop import reference
from ocop.domain.official_codes import parse
from ocop.domain.text import fold
from ocop.services.gazetteer import Gazetteer
from ocop.settings import ROOT

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)
PLACES = Gazetteer()


@pytest.mark.parametrize(
    ("address", "on", "commune", "former"),
    [
        ("Bon Đắk Huýt, xã Quảng Trực, huyện Tuy Đức, tỉnh Đắk Nông", BEFORE, "24736", "67"),
        ("Bon Dak Huyt, Xa Quang Truc, H. Tuy Duc, Dak Nong", BEFORE, "24736", "67"),
        ("37 Nguyễn Văn Trỗi, phường Nghĩa Trung, TP. Gia Nghĩa, Đăk Nông", BEFORE, "24617", "67"),
        ("Số 08 Nguyễn Trãi, phường Phan Thiết, tỉnh Lâm Đồng", SINCE, "22945", "60"),
        ("Phường 01, Quận 3, TP. HCM", BEFORE, "27154", "79"),
        ("P.1, Q.3, Thành phố Hồ Chí Minh", BEFORE, "27154", "79"),
        ("xã Tân Cương, TP. Thái Nguyên, Thái Nguyên", BEFORE, "05503", "19"),
        ("phường Dương Đông, thành phố Phú Quốc, tỉnh Kiên Giang", BEFORE, "31078", "91"),
        ("đặc khu Phú Quốc, tỉnh An Giang", SINCE, "31078", "91"),
    ],
)
def test_an_address_leads_to_its_present_commune(address: str, on: date, commune: str, former: str) -> None:
    for spelling in (address, unicodedata.normalize("NFD", address), address.upper()):
        found = PLACES.resolve(spelling, on).place
        assert (found.commune, found.former_province) == (commune, former)
        assert found.province == reference.communes()[commune].province


def test_the_night_of_the_mergers_turns_names() -> None:
    assert PLACES.province_existed("Yên Bái", BEFORE)
    assert not PLACES.province_existed("Yên Bái", SINCE)
    assert PLACES.province("tỉnh Lào Cai", BEFORE) == "10"
    assert PLACES.province("tỉnh Lào Cai", SINCE) == "15"


@pytest.mark.parametrize(
    "name", ["Hoà Bình", "Hòa Bình", "HOA BINH", "Tỉnh Hòa Bình", unicodedata.normalize("NFD", "Hoà Bình")]
)
def test_spellings_of_one_province(name: str) -> None:
    assert PLACES.province(name, BEFORE) == "17"


@pytest.mark.parametrize("name", ["Thừa Thiên Huế", "TT Huế", "Thừa Thiên - Huế", "Huế", "TP Huế"])
def test_aliases_of_hue(name: str) -> None:
    assert PLACES.province(name, BEFORE) == "46"


def test_an_old_name_in_a_new_decision_is_understood_and_said() -> None:
    found = PLACES.resolve("xã Thuận Hà, huyện Đắk Song, tỉnh Đắk Nông", SINCE)
    assert found.place.commune == "24722"
    assert found.doubts == ("địa danh trước 1/7/2025 trong quyết định ban hành khi khác",)


def test_what_cannot_be_matched_is_said_and_not_guessed() -> None:
    nowhere = PLACES.resolve("ấp Không Có, Atlantis", SINCE)
    assert (nowhere.place.province, nowhere.doubts) == (None, ("không nhận ra tỉnh trong địa chỉ",))
    half = PLACES.resolve("xã Không Có Thật, tỉnh Lâm Đồng", SINCE)
    assert (half.place.province, half.place.commune) == ("68", None)
    assert half.doubts == ("không nhận ra xã, phường trong địa chỉ",)


def test_an_official_code_is_read_in_the_tables_of_its_time() -> None:
    old = PLACES.place_of(parse("83-829-28780-3-2022"))
    assert old.place.former_province == "83"
    assert reference.provinces()[old.place.province or ""].name == "Vĩnh Long"
    again = PLACES.place_of(parse("15-132-04249-1-2021"))  # 15 was Yên Bái then and is Lào Cai now
    assert (again.place.former_province, again.place.province, again.doubts) == ("15", "15", ())
    assert reference.former_provinces()["15"].name == "Yên Bái"
    new = PLACES.place_of(parse("68-24736-1-2026"))
    assert (new.place.commune, new.place.former_province) == ("24736", "67")


@pytest.mark.parametrize("code", ["15-133-04249-1-2021", "15-24736-1-2026", "99-00001-1-2026"])
def test_a_code_whose_places_do_not_fit_is_doubted(code: str) -> None:
    assert PLACES.place_of(parse(code)).doubts


def test_the_real_codes_of_the_old_vintage_are_all_read() -> None:
    """The list stays outside the project; where it is, all of it must be read."""
    listed = ROOT.parent / "shared" / "domain" / "old_format_codes.csv"
    if not listed.exists():
        return
    with listed.open(encoding="utf-8") as file:
        codes = [parse(row["product_code"]) for row in csv.DictReader(file)]
    assert len(codes) == 79
    known = [code for code in codes if PLACES.place_of(code).place.commune]
    assert len(known) >= 76


@given(st.text(max_size=60), st.sampled_from([BEFORE, SINCE]))
def test_no_address_breaks_the_look_up(address: str, on: date) -> None:
    found = PLACES.resolve(address, on)
    assert found.place.commune is None or found.place.commune in reference.communes()


DISTRICT = re.compile(r"^(Huyện|Quận|Thị xã|Thành phố) ")
SHORT = {"Huyện": "H.", "Quận": "Q.", "Thị xã": "TX.", "Thành phố": "TP."}
FORMS: dict[str, Callable[[str], str]] = {
    "in full": lambda district: district,
    "without its type": lambda district: DISTRICT.sub("", district),
    "with its type cut short": lambda district: DISTRICT.sub(lambda found: f"{SHORT[found[1]]} ", district),
}


def former_addresses(form: str) -> list[tuple[str, str]]:
    """Every former commune as an address, with the present one that it must lead to."""
    districts, provinces = reference.former_districts(), reference.former_provinces()
    return [
        (f"{each.name}, {FORMS[form](districts[each.district].name)}, {provinces[each.province].name}", each.successor)
        for each in reference.former_communes().values()
    ]


def present_addresses() -> list[tuple[str, str]]:
    provinces = reference.provinces()
    return [
        (f"{each.type} {each.name}, tỉnh {provinces[each.province].name}", each.code)
        for each in reference.communes().values()
    ]


def without_tones(address: str) -> str:
    return ", ".join(fold(part) for part in address.split(","))


def astray(addresses: list[tuple[str, str]], on: date) -> tuple[list[str], list[str]]:
    """The addresses that lead to another commune, and those that lead to none."""
    wrong, none = [], []
    for address, commune in addresses:
        found = PLACES.resolve(address, on)
        if found.place.commune is None:
            assert found.doubts, address
            none.append(address)
        elif found.place.commune != commune:
            wrong.append(address)
    return wrong, none


@pytest.mark.parametrize("form", FORMS)
def test_every_former_commune_is_found_however_its_district_is_written(form: str) -> None:
    """In no district do two communes share name, type and tones, so none may be left out either."""
    addresses = former_addresses(form)
    assert len(addresses) == 10_035
    assert astray(addresses, BEFORE) == ([], [])


def test_every_present_commune_is_found() -> None:
    addresses = present_addresses()
    assert len(addresses) == 3_321
    assert astray(addresses, SINCE) == ([], [])


@pytest.mark.parametrize("form", FORMS)
def test_without_tones_former_twins_are_left_open_and_none_is_guessed(form: str) -> None:
    wrong, none = astray([(without_tones(address), commune) for address, commune in former_addresses(form)], BEFORE)
    assert (wrong, len(none)) == ([], 32)


def test_without_tones_present_twins_are_left_open_and_none_is_guessed() -> None:
    wrong, none = astray([(without_tones(address), commune) for address, commune in present_addresses()], SINCE)
    assert (wrong, len(none)) == ([], 16)


@pytest.mark.parametrize(
    ("address", "on", "commune"),
    [
        ("Phường Giang Biên, Long Biên, Hà Nội", BEFORE, "Việt Hưng"),
        ("số 3, đường Lê Lợi, xã Ba Tô, Quảng Ngãi", SINCE, "Ba Tô"),
        ("Thôn Ba Tơ, xã Ba Tô, Quảng Ngãi", SINCE, "Ba Tô"),
        ("12 Lê Lợi - Phường Bồ Đề - Quận Long Biên - Hà Nội", BEFORE, "Bồ Đề"),
        ("Số 5 - phường Bồ Đề, Hà Nội", SINCE, "Bồ Đề"),
        ("Phường Văn Miếu – Quốc Tử Giám, Hà Nội", SINCE, "Văn Miếu - Quốc Tử Giám"),
        ("3, Lê Lợi, Phường Bến Nghé, TP. Hồ Chí Minh", BEFORE, "Sài Gòn"),
    ],
)
def test_a_part_that_says_it_is_a_commune_goes_before_others(address: str, on: date, commune: str) -> None:
    found = PLACES.resolve(address, on)
    assert reference.communes()[found.place.commune or ""].name == commune


@pytest.mark.parametrize(
    ("address", "on"),
    [
        ("Xa Ba To, Quang Ngai", SINCE),
        ("Xa Minh Quan, huyen Tran Yen, Yen Bai", BEFORE),
        ("Bồ Đề, Long Biên, Hà Nội", SINCE),  # two wards of today, or a ward of yesterday and its district
    ],
)
def test_an_address_that_fits_two_communes_leads_to_neither(address: str, on: date) -> None:
    found = PLACES.resolve(address, on)
    assert found.place.province
    assert (found.place.commune, found.doubts) == (None, ("địa chỉ hợp với nhiều xã, phường: không chọn xã nào",))


@pytest.mark.parametrize(
    "address", ["Long Biên, Hà Nội", "xã Không Có Thật, Long Biên, Hà Nội", "1, Lê Lợi, Quận 3, TP. Hồ Chí Minh"]
)
def test_neither_a_district_nor_the_number_of_a_house_is_taken_for_a_commune(address: str) -> None:
    found = PLACES.resolve(address, BEFORE)
    assert (found.place.commune, found.doubts) == (None, ("không nhận ra xã, phường trong địa chỉ",))
