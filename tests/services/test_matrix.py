"""Every action of the desk, called directly by every role, for its own and another province: the table holds.

Whoever may not do something hears that, and nothing is done; whoever may hears nothing, or what else is wrong: most
actions have been done already by the time the next person asks.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from ocop import services
from ocop.domain.entries import ContactEntry
from ocop.domain.keeping import Told
from ocop.domain.label_reports import Outcome
from ocop.domain.recognition import Kind, Level, Scope
from ocop.domain.roles import MAY, Act, Grant, Person, Role
from ocop.domain.shortlist import USUAL
from ocop.domain.trail import TrailQuery
from ocop.errors import NotAllowed, OcopError
from ocop.gifts.booth import Booth
from ocop.gifts.request import Wish
from ocop.gifts.written import Request
from ocop.services import (
    alike,
    awards,
    chronicle,
    desk_altering,
    desk_entering,
    desk_intake,
    ending,
    fair_lists,
    fairs,
    gift_checking,
    gift_keeping,
    gift_kept,
    gift_ledger,
    gifts,
    inspecting,
    inspection_risks,
    keeping,
    label_desk,
    label_reports,
    people,
    photos,
    quality,
    showing,
    trail,
)  # fmt: skip
from ocop.services.altering import Alteration
from ocop.services.entering import Written
from ocop.services.gift_ledger import Only
from ocop.services.register import Register
from ocop.store import alike as stored_alike
from ocop.store.gift_keeping import About
from tests.conftest import TODAY, open_register
from tests.services.histories import code, enter, event, maker
from tests.services.test_desk_intake import drafted
from tests.services.test_gifts import HEAD, VISIT, known
from tests.services.test_showing import WORDS, drawn

DEMO, HERE, ELSEWHERE, LAM_DONG = Scope.DEMO, "68", "48", "24778"
NOBODY = Person("x", "x@example.vn", "Người lạ", ())
# says of itself that it may do everything; the store knows nothing of it
PRETENDER = Person("y", "y@example.vn", "Giả", tuple(Grant(role) for role in Role))
ABOUT = About("Đoàn khách", "Văn phòng", "Thăm", None, HERE)
ASKED = Request(VISIT, (HEAD,), Wish(items=1))
TWINS = {5: "HTX Hòa Bình", 6: "Hợp tác xã Hòa Bình", 7: "HTX Đông Phong", 8: "Hợp tác xã Đông Phong"}
TOLD = Told("nhãn sản phẩm", TODAY, "chủ thể gửi nhãn")
PICTURE = photos.checked(drawn("green"))
FIRST = date(2026, 12, 10)
BY_HAND = Written(
    product="Trà hoa vàng", maker_name="HTX Hoa Vàng", address="xã Nam Dong, tỉnh Lâm Đồng", stars=3,
    decision="9/QĐ-UBND", stated="2/10/2026", authority="UBND tỉnh Lâm Đồng",
)  # fmt: skip
REVOKED = Alteration(
    kind=Kind.REVOKED, decision="9/QĐ-UBND", decided_on=TODAY, authority="UBND tỉnh Lâm Đồng", note="vi phạm"
)


@dataclass(frozen=True)
class World:
    """A register in which whatever an action is about is of the province HERE."""

    register: Register
    people: dict[tuple[Role, str | None], Person]
    basket: int
    fair: int
    case: int
    report: str
    batch: int

    @property
    def items(self) -> Any:
        """A basket as it would be kept."""
        answer = gifts.choose(self.register, DEMO, VISIT, (HEAD,), ASKED.wish, alternatives=0)
        return gift_checking.kept(answer)

    @property
    def kept_fair(self) -> Any:
        """The kept list, whoever asks."""
        with self.register.reading() as session:
            return fair_lists.stored.one(session, self.fair)

    def endings(self) -> Any:
        """What ends soon in HERE."""
        national = self.people[Role.STEWARD, None]
        return [each for each in ending.found(self.register, national, DEMO) if each.product.producer.province == HERE]

    @property
    def kept(self) -> Any:
        """The product's record, as it is kept now."""
        return keeping.product(self.register, code(3))

    @property
    def kept_maker(self) -> Any:
        """Its maker's."""
        record = self.register.record(code(3), TODAY)
        return keeping.maker(self.register, record.product.producer.id) if record else None

    @property
    def pair(self) -> Any:
        """Two makers that look alike, whether or not they were decided of."""
        with self.register.reading() as session:
            one, other = [each for each in stored_alike.makers(session, DEMO) if "Hòa Bình" in each.name]
        return alike.Pair("maker", one, other)

    @property
    def kept_apart(self) -> Any:
        """The other two, that were kept apart."""
        with self.register.reading() as session:
            return next(each for each in stored_alike.decided(session, DEMO))

    def version(self) -> int:
        """The version of the product's record."""
        return desk_altering.version(self.register, code(3))


