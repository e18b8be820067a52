"""Every room of the desk, for every role and for nobody, by its address alone: open to whom the table names."""

import pytest
from streamlit.testing.v1 import AppTest

from ocop.domain.roles import Grant, Person, Role, places
from ocop.ui.desk.rooms import ROOMS
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit
from tests.pages.test_steward import AUTH

__all__ = ["app"]

FIELDS = ("text_input", "selectbox", "data_editor", "file_uploader", "dataframe")


@pytest.mark.parametrize("province", [None, "68"])
@pytest.mark.parametrize("role", Role)
def test_a_room_opens_to_the_roles_that_may_do_something_in_it(app: AppTest, role: Role, province: str | None) -> None:
    sign_in(app, role, province=province)
    person = Person("", "", "", (Grant(role, province),))
    for word, room in ROOMS.items():
        seen = shown(visit(app, "steward", viec=word))
        is_open = any(places(person, act) for act in room.acts)
        assert (f"<h2>{room.title}</h2>" in seen) is is_open, word
        assert (f'viec={word}" aria-current="page"' in seen) is is_open, word
        refusal = f"“{room.title}” không thuộc vai trò của bạn: hãy hỏi quản trị viên của sổ."
        assert (refusal in seen) is not is_open, word
        if not is_open:  # the sentence, the ways to what is open, and nothing else
            assert not any(app.get(kind) for kind in (*FIELDS, "button", "download_button"))
            assert "oc-desk-home" not in seen


@pytest.mark.parametrize("word", ROOMS)
def test_a_stranger_with_a_deep_link_is_invited_and_sees_nothing_else(app: AppTest, word: str) -> None:
    app.secrets["auth"] = AUTH
    for key in ("person", "visitor", "role", "desk_said", "ocop_minh_hoa"):
        app.session_state[key] = {"role": "administrator", "is_logged_in": True}
    seen = shown(visit(app, "steward", viec=word))
    assert "Hãy đăng nhập bằng tài khoản của cơ quan" in seen
    assert [each.label for each in app.button] == ["Đăng nhập"]
    assert not any(app.get(kind) for kind in FIELDS)
    assert "oc-rooms" not in seen
