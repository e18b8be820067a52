"""The mark page as it is served: every status and language, kept bytes, and what happens when the store does not."""

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from ocop import clock, i18n
from ocop.domain.recognition import Kind
from ocop.services.altering import Alteration, alter
from ocop.services.register import Register
from ocop.settings import ROOT
from ocop.web import marks
from ocop.web.app import standalone
from ocop.web.mark_page import MarkPage
from tests.conftest import BASE_URL, TODAY, VERIFY, open_register
from tests.web import statuses
from tests.web.statuses import CODES
from tests.web.test_marks import text_of

LANGUAGES = list(i18n.MARK_NAMES)
# Letters that no other of the six languages writes.
VIETNAMESE = re.compile("[ăđơưạảãấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏõốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    register = open_register(f"sqlite:///{tmp_path_factory.mktemp('statuses') / 'ocop.db'}")
    statuses.fill(register)
    yield register
    register.engine.dispose()


@pytest.fixture(scope="module")
def asked(filled: Register) -> TestClient:
    return TestClient(standalone(filled), base_url=BASE_URL, headers={"accept-language": "vi"})


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def serving(register: Register, now: Callable[[], float] = time.monotonic) -> TestClient:
    page = MarkPage(register, now=now)
    return TestClient(Starlette(routes=[Route("/m/{code}", page)]), headers={"accept-language": "vi"})


def revoke(register: Register, code: str = "M57V-H4E6") -> None:
    given = Alteration(
        kind=Kind.REVOKED,
        decision="9/QĐ-UBND",
        decided_on=date(2026, 11, 20),
        authority="UBND tỉnh Lâm Đồng",
        note=statuses.WHY,
    )
    alter(register, code, given, by="test", reason="thử")


@pytest.mark.parametrize(
    ("status", "verdict", "more"),
    [
        ("valid", "Công nhận 4 sao còn hiệu lực đến 04/04/2027", "Chủ thể này có 2 sản phẩm đang được công nhận"),
        ("expiring", "Công nhận 3 sao còn hiệu lực đến 20/12/2026, còn 28 ngày", "Hãy đối chiếu với bao bì"),
        ("expired", "Công nhận 3 sao đã hết hiệu lực từ 06/05/2026", "chỉ được dùng khi công nhận còn hiệu lực"),
        ("revoked", "Công nhận 4 sao đã bị thu hồi (01/03/2026)", f"Lý do ghi trong quyết định: {statuses.WHY}"),
        ("annulled", "Công nhận 4 sao đã bị hủy bỏ (01/03/2026)", "Sổ đăng ký chưa ghi lý do."),
        ("extended", "Công nhận 3 sao còn hiệu lực đến 01/04/2027", "10/10/2026 Gia hạn"),
        ("reported", "Theo báo chí, được công nhận 5 sao (tháng 7/2023)", "hãy hỏi chủ thể quyết định công nhận mới"),
        ("none", "Sổ đăng ký chưa có công nhận nào của sản phẩm này", "sản phẩm này không được công nhận"),
        ("spirits", "Công nhận 4 sao còn hiệu lực đến 05/05/2028", "trang này không giới thiệu sản phẩm"),
        ("beer", "Công nhận 4 sao còn hiệu lực đến 05/05/2028", "không dành cho người dưới 18 tuổi"),
        ("passed", "Công nhận 4 sao còn hiệu lực đến 05/05/2028", "chủ thể trước đó: Công ty TNHH Nhiều Trạng Thái"),
        ("made-up", "Công nhận 5 sao còn hiệu lực đến 05/05/2028", "sản phẩm này không có thật"),
    ],
)
def test_each_status_has_its_verdict_first_and_its_shape(
    asked: TestClient, status: str, verdict: str, more: str
) -> None:
    page = asked.get(f"/m/{CODES[status]}").text
    heading = re.search(r'<div class="verdict (\w+)"><svg class="shape".*?<h1>(.*?)</h1>', page, re.S)
    assert heading
    assert heading[2].replace("\N{NO-BREAK SPACE}", " ").startswith(verdict)
    assert more in text_of(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", CODES)
def test_every_status_is_whole_in_every_language_and_small(asked: TestClient, status: str, language: str) -> None:
    for how in ("br", "gzip"):
        with asked.stream("GET", f"/m/{CODES[status]}?lang={language}", headers={"accept-encoding": how}) as answer:
            assert answer.headers["content-encoding"] == how
            assert int(answer.headers["content-length"]) <= 6 * 1024
            page = answer.read().decode()
    assert f'<html lang="{language}">' in page
    assert f'lang="{language}" hreflang="{language}" aria-current="true"' in page
    assert " style=" not in page
    if language != "vi":
        foreign = re.sub(r'<(\w+)[^>]* lang="vi"[^>]*>.*?</\1>', "", page[page.index("<body>") :], flags=re.S)
        for place in ("Lâm Viên - Đà Lạt", "Lâm Đồng", "Tiểu Cần", "Vĩnh Long", "Phan Thiết", "/QĐ-UBND", "/QĐ"):
            foreign = foreign.replace(place, "")
        foreign = foreign.replace(CODES["malformed"], "")
        assert not VIETNAMESE.findall(text_of("<body>" + foreign)), text_of("<body>" + foreign)


def test_what_may_not_be_promoted_has_no_picture_and_names_no_other_product(asked: TestClient) -> None:
    spirits, beer = (asked.get(f"/m/{CODES[status]}").text for status in ("spirits", "beer"))
    assert "<img" not in spirits
    assert "Trà ô long túi lọc" not in spirits
    assert "preview/00.png" in spirits
    assert "<img" in beer
    assert "18+" in spirits
    assert "18+" in beer


def test_a_photograph_comes_lazily_small_and_with_whose_it_is(asked: TestClient) -> None:
    page = asked.get(f"/m/{CODES['valid']}").text
    source = re.search(
        r'<img src="(/anh/[^"]+)" alt="Ảnh sản phẩm: [^"]+" width="640" height="480" loading="lazy">', page
    )
    assert source
    assert "Ảnh: chủ thể" in text_of(page)
    assert len(asked.get(source[1]).content) <= 30 * 1024
    assert "Hình minh họa bộ sản phẩm, không phải ảnh sản phẩm" in text_of(asked.get(f"/m/{CODES['revoked']}").text)


def test_outside_coverage_nothing_is_said_of_other_products(asked: TestClient) -> None:
    assert "sản phẩm đang được công nhận" not in text_of(asked.get("/m/FR23-R1AX").text)


def test_made_up_records_are_not_to_be_found_by_machines(asked: TestClient) -> None:
    made_up, real = asked.get(f"/m/{CODES['made-up']}"), asked.get(f"/m/{CODES['valid']}")
    assert made_up.headers["x-robots-tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in made_up.text
    assert "ld+json" not in made_up.text
    assert "x-robots-tag" not in real.headers
    linked = json.loads(re.search(r'ld\+json">(.*?)</script>', real.text, re.S)[1])
    assert linked["hasCertification"]["expires"] == "2027-04-04"
    assert linked["url"] == f"{BASE_URL}/m/{CODES['valid']}"
    assert "hasCertification" not in asked.get(f"/m/{CODES['expired']}").text
    assert f'<meta property="og:image" content="{BASE_URL}/assets/preview/11.png' in real.text


def test_official_codes_of_both_vintages_lead_to_the_product(asked: TestClient) -> None:
    assert "Hồng treo gió" in asked.get("/m/68-24778-3-2026").text


def test_programs_get_the_same_facts(asked: TestClient) -> None:
    by_path = asked.get(f"/m/{CODES['revoked']}.json")
    by_header = asked.get(f"/m/{CODES['revoked'].lower()}", headers={"accept": "application/json"})
    assert by_path.json() == by_header.json()
    found = by_path.json()
    assert (found["status"], found["stars"], found["name"]) == ("revoked", 4, "Mật ong hoa cà phê")
    assert found["verdict"]["zh"] == "4星认定已被撤销（2026年3月1日）"
    assert set(found["verdict"]) == set(LANGUAGES)
    assert found["governing"]["note"] == statuses.WHY
    assert found["recognised_products_of_producer"] == 4
    unknown = asked.get("/m/FR23-R1AY.json")
    assert unknown.status_code == 404
    assert unknown.json()["kind"] == "mistyped"
    assert unknown.json()["nearest"] == [{"code": "FR23-R1AX", "name": "Mắm nêm Seagull"}]


def test_a_published_page_counts_no_days_and_says_of_when_it_is(filled: Register) -> None:
    record = filled.record(CODES["expiring"], TODAY)
    given = {"published_on": TODAY, "addresses": {code: f"x.{code}.html" for code in LANGUAGES}}
    page = marks.document(filled, record, CODES["expiring"], TODAY, i18n.language("vi"), **given)
    seen = text_of(page.decode())
    assert "còn hiệu lực đến 20/12/2026 " in seen
    assert "28 ngày" not in seen
    assert "Trang được công bố ngày 22/11/2026" in seen
    assert 'href="x.fr.html"' in page.decode()
    assert page == marks.document(filled, record, CODES["expiring"], TODAY, i18n.language("vi"), **given)
    data = marks.data(filled, record, CODES["expiring"], TODAY, published_on=TODAY)
    assert data["published_on"] == "2026-11-22"
    assert "28" not in json.dumps(data["verdict"])


def test_a_reader_who_has_the_page_is_told_so(asked: TestClient) -> None:
    first = asked.get("/m/FR23-R1AX")
    assert first.headers["cache-control"] == "public, max-age=1, stale-if-error=86400"
    assert first.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = asked.get("/m/fr23r1ax", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    others = {
        asked.get(path, headers=headers).headers["etag"]
        for path, headers in (
            ("/m/FR23-R1AX?lang=en", {}),
            ("/m/FR23-R1AX.json", {}),
            ("/m/FR23-R1AX", {"accept-encoding": "gzip"}),
            ("/m/FR23-R1AX", {"accept-encoding": "identity"}),
        )
    }
    assert len(others - {tag}) == 4 - (tag in others)
    assert asked.get("/m/FR23-R1AX?lang=en", headers={"if-none-match": tag}).status_code == 200


def test_head_is_answered_like_get_without_the_page(asked: TestClient) -> None:
    head, get = asked.head("/m/FR23-R1AX"), asked.get("/m/FR23-R1AX")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_a_revocation_shows_in_another_process_within_three_seconds(register: Register) -> None:
    here, elsewhere = register, open_register(register.engine.url.render_as_string(hide_password=False))
    now = Clock()
    page = serving(elsewhere, now)
    tag = page.get("/m/M57V-H4E6").headers["etag"]
    revoke(here)
    now.seconds += 0.9
    assert page.get("/m/M57V-H4E6", headers={"if-none-match": tag}).status_code == 304
    now.seconds += 1.1  # and the second for which a reader may keep it
    after = page.get("/m/M57V-H4E6", headers={"if-none-match": tag})
    elsewhere.engine.dispose()
    assert after.status_code == 200
    assert f"đã bị thu hồi (20/11/2026) Lý do ghi trong quyết định: {statuses.WHY}" in text_of(after.text)


def test_a_revocation_shows_on_a_running_server_within_five_seconds(register: Register, tmp_path: Path) -> None:
    url = register.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "uvicorn", "ocop.web.app:app", "--port", "0", "--log-level", "info"]
    log = tmp_path / "log"
    with log.open("w") as output:
        given = {"OCOP_DATABASE_URL": url, "OCOP_TODAY": TODAY.isoformat(), "PATH": ""}
        server = subprocess.Popen(command, cwd=ROOT, env=given, stdout=output, stderr=subprocess.STDOUT)
    try:
        port = _port(server, log)

        def seen() -> str:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/m/M57V-H4E6", timeout=5) as answer:
                return text_of(answer.read().decode())

        assert "còn hiệu lực đến 19/06/2028" in seen()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            assert answer.headers["Server"] is None, "nobody is told what serves"
        revoke(register)
        end = time.monotonic() + 5
        while "đã bị thu hồi" not in seen():
            assert time.monotonic() < end, "five seconds have passed"
            time.sleep(0.1)
    finally:
        server.terminate()
        server.wait(20)


def _port(server: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_the_verdict_turns_at_midnight_without_a_write(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    page = serving(filled)
    days = iter([date(2026, 12, 20)] * 2 + [date(2026, 12, 21)] * 2)
    seen = []
    for day in days:
        monkeypatch.setattr(clock, "today", lambda _settings, day=day: day)
        seen.append(page.get(f"/m/{CODES['expiring']}"))
    first, second, third, fourth = seen
    assert "còn hiệu lực đến hết hôm nay, 20/12/2026" in text_of(first.text)
    assert "đã hết hiệu lực từ 21/12/2026" in text_of(third.text)
    assert first.headers["etag"] == second.headers["etag"] != third.headers["etag"] == fourth.headers["etag"]


def test_without_a_store_the_last_copy_is_shown_with_its_time(register: Register) -> None:
    now = Clock()
    page = serving(register, now)
    assert page.get("/m/M57V-H4E6").status_code == 200
    with register.engine.begin() as connection:
        connection.exec_driver_sql("drop table revision")
    now.seconds += 5
    known = page.get("/m/M57V-H4E6")
    assert known.status_code == 200
    assert known.headers["cache-control"] == "no-store"
    told = re.search(r"trang này theo dữ liệu lúc (\d\d:\d\d) ngày (\d\d/\d\d/\d{4})", text_of(known.text))
    assert told
    assert datetime.strptime(told[2], "%d/%m/%Y").date() == datetime.now(clock.VIETNAM).date()  # noqa: DTZ007
    assert "Công nhận 4 sao còn hiệu lực đến 19/06/2028" in text_of(known.text)
    assert "stale_as_of" in page.get("/m/M57V-H4E6.json").json()
    never = page.get("/m/FR23-R1AX?lang=ko")
    assert (never.status_code, never.headers["retry-after"]) == (503, "30")
    assert "등록부를 일시적으로 조회할 수 없습니다" in text_of(never.text)


def test_a_last_copy_does_not_outlive_its_verdict(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    now = Clock()
    page = serving(register, now)
    page.get("/m/M57V-H4E6")
    with register.engine.begin() as connection:
        connection.exec_driver_sql("drop table revision")
    now.seconds += 5
    monkeypatch.setattr(clock, "today", lambda _settings: date(2028, 6, 19))
    assert page.get("/m/M57V-H4E6").status_code == 200
    monkeypatch.setattr(clock, "today", lambda _settings: date(2028, 6, 20))
    assert page.get("/m/M57V-H4E6").status_code == 503


def test_each_document_sent_is_told_and_what_a_reader_has_already_is_not(filled: Register) -> None:
    scans: list[tuple[str, str]] = []
    page = MarkPage(filled, scanned=lambda code, language: scans.append((code, language)))
    client = TestClient(Starlette(routes=[Route("/m/{code}", page)]))
    tag = client.get("/m/fr23r1ax?lang=ja").headers["etag"]
    client.get("/m/FR23-R1AX?lang=ja", headers={"if-none-match": tag})
    client.head("/m/FR23-R1AX")
    client.get("/m/FR23-R1AX.json")
    client.get("/m/FR23-R1AY")
    client.get("/m/FR23-R1AX?lang=ko")
    assert scans == [("FR23R1AX", "ja"), ("FR23R1AX", "ko")]


HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}"
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
HEADER = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60)
TAGS = st.lists(st.sampled_from([*LANGUAGES, "zh-TW", "*", "x-", "q=0.5", ";q=nan", ";q=1e999", "-", ""]), max_size=5)


@settings(max_examples=20_000 if VERIFY else 60)
@given(
    st.one_of(TEXT, st.sampled_from([*CODES.values(), HOSTILE]), TEXT.map(lambda text: f"FR23{text}{HOSTILE}.json")),
    st.one_of(TEXT, st.sampled_from([*LANGUAGES, HOSTILE])),
    st.one_of(HEADER, TAGS.map(",".join)),
    HEADER,
    HEADER,
    HEADER,
)
def test_nothing_that_is_asked_breaks_the_page_or_comes_back_as_markup(
    asked: TestClient, code: str, language: str, languages: str, accept: str, encoding: str, tag: str
) -> None:
    headers = [
        (name, value.encode("latin-1"))
        for name, value in (
            ("accept-language", languages),
            ("accept", accept),
            ("accept-encoding", encoding),
            ("if-none-match", tag),
        )
    ]
    path = urllib.request.quote(code, safe="")
    answer = asked.get(f"/m/{path}", params={"lang": language}, headers=headers)
    assert answer.status_code in (200, 304, 404)
    if "html" in answer.headers.get("content-type", ""):
        assert "<img src=x" not in answer.text
        assert len(re.findall("<script", answer.text)) <= 1
        assert answer.headers["content-language"] in LANGUAGES