@dataclass(frozen=True)
class Action:
    """What it needs, and of whom it is asked: of HERE, of the whole country, or only that they may do it anywhere."""

    act: Act
    call: Callable[[World, Person], object]
    of: str = "here"


def rehearsed(world: World) -> Any:
    national = world.people[Role.STEWARD, None]
    return desk_altering.rehearse(world.register, national, code(3), REVOKED, seen=world.version(), reason="căn cứ")


ACTIONS: dict[str, Action] = {
    "awards.shortlist": Action(Act.SHORTLIST, lambda w, p: awards.shortlist(w.register, p, DEMO, dict(USUAL)), "any"),
    "chronicle.steps": Action(Act.ALTER, lambda w, p: chronicle.steps(w.register, p, code(3))),
    "chronicle.restore": Action(
        Act.ALTER,
        lambda w, p: chronicle.restore(
            w.register, p, code(3), chronicle.steps(w.register, w.people[Role.STEWARD, None], code(3))[0],
            seen=w.version(), reason="ghi nhầm", keep=False,
        ),
    ),
    "desk_altering.rehearse": Action(
        Act.ALTER,
        lambda w, p: desk_altering.rehearse(w.register, p, code(3), REVOKED, seen=w.version(), reason="căn cứ"),
    ),
    "desk_altering.record": Action(Act.ALTER, lambda w, p: desk_altering.record(w.register, p, rehearsed(w))),
    "desk_entering.known_makers": Action(
        Act.INTAKE, lambda w, p: desk_entering.known_makers(w.register, p, DEMO, "htx"), "any"
    ),
    "desk_entering.rehearse": Action(
        Act.INTAKE, lambda w, p: desk_entering.rehearse(w.register, p, DEMO, BY_HAND, reason="căn cứ")
    ),
    "desk_entering.record": Action(
        Act.INTAKE,
        lambda w, p: desk_entering.record(
            w.register, p,
            desk_entering.rehearse(w.register, w.people[Role.STEWARD, None], DEMO, BY_HAND, reason="căn cứ"),
            looked=True,
        ),
    ),
    "desk_intake.preview": Action(Act.INTAKE, lambda w, p: desk_intake.preview(w.register, p, drafted()), "any"),
    "desk_intake.load": Action(
        Act.INTAKE,
        lambda w, p: desk_intake.load(
            w.register, p, NEXT, desk_intake.preview(w.register, w.people[Role.STEWARD, None], NEXT)
        ),
    ),
    "desk_intake.load, with a declaration": Action(
        Act.DECLARE_COVERAGE,
        lambda w, p: desk_intake.load(
            w.register, p, NEXT, desk_intake.preview(w.register, w.people[Role.STEWARD, None], NEXT), complete=WHOLE
        ),
    ),
    "desk_intake.undo": Action(Act.INTAKE, lambda w, p: desk_intake.undo(w.register, p, w.batch, reason="nạp nhầm")),
    "desk_intake.listed": Action(Act.INTAKE, lambda w, p: desk_intake.listed(w.register, p), "any"),
    "desk_intake.original": Action(Act.INTAKE, lambda w, p: desk_intake.original(w.register, p, w.batch)),
    "ending.found": Action(Act.ALTER, lambda w, p: ending.found(w.register, p, DEMO), "any"),
    "ending.letters": Action(Act.ALTER, lambda w, p: ending.letters(w.register, p, w.endings())),
    "ending.note_sent": Action(Act.ALTER, lambda w, p: ending.note_sent(w.register, p, w.endings(), TODAY)),
    "fair_lists.keep": Action(
        Act.PLAN_FAIRS, lambda w, p: fair_lists.keep(w.register, p, DEMO, replace(w.kept_fair, name="Khác"))
    ),
    "fair_lists.change": Action(Act.PLAN_FAIRS, lambda w, p: fair_lists.change(w.register, p, w.kept_fair)),
    "fair_lists.paper": Action(Act.PLAN_FAIRS, lambda w, p: fair_lists.paper(w.register, p, DEMO, w.kept_fair)),
    "fair_lists.lines": Action(Act.SEE_CONTACTS, lambda w, p: fair_lists.lines(w.register, p, w.kept_fair), "any"),
    "fair_lists.listed": Action(Act.PLAN_FAIRS, lambda w, p: fair_lists.listed(w.register, p, DEMO), "any"),
    "fair_lists.one": Action(Act.PLAN_FAIRS, lambda w, p: fair_lists.one(w.register, p, w.fair), "any"),
    "fair_lists.copy": Action(Act.PLAN_FAIRS, lambda w, p: fair_lists.copy(w.register, p, DEMO, w.fair, "Chép")),
    "fair_lists.end": Action(Act.PLAN_FAIRS, lambda w, p: fair_lists.end(w.register, p, w.fair)),
    "gift_keeping.keep": Action(
        Act.PROPOSE, lambda w, p: gift_keeping.keep(w.register, p, DEMO, ABOUT, ASKED, w.items)
    ),
    "gift_keeping.copy": Action(Act.PROPOSE, lambda w, p: gift_keeping.copy(w.register, p, w.basket)),
    "gift_keeping.rename": Action(Act.PROPOSE, lambda w, p: gift_keeping.rename(w.register, p, w.basket, 1, "Tên")),
    "gift_keeping.change": Action(
        Act.PROPOSE, lambda w, p: gift_keeping.change(w.register, p, w.basket, 1, ABOUT, ASKED, w.items)
    ),
    "gift_keeping.propose": Action(Act.PROPOSE, lambda w, p: gift_keeping.propose(w.register, p, w.basket, 0)),
    "gift_keeping.approve": Action(Act.APPROVE, lambda w, p: gift_keeping.approve(w.register, p, w.basket, 0)),
    "gift_keeping.give_back": Action(Act.APPROVE, lambda w, p: gift_keeping.give_back(w.register, p, w.basket, 0, "x")),
    "gift_keeping.withdraw": Action(Act.PROPOSE, lambda w, p: gift_keeping.withdraw(w.register, p, w.basket, 0, "x")),
    "gift_keeping.give": Action(Act.RECORD_GIFT, lambda w, p: gift_keeping.give(w.register, p, w.basket, 0, TODAY)),
    "gift_kept.listed": Action(Act.SEE_LEDGER, lambda w, p: gift_kept.listed(w.register, p, DEMO), "any"),
    "gift_kept.opened": Action(Act.SEE_LEDGER, lambda w, p: gift_kept.opened(w.register, p, w.basket)),
    "gift_kept.papers": Action(
        Act.SEE_LEDGER, lambda w, p: gift_kept.papers(w.register, p, w.basket, allow_local=True)
    ),
    "gift_ledger.ledger": Action(Act.SEE_LEDGER, lambda w, p: gift_ledger.ledger(w.register, p, DEMO), "any"),
    "gift_ledger.earlier": Action(Act.SEE_LEDGER, lambda w, p: gift_ledger.earlier(w.register, p, DEMO), "any"),
    "gift_ledger.csv": Action(Act.SEE_LEDGER, lambda w, p: gift_ledger.csv(w.register, p, DEMO, Only()), "any"),
    "gift_ledger.xlsx": Action(Act.SEE_LEDGER, lambda w, p: gift_ledger.xlsx(w.register, p, DEMO, Only()), "any"),
    "inspecting.listed": Action(Act.INSPECT, lambda w, p: inspecting.listed(w.register, p, DEMO), "any"),
    "inspecting.workbook": Action(Act.INSPECT, lambda w, p: inspecting.workbook(w.register, p, DEMO), "any"),
    "inspecting.plan": Action(
        Act.INSPECT, lambda w, p: inspecting.plan(w.register, p, code(1), planned_for=TODAY, lead="Sở", why="định kỳ")
    ),
    "inspecting.find": Action(
        Act.INSPECT, lambda w, p: inspecting.find(w.register, p, w.case, 0, on=TODAY, finding="x", deadline=TODAY)
    ),
    "inspecting.mend": Action(Act.INSPECT, lambda w, p: inspecting.mend(w.register, p, w.case, 0, on=TODAY)),
    "inspecting.end": Action(Act.INSPECT, lambda w, p: inspecting.end(w.register, p, w.case, 0, on=TODAY, ending="x")),
    "label_desk.inbox": Action(Act.HANDLE_REPORTS, lambda w, p: label_desk.inbox(w.register, p), "any"),
    "label_desk.csv": Action(Act.HANDLE_REPORTS, lambda w, p: label_desk.csv(w.register, p), "any"),
    "label_desk.photo": Action(Act.HANDLE_REPORTS, lambda w, p: label_desk.photo(w.register, p, w.report)),
    "label_desk.close": Action(
        Act.HANDLE_REPORTS, lambda w, p: label_desk.close(w.register, p, w.report, Outcome.RIGHT, "đã xem")
    ),
    "label_reports.waiting": Action(
        Act.SEE_LEDGER, lambda w, p: label_reports.waiting(w.register, p, [code(1)]), "any"
    ),
    "people.give": Action(
        Act.GRANT_ROLES, lambda w, p: people.give(w.register, p, "ai đó", Grant(Role.STAFF), reason="x"), "nation"
    ),
    "people.take": Action(
        Act.GRANT_ROLES, lambda w, p: people.take(w.register, p, "ai đó", Grant(Role.STAFF), reason="x"), "nation"
    ),
    "alike.pairs": Action(Act.KEEP_RECORDS, lambda w, p: alike.pairs(w.register, p, DEMO), "any"),
    "alike.decided": Action(Act.KEEP_RECORDS, lambda w, p: alike.decided(w.register, p, DEMO), "any"),
    "alike.keep_apart": Action(
        Act.KEEP_RECORDS, lambda w, p: alike.keep_apart(w.register, p, DEMO, w.pair, why="hai nhà khác nhau")
    ),
    "alike.merge": Action(Act.KEEP_RECORDS, lambda w, p: alike.merge(w.register, p, DEMO, w.pair, why="một HTX")),
    "alike.undo": Action(
        Act.KEEP_RECORDS, lambda w, p: alike.undo(w.register, p, DEMO, w.kept_apart, why="xem lại sổ gốc")
    ),
    "inspection_risks.suggested": Action(
        Act.INSPECT, lambda w, p: inspection_risks.suggested(w.register, p, DEMO), "any"
    ),
    "keeping.may_keep": Action(Act.KEEP_RECORDS, lambda w, p: keeping.may_keep(w.register, p, w.kept)),
    "keeping.keep_product": Action(
        Act.KEEP_RECORDS,
        lambda w, p: keeping.keep_product(
            w.register, p, code(3), seen=w.kept.values, given={"storage": "nơi khô, mát"}, told=TOLD
        ),
    ),
    "keeping.keep_maker": Action(
        Act.KEEP_RECORDS,
        lambda w, p: keeping.keep_maker(
            w.register, p, w.kept_maker.number, seen=w.kept_maker.values, given={"workers": 12}, told=TOLD
        ),
    ),
    "keeping.contact": Action(Act.SEE_CONTACTS, lambda w, p: keeping.contact(w.register, p, w.kept_maker)),
    "keeping.keep_contact": Action(
        Act.KEEP_CONTACTS,
        lambda w, p: keeping.keep_contact(
            w.register, p, w.kept_maker, seen=ContactEntry(), given=ContactEntry(phone="0900000000"), why="mới"
        ),
    ),
    "quality.findings": Action(Act.KEEP_RECORDS, lambda w, p: quality.findings(w.register, p, DEMO, HERE)),
    "showing.publish_photo": Action(
        Act.KEEP_RECORDS,
        lambda w, p: showing.publish_photo(
            w.register, p, code(3), seen=None, picture=PICTURE, words=WORDS, reason="chủ thể gửi"
        ),
    ),
    "showing.remove_photo": Action(
        Act.KEEP_RECORDS, lambda w, p: showing.remove_photo(w.register, p, code(3), seen=None, reason="hết phép dùng")
    ),
    "showing.publish_stories": Action(
        Act.KEEP_RECORDS,
        lambda w, p: showing.publish_stories(
            w.register, p, code(3), seen=w.kept.values, given={"story_vi": "Mật của rừng."}, told=TOLD, looked=True
        ),
    ),
    "trail.workbook": Action(Act.READ_AUDIT, lambda w, p: trail.workbook(w.register, p, TrailQuery(), str), "any"),
    "trail.trail": Action(Act.READ_AUDIT, lambda w, p: trail.trail(w.register, p, TrailQuery()), "any"),
    "trail.csv": Action(Act.READ_AUDIT, lambda w, p: trail.csv(w.register, p, TrailQuery()), "any"),
}  # fmt: skip
# Their own tests call these for who may and may not: they need a scan that was attached before.
ELSEWHERE_TRIED = {"evidence.rehearse", "evidence.record", "evidence.file", "people.require", "people.where"}
NEXT = drafted([[9, "Bánh tráng Nam Dong", "HTX Nam Dong", "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông", "3 sao", "55"]])

