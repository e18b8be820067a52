"""Finding products, on either engine alike."""

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.domain.recognition import Scope
from ocop.domain.register import Facet, ProductQuery, choices
from ocop.services.register import Register
from tests.conftest import TODAY


def names(register: Register, query: ProductQuery) -> list[str]:
    return [product.name for product in register.search(query, TODAY).products]


def asked(text: str = "", **chosen: Iterable[str]) -> ProductQuery:
    return ProductQuery(text, choices({Facet(facet): codes for facet, codes in chosen.items()}))


@pytest.mark.parametrize(
    ("text", "first", "total"),
    [
        ("mắm nêm", "Mắm nêm Seagull", 1),
        ("mam nem", "Mắm nêm Seagull", 1),
        ("MAM NEM SEAG", "Mắm nêm Seagull", 1),
        ("nuoc mam phu quoc", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 6),
        ("ca phe", "beCHAMP Coffee Honey Nắng Vàng", 5),
        ("đak nông trà bí đao", "Trà Bí đao", 1),
        ("chè đinh", "Chè Đinh Tân Cương", 1),
        ("kien giang", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 6),
        ("an giang", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 6),
        ("fr23-r1ax", "Mắm nêm Seagull", 1),
        ("FR23RIAX", "Mắm nêm Seagull", 1),
    ],
)
def test_half_a_name_finds_it(register: Register, text: str, first: str, total: int) -> None:
    found = register.search(ProductQuery(text=text), TODAY)
    assert (found.total, found.products[0].name) == (total, first)


@pytest.mark.parametrize("text", ["zzzz", "%", "_", "' or 'a'='a", "!!!", "mắm nêm zzzz", "êm"])
def test_what_is_not_there_is_not_found(register: Register, text: str) -> None:
    assert register.search(ProductQuery(text=text), TODAY).total == 0


def test_choices_narrow_the_list(register: Register) -> None:
    assert register.search(asked(stars="4"), TODAY).total == 5
    assert register.search(asked(stars="45"), TODAY).total == 18
    assert register.search(asked(province=["86"]), TODAY).total == 3
    assert names(register, asked(stars="5", province=["22"])) == ["Trà hoa vàng Ba Chẽ"]
    assert register.search(asked(stars="3", province=["22"]), TODAY).total == 0


def test_the_made_up_register_is_never_mixed_in(register: Register) -> None:
    assert register.search(ProductQuery(scope=Scope.DEMO), TODAY).total == 0


def test_a_name_itself_comes_before_names_that_begin_with_it(register: Register) -> None:
    assert names(register, asked("trà bí đao"))[0] == "Trà Bí đao"


def test_stronger_evidence_comes_first(register: Register) -> None:
    found = register.search(ProductQuery(limit=37), TODAY).products
    evidence = [product.governing.evidence.value for product in found if product.governing]
    assert evidence == ["transcribed"] * 24 + ["press"] * 13


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=30))
def test_no_text_breaks_the_search(register: Register, text: str) -> None:
    found = register.search(ProductQuery(text=text, limit=50), TODAY)
    assert found.total == len(found.products) <= 37
