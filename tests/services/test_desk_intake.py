"""Annexes at the desk: previewed, loaded as seen, taken back; on both engines."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ocop.domain.recognition import Kind, Level
from ocop.domain.register import ProductQuery
from ocop.domain.roles import Person, Role
from ocop.errors import Conflict, DataError, NotAllowed, Refused
from ocop.services import desk_intake, people
from ocop.services.desk_intake import Complete, Draft
from ocop.services.intake import Heard, Said
from ocop.services.jobs import Job
from ocop.services.matches import Choices
from ocop.services.register import Register
from ocop.store.integrity import faults
from ocop.store.tables import (
    AuditRow,
    CoverageRow,
    DecisionRow,
    KeptFileRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
)
from tests.conftest import TODAY, VERIFY
from tests.intake.builders import csv, xlsx

HEADER = ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Kết quả phân hạng", "Số điểm"]
LAM_DONG = "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông"
ROWS: list[list[object]] = [
    [1, "Chè dây Suối Đá", "HTX Suối Đá", LAM_DONG, "4 sao", "80,5"],
    [2, "Mật ong Cánh Rừng", "Công ty TNHH Cánh Rừng", LAM_DONG, "3 sao", "55"],
    [3, "Gạo Tám", "Công ty TNHH Gạo", LAM_DONG, "4 sao", "61"],
]
SAID = Said("12/QĐ-UBND", date(2025, 5, 5), "UBND tỉnh Đắk Nông", signed=True)
TABLES = (ProductRow, ProducerRow, DecisionRow, RecognitionRow, StandingRow, CoverageRow)


def steward(register: Register, province: str | None = None, email: str = "an@example.vn") -> Person:
    people.grant(register, email, Role.STEWARD, province, by="thử", reason="phân công")
    found = people.person(register, "", email)
    assert found is not None
    return found


def drafted(rows: list[list[object]] = ROWS, said: Said = SAID, **more: object) -> Draft:
    content = xlsx([HEADER, *rows])
    return desk_intake.draft("phu-luc.xlsx", content, more.pop("mended", {}), said, **more)  # type: ignore[arg-type]


def counts(register: Register) -> list[int]:
    with Session(register.engine) as session:
        return [session.scalar(select(func.count()).select_from(row)) or 0 for row in TABLES]


def names(register: Register, text: str) -> list[str]:
    return [each.name for each in register.search(ProductQuery(text=text), TODAY).products]


def loaded(register: Register, person: Person, draft: Draft, **more: object) -> int:
    seen = desk_intake.preview(register, person, draft)
    batch = desk_intake.load(register, person, draft, seen, **more).batch  # type: ignore[arg-type]
    assert batch is not None
    return batch


def test_a_file_is_previewed_mended_loaded_and_taken_back(register: Register) -> None:
    an, before, revision = steward(register), counts(register), register.revision()
    seen = desk_intake.preview(register, an, drafted())
    assert (seen.count, seen.outcome.rejected, seen.refusal) == (2, 1, "")
    assert (counts(register), register.revision()) == (before, revision), "a preview keeps nothing"
    mended = drafted(mended={"Phụ lục!F4": "75"})
    with pytest.raises(Conflict, match="Tệp hoặc lựa chọn đã đổi"):
        desk_intake.load(register, an, mended, seen)
    seen = desk_intake.preview(register, an, mended)
    assert (seen.count, seen.outcome.rejected) == (3, 0)
    complete = Complete(Level.PROVINCE, "Đắk Nông", date(2025, 1, 1), date(2025, 6, 30))
    number = desk_intake.load(register, an, mended, seen, complete=complete).batch
    assert names(register, "gạo tám") == ["Gạo Tám"]
    assert counts(register)[5] == before[5] + 1
    (batch,) = desk_intake.listed(register, an)
    assert (batch.id, batch.name, batch.entered, batch.mended, batch.by) == (
        number, "phu-luc.xlsx", 3, 1, "an@example.vn",
    )  # fmt: skip
    assert desk_intake.original(register, an, batch.id) == ("phu-luc.xlsx", mended.source.content)
    assert desk_intake.undo(register, an, batch.id, reason="nạp nhầm tệp") == 3
    assert counts(register) == before
    assert names(register, "gạo tám") == []
    with pytest.raises(Conflict, match="đã được hoàn tác"):
        desk_intake.undo(register, an, batch.id, reason="lần nữa")
    with Session(register.engine) as session:
        assert list(faults(session)) == []
        last = session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert last is not None
    assert (last.action, last.by, last.reason, last.detail["count"]) == (
        "undo_import", "an@example.vn", "nạp nhầm tệp", 3,
    )  # fmt: skip
    assert loaded(register, an, mended) > batch.id, "and it can be loaded again"
    assert names(register, "gạo tám") == ["Gạo Tám"]


def test_rows_of_another_province_are_refused_by_name(register: Register) -> None:
    binh = steward(register, "68", "binh@example.vn")
    abroad = drafted(
        [*ROWS[:2], [4, "Cà phê Núi", "HTX Núi", "xã Ea Tu, thành phố Buôn Ma Thuột, tỉnh Đắk Lắk", "3 sao", "55"]]
    )
    seen = desk_intake.preview(register, binh, abroad)
    assert "Có dòng ngoài địa bàn của bạn: trang “Phụ lục” dòng 4 (Đắk Lắk)" in seen.refusal
    before = counts(register)
    with pytest.raises(NotAllowed, match="dòng 4"):
        desk_intake.load(register, binh, abroad, seen)
    assert counts(register) == before
    number = loaded(register, binh, drafted(ROWS[:2]))
    other = steward(register, "66", "chi@example.vn")
    assert desk_intake.listed(register, other) == []
    for forbidden in (desk_intake.original, lambda r, p, n: desk_intake.undo(r, p, n, reason="x")):
        with pytest.raises(NotAllowed, match="địa bàn"):
            forbidden(register, other, number)
    nation = Complete(Level.NATION, None, date(2025, 1, 1), date(2025, 6, 30))
    more = drafted([[1, "Trà Mới", "HTX Suối Đá", LAM_DONG, "4 sao", "80"]])
    with pytest.raises(NotAllowed):
        loaded(register, binh, more, complete=nation)
    assert names(register, "trà mới") == []


def test_who_lost_the_role_since_the_preview_loads_nothing(register: Register) -> None:
    an = steward(register)
    draft = drafted()
    seen = desk_intake.preview(register, an, draft)
    people.revoke(register, an.email, Role.STEWARD, None, by="thử", reason="thôi việc")
    before = counts(register)
    with pytest.raises(NotAllowed):
        desk_intake.load(register, an, draft, seen)
    assert counts(register) == before


def test_a_register_that_changed_since_the_preview_is_previewed_again(register: Register) -> None:
    an = steward(register)
    draft = drafted()
    seen = desk_intake.preview(register, an, draft)
    loaded(register, an, drafted([[1, "Trà Khác", "HTX Khác", LAM_DONG, "4 sao", "80"]]))
    with pytest.raises(Conflict, match="Sổ đăng ký đã thay đổi sau lần kiểm tra"):
        desk_intake.load(register, an, draft, seen)
    assert names(register, "chè dây suối đá") == []


def test_an_interruption_leaves_nothing(register: Register) -> None:
    an, before = steward(register), counts(register)
    draft = drafted()
    seen = desk_intake.preview(register, an, draft)

    def stop(_n: int) -> None:
        raise Conflict("đã dừng")

    with pytest.raises(Conflict, match="đã dừng"):
        desk_intake.load(register, an, draft, seen, heard=Heard(storing=stop))
    assert counts(register) == before
    with Session(register.engine) as session:
        assert session.scalars(select(KeptFileRow)).all() == []


def test_a_row_is_merged_or_kept_apart_as_chosen_and_taken_back(register: Register) -> None:
    an = steward(register)
    earlier = loaded(register, an, drafted([[1, "Chè dây Suối Đá", "HTX Suối Đá", LAM_DONG, "3 sao", "55"]]))
    (first,) = register.search(ProductQuery(text="chè dây suối đá"), TODAY).products
    raised = [[1, "Chè dây Suối Đá", "HTX Suối Đá", "xã Nam Dong, tỉnh Lâm Đồng", "4 sao", "80"]]
    later = Said("99/QĐ-UBND", date(2026, 5, 5), "UBND tỉnh Lâm Đồng", signed=True)
    where = ("Phụ lục", 2)
    apart = desk_intake.preview(register, an, drafted(raised, later))
    assert (apart.outcome.rows.doubles, apart.outcome.rows.merged) == ({where: first.code}, 0)
    merging = drafted(raised, later, choices=Choices(products={where: first.code}))
    number = loaded(register, an, merging)
    record = register.record(first.code, TODAY)
    assert record is not None
    assert [event.kind for event in record.history] == [Kind.RAISED, Kind.RECOGNISED]
    with pytest.raises(Conflict, match=f"sản phẩm {first.code} đã thay đổi sau lần nạp này"):
        desk_intake.undo(register, an, earlier, reason="nhầm")
    assert desk_intake.undo(register, an, number, reason="nhầm") == 1
    record = register.record(first.code, TODAY)
    assert record is not None
    assert [event.kind for event in record.history] == [Kind.RECOGNISED]


def test_a_maker_that_only_looks_alike_is_the_known_one_where_that_is_chosen(register: Register) -> None:
    an = steward(register)
    loaded(register, an, drafted(ROWS[:1]))
    other: list[list[object]] = [[1, "Trà Mây Thử", "HTX Suôi Đa", LAM_DONG, "4 sao", "80"]]
    draft, where = drafted(other), ("Phụ lục", 2)
    seen = desk_intake.preview(register, an, draft)
    assert {place: maker.name for place, maker in seen.makers.items()} == {where: "HTX Suối Đá"}
    number = loaded(register, an, replace(draft, choices=Choices(makers=seen.makers)))
    (found,) = register.search(ProductQuery(text="trà mây thử"), TODAY).products
    assert found.producer.name == "HTX Suối Đá"
    assert len(register.search(ProductQuery(text="suối đá"), TODAY).products) == 2
    desk_intake.undo(register, an, number, reason="nhầm")
    assert names(register, "suối đá") == ["Chè dây Suối Đá"], "the maker of an earlier import stays"


def test_text_that_looks_like_code_stays_text(register: Register) -> None:
    an = steward(register)
    rows: list[list[object]] = [
        [1, "=CMD|' /C calc'!A0", "HTX <script>alert(1)</script>", LAM_DONG, "4 sao", "80"],
        [2, "Trà'); drop table product;--", "HTX {{ 7*7 }}", LAM_DONG, "3 sao", "55"],
    ]
    content = csv([HEADER, *rows])
    draft = desk_intake.draft("../../etc/phu-luc.csv", content, {}, SAID)
    assert draft.source.name == "phu-luc.csv"
    loaded(register, an, draft)
    assert names(register, "drop table product") == ["Trà'); drop table product;--"]


def test_a_file_that_is_no_annex_is_refused_before_anything(register: Register) -> None:
    with pytest.raises(DataError, match=r"Chỉ nhận tệp \.xlsx"):
        desk_intake.draft("phu-luc.exe", b"MZ", {}, SAID)


@pytest.mark.parametrize("many", [20_000 if VERIFY else 2_500])
def test_a_large_file_is_loaded_beside_the_page_while_others_read(register: Register, many: int) -> None:
    an = steward(register)
    rows: list[list[object]] = [[n, f"Trà số {n}", f"HTX số {n % 900}", LAM_DONG, "3 sao", "55"] for n in range(many)]
    draft = drafted(rows)
    seen = Job(lambda heard: desk_intake.preview(register, an, draft, heard)).settled()
    assert seen.count == many
    job = Job(lambda heard: desk_intake.load(register, an, draft, seen, heard=heard))
    answers = 0
    while not job.is_done:
        assert names(register, "mắm nêm seagull") == ["Mắm nêm Seagull"]
        answers += 1
    assert (job.settled().entered, job.stored) == (many, many)
    assert answers > 1, "a reader is answered while it is loaded"
    stopped = Job(lambda heard: desk_intake.preview(register, an, draft, heard))
    stopped.stop()
    with pytest.raises(Refused, match="Đã dừng"):
        stopped.settled()
    batch = desk_intake.listed(register, an)[0]
    assert desk_intake.undo(register, an, batch.id, reason="nhầm") == many
