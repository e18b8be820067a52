"""Raising a record to "signed" with the decision in hand, and mending what was copied wrongly; on both engines."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from ocop.domain.recognition import Evidence, Status
from ocop.domain.roles import Person
from ocop.errors import Conflict, NotAllowed, QueryError, Refused
from ocop.services import checking, desk_altering, evidence
from ocop.services.evidence import Statement
from ocop.services.register import Register
from ocop.store.engine import writing
from ocop.store.tables import KeptFileRow
from tests.conftest import TODAY
from tests.services.test_desk_altering import steward

CODE = "M57VH4E6"  # 858/QĐ-UBND of 19/6/2025, transcribed
REPORTED = "CPSB5H89"  # 5 stars as the press says
PDF = b"%PDF-1.7 quyet dinh"


def stating(register: Register, code: str = CODE, **given: object) -> Statement:
    record = register.record(code, TODAY)
    assert record is not None
    event = record.history[0]
    standing = Statement(
        event.id, event.decision or "", event.stated.exact, event.authority or "", True,
        evidence.scan("858.pdf", PDF), "đã đối chiếu bản ký",
    )  # fmt: skip
    return replace(standing, **given)  # type: ignore[arg-type]


def stated(register: Register, asking: Person, code: str = CODE, **given: object) -> None:
    statement = stating(register, code, **given)
    seen = desk_altering.version(register, code)
    evidence.record(register, asking, evidence.rehearse(register, asking, code, statement, seen=seen))


def known(register: Register, code: str = CODE) -> tuple[str | None, Evidence, date | None]:
    record = register.record(code, TODAY)
    assert record is not None
    event = record.history[0]
    return event.decision, event.evidence, event.valid_until


def test_a_transcribed_record_is_raised_by_who_has_the_decision_in_hand(register: Register) -> None:
    an = steward(register, "an")
    seen = desk_altering.version(register, CODE)
    rehearsed = evidence.rehearse(register, an, CODE, stating(register), seen=seen)
    assert known(register) == ("858/QĐ-UBND", Evidence.TRANSCRIBED, date(2028, 6, 19))
    assert rehearsed.turn.after.history[0].evidence is Evidence.SIGNED
    evidence.record(register, an, rehearsed)
    assert known(register) == ("858/QĐ-UBND", Evidence.SIGNED, date(2028, 6, 19))
    event = stating(register).event
    decision = evidence.decision(register, event)
    assert decision is not None
    (scan,) = decision.files
    assert (scan.name, scan.media, scan.size) == ("858.pdf", "pdf", len(PDF))
    assert evidence.file(register, an, event, scan.sha256) == PDF
    assert list(checking.faults(register.settings.database_url)) == []


def test_what_the_press_said_becomes_a_decision_with_a_term(register: Register) -> None:
    an = steward(register, "an")
    record = register.record(REPORTED, TODAY)
    assert record is not None
    assert record.product.status is Status.REPORTED
    given = {"number": "12/QĐ-BNNMT", "on": date(2026, 3, 2), "authority": "Bộ Nông nghiệp và Môi trường"}
    with pytest.raises(Refused, match="chỉ thành quyết định khi có bản ký trong tay"):
        stated(register, an, REPORTED, **given, signed=False)
    with pytest.raises(QueryError, match="Hạng 5 sao do Bộ công nhận"):
        stated(register, an, REPORTED, **given | {"authority": "UBND tỉnh Lâm Đồng"})
    stated(register, an, REPORTED, **given)
    record = register.record(REPORTED, TODAY)
    assert record is not None
    assert (record.product.status, record.product.stars) == (Status.VALID, 5)
    assert known(register, REPORTED) == ("12/QĐ-BNNMT", Evidence.SIGNED, date(2029, 3, 2))


def test_a_date_that_was_copied_wrongly_moves_the_end_of_every_product_of_the_decision(register: Register) -> None:
    an = steward(register, "an")
    event = stating(register).event
    decision = evidence.decision(register, event)
    assert decision is not None
    stated(register, an, on=date(2025, 6, 20), signed=False, file=None)
    again = evidence.decision(register, event)
    assert again is not None
    assert known(register) == ("858/QĐ-UBND", Evidence.TRANSCRIBED, date(2028, 6, 20))
    assert again.products == decision.products
    assert list(checking.faults(register.settings.database_url)) == []


def test_the_audit_keeps_what_was(register: Register) -> None:
    an = steward(register, "an")
    stated(register, an, number="859/QĐ-UBND", signed=False, file=None)
    step = desk_altering.since(register, CODE, 0)[-1]
    assert (step.by, step.done, step.reason) == ("an@example.vn", "ghi lại quyết định", "đã đối chiếu bản ký")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"file": None}, "Hãy kèm bản quét của quyết định đã ký"),
        ({"number": ""}, "Hãy ghi đủ số, ngày và cơ quan"),
        ({"on": None}, "Hãy ghi đủ số, ngày và cơ quan"),
        ({"on": date(2026, 11, 23)}, "còn ở tương lai"),
        ({"authority": "Hội đồng"}, "thuộc cấp nào"),
        ({"reason": " "}, "Hãy ghi căn cứ của việc ghi này"),
        ({"signed": False, "file": None}, "Không có gì đổi"),
    ],
)
def test_what_is_missing_is_said(register: Register, given: dict[str, object], sentence: str) -> None:
    with pytest.raises((QueryError, Conflict), match=sentence):
        stated(register, steward(register, "an"), **given)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 an archive", b"<svg/>", b"MZ", b" %PDF-1.7"])
def test_a_file_is_known_by_its_content(content: bytes) -> None:
    with pytest.raises(QueryError, match="không phải PDF, JPG hay PNG"):
        evidence.scan("quyet-dinh.pdf", content)


def test_a_file_that_is_too_large_is_refused_and_names_lose_their_paths() -> None:
    with pytest.raises(QueryError, match="lớn hơn 15 MB"):
        evidence.scan("a.pdf", b"%PDF-" + bytes(evidence.LARGEST))
    assert evidence.scan("../../etc/..\\C:\\\x00quyết\nđịnh.pdf", PDF).name == "quyết định.pdf"
    assert evidence.scan("...", b"\x89PNG\r\n\x1a\n").name == "quyet-dinh.png"


def test_the_same_file_is_kept_once_and_only_stewards_of_the_place_read_it(register: Register) -> None:
    an, elsewhere = steward(register, "an", "68"), steward(register, "xa", "01")
    stated(register, an)
    stated(register, an, number="859/QĐ-UBND")
    event = stating(register).event
    decision = evidence.decision(register, event)
    assert decision is not None
    (scan,) = decision.files
    with pytest.raises(NotAllowed):
        evidence.file(register, elsewhere, event, scan.sha256)
    with pytest.raises(NotAllowed):
        stated(register, elsewhere, number="1/QĐ-UBND")
    with pytest.raises(QueryError, match="Không còn tệp này"):
        evidence.file(register, an, event, "0" * 64)


def test_the_check_finds_a_file_that_is_not_what_it_was(register: Register) -> None:
    stated(register, steward(register, "an"))
    with writing(register.engine) as session:
        session.execute(update(KeptFileRow).values(content=b"%PDF- something else"))
    assert any("không khớp với dấu vân" in each for each in checking.faults(register.settings.database_url))
