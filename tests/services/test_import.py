"""An annex on its way into the register."""

import csv
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ocop import intake, reference
from ocop.domain import official_codes
from ocop.domain.codes import is_code
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry
from ocop.domain.promotion import Promotion
from ocop.domain.recognition import Evidence, Kind, Level, Scope, Status
from ocop.domain.register import ProductQuery
from ocop.services.gazetteer import Gazetteer
from ocop.services.intake import Outcome, import_annex
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from ocop.store.tables import AuditRow, ProductRow, ProposalRow, RecognitionRow
from tests.conftest import TODAY

HEADER = ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Kết quả phân hạng", "Số điểm"]
NAM_DONG = "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông"
ROWS = [
    [1, "Chè dây Suối Đá", "HTX Suối Đá", "xã Quảng Trực, huyện Tuy Đức, tỉnh Đắk Nông", "4 sao", "80,5"],
    [
        2,
        "Mật ong Cánh Rừng",
        "Hộ kinh doanh Cánh Rừng",
        "Số 5, xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông",
        "Ba (03) sao",
        "55",
    ],
    [3, "Rượu Men Lá", "Công ty TNHH Men Lá", "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông", "Tiềm năng 5 sao", "91"],
    [4, "Gạo Tám", "Công ty TNHH Gạo", "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông", "4 sao", "61"],
]


@dataclass(frozen=True)
class Sent:
    """A file as a province sent it, and how to import it."""

    path: Path

    def load(self, register: Register, **given: object) -> Outcome:
        standard = {
            "by": "Nguyễn Thị Thử",
            "decision": "12/QĐ-UBND",
            "decided_on": date(2025, 5, 5),
            "authority": "UBND tỉnh Đắk Nông",
        }
        return import_annex(register, self.path, **(standard | given))


def write(path: Path, rows: list[list[object]], header: list[str] = HEADER) -> Sent:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["DANH SÁCH SẢN PHẨM OCOP"], [], header, *rows, ["", "Tổng cộng", "", "", "", ""]])
    return Sent(path)


@pytest.fixture
def sent(tmp_path: Path) -> Sent:
    return write(tmp_path / "annex.csv", ROWS)


def products(register: Register, text: str) -> list[str]:
    return [found.name for found in register.search(ProductQuery(text=text), TODAY).products]


def kinds(register: Register, code: str) -> list[Kind]:
    """The events of a product, newest first."""
    record = register.record(code, TODAY)
    assert record is not None
    return [event.kind for event in record.history]


def test_good_rows_load_and_the_others_are_told_with_their_cell(register: Register, sent: Sent) -> None:
    outcome = sent.load(register)
    assert (outcome.entered, outcome.known, outcome.exit_code) == (2, 0, 3)
    told = {(reject.row, reject.cell): reject.reason for reject in outcome.annex.rejects}
    assert set(told) == {(6, "E6"), (7, "F7")}
    assert "là đề xuất, không phải công nhận" in told[6, "E6"]
    assert "61 điểm thấp hơn mức của 4 sao" in told[7, "F7"]
    assert products(register, "chè dây") == ["Chè dây Suối Đá"]


def test_a_loaded_row_has_a_code_a_place_of_both_names_and_its_source(register: Register, sent: Sent) -> None:
    sent.load(register)
    (found,) = register.search(ProductQuery(text="chè dây suối đá"), TODAY).products
    assert is_code(found.code)
    assert not found.code.startswith("MH")
    maker, governing = found.producer, found.governing
    assert (maker.commune, maker.province, maker.former_province, maker.kind) == ("24736", "68", "67", "cooperative")
    assert governing is not None
    assert (governing.decision, governing.valid_until) == ("12/QĐ-UBND", date(2028, 5, 5))
    assert governing.evidence is Evidence.TRANSCRIBED
    assert found.status is Status.VALID


