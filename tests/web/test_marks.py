"""The certification-mark page."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ocop.web.app import standalone
from tests.conftest import BASE_URL, open_register


def text_of(html: str) -> str:
    """What a reader sees: without markup, in one line."""
    body = html[html.index("<body>") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_the_verdict_comes_first_then_product_maker_place_and_decision(client: TestClient) -> None:
    page = client.get("/m/FR23-R1AX")
    assert page.status_code == 200
    seen = text_of(page.text)
    order = [
        "Công nhận 3 sao còn hiệu lực đến 05/08/2029",
        "Mắm nêm Seagull",
        "Công ty TNHH Seagull",
        "phường Phan Thiết, Lâm Đồng",
        "số 3981/QĐ-UBND, 05/08/2026, UBND tỉnh Lâm Đồng",
        "Do người khác chép từ quyết định đã ký; sổ chưa đối chiếu với bản ký",
        "FR23-R1AX",
        "Mã QR có thể bị sao chép",
    ]
    places = [seen.index(piece) for piece in order]
    assert places == sorted(places)


def test_the_page_needs_no_script_no_cookie_and_no_other_host(client: TestClient) -> None:
    page = client.get("/m/FR23-R1AX")
    assert re.findall(r"<script[^>]*>", page.text) == ['<script type="application/ld+json">']
    assert "set-cookie" not in page.headers
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe-inline" not in page.headers["content-security-policy"]
    others = re.findall(r'(?:src|href)="(https?://[^"]+)"', page.text)
    assert [url for url in others if not url.startswith(BASE_URL)] == ["https://ocopvietnam.gov.vn"]
    assert " style=" not in page.text


@pytest.mark.parametrize("spelling", ["fr23r1ax", "FR23R1AX", "fr23-riax", "FR23-RLAX", "FR23%20R1AX"])
def test_a_code_is_read_in_any_spelling(client: TestClient, spelling: str) -> None:
    assert "Mắm nêm Seagull" in client.get(f"/m/{spelling}").text


def test_the_path_is_read_in_capitals_as_the_picture_spells_it(client: TestClient) -> None:
    assert "Mắm nêm Seagull" in client.get("/M/FR23-R1AX").text


def test_a_press_record_never_looks_decided(client: TestClient) -> None:
    seen = text_of(client.get("/m/7X21-777D").text)
    assert "Theo báo chí, được công nhận 5 sao (tháng 7/2023); chưa có dữ liệu về công nhận lại" in seen
    assert "chưa rõ số quyết định" in seen
    assert "còn hiệu lực" not in seen
    assert "hết hiệu lực" not in seen
    assert 'class="weak"' in client.get("/m/7X21-777D").text


def test_a_place_before_the_mergers_is_said_as_the_decision_says_it(client: TestClient) -> None:
    seen = text_of(client.get("/m/M57V-H4E6").text)
    assert "xã Quảng Trực, Lâm Đồng" in seen
    assert "theo địa danh trước 01/07/2025: Bon Đắk Huýt, xã Quảng Trực, huyện Tuy Đức, tỉnh Đắk Nông" in seen


@pytest.mark.parametrize(
    ("day", "verdict", "css"),
    [
        ("2028-06-19", "Công nhận 4 sao còn hiệu lực đến hết hôm nay, 19/06/2028", "expiring"),
        ("2028-06-18", "Công nhận 4 sao còn hiệu lực đến 19/06/2028, còn 1 ngày", "expiring"),
        ("2028-06-20", "Công nhận 4 sao đã hết hiệu lực từ 20/06/2028; sổ chưa có dữ liệu về công nhận lại", "expired"),
        ("2025-06-18", "Sổ đăng ký chưa có công nhận nào của sản phẩm này", "none"),
    ],
)
def test_the_verdict_turns_with_the_day(tmp_path: Path, day: str, verdict: str, css: str) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}", OCOP_TODAY=day)
    page = TestClient(standalone(register)).get("/m/M57V-H4E6?lang=vi").text
    register.engine.dispose()
    assert verdict in text_of(page)
    assert f'class="verdict {css}"' in page


def test_english_is_complete(client: TestClient) -> None:
    page = client.get("/m/FR23-R1AX?lang=en")
    seen = text_of(page.text)
    assert "Recognised with 3 stars, in force until 5 August 2029" in seen
    assert "Phan Thiết ward, Lâm Đồng" in seen
    assert '<html lang="en">' in page.text
    assert page.headers["content-language"] == "en"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en;q=0.2, vi;q=0.9", "vi"),
        ("en;q=0, de", "vi"),
        ("", "vi"),
        (";;;,,=q", "vi"),
        ("ko, en;q=0.5", "ko"),
        ("zh-CN,zh;q=0.9", "zh"),
        ("zh-Hant-TW", "zh"),
        ("th, ja;q=0.5", "ja"),
        ("fr-CA", "fr"),
        ("de-DE", "vi"),
    ],
)
def test_without_a_choice_the_browser_chooses_the_language(client: TestClient, header: str, language: str) -> None:
    assert f'<html lang="{language}">' in client.get("/m/FR23-R1AX", headers={"accept-language": header}).text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ABCD-EFGH", "Mã ABCD-EFGH không đúng Ký tự kiểm tra không khớp"),
        ("fr23r1a", "Mã fr23r1a không đúng Ký tự kiểm tra không khớp"),
        ("x", "“x” không phải mã sản phẩm Đó không phải mã của sổ: mã có tám ký tự, dạng XXXX-XXXX."),
        ("a" * 3000, f"“{'a' * 40}” không phải mã sản phẩm"),
        ("0000-0000", "Sổ đăng ký này không có sản phẩm nào mang mã 0000-0000 Mã viết đúng dạng."),
        ("83-829-28780-3-2022", "Sổ đăng ký này không có sản phẩm nào mang mã 83-829-28780-3-2022 Mã viết đúng dạng."),
    ],
)
def test_an_unknown_code_is_a_404_that_says_what_is_wrong_and_claims_nothing(
    client: TestClient, code: str, said: str
) -> None:
    page = client.get(f"/m/{code}")
    assert page.status_code == 404
    seen = text_of(page.text)
    assert said in seen
    assert page.headers["x-robots-tag"] == "noindex"
    if "Mã viết đúng dạng" in seen:
        assert "Sổ đăng ký chưa có đủ mọi quyết định công nhận, nên điều đó chưa có nghĩa" in seen
    assert '<form action="/danh-muc"' in page.text
    assert 'href="/bao-nhan-sai?ma=' in page.text


@pytest.mark.parametrize("typed", ["FR23-R1AY", "RF23-R1AX", "FR23-R1A", "FR23-RR1AX", "FR2-R1AX", "FR23-R1XA"])
def test_of_a_mistyped_code_the_nearest_in_the_register_is_offered(client: TestClient, typed: str) -> None:
    page = client.get(f"/m/{typed}?lang=en")
    assert page.status_code == 404
    assert re.findall(r'<a href="(/m/[^"]+)"', page.text) == ["/m/FR23-R1AX?lang=en"]
    assert "Mắm nêm Seagull" in text_of(page.text)


@pytest.mark.parametrize("nothing", ["%00", "%20", "%E2%80%AE"])
def test_what_cannot_be_seen_is_no_code(client: TestClient, nothing: str) -> None:
    page = client.get(f"/m/{nothing}")
    assert page.status_code == 404
    assert "Chưa có mã nào được gõ" in page.text


def test_what_was_typed_comes_back_only_as_text(client: TestClient) -> None:
    page = client.get("/m/<script>alert(1)</script>{{7*7}}").text
    assert "<script" not in page
    assert "49" not in text_of(page)
    page = client.get("/m/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%7B%7B7*7%7D%7D").text
    assert "&lt;img src=x onerror=alert(1)&gt;{{7*7}}" in page
