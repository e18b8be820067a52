"""Keeping gift baskets: draft, proposed, approved by somebody else, given. Every write asks anew who may do it.

What is lawful is asked of the register twice more, before proposing and before approving: a recognition may have been
revoked, a price raised, a day have passed since the basket was chosen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ocop.domain.gift_life import Step, act
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import dong, joined, say, within
from ocop.errors import Conflict, NotAllowed, QueryError, Refused
from ocop.gifts.request import EventKind
from ocop.gifts.written import Request, as_data, of_data
from ocop.services import gift_checking, gift_ledger, people
from ocop.services.gift_checking import Checked, Items
from ocop.services.gift_kept import opened, standing
from ocop.services.register import Register
from ocop.store import gift_keeping as stored
from ocop.store import gift_ledger as ledger
from ocop.store.engine import writing
from ocop.store.gift_keeping import About, Author, Basket

LONGEST = 120


def keep(register: Register, asking: Person, scope: Scope, about: About, asked: Request, items: Items) -> int:
    """Keep a basket as a draft; its number.

    Raises:
        NotAllowed: the role is missing, in the province that the basket shall be of.
        QueryError, Refused: it has no name or no items, or is a list for a fair.
    """
    tidied = _tidied(about)
    _check(asked, items)
    people.require(register, asking, Act.PROPOSE, tidied.province)
    with writing(register.engine) as session:
        return stored.keep(session, scope=scope, about=tidied, request=as_data(asked), items=items, by=_author(asking))


def copy(register: Register, asking: Person, number: int) -> int:
    """Keep a basket once more as a draft of whoever copies it; the number of the new one.

    Raises:
        NotAllowed, QueryError: as `opened` and `keep`.
    """
    found = opened(register, asking, number)
    about = replace(found.about, name=f"{found.about.name} (bản sao)"[:LONGEST])
    return keep(register, asking, found.scope, about, of_data(found.request), found.items)


def rename(register: Register, asking: Person, number: int, seen: int, name: str) -> None:
    """Give a draft another name.

    Raises:
        NotAllowed, QueryError: as `keep`.
        Conflict: it is no draft any more, or somebody changed it since version `seen`.
    """
    found = _allowed(register, asking, number, Step.RENAMED)
    about = _tidied(replace(found.about, name=name))
    with writing(register.engine) as session:
        stored.advance(session, number, Step.RENAMED, seen=seen, by=_author(asking), about=about)


def change(
    register: Register, asking: Person, number: int, seen: int, about: About, asked: Request, items: Items
) -> None:
    """Put other items, another request or other words into a draft; its province stays.

    Raises:
        NotAllowed, QueryError, Refused: as `keep`.
        Conflict: as `rename`.
    """
    found = _allowed(register, asking, number, Step.CHANGED)
    tidied = replace(_tidied(about), province=found.about.province)
    _check(asked, items)
    with writing(register.engine) as session:
        stored.advance(
            session, number, Step.CHANGED, seen=seen, by=_author(asking), about=tidied,
            request=as_data(asked), items=items,
        )  # fmt: skip


def propose(register: Register, asking: Person, number: int, seen: int) -> None:
    """Ask for approval, at the prices of today.

    Raises:
        NotAllowed: the role is missing.
        Conflict: law or register speak against it today, each reason in a sentence; or as `rename`.
    """
    found = _allowed(register, asking, number, Step.PROPOSED)
    known = register.revision()
    checked = _lawful(register, found, say("Chưa đề xuất được"))
    with writing(register.engine) as session:
        stored.advance(session, number, Step.PROPOSED, seen=seen, by=_author(asking), items=checked.items, known=known)


def approve(register: Register, asking: Person, number: int, seen: int) -> None:
    """Approve what somebody else has made and proposed, exactly as it was proposed.

    Raises:
        NotAllowed: the role is missing, or they kept, changed or proposed it themselves.
        Conflict: as `propose`, or a price is no longer that of the proposal.
    """
    found = _allowed(register, asking, number, Step.APPROVED)
    author = _author(asking)
    if any(author.key == each.key or author.by == each.by for each in found.makers):
        raise NotAllowed(
            say("Người lập, sửa hoặc đề xuất giỏ không được phê duyệt chính giỏ ấy: hãy để một người khác phê duyệt.")
        )
    known = register.revision()
    checked = _lawful(register, found, say("Chưa phê duyệt được"))
    before = {each.code: each for side in found.items for each in side}
    changed = [
        say(
            "giá “{name}” từ {before} thành {now}",
            name=each.name,
            before=dong(before[each.code].price),
            now=dong(each.price),
        )
        for each in {each.code: each for side in checked.items for each in side}.values()
        if each.price != before[each.code].price
    ]
    if changed:
        raise Conflict(
            say(
                "Chưa phê duyệt được: sau khi đề xuất đã đổi {listed}. Hãy trả lại để đề xuất theo giá mới.",
                listed=joined("; ", changed),
            )
        )
    with writing(register.engine) as session:
        stored.advance(session, number, Step.APPROVED, seen=seen, by=author, known=known)


def give_back(register: Register, asking: Person, number: int, seen: int, why: str) -> None:
    """Give what was proposed back to be changed, with the reason.

    Raises:
        NotAllowed: the role is missing.
        Conflict: there is no reason, or as `rename`.
    """
    _allowed(register, asking, number, Step.RETURNED)
    with writing(register.engine) as session:
        stored.advance(session, number, Step.RETURNED, seen=seen, by=_author(asking), note=why)


def withdraw(register: Register, asking: Person, number: int, seen: int, why: str) -> None:
    """End a basket that shall not be given, with the reason; what was approved is withdrawn by who may approve.

    Raises:
        NotAllowed, Conflict: as `give_back`.
    """
    _allowed(register, asking, number, Step.WITHDREW)
    with writing(register.engine) as session:
        stored.advance(session, number, Step.WITHDREW, seen=seen, by=_author(asking), note=why)


def give(register: Register, asking: Person, number: int, seen: int, day: date) -> None:
    """Say that an approved basket was given on a day; what was given enters the ledger.

    Raises:
        NotAllowed: the role is missing.
        QueryError: the day is still to come.
        Conflict: an item was not recognised on that day, or as `rename`.
    """
    found = _allowed(register, asking, number, Step.GAVE)
    if day > register.today():
        raise QueryError(say("Ngày {day} chưa đến: hãy ghi khi quà đã được trao.", day=day))
    asked, known = of_data(found.request), register.revision()
    ended = gift_checking.ended(register, found.scope, asked, found.items, day)
    if ended:
        raise Conflict(say("Không ghi là đã tặng ngày {day}: {listed}.", day=day, listed=joined("; ", ended)))
    entries = gift_ledger.entries(register, found, asked, day, by=people.author(asking))
    with writing(register.engine) as session:
        stored.advance(
            session, number, Step.GAVE, seen=seen, by=_author(asking), note=f"ngày trao {day:%d/%m/%Y}", known=known
        )
        ledger.enter(session, entries)


def _allowed(register: Register, asking: Person, number: int, step: Step) -> Basket:
    """The basket, to whoever may do that with it."""
    found = opened(register, asking, number)
    people.require(register, asking, act(step, found.state), found.about.province)
    return found


def _lawful(register: Register, found: Basket, refused: str) -> Checked:
    """The basket at the prices of today, where nothing speaks against it."""
    event = of_data(found.request).event
    if event.day < register.today():
        raise Conflict(
            say(
                "{refused}: ngày trao {day} đã qua; hãy trả về bản nháp và sửa ngày trao.",
                refused=refused,
                day=event.day,
            )
        )
    checked = standing(register, found)
    if checked.faults:
        raise Conflict(
            say(
                "{refused}: {listed}. Hãy sửa giỏ rồi làm lại.",
                refused=refused,
                listed=within(checked.faults),
            )
        )
    return checked


def _check(asked: Request, items: Items) -> None:
    if asked.event.kind is EventKind.FAIR:
        raise Refused(
            say("Danh mục cho gian hàng hội chợ không phải giỏ quà: hãy lập ở phần hội chợ của bàn làm việc.")
        )
    if len(items) != len(asked.recipients) or not all(items):
        raise QueryError(say("Giỏ chưa có món nào: hãy chọn quà trước khi giữ."))


def _tidied(about: About) -> About:
    name, host, occasion = (_text(each) for each in (about.name, about.host, about.occasion))
    if not name:
        raise QueryError(say("Hãy đặt tên cho giỏ quà, ví dụ tên đoàn hoặc sự kiện."))
    return replace(about, name=name, host=host, occasion=occasion, guest=_text(about.guest or "") or None)


def _text(typed: str) -> str:
    return " ".join(typed.split())[:LONGEST]


def _author(asking: Person) -> Author:
    by = people.author(asking)
    return Author(by, asking.key, asking.name or by)