@pytest.mark.parametrize(
    ("maker", "address"),
    [
        ("Hộ kinh doanh Cánh Rừng", "Số 5 đường Hoa, xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông"),
        ("Hộ kinh doanh Cánh Rừng", "xã Nam Dong, số nhà 12 hẻm 7 Hoa, huyện Cư Jút, tỉnh Đắk Nông"),
        ("Hộ kinh doanh Cánh Rừng", "xã Nam Dong - ĐT 0905123456, huyện Cư Jút, tỉnh Đắk Nông"),
        ("Trang trại Cánh Rừng", "xã Nam Dong huyện Cư Jút, số 8 ngõ 3 Hoa, tỉnh Đắk Nông"),
        ("Hộ ông Cánh Rừng, 45 đường Hoa, ĐT 0905 123 456", "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông"),
    ],
)
def test_no_phone_and_no_home_of_a_household_is_kept(
    register: Register, tmp_path: Path, maker: str, address: str
) -> None:
    write(tmp_path / "home.csv", [[1, "Mật ong Cánh Rừng", maker, address, "3 sao", ""]]).load(register)
    (found,) = register.search(ProductQuery(text="mật ong cánh rừng"), TODAY).products
    assert found.producer.place_stated == ""
    for private in ("0905", "123456", "hẻm 45", "đường hoa"):
        assert register.search(ProductQuery(text=f"{private} cánh rừng"), TODAY).total == 0
    public = found.producer.name.lower()
    for private in ("0905", "123456", "123 456", "hoa", "hem", "45"):
        assert private not in public
    assert "cánh rừng" in found.producer.name.lower()


def test_a_row_that_says_another_again_is_located(register: Register, tmp_path: Path) -> None:
    rows = [
        [1, "Trà dây", "HTX Quý", NAM_DONG, "3 sao", ""],
        [2, "Gạo Tám", "HTX Gạo", NAM_DONG, "3 sao", ""],
        [3, "Trà dây", "htx quý", NAM_DONG, "3 sao", ""],
    ]
    sent = write(tmp_path / "twice.csv", rows)
    outcome = sent.load(register)
    assert (outcome.entered, outcome.known) == (2, 1)
    (review,) = [each for each in outcome.reviews if "trùng dòng khác" in each.what]
    assert review.row == 6
    assert review.why.endswith("dòng 4: không ghi lại.")
    # what the register held before is known, and no row of the file says it twice but that one
    assert len(sent.load(register).rows.repeated) == 0


def test_a_drink_whose_set_no_annex_states_is_held_to_be_one(register: Register, tmp_path: Path) -> None:
    rows = [
        [1, "Rượu men lá Cư Jút", "HTX Men", NAM_DONG, "3 sao", ""],
        [2, "Gà ủ rượu", "HTX Gà", NAM_DONG, "3 sao", ""],
    ]
    outcome = write(tmp_path / "drinks.csv", rows).load(register)
    (flagged,) = [review for review in outcome.reviews if "đồ uống có cồn" in review.why]
    assert flagged.row == 4
    (drink,) = register.search(ProductQuery(text="rượu men lá cư jút"), TODAY).products
    (chicken,) = register.search(ProductQuery(text="gà ủ rượu"), TODAY).products
    assert (drink.promotion, chicken.promotion) == (Promotion.NONE, Promotion.FREE)


def test_the_same_file_twice_changes_nothing(register: Register, sent: Sent) -> None:
    sent.load(register)
    revision = register.revision()
    again = sent.load(register)
    assert (again.entered, again.known) == (0, 2)
    assert register.revision() == revision


def test_a_rehearsal_says_the_same_and_keeps_nothing(register: Register, sent: Sent) -> None:
    revision = register.revision()
    outcome = sent.load(register, dry_run=True)
    assert outcome.entered == 2
    assert register.revision() == revision
    assert products(register, "chè dây") == []


def test_strict_loads_all_or_none(register: Register, sent: Sent, tmp_path: Path) -> None:
    assert sent.load(register, strict=True).exit_code == 3
    assert products(register, "chè dây") == []
    good = write(tmp_path / "good.csv", ROWS[:2])
    assert good.load(register, strict=True).entered == 2


def test_rejects_are_mended_in_their_report_and_loaded_again(register: Register, sent: Sent, tmp_path: Path) -> None:
    report = tmp_path / "rejects.xlsx"
    intake.write_report(sent.load(register).annex, report)
    again = Sent(report).load(register)
    assert [reject.row for reject in again.annex.rejects] != []
    assert {
        row for reject in again.annex.rejects for row in re.findall("Gạo Tám|Rượu Men Lá", " ".join(reject.original))
    } == {
        "Gạo Tám",
        "Rượu Men Lá",
    }


def test_proposals_are_kept_apart_and_are_no_recognition(register: Register, sent: Sent) -> None:
    revision = register.revision()
    outcome = sent.load(register, proposals=True)
    assert outcome.entered >= 1
    with Session(register.engine) as session:
        names = set(session.scalars(select(ProposalRow.name)))
    assert "Rượu Men Lá" in names
    assert products(register, "rượu men lá") == []
    assert register.revision() == revision, "a proposal is no public fact"


