"""Reporting a label that is wrong: what is kept and for whom, what is refused and in which words."""

import io
import re
import struct
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from ocop.__main__ import main
from ocop.domain import label_reports as numbers
from ocop.domain.codes import is_code
from ocop.domain.roles import Grant, Person, Role
from ocop.errors import NotAllowed
from ocop.services import label_reports, people
from ocop.services.lookup import texts_in
from ocop.services.register import Register
from ocop.store.tables import AuditRow, LabelReportRow, ReportPhotoRow
from ocop.web import rates
from ocop.web.app import standalone
from tests.conftest import TODAY, VERIFY, open_register

PATH = "/bao-nhan-sai"
NUMBER = re.compile(r"/bao-nhan-sai/(BC-[0-9A-Z]{4}-[0-9A-Z]{4})\?lang=vi")
HOSTILE = "\"'></textarea><script>alert(1)</script>{{7*7}}{t}%s"


def client_of(register: Register) -> TestClient:
    return TestClient(standalone(register), headers={"accept-language": "vi"}, follow_redirects=False)


def filled(**more: str) -> dict[str, str]:
    long_ago = str(int(time.time()) - 30)
    return {"san_pham": "fr23-riax", "o_dau": "Chợ Bến Thành", "dieu_gi": "Nhãn ghi 5 sao", "luc": long_ago} | more


def send(client: TestClient, photo: bytes | None = None, path: str = PATH, **more: str) -> Any:
    # a file, if an empty one, makes the client send what a browser sends
    name = "nhan.jpg" if photo else ""
    return client.post(path, data=filled(**more), files={"anh": (name, photo or b"", "application/octet-stream")})


def photograph(form: str = "JPEG", size: tuple[int, int] = (2400, 1800), **saved: object) -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(made, form, **saved)
    return made.getvalue()


def rows(register: Register) -> list[LabelReportRow]:
    with Session(register.engine) as session:
        return list(session.scalars(select(LabelReportRow).order_by(LabelReportRow.id)))


def test_a_report_is_kept_for_the_steward_and_answered_with_a_number(register: Register) -> None:
    before, client = register.revision(), client_of(register)
    answer = send(client)
    assert answer.status_code == 303
    found = NUMBER.fullmatch(answer.headers["location"])
    assert found
    (row,) = rows(register)
    assert numbers.shown(row.number) == found[1]
    assert (row.product, row.code, row.seen_where, row.what) == (
        "fr23-riax", "FR23R1AX", "Chợ Bến Thành", "Nhãn ghi 5 sao"
    )  # fmt: skip
    assert (row.language, row.has_photo, row.closed_at) == ("vi", False, None)
    assert register.revision() == before, "no public fact changed"
    with Session(register.engine) as session:
        audited = session.scalars(select(AuditRow).where(AuditRow.action == "receive_label_report")).one()
        assert (audited.subject, audited.detail) == (row.number, {"code": "FR23R1AX", "photo": False})
    page = client.get(answer.headers["location"])
    assert found[1] in page.text
    assert "Đã nhận báo cáo của bạn" in page.text
    assert "Bến Thành" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert client.get(f"{PATH}/BC-0000-0000").status_code == 404
    # nothing of it on any public page
    assert "Bến Thành" not in client.get("/m/FR23-R1AX").text


def test_who_sent_it_is_not_kept() -> None:
    assert set(LabelReportRow.__table__.columns.keys()) == {
        "id", "number", "received_at", "language", "product", "code", "seen_where", "what", "has_photo",
        "closed_at", "closed_by", "closed_why", "outcome",
    }  # fmt: skip
    assert set(ReportPhotoRow.__table__.columns.keys()) == {"report_id", "picture"}


def test_a_photograph_is_known_by_what_it_holds_and_loses_what_a_camera_added(register: Register) -> None:
    exif = Image.Exif()
    exif[0x010F] = "máy ảnh của ông Ba"
    client = client_of(register)
    for form in ("JPEG", "PNG", "WEBP"):
        assert send(client, photograph(form, exif=exif)).status_code == 303
    with Session(register.engine) as session:
        pictures = session.scalars(select(ReportPhotoRow.picture)).all()
    assert len(pictures) == 3
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as small:
            assert (small.format, small.size, dict(small.getexif())) == ("WEBP", (1600, 1200), {})
        assert len(picture) < 300 * 1024
        assert "ông Ba".encode() not in picture


