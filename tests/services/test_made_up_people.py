"""Made-up people: where the program starts with them, and that they vanish with the first real decision."""

from dataclasses import replace

import pytest

from ocop.domain import codes
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Role
from ocop.errors import NotAllowed, SettingsError
from ocop.services import made_up_people, people
from ocop.services.opened import Opened
from ocop.services.register import Register
from ocop.services.setup import shipped_records
from ocop.store import actions
from ocop.store.engine import writing

APPROVER = made_up_people.PEOPLE["minh-hoa-phe-duyet"]


def asking(register: Register, base_url: str = "http://127.0.0.1:8501") -> Opened:
    return Opened(register.engine, replace(register.settings, demo_signin=True, base_url=base_url))


def test_they_may_do_what_their_role_allows(register: Register) -> None:
    opened = asking(register)
    made_up_people.refuse_where_unsafe(opened, "127.0.0.1", has_provider=False)
    people.require(opened, APPROVER, Act.APPROVE)
    with pytest.raises(NotAllowed):
        people.require(opened, APPROVER, Act.INTAKE)
    assert {given.role for person in made_up_people.PEOPLE.values() for given in person.grants} == set(Role)


def test_they_are_nobody_where_they_were_not_asked_for(register: Register) -> None:
    assert people.person(register, APPROVER.key, "") is None
    made_up_people.refuse_where_unsafe(register, None, has_provider=True)


@pytest.mark.parametrize(
    ("address", "base_url", "has_provider", "says"),
    [
        (None, "http://127.0.0.1:8501", False, "chỉ dùng được trên chính máy này"),
        ("0.0.0.0", "http://127.0.0.1:8501", False, "chỉ dùng được trên chính máy này"),
        ("127.0.0.1", "https://ocop.example.vn", False, "chỉ dùng được trên chính máy này"),
        ("127.0.0.1", "http://127.0.0.1:8501", True, "không dùng cùng nơi cung cấp đăng nhập"),
    ],
)
def test_the_program_does_not_start_where_others_could_meet_them(
    register: Register, address: str | None, base_url: str, has_provider: bool, says: str
) -> None:
    with pytest.raises(SettingsError, match=says):
        made_up_people.refuse_where_unsafe(asking(register, base_url), address, has_provider=has_provider)


def test_with_the_first_real_decision_they_are_gone(register: Register) -> None:
    opened = asking(register)
    entry = replace(
        next(iter(shipped_records())), code=codes.with_check("T23R1AA"), official_codes=(), name="Cà phê bột Di Linh"
    )
    with writing(register.engine) as session:
        actions.enter_products(session, entries=[entry], scope=Scope.REAL, by="Sở NN&MT", reason="nạp phụ lục")
    assert people.person(opened, APPROVER.key, "") is None
    with pytest.raises(NotAllowed):
        people.require(opened, APPROVER, Act.APPROVE)
    with pytest.raises(SettingsError, match="đã nạp quyết định thật"):
        made_up_people.refuse_where_unsafe(opened, "127.0.0.1", has_provider=False)