def test_a_known_product_under_another_decision_is_reported_and_merged_only_on_request(
    register: Register, sent: Sent
) -> None:
    sent.load(register)
    (first,) = register.search(ProductQuery(text="chè dây suối đá"), TODAY).products
    later = {"decision": "99/QĐ-UBND", "decided_on": date(2025, 6, 1)}
    outcome = sent.load(register, dry_run=True, **later)
    assert outcome.rows.doubles["CSV", 4] == first.code
    sent.load(register, merge=True, **later)
    (still,) = register.search(ProductQuery(text="chè dây suối đá"), TODAY).products
    assert still.code == first.code
    record = register.record(first.code, TODAY)
    assert record is not None
    assert [(event.kind, event.decision) for event in record.history] == [
        (Kind.RENEWED, "99/QĐ-UBND"),
        (Kind.RECOGNISED, "12/QĐ-UBND"),
    ]
    assert still.governing is not None
    assert still.governing.valid_until == date(2028, 6, 1)


def test_a_row_twice_in_one_file_enters_once(register: Register, tmp_path: Path) -> None:
    outcome = write(tmp_path / "twice.csv", [ROWS[0], [2, *ROWS[0][1:]]]).load(register)
    assert (outcome.entered, outcome.known) == (1, 1)
    assert any("Trùng tên sản phẩm và chủ thể với dòng 4" in flag for flag in outcome.annex.rows[1].flags)


def test_people_whose_names_differ_by_a_tone_or_a_commune_are_two_makers(register: Register, tmp_path: Path) -> None:
    far = "xã Quảng Trực, huyện Tuy Đức, tỉnh Đắk Nông"
    near = "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông"
    people = [("Hộ kinh doanh Lê Thị Hoa", near), ("Hộ kinh doanh Lê Thị Hòa", near), ("Hộ kinh doanh Lê Thị Hoa", far)]
    rows = [[n, "Trà vườn nhà", name, place, "3 sao", ""] for n, (name, place) in enumerate(people, start=1)]
    assert write(tmp_path / "people.csv", rows).load(register).entered == 3
    found = register.search(ProductQuery(text="trà vườn nhà"), TODAY).products
    assert len({product.producer.id for product in found}) == 3
    record = register.record(found[0].code, TODAY)
    assert record is not None
    assert record.others == ()


def test_products_whose_names_differ_by_a_tone_are_two_products(register: Register, tmp_path: Path) -> None:
    rows = [[1, "Trà dâu", "HTX Suối Đá", NAM_DONG, "3 sao", ""], [2, "Trà đậu", "HTX Suối Đá", NAM_DONG, "4 sao", ""]]
    outcome = write(tmp_path / "tones.csv", rows).load(register)
    assert (outcome.entered, outcome.known) == (2, 0)
    assert list(outcome.rows.doubles) == [("CSV", 5)], "that they look alike is said"


def test_a_file_that_contradicts_the_register_is_not_passed_over(register: Register, tmp_path: Path) -> None:
    row = [1, "Trà dâu", "HTX Suối Đá", NAM_DONG, "3 sao", ""]
    write(tmp_path / "one.csv", [row]).load(register)
    outcome = write(tmp_path / "two.csv", [[*row[:4], "4 sao", ""]]).load(register)
    assert (outcome.entered, outcome.known, outcome.exit_code) == (0, 0, 3)
    assert "Sổ đã ghi 3 sao theo chính quyết định này" in outcome.rows.contradictions["CSV", 4]


def test_a_lower_decision_is_not_merged_as_a_renewal(register: Register, tmp_path: Path) -> None:
    row = [1, "Trà dâu", "HTX Suối Đá", NAM_DONG, "4 sao", ""]
    write(tmp_path / "four.csv", [row]).load(register)
    lower = write(tmp_path / "three.csv", [[*row[:4], "3 sao", ""]])
    outcome = lower.load(register, merge=True, decision="99/QĐ-UBND", decided_on=date(2025, 6, 1))
    assert (
        "đang ở hạng cao hơn (4 sao): nếu quyết định hạ hạng, hãy ghi rõ “hạ hạng”"
        in outcome.rows.contradictions["CSV", 4]
    )
    older = lower.load(register, merge=True, decision="5/QĐ-UBND", decided_on=date(2023, 1, 1))
    assert (older.entered, older.rows.merged) == (1, 1)
    (found,) = register.search(ProductQuery(text="trà dâu"), TODAY).products
    assert found.stars == 4