def test_what_a_camera_added_is_made_to_break_readers_and_breaks_none(register: Register) -> None:
    entries = struct.pack("<HHHII", 2, 0x0112, 3, 1, 6) + struct.pack("<HHI4s", 0x0100, 1, 1, b"\1\2\3\4")
    exif = b"Exif\0\0II*\0\x08\0\0\0" + entries + bytes(4)
    with pytest.raises(struct.error), Image.open(io.BytesIO(photograph(exif=exif))) as opened:
        ImageOps.exif_transpose(opened)
    assert send(client_of(register), photograph(exif=exif)).status_code == 303
    assert texts_in(photograph(exif=exif)) == []


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"san_pham": " "}, 422, "Hãy cho biết sản phẩm: tên hoặc mã in trên nhãn."),
        ({"dieu_gi": "\x00\n"}, 422, "Hãy viết điều bạn thấy sai trên nhãn."),
        ({"dieu_gi": "x" * 2001}, 422, "Phần này dài hơn 2.000 ký tự: hãy rút ngắn."),
        ({"o_dau": "x" * 301}, 422, "Phần này dài hơn 300 ký tự: hãy rút ngắn."),
        ({"trang_web": "http://spam"}, 422, "hãy xóa chữ trong ô đó rồi bấm gửi lần nữa"),
        ({"luc": str(int(time.time()) + 99_999)}, 422, "Biểu mẫu được gửi quá nhanh"),
        ({"luc": "x"}, 422, "Biểu mẫu được gửi quá nhanh"),
        ({"photo": b"<svg onload='alert(1)'/>"}, 422, "Tệp không phải ảnh JPEG, PNG hoặc WebP đọc được"),
        ({"photo": b"\xff\xd8\xff\xe0broken"}, 422, "Tệp không phải ảnh JPEG, PNG hoặc WebP đọc được"),
        ({"photo": b"x" * (5 * 1024 * 1024 + 1)}, 422, "Ảnh lớn hơn 5 MB"),
        ({"photo": b"x" * (6 * 1024 * 1024)}, 413, "Ảnh lớn hơn 5 MB"),
        ({"photo": photograph("PNG", (6000, 4100))}, 422, "Ảnh có quá nhiều điểm ảnh"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_what_was_typed_is_kept(
    shipped: Register, sent: dict[str, Any], status: int, sentence: str
) -> None:
    answer = send(client_of(shipped), **{"dieu_gi": "Nhãn\nghi 5 sao", **sent})
    assert answer.status_code == status
    assert sentence in answer.text
    assert 'value="Chợ Bến Thành"' in answer.text or "o_dau" in sent
    assert "\nNhãn\nghi 5 sao</textarea>" in answer.text or "dieu_gi" in sent
    assert ("Ảnh bạn đã chọn không được giữ lại" in answer.text) == ("photo" in sent and status == 422)
    assert rows(shipped) == []


def test_the_sentences_are_english_for_an_english_reader(shipped: Register) -> None:
    answer = send(client_of(shipped), photo=b"GIF89a", path=f"{PATH}?lang=en")
    assert "This file is not a readable JPEG, PNG or WebP picture" in answer.text
    assert "Which product?" in answer.text
    assert "Hãy" not in answer.text


def test_the_form_names_the_product_whose_code_was_scanned(client: TestClient) -> None:
    page = client.get(f"{PATH}?ma=FR23-R1AX")
    assert 'value="FR23-R1AX"' in page.text
    assert "Mắm nêm Seagull" in page.text
    assert "<script" not in page.text
    assert "set-cookie" not in page.headers
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert "Không cần tên, số điện thoại hay địa chỉ của bạn" in page.text
    assert "Mã này là của" not in client.get(f"{PATH}?ma=ABCD-EFGH").text


def test_markup_is_text_in_the_form_and_plain_at_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'ocop.db'}"
    register = open_register(url)
    client = client_of(register)
    answer = send(client, san_pham=HOSTILE, o_dau=HOSTILE, dieu_gi=HOSTILE, luc="0x")
    assert "<script>alert" not in answer.text
    assert answer.text.count("{{7*7}}{t}%s") == 3
    assert "<script>alert" not in client.get(PATH, params={"ma": HOSTILE}).text
    send(client, san_pham=HOSTILE, dieu_gi="\x1b[31mđỏ\x07\nhai", photo=photograph())
    monkeypatch.setenv("OCOP_DATABASE_URL", url)
    (row,) = rows(register)
    register.engine.dispose()
    assert main(["label-reports"]) == 0
    said = capsys.readouterr().out
    assert "1 báo cáo đang chờ." in said
    assert f"Sản phẩm: {HOSTILE}" in said
    assert "\x1b" not in said
    assert "Điều sai: [31mđỏ hai" in said
    number = numbers.shown(row.number)
    assert main(["label-reports", "--photo", number, "--out", str(tmp_path / "a.webp")]) == 0
    with Image.open(tmp_path / "a.webp") as picture:
        assert picture.format == "WEBP"
    assert main(["label-reports", "--close", number.lower(), "--by", "Lê Thị Thử", "--reason", "đã nhắc chủ thể"]) == 0
    assert main(["label-reports"]) == 0
    assert "0 báo cáo đang chờ." in capsys.readouterr().out
    assert main(["label-reports", "--all"]) == 0
    assert "bởi Lê Thị Thử: đã nhắc chủ thể" in capsys.readouterr().out
    for wrong in (["--close", number], ["--close", "BC-1"], ["--photo", number], ["--photo", "BC-0000-0000"]):
        assert main(["label-reports", *wrong, "--by", "x", "--reason", "y"]) == 2


