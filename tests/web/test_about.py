"""The page about the register, as a visitor reads it."""

import html
import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from ocop.domain.coverage import Coverage
from ocop.domain.recognition import Level, Scope
from ocop.services import demo
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from ocop.web.app import standalone


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            ("<h1>Giới thiệu</h1>", "Sổ thật hiện có 37 sản phẩm.", "khi sổ và quyết định khác nhau, quyết định đúng"),
        ),
        ("en", ("<h1>About</h1>", "37 products", "where the two differ, the decision is right")),
    ],
)
def test_it_says_what_the_register_is_and_counts_real_products_only(
    register: Register, language: str, said: tuple[str, ...]
) -> None:
    demo.load(register, products=30, by="test")
    client = TestClient(standalone(register))
    answer = client.get(f"/gioi-thieu?lang={language}")
    page = html.unescape(answer.text)
    assert answer.status_code == 200
    for each in said:
        assert each in page
    assert "Chưa công bố đơn vị vận hành" in page or language == "en"
    assert re.findall(r"<b>(\d+) (?:sản phẩm|products)</b>", page) == ["24", "13"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    for link in re.findall(r'href="(/du-lieu[^"]*|/bao-nhan-sai)"', answer.text):
        assert client.get(link).status_code == 200, link


def test_it_names_what_was_declared_complete_and_nothing_before(register: Register) -> None:
    client = TestClient(standalone(register))
    incomplete = "chưa có đủ mọi quyết định công nhận của cả nước"
    assert incomplete in client.get("/gioi-thieu?lang=vi").text
    declared = Coverage(Level.PROVINCE, None, "68", date(2025, 7, 1), date(2026, 10, 31), "sổ của Sở")
    with writing(register.engine) as session:
        actions.declare_coverage(session, scope=Scope.REAL, coverage=declared, by="t", reason="đủ")
    page = client.get("/gioi-thieu?lang=vi").text
    assert '<b lang="vi">Lâm Đồng</b>, cấp tỉnh <span>từ 01/07/2025 đến 31/10/2026</span>' in page
    assert incomplete not in page