@pytest.mark.parametrize("words", ["Hạ hạng", "Công nhận lại"])
def test_a_lower_decision_that_says_so_lowers_what_was_there(register: Register, tmp_path: Path, words: str) -> None:
    row = [1, "Trà dâu", "HTX Suối Đá", NAM_DONG, "4 sao", ""]
    write(tmp_path / "four.csv", [row]).load(register)
    lower = write(tmp_path / "three.csv", [[*row[:4], "3 sao", "", words]], [*HEADER, "Hình thức công nhận"])
    later = {"decision": "99/QĐ-UBND", "decided_on": date(2025, 6, 1)}
    outcome = lower.load(register, merge=True, **later)
    assert (outcome.rows.merged, outcome.exit_code) == (1, 0)
    (found,) = register.search(ProductQuery(text="trà dâu"), TODAY).products
    assert (found.stars, found.status) == (3, Status.VALID)
    assert kinds(register, found.code) == [Kind.LOWERED, Kind.RECOGNISED]
    assert lower.load(register, merge=True, **later).known == 1


def test_lowered_to_no_less_than_the_register_says_is_against_it(register: Register, tmp_path: Path) -> None:
    row = [1, "Trà dâu", "HTX Suối Đá", NAM_DONG, "3 sao", ""]
    write(tmp_path / "three.csv", [row]).load(register)
    lower = write(tmp_path / "again.csv", [[*row, "Hạ hạng"]], [*HEADER, "Hình thức công nhận"])
    outcome = lower.load(register, merge=True, decision="99/QĐ-UBND", decided_on=date(2025, 6, 1))
    assert outcome.entered == 0
    assert "Tệp ghi hạ hạng xuống 3 sao nhưng sổ đang ghi 3 sao" in outcome.rows.contradictions["CSV", 4]


def test_after_a_revocation_a_lower_decision_recognises_anew(register: Register, tmp_path: Path) -> None:
    row = [1, "Trà dâu", "HTX Suối Đá", NAM_DONG, "4 sao", ""]
    write(tmp_path / "four.csv", [row]).load(register)
    (found,) = register.search(ProductQuery(text="trà dâu"), TODAY).products
    decision = DecisionEntry(
        number="7/QĐ-UBND", stated=Stated(2025, 5, 20), level=Level.PROVINCE, evidence=Evidence.SIGNED, source="thử"
    )
    with writing(register.engine) as session:
        revoked = EventEntry(kind=Kind.REVOKED, decision=decision)
        actions.record_event(session, code=found.code, event=revoked, by="Thử", reason="thử")
    lower = write(tmp_path / "three.csv", [[*row[:4], "3 sao", ""]])
    assert lower.load(register, merge=True, decision="99/QĐ-UBND", decided_on=date(2025, 6, 1)).rows.merged == 1
    assert kinds(register, found.code) == [Kind.RECOGNISED, Kind.REVOKED, Kind.RECOGNISED]


def test_recognised_again_is_flagged_where_it_cannot_be_a_renewal(register: Register, tmp_path: Path) -> None:
    row = [1, "Trà dâu", "HTX Suối Đá", NAM_DONG, "3 sao", ""]
    again = write(tmp_path / "again.csv", [[*row, "x"]], [*HEADER, "Công nhận lại"])
    outcome = again.load(register)
    assert outcome.rows.flags["CSV", 4] == [
        "tệp ghi “công nhận lại” nhưng sổ chưa có lần công nhận trước của sản phẩm này"
    ]
    later = {"decision": "99/QĐ-UBND", "decided_on": date(2025, 6, 1)}
    alone = again.load(register, dry_run=True, **later)
    assert any("ở dòng lệnh: --merge" in flag for flag in alone.rows.flags["CSV", 4])
    again.load(register, merge=True, **later)
    (found,) = register.search(ProductQuery(text="trà dâu"), TODAY).products
    assert kinds(register, found.code) == [Kind.RENEWED, Kind.RECOGNISED]


