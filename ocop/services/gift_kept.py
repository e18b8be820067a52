"""Reading kept gift baskets: which somebody may see, and how one stands today."""

from __future__ import annotations

from collections.abc import Sequence

from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.errors import QueryError
from ocop.gifts.written import of_data
from ocop.services import gift_checking, people
from ocop.services.gift_checking import Checked
from ocop.services.register import Register
from ocop.store import gift_keeping as stored
from ocop.store.gift_keeping import Basket


def listed(register: Register, asking: Person, scope: Scope) -> list[Basket]:
    """The baskets that somebody may see, the newest first.

    Raises:
        NotAllowed: none at all.
    """
    where = people.where(register, asking, Act.SEE_LEDGER)
    with register.reading() as session:
        return stored.baskets(session, scope, where)


def opened(register: Register, asking: Person, number: int) -> Basket:
    """One basket.

    Raises:
        QueryError: there is none of that number.
        NotAllowed: they may not see those of its province.
    """
    with register.reading() as session:
        found = stored.basket(session, number)
    if found is None:
        raise QueryError("Không có giỏ quà này: hãy chọn một giỏ trong danh sách.")
    people.require(register, asking, Act.SEE_LEDGER, found.about.province)
    return found


def standing(register: Register, found: Basket) -> Checked:
    """How a basket keeps the law and the register as they are today."""
    return gift_checking.check(register, found.scope, of_data(found.request), found.items)


def totals(found: Basket) -> int:
    """What all baskets of all recipients cost together, in đồng, at the kept prices."""
    counts: Sequence[int] = [each.count for each in of_data(found.request).recipients]
    return sum(count * sum(each.price for each in side) for count, side in zip(counts, found.items, strict=True))
