"""A first look at the desk with made-up people."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


@pytest.fixture(autouse=True)
def asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCOP_DEMO_SIGNIN", "1")


def test_whoever_looks_chooses_a_made_up_person_and_leaves_again(app: AppTest) -> None:
    seen = shown(visit(app, "steward"))
    assert "những người dưới đây là người minh họa" in seen
    assert [each.label for each in app.button] == [
        "Cán bộ – cả nước",
        "Người phê duyệt – cả nước",
        "Người giữ sổ – Lâm Đồng",
        "Người giữ sổ – cả nước",
        "Quản trị viên – cả nước",
    ]
    seen = shown(app.button(key="made_up_minh-hoa-quan-tri").click().run())
    assert "Quản trị viên (minh họa)" in seen
    assert "?viec=vai-tro" in seen
    app.button[0].click().run()
    assert "Vào bàn làm việc với tư cách" in shown(app)


def test_a_name_that_nobody_bears_lets_nobody_in(app: AppTest) -> None:
    app.session_state["made_up_person"] = "administrator"
    assert "Vào bàn làm việc với tư cách" in shown(visit(app, "steward"))