def test_each_row_may_say_from_when_it_counts_and_by_which_rules(register: Register, tmp_path: Path) -> None:
    header = [*HEADER, "Có hiệu lực từ", "Căn cứ tiêu chí"]
    long = "Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026 của Thủ tướng Chính phủ"
    rows = [
        [1, "Trà một", "HTX Suối Đá", NAM_DONG, "3 sao", "", "01/07/2025", "QĐ 148/QĐ-TTg"],
        [2, "Trà hai", "HTX Suối Đá", NAM_DONG, "3 sao", "", "", long],
        [3, "Trà ba", "HTX Suối Đá", NAM_DONG, "3 sao", "", "1/5/2025", ""],
        [4, "Trà bốn", "HTX Suối Đá", NAM_DONG, "3 sao", "", "31/6/2025", ""],
    ]
    outcome = write(tmp_path / "rules.csv", rows, header).load(register, valid_from=date(2025, 6, 1))
    assert [(reject.row, reject.cell) for reject in outcome.annex.rejects] == [(7, "G7")]
    assert outcome.rows.flags["CSV", 6] == ["Ngày hiệu lực 01/05/2025 có trước ngày quyết định."]
    with Session(register.engine) as session:
        columns = (ProductRow.name, RecognitionRow.valid_from, RecognitionRow.valid_until, RecognitionRow.rule)
        joined = select(*columns).join(RecognitionRow, RecognitionRow.product_id == ProductRow.id)
        named = joined.where(ProductRow.name.in_(row[1] for row in rows))
        stored = {name: rest for name, *rest in session.execute(named)}
    assert stored == {
        "Trà một": [date(2025, 7, 1), date(2028, 7, 1), "QĐ 148/QĐ-TTg"],
        "Trà hai": [date(2025, 6, 1), date(2028, 6, 1), "26/2026/QĐ-TTg"],
        "Trà ba": [date(2025, 5, 1), date(2028, 5, 1), None],
    }


def test_contradictions_are_rejects_to_mend_and_what_to_look_at_is_listed(register: Register, tmp_path: Path) -> None:
    row = [1, "Trà dâu", "HTX Suối Đá", NAM_DONG, "3 sao", ""]
    write(tmp_path / "one.csv", [row]).load(register)
    other = [2, "Trà đậu", "HTX Suối Đá", NAM_DONG, "3 sao", "55,5"]
    outcome = write(tmp_path / "two.csv", [[*row[:4], "4 sao", ""], other]).load(register)
    assert (outcome.entered, outcome.rejected) == (1, 1)
    assert [(review.row, review.what) for review in outcome.reviews] == [
        (5, "giống sản phẩm đã có"),
        (5, "nên xem lại"),
        (5, "nên xem lại"),
    ]
    assert [review.why for review in outcome.reviews[1:]] == [
        "Điểm lẻ 55,5: theo thang điểm của các bộ tiêu chí trước QĐ 26/2026/QĐ-TTg, điểm là số nguyên.",
        "Trùng tên sản phẩm và chủ thể với dòng 4.",
    ]
    report = tmp_path / "back.xlsx"
    intake.write_report(outcome.annex, report, outcome.reviews)
    book = load_workbook(report)
    assert book.sheetnames == ["CSV", "Xem lại"]
    page = book["CSV"]
    (cells,) = page.iter_rows(min_row=3, values_only=True)
    assert cells[1:5] == ("Trà dâu", "HTX Suối Đá", NAM_DONG, "4 sao")
    assert "Sổ đã ghi 3 sao theo chính quyết định này" in cells[6]
    assert cells[7] == "E4"
    page["E3"] = "3 sao"
    book.save(report)
    mended = Sent(report).load(register)
    assert (mended.known, mended.entered, mended.exit_code) == (1, 0, 0)


def test_progress_is_heard_while_rows_are_read_and_while_they_are_stored(register: Register, tmp_path: Path) -> None:
    rows = [[n, f"Trà Thử {n}", "HTX Suối Đá", NAM_DONG, "3 sao", ""] for n in range(2500)]
    read: list[int] = []
    stored: list[int] = []
    write(tmp_path / "many.csv", rows).load(register, reading=read.append, storing=stored.append)
    assert (len(read) > 2, sum(read)) == (True, 2504)
    assert stored == [1000, 1000, 500]


def test_the_term_runs_from_the_day_that_the_decision_states(register: Register, sent: Sent) -> None:
    sent.load(register, valid_from=date(2025, 7, 1), rule="QĐ 148/QĐ-TTg")
    (found,) = register.search(ProductQuery(text="chè dây suối đá"), TODAY).products
    assert found.governing is not None
    assert (found.governing.valid_from, found.governing.valid_until) == (date(2025, 7, 1), date(2028, 7, 1))
    with Session(register.engine) as session:
        stored = session.get(RecognitionRow, found.governing.id)
    assert stored is not None
    assert stored.rule == "QĐ 148/QĐ-TTg"