WHOLE = desk_intake.Complete(Level.PROVINCE, "Đắk Nông", date(2025, 1, 1), date(2025, 6, 30))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    register = open_register(f"sqlite:///{tmp_path_factory.mktemp('matrix') / 'ocop.db'}")
    soon = event(Kind.FIRST, f"{TODAY - timedelta(1000)}", 4)
    enter(register, known(1, soon, by=maker("HTX Một", LAM_DONG)), known(3, by=maker("HTX Ba", LAM_DONG)))
    enter(register, *(known(number, by=maker(name, LAM_DONG)) for number, name in TWINS.items()))
    for role in Role:
        for place in (None, HERE, ELSEWHERE):
            email = f"{role}-{place}@example.vn".lower()
            people.grant(register, email, role, place, by="Ban Chỉ đạo", reason="phân công")
    found = {
        (role, place): Person(f"{role}-{place}", f"{role}-{place}@example.vn".lower(), str(role), (Grant(role, place),))
        for role in Role
        for place in (None, HERE, ELSEWHERE)
    }
    for email, role in (("lap@example.vn", Role.STAFF), ("nap@example.vn", Role.STEWARD)):
        people.grant(register, email, role, None, by="Ban Chỉ đạo", reason="phân công")
    staff, steward = (Person(email, email, email, ()) for email in ("lap@example.vn", "nap@example.vn"))
    answer = gifts.choose(register, DEMO, VISIT, (HEAD,), ASKED.wish, alternatives=0)
    basket = gift_keeping.keep(register, staff, DEMO, ABOUT, ASKED, gift_checking.kept(answer))
    booth = Booth(size=1, first_day=FIRST, last_day=FIRST, province=HERE)
    fair = fair_lists.keep(register, staff, DEMO, fair_lists.of_choice(fairs.choose(register, DEMO, booth), "Hội chợ"))
    case = inspecting.plan(register, steward, code(1), planned_for=TODAY, lead="Sở", why="định kỳ")
    report = label_reports.receive(
        register, product=code(1), seen_where="", what="sai", language="vi", photo=None
    ).replace("-", "")
    annex = drafted()
    desk_intake.load(register, steward, annex, desk_intake.preview(register, steward, annex))
    batch = desk_intake.listed(register, steward)[0].id
    apart = next(each for each in alike.pairs(register, steward, DEMO) if "Đông Phong" in each.one.name)
    alike.keep_apart(register, steward, DEMO, apart, why="hai HTX ở hai thôn")
    yield World(register, found, basket, fair, case, report, batch)
    register.engine.dispose()