def test_closing_is_audited_and_no_public_fact(register: Register) -> None:
    number = label_reports.receive(
        register, product="x", seen_where="", what="y", language="ko", photo=None
    )  # fmt: skip
    before = register.revision()
    label_reports.close(register, number, by="Lê Thị Thử", reason="đã nhắc chủ thể")
    (row,) = rows(register)
    assert (row.closed_by, row.closed_why, row.code) == ("Lê Thị Thử", "đã nhắc chủ thể", None)
    assert register.revision() == before
    with Session(register.engine) as session:
        audited = session.scalars(select(AuditRow).where(AuditRow.action == "close_label_report")).one()
        assert (audited.by, audited.subject) == ("Lê Thị Thử", row.number)
    (seen,) = label_reports.listed(register, closed=True)
    assert seen.received_at.utcoffset() is not None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://testserver"}, 422),
        ({"origin": "http://testserver"}, 422),
        ({}, 422),
    ],
)
def test_a_form_of_another_site_is_not_taken(shipped: Register, headers: dict[str, str], status: int) -> None:
    client = client_of(shipped)
    answer = client.post(PATH, data=filled(dieu_gi=""), files={"anh": ("", b"")}, headers=headers)
    assert answer.status_code == status
    assert ("không được gửi từ trang của sổ đăng ký" in answer.text) == (status == 403)
    assert ("Bến Thành" in answer.text) == (status == 422), "what another site wrote is not put into our form"


def test_too_many_in_a_minute_wait_and_keep_what_they_typed(register: Register) -> None:
    client = client_of(register)
    assert [send(client).status_code for _time in range(rates.OF_ONE)] == [303] * rates.OF_ONE
    answer = send(client, photo=photograph())
    assert answer.status_code == 429
    assert "hãy chờ một phút rồi bấm gửi lần nữa" in answer.text
    assert "Nhãn ghi 5 sao</textarea>" in answer.text
    assert len(rows(register)) == rates.OF_ONE


def test_rates_forget_after_a_minute_and_keep_no_address() -> None:
    each = rates.Rates(of_one=2, of_all=5)
    assert [each.allow("203.0.113.9", TODAY, moment) for moment in (0, 1, 2, 59, 60, 61, 61.5)] == [
        True, True, False, False, True, True, False,
    ]  # fmt: skip
    assert "203.0.113.9" not in repr(vars(each))
    # one household of IPv6 is one reader; all together have a bound too
    homes = [f"2001:db8::{number}" for number in range(3)]
    assert [each.allow(home, TODAY, 200) for home in homes] == [True, True, False]
    assert [each.allow(f"198.51.100.{n}", TODAY, 201) for n in range(4)] == [True, True, True, False]