def test_whoever_has_the_signed_decision_says_so(register: Register, sent: Sent) -> None:
    sent.load(register, signed=True)
    (found,) = register.search(ProductQuery(text="chè dây suối đá"), TODAY).products
    assert found.governing is not None
    assert found.governing.evidence is Evidence.SIGNED


def test_an_import_is_one_audit_row_with_who_and_which_file(register: Register, sent: Sent) -> None:
    sent.load(register)
    with Session(register.engine) as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
        count = session.scalar(select(func.count()).select_from(AuditRow))
    assert last is not None
    assert (last.by, last.action, last.detail["count"], count) == ("Nguyễn Thị Thử", "enter_products", 2, 2)
    assert re.fullmatch(r"nhập annex\.csv \(sha256 [0-9a-f]{16}\)", last.reason)


def test_the_first_import_makes_the_real_register_the_default(register: Register, sent: Sent) -> None:
    from ocop.services import demo
    from ocop.store.queries import INSTALLER

    demo.load(register, products=30, by=INSTALLER)
    assert register.default_scope() is Scope.DEMO
    sent.load(register)
    assert register.default_scope() is Scope.REAL


def test_of_two_imports_of_one_file_at_once_the_second_finds_everything_there(register: Register, sent: Sent) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _number: sent.load(register), range(2)))
    assert sorted((outcome.entered, outcome.known) for outcome in both) == [(0, 2), (2, 0)]
    assert products(register, "chè dây") == ["Chè dây Suối Đá"]


def test_of_two_files_imported_at_once_nothing_is_lost(register: Register, tmp_path: Path) -> None:
    rows = [[[n, f"Trà {name} {n}", "HTX Suối Đá", NAM_DONG, "3 sao", ""] for n in range(1200)] for name in "AB"]
    files = [write(tmp_path / f"{number}.csv", each) for number, each in enumerate(rows)]
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda file: file.load(register), files))
    assert [outcome.entered for outcome in both] == [1200, 1200]
    with Session(register.engine) as session:
        counted = select(func.count()).select_from(ProductRow).where(ProductRow.name.like("Trà _ %"))
        assert session.scalar(counted) == 2400
        makers = select(func.count(ProductRow.producer_id.distinct())).where(ProductRow.name.like("Trà _ %"))
        assert session.scalar(makers) == 1, "one maker, whichever came first"


@pytest.mark.parametrize(
    ("province", "day", "accepted"),
    [
        ("Yên Bái", date(2025, 6, 30), True),
        ("Yên Bái", date(2025, 7, 1), False),
        ("Lào Cai", date(2025, 7, 1), True),
        ("Đăk Nông", date(2025, 6, 30), True),
        ("TP. HCM", date(2026, 1, 5), True),
        ("Thừa Thiên Huế", date(2024, 1, 5), True),
    ],
)
def test_a_province_is_read_with_the_night_of_the_mergers(
    register: Register, tmp_path: Path, province: str, day: date, accepted: bool
) -> None:
    file = write(tmp_path / "night.csv", [[1, "Chè Thử", "HTX Thử", "", "3 sao", "", province]], [*HEADER, "Tỉnh"])
    outcome = file.load(register, decided_on=day, authority="Bộ Nông nghiệp và Môi trường", dry_run=True)
    assert (outcome.entered == 1) is accepted
    if not accepted:
        assert outcome.annex.rejects[0].reason == "Không có tỉnh “Yên Bái” vào ngày 01/07/2025."


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [
        ("15", "Yên Bái", "Lào Cai"),
        ("24", "Bắc Giang", "Bắc Ninh"),
        ("44", "Quảng Bình", "Quảng Trị"),
        ("52", "Bình Định", "Gia Lai"),
        ("80", "Long An", "Tây Ninh"),
        ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ],
)
def test_a_code_that_two_provinces_bore_is_read_by_its_vintage(code: str, before: str, since: str) -> None:
    gazetteer = Gazetteer()
    former = next(each for each in reference.former_communes().values() if each.province == code)
    present = next(
        each for each in reference.communes().values() if each.province == code and each.former not in (code, None)
    )
    old = gazetteer.place_of(official_codes.parse(f"{code}-{former.district}-{former.code}-1-2022")).place
    new = gazetteer.place_of(official_codes.parse(f"{code}-{present.code}-1-2026")).place
    assert reference.former_provinces()[old.former_province or ""].name == before
    assert reference.provinces()[new.province or ""].name == since
    assert new.former_province != code, "a commune that came from the other province"
