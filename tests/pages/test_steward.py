"""The door to the desk without a provider and for strangers, run without a browser."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from ocop.ui.paint import Painter
from tests.conftest import open_register
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]
AUTH = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "ocop",
    "client_secret": "x",
    "server_metadata_url": "http://127.0.0.1:9/.well-known/openid-configuration",
}


def test_without_a_provider_the_page_says_so_and_no_page_offers_to_sign_in(app: AppTest) -> None:
    seen = shown(visit(app, "steward"))
    assert "Nơi này chưa thiết lập đăng nhập" in seen
    assert "docs/operating.md" in seen
    assert "oc-door" not in seen
    assert not app.button


def test_half_a_provider_is_none(app: AppTest) -> None:
    app.secrets["auth"] = {**AUTH, "client_secret": ""}
    assert "Nơi này chưa thiết lập đăng nhập" in shown(visit(app, "steward"))


def test_a_stranger_is_invited_and_sees_nothing_else(app: AppTest) -> None:
    app.secrets["auth"] = AUTH
    seen = shown(visit(app, "steward"))
    assert "Hãy đăng nhập bằng tài khoản của cơ quan" in seen
    assert [each.label for each in app.button] == ["Đăng nhập"]
    assert "Bạn được phép" not in seen
    assert "Vai trò" not in seen


def test_what_is_forged_into_the_session_lets_nobody_in(app: AppTest) -> None:
    app.secrets["auth"] = AUTH
    for key in ("user", "person", "visitor", "is_logged_in", "role", "claims"):
        app.session_state[key] = {"is_logged_in": True, "sub": "1", "role": "administrator"}
    assert "Hãy đăng nhập bằng tài khoản của cơ quan" in shown(visit(app, "steward"))


def test_the_header_leads_to_the_door_and_back(app: AppTest) -> None:
    app.secrets["auth"] = AUTH
    seen = shown(visit(app, "catalogue", sao="5"))
    assert 'href="/quan-tri?tu=%2Fdanh-muc%3Fsao%3D5">Đăng nhập</a>' in seen


def test_what_is_painted_is_the_same_for_everybody(tmp_path: Path) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    painted = Painter(register, can_sign_in=True)("/quan-tri", {})
    assert "Quản trị sổ đăng ký" in painted.html
    assert "Đăng nhập</a>" in painted.html
    assert not painted.may_be_indexed
    assert "oc-door" not in Painter(register)("/", {}).html
    register.engine.dispose()