def test_a_store_takes_a_days_worth_and_says_so(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(label_reports, "MOST_A_DAY", 1)
    client = client_of(register)
    assert send(client).status_code == 303
    answer = send(client)
    assert (answer.status_code, len(rows(register))) == (503, 1)
    assert "Hôm nay sổ đăng ký đã nhận quá nhiều báo cáo" in answer.text


def test_a_store_that_is_down_loses_nothing_that_was_typed(register: Register) -> None:
    client = client_of(register)
    with register.engine.begin() as connection:
        connection.exec_driver_sql("alter table label_report rename to away")
    answer = send(client)
    assert answer.status_code == 503
    assert "Sổ đăng ký tạm thời không ghi được" in answer.text
    assert "Nhãn ghi 5 sao</textarea>" in answer.text


def test_a_number_is_no_product_code_and_one_wrong_character_is_noticed() -> None:
    number = numbers.number("7K2M4QX")
    assert numbers.read_number(numbers.shown(number).lower()) == number
    assert not is_code(number)
    assert numbers.read_number(number[:-1] + ("0" if number[-1] != "0" else "1")) == ""


@pytest.fixture(scope="module")
def open_to_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A register whose form takes any number, for what chance sends."""
    register = open_register(f"sqlite:///{tmp_path_factory.mktemp('reports') / 'ocop.db'}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rates, "OF_ONE", 10**9)
        patch.setattr("ocop.web.label_reports.Rates", lambda: rates.Rates(10**9, 10**9))
        patch.setattr(label_reports, "MOST_A_DAY", 10**9)
        yield client_of(register)
    register.engine.dispose()


NAMES = st.sampled_from(["san_pham", "o_dau", "dieu_gi", "anh", "luc", "trang_web", "lạ"])
ANY = st.text(max_size=60) | st.just(HOSTILE)


@settings(max_examples=20_000 if VERIFY else 60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.dictionaries(NAMES, ANY), file=st.binary(max_size=200), name=ANY, language=ANY)
@example(texts={"san_pham": HOSTILE, "dieu_gi": HOSTILE, "luc": "0"}, file=b"", name="", language="en")
def test_whatever_is_filled_in_ends_in_words(
    open_to_all: TestClient, texts: dict[str, str], file: bytes, name: str, language: str
) -> None:
    answer = open_to_all.post(
        PATH, params={"lang": language}, data=texts,
        files={"anh": (name.encode("utf-8", "replace").decode(), file)},
    )  # fmt: skip
    assert answer.status_code in {303, 400, 422}
    assert "<script>alert" not in answer.text


@settings(max_examples=20_000 if VERIFY else 60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=300),
    around=st.booleans(),
    charset=st.sampled_from(["", "utf-8", "utf-16", "unicode_escape", "idna", "punycode", "rot13", "nope"]),
    kind=st.sampled_from(["multipart/form-data; boundary=x", "multipart/form-data", "text/plain", "", "multipart/x"]),
)
def test_whatever_arrives_ends_in_words(
    open_to_all: TestClient, body: bytes, around: bool, charset: str, kind: str
) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="dieu_gi"\r\n\r\n' + body + b"\r\n--x--\r\n"
    kind = f"{kind}; charset={charset}" if charset else kind
    answer = open_to_all.post(PATH, content=part if around else body, headers={"content-type": kind})
    assert answer.status_code in {303, 400, 422}
    assert "Báo nhãn sai" in answer.text or answer.status_code == 303


def test_reports_that_wait_are_counted_by_product_for_whoever_works_at_the_desk(register: Register) -> None:
    def receive(product: str) -> str:
        return label_reports.receive(
            register, product=product, seen_where="chợ", what="Nhãn ghi 5 sao", language="vi", photo=None
        )

    receive("FR23-R1AX")
    closed = receive("FR23-R1AX")
    receive("fr23-r1ax")
    receive("M57V-H4E6")
    label_reports.close(register, closed, by="Cán bộ", reason="đã kiểm tra")
    people.grant(register, "staff@example.vn", Role.STAFF, None, by="thử", reason="thử")
    staff = Person("sub:1", "staff@example.vn", "Cán bộ", (Grant(Role.STAFF),))
    assert label_reports.waiting(register, staff, ["FR23R1AX", "CPSB5H89"]) == {"FR23R1AX": 2}
    with pytest.raises(NotAllowed):
        label_reports.waiting(register, replace(staff, key="sub:2", email="guest@example.vn"), ["FR23R1AX"])