def asked_for() -> set[str]:
    """Every public function of the services that asks who is asking."""
    found = set()
    for module in pkgutil.iter_modules(services.__path__):
        loaded = importlib.import_module(f"ocop.services.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            is_ours = function.__module__ == loaded.__name__ and not name.startswith("_")
            if is_ours and "asking" in inspect.signature(function).parameters:
                found.add(f"{module.name}.{name}")
    return found


def test_no_action_is_left_out() -> None:
    tried = {name.partition(",")[0] for name in ACTIONS}
    assert asked_for() - tried - ELSEWHERE_TRIED == set()
    assert tried | ELSEWHERE_TRIED <= asked_for()


def may(action: Action, role: Role, place: str | None) -> bool:
    """What the table says."""
    there = {"here": place in (None, HERE), "any": True, "nation": place is None}[action.of]
    return role in MAY[action.act] and there


@pytest.mark.parametrize("name", sorted(ACTIONS, key=lambda name: (name.endswith(("end", "undo", "close")), name)))
def test_an_action_is_open_to_whom_the_table_names_and_to_nobody_else(world: World, name: str) -> None:
    action = ACTIONS[name]
    for stranger in (NOBODY, PRETENDER):
        with pytest.raises(NotAllowed):
            action.call(world, stranger)
    # those who may not come first, so that what is asked about is still there
    for (role, place), person in sorted(world.people.items(), key=lambda each: may(action, *each[0])):
        if not may(action, role, place):
            with pytest.raises(NotAllowed):
                action.call(world, person)
            continue
        try:
            action.call(world, person)
        except NotAllowed as refused:
            pytest.fail(f"{role} of {place} may {action.act} and was refused {name}: {refused}")
        except OcopError:
            pass  # done by the one before, or wrong in another way


def test_the_actions_use_every_act_that_the_desk_has() -> None:
    assert {each.act for each in ACTIONS.values()} == set(Act)
