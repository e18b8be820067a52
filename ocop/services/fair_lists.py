"""Lists for booths that staff keep, for who may plan fairs; contacts of makers for who may see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ocop.documents import fair as papers
from ocop.domain.fairs import Invitation, Invited, KeptList
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Product
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.gifts.candidates import UNKNOWN, day_of
from ocop.services import people
from ocop.services.fairs import BoothList
from ocop.services.gifts import offer
from ocop.services.people import require
from ocop.services.register import Register
from ocop.store import fair_lists as stored
from ocop.store.engine import writing

ANSWERS = {
    Invited.CHOSEN: "chưa mời",
    Invited.INVITED: "đã mời",
    Invited.CONFIRMED: "đã nhận lời",
    Invited.DECLINED: "từ chối",
}


@dataclass(frozen=True)
class Line:
    """One product of a kept list as the register has it now; the contact is empty where it may not be seen."""

    product: Product
    invitation: Invitation
    contact: str
    is_good: bool


def of_choice(found: BoothList, name: str) -> KeptList:
    """What was chosen, to be kept under a name."""
    return KeptList(
        id=0,
        name=name,
        province=found.booth.province,
        first_day=found.booth.first_day,
        last_day=found.booth.last_day,
        invitations=tuple(Invitation(code=row.place.code, reasons=row.place.reasons) for row in found.rows),
    )


def keep(register: Register, asking: Person, scope: Scope, kept: KeptList) -> int:
    """Keep a list; its number.

    Raises:
        NotAllowed: the role for fairs in that province is missing. Conflict: as `store/fair_lists.py`.
    """
    require(register, asking, Act.PLAN_FAIRS, kept.province)
    with writing(register.engine) as session:
        return stored.keep(session, kept=kept, scope=scope, by=people.author(asking), reason="lập danh sách hội chợ")


def change(register: Register, asking: Person, kept: KeptList) -> int:
    """Change a list as it was read; its new version.

    Raises:
        NotAllowed, Conflict: as `keep`; somebody else changed it since.
    """
    _theirs(register, asking, kept.id)
    require(register, asking, Act.PLAN_FAIRS, kept.province)
    with writing(register.engine) as session:
        return stored.change(session, kept=kept, by=people.author(asking), reason="cập nhật danh sách hội chợ")


def copy(register: Register, asking: Person, scope: Scope, number: int, name: str) -> int:
    """Keep a copy of a list under another name, nobody of it invited yet; its number.

    Raises:
        NotAllowed, Conflict: as `keep`; the list is not there.
    """
    kept = _theirs(register, asking, number)
    fresh = tuple(Invitation(code=each.code, reasons=each.reasons) for each in kept.invitations)
    return keep(register, asking, scope, replace(kept, id=0, name=name, invitations=fresh))


def end(register: Register, asking: Person, number: int) -> None:
    """Put a list away.

    Raises:
        NotAllowed, Conflict: as `keep`.
    """
    _theirs(register, asking, number)
    with writing(register.engine) as session:
        stored.end(session, number=number, by=people.author(asking), reason="cất danh sách hội chợ")


def listed(register: Register, asking: Person, scope: Scope) -> list[KeptList]:
    """The lists that somebody may see: those of the provinces for which they plan, all for the whole country."""
    may_plan = people.where(register, asking, Act.PLAN_FAIRS)
    with register.reading() as session:
        found = stored.listed(session, scope)
    return [each for each in found if may_plan & {None, each.province}]


def one(register: Register, asking: Person, number: int) -> KeptList | None:
    """A list by its number, where it is there and may be seen."""
    may_plan = people.where(register, asking, Act.PLAN_FAIRS)
    with register.reading() as session:
        kept = stored.one(session, number)
    return kept if kept and may_plan & {None, kept.province} else None


def lines(register: Register, asking: Person, kept: KeptList) -> list[Line]:
    """The products of a list as they stand on the first day of the fair, with contacts where they may be seen.

    `is_good` says whether the recognition still lasts to the end of the fair.
    """
    found = []
    for each in kept.invitations:
        record = register.record(each.code, kept.first_day)
        if record is not None:
            found.append((record.product, each))
    may_see = people.where(register, asking, Act.SEE_CONTACTS)
    with register.reading() as session:
        contacts = stored.contacts(session, [product.producer.id for product, _each in found])
    told: list[Line] = []
    for product, each in found:
        maker = product.producer
        contact = contacts.get(maker.id) if may_see & {None, maker.province} else None
        parts = (contact.person, contact.phone, contact.email, contact.address) if contact else ()
        told.append(Line(product, each, ", ".join(part for part in parts if part), _lasts(product, kept)))
    return told


def paper(register: Register, asking: Person, scope: Scope, kept: KeptList) -> papers.Fair:
    """A kept list to be printed or taken away as a workbook, with contacts where they may be seen.

    Raises:
        NotAllowed: the role for fairs in that province is missing.
    """
    require(register, asking, Act.PLAN_FAIRS, kept.province)
    shelf = offer(register, scope, kept.first_day).shelf
    at = shelf.places
    made = lines(register, asking, kept)
    return papers.Fair(
        name=kept.name,
        first_day=kept.first_day,
        last_day=kept.last_day,
        province=kept.province,
        shops=(),
        made_on=register.today(),
        is_made_up=scope is Scope.DEMO,
        is_kept=True,
        has_contacts=any(line.contact for line in made),
        lines=tuple(
            papers.Line(
                product=line.product,
                until=_day(int(shelf.until[at[line.product.code]])),
                capacity=_known(int(shelf.capacity[at[line.product.code]])),
                reasons=line.invitation.reasons,
                answer=ANSWERS[line.invitation.state],
                pieces=line.invitation.pieces,
                note=line.invitation.note,
                contact=line.contact,
            )
            for line in made
        ),
    )


def _theirs(register: Register, asking: Person, number: int) -> KeptList:
    """A list, to whoever may plan fairs in its province."""
    people.where(register, asking, Act.PLAN_FAIRS)
    with register.reading() as session:
        kept = stored.one(session, number)
    if kept is None:
        raise Conflict(say("Danh sách này không còn: hãy mở lại các danh sách đã lưu."))
    require(register, asking, Act.PLAN_FAIRS, kept.province)
    return kept


def _known(number: int) -> int | None:
    return None if number == UNKNOWN else number


def _day(number: int) -> date | None:
    return None if number == UNKNOWN else day_of(number)


def _lasts(product: Product, kept: KeptList) -> bool:
    until = product.governing.valid_until if product.governing else None
    return product.status in (Status.VALID, Status.EXPIRING) and until is not None and until >= kept.last_day
