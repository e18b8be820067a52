"""The audit trail is read by whom it is for: on both engines."""

import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from ocop.domain.gift_life import Step
from ocop.domain.inspections import Stage
from ocop.domain.recognition import Kind
from ocop.domain.roles import Grant, Person, Role
from ocop.domain.trail import TrailQuery
from ocop.errors import NotAllowed
from ocop.i18n.actions import ACTIONS
from ocop.services import people, trail
from ocop.services.register import Register
from ocop.settings import ROOT
from ocop.store import actions
from ocop.store.audit import audit
from ocop.store.engine import writing
from tests.services.histories import code, enter, event, maker, product

WRITTEN = re.compile(r'\baudit\(\s*session, action="(\w+)"')
LAM_DONG, HA_NOI = "24778", "00004"


def somebody(register: Register, role: Role, province: str | None = None) -> Person:
    email = f"{role}-{province}@example.vn".lower()
    people.grant(register, email, role, province, by="Ban Chỉ đạo", reason="phân công")
    return Person(email, email, email, (Grant(role, province),))


@pytest.fixture
def lived(register: Register) -> Register:
    enter(
        register,
        product(1, maker("HTX Một", LAM_DONG), event(Kind.FIRST, "2026-01-10", 4)),
        product(2, maker("HTX Hai", HA_NOI), event(Kind.FIRST, "2026-01-10", 4)),
    )
    for number, by in ((1, "lan@example.vn"), (2, "ha@example.vn")):
        with writing(register.engine) as session:
            revoked = event(Kind.REVOKED, "2026-11-01")
            actions.record_event(session, code=code(number), event=revoked, by=by, reason='=HYPERLINK("x")')
    return register


def told(found: trail.Trail) -> list[tuple[str, str]]:
    return [(each.action, each.name) for each in found.traces]


def test_the_newest_comes_first_and_everything_can_be_chosen_by(lived: Register) -> None:
    steward = somebody(lived, Role.STEWARD)
    found = trail.trail(lived, steward, TrailQuery())
    assert told(found)[:3] == [("grant_role", ""), ("record_revoked", "Sản phẩm 2"), ("record_revoked", "Sản phẩm 1")]
    assert {"lan@example.vn", "ha@example.vn"} <= set(found.authors)
    for query in (
        TrailQuery(by="lan@example.vn"),
        TrailQuery(subject="sản phẩm 1", action="record_revoked"),
        TrailQuery(subject=f"{code(1)[:4]}-{code(1)[4:]}".lower(), action="record_revoked"),
    ):
        assert told(trail.trail(lived, steward, query)) == [("record_revoked", "Sản phẩm 1")]
    assert trail.trail(lived, steward, TrailQuery(subject="%")).total == 0
    today = found.traces[0].at.date()
    assert trail.trail(lived, steward, TrailQuery(first=today, last=today)).total == found.total
    assert trail.trail(lived, steward, TrailQuery(last=date(2020, 1, 1))).total == 0
    assert told(trail.trail(lived, steward, TrailQuery(limit=1, offset=1))) == [("record_revoked", "Sản phẩm 2")]


def test_a_steward_of_a_province_reads_what_is_about_its_products(lived: Register) -> None:
    found = trail.trail(lived, somebody(lived, Role.STEWARD, "68"), TrailQuery())
    assert told(found) == [("record_revoked", "Sản phẩm 1")]
    assert found.authors == ("lan@example.vn",)


@pytest.mark.parametrize("role", [Role.STAFF, Role.APPROVER])
def test_others_do_not_read_it(lived: Register, role: Role) -> None:
    with pytest.raises(NotAllowed):
        trail.csv(lived, somebody(lived, role), TrailQuery())


def test_what_is_taken_away_starts_no_formula(lived: Register) -> None:
    body = trail.csv(lived, somebody(lived, Role.ADMINISTRATOR), TrailQuery(by="lan@example.vn")).decode("utf-8-sig")
    lines = body.splitlines()
    assert len(lines) == 2
    assert "record_revoked" in lines[1]
    assert "'=HYPERLINK" in lines[1]


def test_the_workbook_holds_what_was_found_and_starts_no_formula(lived: Register) -> None:
    made = trail.workbook(lived, somebody(lived, Role.ADMINISTRATOR), TrailQuery(by="lan@example.vn"), str.upper)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(1).to_python()
    found = [row for row in rows if "lan@example.vn" in row]
    assert len(found) == 1
    assert found[0][3:6] == ["RECORD_REVOKED", "Sản phẩm 1", '=HYPERLINK("x")'], "a text, since it is written as one"


def test_a_long_subject_is_kept_whole_and_found(register: Register) -> None:
    name = f"phụ lục {'rất ' * 30}dài.xlsx"
    with writing(register.engine) as session:
        audit(
            session, action="read_import", by="lan@example.vn", reason="tải tệp gốc", subject=name,
            detail={"batch": 1}, is_public=False,
        )  # fmt: skip
    found = trail.trail(register, somebody(register, Role.ADMINISTRATOR), TrailQuery(subject=name))
    assert [(len(each.subject), each.subject[-1], each.detail) for each in found.traces] == [
        (64, "…", {"batch": 1, "subject": name}),
    ]  # fmt: skip
    assert name in trail.csv(register, somebody(register, Role.STEWARD), TrailQuery()).decode("utf-8-sig")


def test_every_action_that_is_written_has_its_words() -> None:
    written = {found for part in ("store", "services") for path in (ROOT / "ocop" / part).rglob("*.py")
               for found in WRITTEN.findall(path.read_text(encoding="utf-8"))}  # fmt: skip
    assert {"read_import", "enter_products", "keep_contact"} <= written
    written |= {f"gift_{step}" for step in Step} | {f"inspection_{stage}" for stage in Stage}
    written |= {f"record_{kind}" for kind in Kind}
    assert written - set(ACTIONS) == set()
