"""The records that ship with the program, as a fresh store holds them on either engine."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain.codes import is_code
from ocop.domain.recognition import Evidence, Scope, Status
from ocop.domain.register import ProductQuery
from ocop.services import setup
from ocop.services.register import Register
from ocop.store.tables import AuditRow, ProductRow
from tests.conftest import TODAY


def test_a_fresh_store_holds_the_37_products(read_only: Register) -> None:
    overview = read_only.overview(Scope.REAL, TODAY)
    assert (overview.products, overview.producers, overview.provinces) == (37, 22, 5)
    assert overview.by_status == {Status.VALID: 24, Status.REPORTED: 13}
    assert overview.by_stars == {(3, Status.VALID): 19, (4, Status.VALID): 5, (5, Status.REPORTED): 13}


def test_a_record_says_who_decided_and_until_when(read_only: Register) -> None:
    record = read_only.record("FR23-R1AX", TODAY)
    assert record is not None
    product, governing = record.product, record.product.governing
    assert (product.name, product.producer.name) == ("Mắm nêm Seagull", "Công ty TNHH Seagull")
    assert governing is not None
    assert (governing.decision, str(governing.stated)) == ("3981/QĐ-UBND", "2026-08-05")
    assert (governing.authority, governing.valid_until) == ("UBND tỉnh Lâm Đồng", date(2029, 8, 5))
    assert governing.evidence is Evidence.TRANSCRIBED


def test_a_press_record_has_no_end(read_only: Register) -> None:
    record = read_only.record("7X21777D", TODAY)
    assert record is not None
    assert record.product.name == "Mật hoa dừa"
    assert record.product.status is Status.REPORTED
    assert record.product.governing is not None
    assert record.product.governing.valid_until is None
    assert record.product.governing.decision is None


def test_a_certificate_of_an_abolished_district_stays_valid_to_its_end(read_only: Register) -> None:
    record = read_only.record("9TDEWG11", date(2028, 5, 7))
    assert record is not None
    assert record.product.governing is not None
    assert record.product.governing.authority == "UBND huyện Cư Jút"
    assert record.product.status is Status.EXPIRING
    ended = read_only.record("9TDEWG11", date(2028, 5, 8))
    assert ended is not None
    assert ended.product.status is Status.EXPIRED


def test_the_makers_other_products_come_with_it(read_only: Register) -> None:
    record = read_only.record("FS2R811T", TODAY)
    assert record is not None
    assert {other.name for other in record.others} == {"Mộc Quý Phi", "Mộc Thanh Lọc", "Mộc Bảo An"}


def test_opening_a_store_again_changes_nothing(register: Register) -> None:
    revision = register.revision()
    again = setup.ready(register.settings.database_url)
    with Session(again) as session:
        assert len(session.scalars(select(ProductRow)).all()) == 37
        audit = session.scalars(select(AuditRow)).all()
    again.dispose()
    assert register.revision() == revision
    assert [(row.action, row.by, len(row.detail["codes"])) for row in audit] == [("enter_products", "ocop init", 37)]


def test_processes_that_start_at_once_load_the_records_once(database_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(setup.ready, [database_url] * 4))
    with Session(engines[0]) as session:
        assert len(session.scalars(select(ProductRow)).all()) == 37
        assert len(session.scalars(select(AuditRow)).all()) == 1
    for engine in engines:
        engine.dispose()


def test_every_shipped_code_is_valid_unique_and_in_its_place() -> None:
    rows = reference.rows(setup.SHIPPED)
    assert len({row["code"] for row in rows}) == len(rows) == 37
    for row in rows:
        assert is_code(row["code"])
        assert reference.former_provinces()[row["province_63"]].successor == row["province_34"]
        commune = reference.communes().get(row["commune"])
        assert commune is None or (commune.province, commune.former) == (row["province_34"], row["province_63"])


def test_of_a_household_nothing_closer_than_the_commune_is_kept() -> None:
    households = [row for row in reference.rows(setup.SHIPPED) if row["producer_kind"] in {"household", ""}]
    assert [row["place_stated"] for row in households] == [
        "thị trấn Đức An, huyện Đắk Song, tỉnh Đắk Nông",
        "xã Nam Bình, huyện Đắk Song, tỉnh Đắk Nông",
        "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông",
    ]


def test_a_list_and_its_total_agree_on_every_page(read_only: Register) -> None:
    codes = [
        product.code
        for offset in range(0, 40, 10)
        for product in read_only.search(ProductQuery(limit=10, offset=offset), TODAY).products
    ]
    assert len(codes) == len(set(codes)) == read_only.search(ProductQuery(), TODAY).total == 37
