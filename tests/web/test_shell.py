"""What a page says before any script runs, and how Streamlit's own files are served."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ocop.services import demo
from ocop.services.register import Register
from ocop.ui.paint import PATHS, Painter
from ocop.web.app import handlers, routes
from ocop.web.paths import PathGuard
from ocop.web.shell import Shell
from tests.conftest import BASE_URL, open_register

STATIC = Path(streamlit.__file__).parent / "static"


def client_of(register: Register) -> TestClient:
    served = Starlette(routes=routes(register), exception_handlers=handlers(register))
    shell = Shell(STATIC, frozenset(PATHS), Painter(register), BASE_URL)
    served.add_middleware(PathGuard, register=register, shell=shell)
    return TestClient(served, headers={"accept-encoding": "identity"})


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The pages over the shipped records and a small illustration."""
    register = open_register(f"sqlite:///{tmp_path_factory.mktemp('painted') / 'ocop.db'}")
    demo.load(register, products=60, by="test")
    yield client_of(register)
    register.engine.dispose()


def test_the_catalogue_is_there_without_any_script(painted: TestClient) -> None:
    page = painted.get("/danh-muc?so=that&q=mam+nem&lang=en").text
    assert '<html lang="en">' in page
    assert "<title>Product catalogue – OCOP Register</title>" in page
    assert "Mắm nêm Seagull" in page
    assert "1 product" in page
    assert 'name="q" type="search" maxlength="200" value="mam nem"' in page
    assert "service-desc" not in page
    assert '<div id="root"></div>' in page


def test_of_one_letter_more_is_asked_for(painted: TestClient) -> None:
    page = painted.get("/danh-muc?so=that&q=c").text
    assert "Hãy gõ từ hai chữ cái" in page
    assert "Không tìm thấy sản phẩm phù hợp" not in page
    assert "Không tìm thấy sản phẩm phù hợp" in painted.get("/danh-muc?so=that&q=zzzz").text


def test_a_look_up_is_answered_without_any_script(painted: TestClient) -> None:
    page = painted.get("/tra-cuu", params={"ma": "fr23-riax", "lang": "en"})
    assert "Recognised with 3 stars, in force until 5 August 2029" in page.text
    assert page.headers["x-robots-tag"] == "noindex"
    hostile = painted.get("/tra-cuu", params={"ma": "<script>hit()</script>"}).text
    assert "<script>hit()" not in hostile
    assert "Không tìm thấy sản phẩm nào phù hợp với “&lt;script&gt;hit()&lt;/script&gt;”" in hostile


def test_a_product_says_its_verdict_to_whoever_passes_its_link_on(painted: TestClient) -> None:
    answer = painted.get("/san-pham?ma=FR23-R1AX")
    assert "<title>Mắm nêm Seagull – Sổ đăng ký OCOP</title>" in answer.text
    assert 'property="og:description" content="Công nhận 3 sao còn hiệu lực đến 05/08/2029.' in answer.text
    assert 'property="og:image" content="http://127.0.0.1:8501/assets/preview/09.png' in answer.text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.text)
    assert json.loads(data)["hasCertification"]["expires"] == "2029-08-05"
    assert "x-robots-tag" not in answer.headers
    assert "được tạo ra để trình diễn" not in answer.text, "a real product is never under the banner of made-up ones"


def test_what_is_not_there_is_a_404_that_leads_on(painted: TestClient) -> None:
    answer = painted.get("/san-pham?ma=XXXX")
    assert answer.status_code == 404
    assert "Sổ đăng ký này không có sản phẩm nào mang mã XXXX" in answer.text
    assert painted.get("/san-pham?ma=FR23-R1AX").status_code == 200


