"""Reading kept gift baskets: which somebody may see, and how one stands today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocop.domain.gift_life import State, Step
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import say, within
from ocop.errors import QueryError
from ocop.gifts.written import of_data
from ocop.services import gift_checking, gift_papers, people
from ocop.services.gift_checking import Checked, Items
from ocop.services.gift_papers import Papers
from ocop.services.gifts import Answer
from ocop.services.register import Register
from ocop.store import gift_keeping as stored
from ocop.store.gift_keeping import Basket, StoredStep


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
        raise QueryError(say("Không có giỏ quà này: hãy chọn một giỏ trong danh sách."))
    people.require(register, asking, Act.SEE_LEDGER, found.about.province)
    return found


def standing(register: Register, found: Basket) -> Checked:
    """How a basket keeps the law and the register as they are today."""
    return gift_checking.check(register, found.scope, of_data(found.request), found.items)


def totals(found: Basket) -> int:
    """What all baskets of all recipients cost together, in đồng, at the kept prices."""
    counts: Sequence[int] = [each.count for each in of_data(found.request).recipients]
    return sum(count * sum(each.price for each in side) for count, side in zip(counts, found.items, strict=True))


def papers(register: Register, asking: Person, number: int, *, allow_local: bool = False) -> Papers:
    """The papers of a kept basket: a draft until it is approved, then at the approved prices and with who approved.

    Raises:
        NotAllowed: as `opened`.
        QueryError: there is none of that number, or law or register speak against it today.
    """
    found = opened(register, asking, number)
    checked = standing(register, found)
    if checked.answer is None:
        raise QueryError(say("Không lập hồ sơ cho giỏ này: {listed}.", listed=within(checked.faults)))
    asked = of_data(found.request)
    is_approved = found.state in (State.APPROVED, State.GIVEN)
    answer = checked.answer if found.state is State.DRAFT else _at(checked.answer, found.items)
    texts = gift_papers.TEXTS
    texts = replace(
        texts,
        host=found.about.host or texts.host,
        occasion=found.about.occasion or texts.occasion,
        proposed="" if found.state is State.DRAFT else _signed(found.last(Step.PROPOSED)),
        approved=_signed(found.last(Step.APPROVED)) if is_approved else "",
    )
    return gift_papers.papers(
        register, asked.event, asked.wish, answer, approved=is_approved, texts=texts, allow_local=allow_local
    )


def _signed(step: StoredStep | None) -> str:
    return "" if step is None else f"{step.author.name}, ngày {step.at:%d/%m/%Y}"


def _at(answer: Answer, items: Items) -> Answer:
    """The answer at the prices that were kept."""
    portions = []
    for portion, side in zip(answer.portions, items, strict=True):
        prices = {each.code: each.price for each in side}
        priced = tuple(replace(each, price=prices[each.code]) for each in portion.items)
        portions.append(replace(portion, items=priced, total=sum(each.price for each in priced)))
    return replace(answer, portions=tuple(portions))
