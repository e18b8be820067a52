"""Counts that answer the question, and an index that stays true to its store."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry
from ocop.domain.recognition import Evidence, Kind, Level, Scope
from ocop.domain.register import UNKNOWN, Facet, Product, ProductQuery, Sort, choices
from ocop.i18n import facets, language
from ocop.reference import product_sets, provinces, regions
from ocop.services import demo, export
from ocop.services.finder import Finder
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from tests.conftest import TODAY, open_register

WORDS = ["", "", "trà", "ca phe", "mat", "4 sao", "ha noi", "htx", "gạo nếp", "rượu", "minh hoa", "zz"]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Four hundred made-up products beside the shipped ones."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('facets') / 'ocop.db'}"
    else:
        url = request.getfixturevalue("new_database")()
    register = open_register(url)
    demo.load(register, products=400, by="test")
    yield register
    register.engine.dispose()


def everything(register: Register, scope: Scope = Scope.DEMO) -> list[Product]:
    with register.reading() as session:
        return list(register.finder.every(session, ProductQuery(scope=scope), TODAY))


def codes(product: Product) -> dict[Facet, str]:
    """By the plain facts of a product, where it falls in the facets that a list shows."""
    maker, governing = product.producer, product.governing
    of_set = product_sets().get(product.set_number or 0)
    place = provinces().get(maker.province or "")
    return {
        Facet.STARS: str(product.stars or UNKNOWN),
        Facet.STATUS: str(product.status),
        Facet.SET: str(of_set.number) if of_set else UNKNOWN,
        Facet.PROVINCE: maker.province or UNKNOWN,
        Facet.FORMER_PROVINCE: maker.former_province or UNKNOWN,
        Facet.REGION: next(c for c, name in regions().items() if name == place.region) if place else UNKNOWN,
        Facet.KIND: maker.kind or UNKNOWN,
        Facet.YEAR: str(governing.stated.year) if governing else UNKNOWN,
        Facet.EVIDENCE: str(governing.evidence) if governing else UNKNOWN,
    }


def asked(chance: random.Random) -> ProductQuery:
    t = language("vi")
    wanted = chance.sample([each for each in Facet if each is not Facet.YEAR], chance.randrange(4))
    chosen = {facet: chance.sample(list(facets.labels(facet, t)), chance.randrange(1, 4)) for facet in wanted}
    return ProductQuery(chance.choice(WORDS), choices(chosen), Scope.DEMO, chance.choice(list(Sort)))


def test_each_facet_counts_what_its_choices_would_find(filled: Register) -> None:
    chance = random.Random(5)
    seen = 0
    for _query in range(25):
        query = asked(chance)
        found = filled.search(query, TODAY)
        for facet in chance.sample(list(Facet), 3):
            for code, count in found.facets[facet].items():
                others = frozenset(each for each in query.choices if each[0] is not facet)
                alone = ProductQuery(query.text, others | {(facet, code)}, Scope.DEMO)
                assert filled.search(alone, TODAY).total == count
                seen += count
    assert seen > 2000


def test_the_counts_are_those_of_the_products_themselves(filled: Register) -> None:
    products = everything(filled)
    counted = filled.search(ProductQuery(scope=Scope.DEMO), TODAY).facets
    assert len(products) == 400
    for facet in codes(products[0]):
        assert counted[facet] == Counter(codes(product)[facet] for product in products), facet
    assert sum(counted[Facet.GROUP].values()) == 400
    assert counted[Facet.CERTIFICATE]["vietgap"] > 5
    assert counted[Facet.CERTIFICATE][UNKNOWN] > 200


def test_total_list_and_download_agree(filled: Register, tmp_path: Path) -> None:
    chance, out, most = random.Random(9), tmp_path / "list.csv", 0
    for _query in range(200):
        query = asked(chance)
        total = filled.search(query, TODAY).total
        assert export.write_list(filled, query, day=TODAY, form="csv", out=out) == total
        most = max(most, total)
    assert most == 400


def test_pages_follow_each_other_and_every_order_has_everything(filled: Register) -> None:
    for sort in Sort:
        listed = [
            product
            for offset in range(0, 400, 24)
            for product in filled.search(ProductQuery(scope=Scope.DEMO, sort=sort, offset=offset), TODAY).products
        ]
        assert len({product.code for product in listed}) == 400
        if sort is Sort.NAME:
            assert listed[0].name.startswith(("A", "Á", "B"))
        if sort is Sort.ENDING:
            first = listed[0].governing
            assert first
            assert first.valid_until
            assert (first.valid_until - TODAY).days < 90


def test_both_engines_give_one_order(new_database, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pair = [open_register(url) for url in (f"sqlite:///{tmp_path / 'ocop.db'}", new_database())]
    for register in pair:
        demo.load(register, products=300, by="test")
    chance = random.Random(3)
    for _query in range(60):
        query = asked(chance)
        first, second = (register.search(query, TODAY) for register in pair)
        assert [p.code for p in first.products] == [p.code for p in second.products]
        assert (first.total, first.facets, first.suggestion) == (second.total, second.facets, second.suggestion)
    for register in pair:
        register.engine.dispose()


def test_what_changed_is_found_at_once_and_as_if_all_were_read_anew(register: Register) -> None:
    demo.load(register, products=60, by="test")
    before = register.search(ProductQuery(scope=Scope.REAL), TODAY)
    register.search(ProductQuery(scope=Scope.DEMO), TODAY)
    decision = DecisionEntry(
        number="99/QĐ-UBND",
        stated=Stated(2026, 11, 1),
        authority="UBND tỉnh Lâm Đồng",
        level=Level.PROVINCE,
        evidence=Evidence.SIGNED,
        source="bản thử",
    )
    event = EventEntry(kind=Kind.REVOKED, decision=decision)
    with writing(register.engine) as session:
        actions.record_event(session, code="FR23R1AX", event=event, by="test", reason="thử")
    after = register.search(ProductQuery(scope=Scope.REAL), TODAY)
    assert after.facets[Facet.STATUS]["revoked"] == before.facets[Facet.STATUS].get("revoked", 0) + 1
    demo.load(register, products=90, by="test")
    for scope in Scope:
        for text in ("", "tra", "mam nem", "ha noi"):
            query = ProductQuery(text, scope=scope, limit=500)
            mended = register.search(query, TODAY)
            with register.reading() as session:
                anew = Finder().search(session, query, TODAY)
            assert mended == anew
            assert mended.facets == anew.facets
    with writing(register.engine) as session:
        actions.drop_demo(session, by="test", reason="thử")
    assert register.search(ProductQuery(scope=Scope.DEMO), TODAY).total == 0


def test_a_day_asked_for_has_its_own_counts(filled: Register) -> None:
    day = TODAY.replace(year=2024)
    found = filled.search(ProductQuery(scope=Scope.DEMO), day)
    with filled.reading() as session:
        every = list(filled.finder.every(session, ProductQuery(scope=Scope.DEMO), day))
    assert found.facets[Facet.STATUS] == Counter(str(product.status) for product in every)
    assert found.facets[Facet.STATUS] != filled.search(ProductQuery(scope=Scope.DEMO), TODAY).facets[Facet.STATUS]
