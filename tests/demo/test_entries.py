"""Every made-up product and maker is plainly one, stands in a real commune, and is sound in itself."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from ocop import reference
from ocop.demo import points_of_sale
from ocop.demo.shape import AS_OF
from ocop.domain.codes import is_code
from ocop.domain.entries import MakerEntry, Place, PointOfSaleEntry, ProductEntry
from ocop.domain.recognition import Evidence

Register = tuple[ProductEntry, ...]
Makers = tuple[MakerEntry, ...]
CLAIMS = ("chữa", "điều trị", "đặc trị", "khỏi bệnh")
KINDS_OF_SALE = {"ocop-shop", "supermarket", "convenience", "rest-stop", "market", "e-commerce"}
EMPTY_ZONES = {"20333", "22736", "11948", "19742"}

# Every commune of 30 June 2025 with its district and province, by the present one that it became part of: a district
# such as Đức Trọng never stands there as a commune.
PLACES_THEN = {
    (
        each.successor,
        f"{each.name}, {reference.former_districts()[each.district].name}, "
        f"{reference.former_provinces()[each.province].full_name}".lower(),
    )
    for each in reference.former_communes().values()
}


def texts(entry: ProductEntry) -> list[str]:
    facts, maker = entry.facts, entry.maker
    found = (
        *(entry.name, maker.name, maker.place.stated, maker.craft_village, facts.name_en, facts.ingredients),
        *(facts.materials, facts.story_vi, facts.story_en),
    )
    return [text for text in found if text is not None]


def check_place(place: Place) -> None:
    commune = reference.communes()[place.commune or ""]
    assert (commune.province, commune.former) == (place.province, place.former_province)
    assert commune.code not in EMPTY_ZONES
    # districts on islands had no communes: of those nothing is stated
    has_former = any(successor == commune.code for successor, _stated in PLACES_THEN)
    assert (commune.code, place.stated.lower()) in PLACES_THEN if has_former else place.stated == ""


def test_every_code_is_a_register_code_of_its_own_that_begins_with_mh(register: Register) -> None:
    assert all(is_code(entry.code) and entry.code.startswith("MH") for entry in register)
    assert len({entry.code for entry in register}) == len(register)
    real = {row["code"] for row in reference.rows("register/recognitions.csv")}
    assert real.isdisjoint(entry.code for entry in register)


def test_no_made_up_product_has_an_official_code(register: Register) -> None:
    assert not any(entry.official_codes for entry in register)


def test_every_maker_says_minh_hoa_and_bears_a_name_of_its_own(makers: Makers) -> None:
    assert all("Minh Họa" in maker.name for maker in makers)


def test_every_maker_lives_in_a_real_commune_of_its_former_province(makers: Makers) -> None:
    for maker in makers:
        check_place(maker.place)


def test_most_makers_live_in_rural_communes(makers: Makers) -> None:
    communes = [reference.communes()[maker.place.commune or ""] for maker in makers]
    rural = sum(commune.type == "Xã" for commune in communes)
    assert rural / len(makers) > 0.8


def test_trained_workers_are_among_the_workers(makers: Makers) -> None:
    for maker in makers:
        if maker.workers is not None and maker.trained_workers is not None:
            assert maker.trained_workers <= maker.workers


def test_all_text_is_composed_and_tidy(register: Register) -> None:
    for entry in register:
        for text in texts(entry):
            assert unicodedata.is_normalized("NFC", text)
            assert text == " ".join(text.split())
            assert "{" not in text


def test_a_maker_gives_no_two_products_one_name(register: Register) -> None:
    assert len({(entry.maker.name, entry.name) for entry in register}) == len(register)
    assert len({entry.name for entry in register}) / len(register) > 0.7


def test_no_story_of_herbs_claims_to_cure(register: Register) -> None:
    herbs = [entry.facts for entry in register if entry.set_number in {18, 19, 20}]
    told = [facts.story_vi for facts in herbs if facts.story_vi]
    assert told
    assert not any(claim in story.lower() for story in told for claim in CLAIMS)


def test_no_alcohol_has_a_story(register: Register) -> None:
    drinks = [entry.facts for entry in register if entry.set_number in {14, 15}]
    assert {(facts.story_vi, facts.story_en) for facts in drinks} == {(None, None)}


def test_strength_is_stated_of_drinks_only(register: Register) -> None:
    ranges = {14: (29, 45), 15: (8, 30), 16: (0, 0), 17: (0, 0)}
    for entry in register:
        percent = entry.facts.alcohol_percent
        if percent is not None:
            low, high = ranges[entry.set_number or 0]
            assert low <= percent <= high
            assert isinstance(percent, Decimal)


def test_prices_are_whole_thousands_within_reason(register: Register) -> None:
    prices = [entry.facts.price_vnd for entry in register if entry.facts.price_vnd is not None]
    assert all(price % 1000 == 0 and 20_000 <= price <= 2_500_000 for price in prices)


def test_certificates_are_made_up_and_issued_by_the_day_of_the_register(register: Register) -> None:
    found = [certificate for entry in register for certificate in entry.certificates]
    assert {certificate.kind for certificate in found} == {
        *("organic", "halal", "vietgap", "gi", "eco-label", "growing-area")
    }
    for certificate in found:
        assert certificate.evidence is Evidence.MADE_UP
        assert certificate.number is None or certificate.number.startswith("MH-")
        assert certificate.issuer is not None
        assert certificate.issuer.endswith("(minh họa)")
        assert certificate.issued_on is not None
        assert certificate.issued_on <= AS_OF


def test_nothing_with_pork_is_halal(register: Register) -> None:
    for entry in register:
        if any(certificate.kind == "halal" for certificate in entry.certificates):
            assert not {"pork", "other-meat"} & set(entry.facts.animal_origin or ())


def test_points_of_sale_are_made_up_and_stand_in_real_communes() -> None:
    points = list(points_of_sale())
    assert len(points) > 100
    assert {point.kind for point in points} == KINDS_OF_SALE
    for point in points:
        check_point(point)


def check_point(point: PointOfSaleEntry) -> None:
    assert "Minh Họa" in point.name
    assert reference.communes()[point.commune or ""].province == point.province
    assert point.opened is not None
    assert date(2019, 1, 1) <= point.opened <= (point.closed or AS_OF) <= AS_OF


def test_no_province_has_more_than_a_dozen_points_of_sale() -> None:
    counts: dict[str, int] = {}
    for point in points_of_sale(seed=4):
        counts[point.province] = counts.get(point.province, 0) + 1
    assert max(counts.values()) <= 12