def test_made_up_records_are_not_to_be_indexed_and_bear_no_certification(painted: TestClient) -> None:
    listed = painted.get("/danh-muc?so=minh-hoa")
    assert listed.headers["x-robots-tag"] == "noindex"
    code = re.search(r"ma=([0-9A-Z]{4}-[0-9A-Z]{4})", listed.text)
    assert code
    page = painted.get(f"/san-pham?ma={code[1]}")
    assert page.headers["x-robots-tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.text
    assert "ld+json" not in page.text
    assert "Dữ liệu minh họa" in page.text


def test_markup_in_the_address_is_text_in_the_paint(painted: TestClient) -> None:
    page = painted.get("/danh-muc", params={"q": '"><script>hit()</script>{{7*7}}', "tinh": "<b>"}).text
    assert "<script>hit()" not in page
    assert "&lt;script&gt;hit()" in page
    assert "{{7*7}}" in page
    assert "<b>," not in page


def test_streamlits_files_come_compressed_and_may_be_kept(painted: TestClient) -> None:
    page = painted.get("/").text
    script = re.search(r'src="\./(static/js/index\.[^"]+)"', page)
    assert script
    plain = (STATIC / script[1]).read_bytes()
    for how in ("br", "gzip"):
        answer = painted.get(f"/{script[1]}", headers={"accept-encoding": how})
        assert answer.headers["content-encoding"] == how
        assert "immutable" in answer.headers["cache-control"]
        assert answer.content == plain, "the client unpacks it"
        assert int(answer.headers["content-length"]) < len(plain) / 2
    assert painted.get(f"/{script[1]}").content == plain


def test_the_page_itself_is_compressed_too(painted: TestClient) -> None:
    answer = painted.get("/danh-muc", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(answer.content)) < 30_000


def test_a_store_that_is_gone_is_said_in_the_paint(register: Register) -> None:
    client = client_of(register)
    with register.engine.begin() as connection:
        connection.exec_driver_sql("drop table standing")
    answer = client.get("/san-pham?ma=FR23-R1AX")
    assert answer.status_code == 503
    assert "Điều này không nói gì về sản phẩm bạn đang xem." in answer.text


def test_an_upgrade_that_changes_the_shell_is_noticed(tmp_path: Path, shipped: Register) -> None:
    index = (STATIC / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(index.replace('<div id="root"></div>', '<div id="app"></div>'))
    with pytest.raises(RuntimeError, match=r"look at ocop/web/shell\.py"):
        Shell(tmp_path, frozenset(), Painter(shipped), BASE_URL)


def test_a_link_to_a_made_up_product_says_so_wherever_it_is_shown(painted: TestClient) -> None:
    listed = painted.get("/danh-muc?so=minh-hoa").text
    code = re.findall(r"ma=(MH[0-9A-Z-]+)", listed)[0]
    for address in (f"/san-pham?ma={code}", f"/m/{code}"):
        page = painted.get(address).text
        for shown in (r"<title>(.*?)</title>", r'og:title" content="(.*?)"', r'og:description" content="(.*?)"'):
            (said,) = re.findall(shown, page)
            assert said.startswith("Dữ liệu minh họa: "), (address, said)
    real = painted.get("/m/M57V-H4E6").text
    assert "Dữ liệu minh họa" not in real.split("</head>")[0]


def test_what_an_address_asks_for_in_vain_is_said(painted: TestClient) -> None:
    assert "Không có sổ nào tên “xyz”" in painted.get("/danh-muc?so=xyz").text
    assert "đã được bỏ qua: -1" in painted.get("/danh-muc?so=that&trang=-1").text
    assert "Không có sổ nào" not in painted.get("/danh-muc?so=that&trang=1").text
    answer = painted.get("/tai-ve/danh-muc.csv?so=that&sao=9")
    assert (answer.status_code, "Không có lựa chọn 9:" in answer.text) == (400, True)
    assert painted.get("/tai-ve/danh-muc.csv?so=that&sao=4").status_code == 200


def test_a_month_is_named_as_a_language_names_it(painted: TestClient) -> None:
    assert "Thay đổi trong tháng 11/2026" in painted.get("/lanh-dao?so=minh-hoa").text
    assert "Changes in November 2026" in painted.get("/lanh-dao?so=minh-hoa&lang=en").text
