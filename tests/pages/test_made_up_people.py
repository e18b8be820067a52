"""A first look at the desk with made-up people."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from ocop.services import made_up_people
from ocop.web.made_up import COOKIE
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


@pytest.fixture(autouse=True)
def asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCOP_DEMO_SIGNIN", "1")


def test_whoever_looks_may_choose_a_made_up_person(app: AppTest) -> None:
    seen = shown(visit(app, "steward"))
    assert "những người dưới đây là người minh họa" in seen
    assert re.findall(r'action="/minh-hoa/([a-z-]+)"><button[^>]*>([^<]+)<', seen) == [
        ("minh-hoa-can-bo", "Cán bộ – cả nước"),
        ("minh-hoa-phe-duyet", "Người phê duyệt – cả nước"),
        ("minh-hoa-giu-so-tinh", "Người giữ sổ – Lâm Đồng"),
        ("minh-hoa-giu-so", "Người giữ sổ – cả nước"),
        ("minh-hoa-quan-tri", "Quản trị viên – cả nước"),
    ]
    assert not app.button


def test_what_stands_in_the_session_lets_nobody_in(app: AppTest) -> None:
    for key in ("made_up_person", COOKIE):
        app.session_state[key] = "minh-hoa-quan-tri"
    assert "Vào bàn làm việc với tư cách" in shown(visit(app, "steward"))


@pytest.mark.parametrize(
    ("headers", "is_near"),
    [
        ({"Host": "127.0.0.1:8501"}, True),
        ({"Host": "localhost"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({"Host": "127.0.0.1:8501", "X-Forwarded-For": "203.0.113.9"}, False),
        ({"Host": "evil.example:8501"}, False),
        ({"Host": "127.0.0.1.evil.example"}, False),
        ({"Host": "evil.example@"}, False),
        ({"Host": "["}, False),
        ({}, False),
    ],
)
def test_only_who_sits_at_this_machine_meets_them(headers: dict[str, str], is_near: bool) -> None:
    assert made_up_people.is_near(headers) is is_near
