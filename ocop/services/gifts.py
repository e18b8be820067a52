"""Gift baskets over the register: the candidates of a scope and a day as columns, and the best baskets of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ocop.domain import codes
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.gifts import explain, objective, warnings
from ocop.gifts.basket import Problem, Status, prepare
from ocop.gifts.candidates import Offer
from ocop.gifts.clash import Change, Clash, clash
from ocop.gifts.explain import Item
from ocop.gifts.law import Refusal
from ocop.gifts.objective import LEVELS
from ocop.gifts.request import Event, Recipient, Wish
from ocop.gifts.solve import Chosen
from ocop.services import gift_shelf
from ocop.services.register import Register
from ocop.store import gifting

MOST_ITEMS = 60
# Đồng: more for one guest is a slip of the finger.
MOST_DONG = 10**12
DAYS_KEPT = 3


@dataclass(frozen=True)
class Portion:
    """What one recipient gets, and what the law and the rules say of it."""

    recipient: Recipient
    article: str | None
    ceiling: int | None
    norm: int | None
    limit: int | None
    items: tuple[Item, ...]
    total: int
    excluded: dict[str, int]
    eligible: int


@dataclass(frozen=True)
class Answer:
    """How a request ended. `levels` is the score of the best baskets, level by level."""

    status: Status
    scope: Scope
    day: date
    portions: tuple[Portion, ...] = ()
    alternatives: tuple[tuple[Portion, ...], ...] = ()
    warnings: tuple[str, ...] = ()
    alternative_warnings: tuple[tuple[str, ...], ...] = ()
    levels: dict[str, int] | None = None
    considered: int = 0
    article: str | None = None
    reason: str | None = None
    clash: Clash | None = None
    why_nots: tuple[tuple[str, ...], ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What would help where there is no basket, the smallest change first."""
        return self.clash.changes if self.clash else ()

    @property
    def why_not(self) -> tuple[str, ...]:
        """Why a product that was asked about is not in the first recipient's basket."""
        return self.why_nots[0] if self.why_nots else ()

    @property
    def total(self) -> int:
        """What the baskets of all who receive cost together, in đồng."""
        return sum(portion.total * portion.recipient.count for portion in self.portions)

    def of(self, place: int) -> Answer:
        """The answer as if one of its baskets were the only one: 0 is the best, the others follow."""
        if not place:
            return self
        warned = self.alternative_warnings[place - 1]
        return replace(self, portions=self.alternatives[place - 1], alternatives=(), warnings=warned)


def offer(register: Register, scope: Scope, day: date) -> Offer:
    """The candidates of a scope on a day, kept for the last few days that were asked for until the store changes."""
    with register.reading() as session:
        question = ("gifts", scope)
        index = register.finder.index(session, scope)
        kept: dict[date, Offer] = register.memo.get(question, index.revision) or {}
        if (known := kept.get(day)) is None:
            shelf = gift_shelf.shelf(session, register, index, scope, day)
            known = Offer(scope, day, shelf, gifting.violations(session, scope, day))
            last = dict(list(kept.items())[1 - DAYS_KEPT :])
            register.memo.keep(question, index.revision, {**last, day: known})
    return known


def choose(
    register: Register,
    scope: Scope,
    event: Event,
    recipients: tuple[Recipient, ...],
    wish: Wish,
    *,
    alternatives: int = 3,
    why: str | None = None,
) -> Answer:
    """The best baskets of a scope for an event; `why` asks of one product why it is not in them.

    Raises:
        QueryError: the request cannot be meant so.
    """
    check(event, recipients, wish)
    on_offer = offer(register, scope, event.day)
    for code in sorted(wish.named | ({why} if why else set())):
        if code not in on_offer.shelf.places:
            raise QueryError(
                say("Không có sản phẩm nào mang mã {code} trong sổ này: hãy kiểm tra mã.", code=codes.shown(code))
            )
    problem = prepare(on_offer, event, recipients, wish)
    if isinstance(problem, Refusal):
        return Answer(Status.REFUSED, scope, event.day, article=problem.article, reason=problem.reason)
    best = problem.best()
    if best is None:
        found = clash(problem)
        empty = tuple(_portion(problem, place, None) for place in range(len(recipients)))
        notes = tuple(dict.fromkeys(note for side in problem.sides for note in side.ceiling.notes))
        told = tuple(_why_excluded(problem, place, why) for place in range(len(recipients))) if why else ()
        return Answer(
            Status.INFEASIBLE, scope, event.day, empty, warnings=notes, reason=found.reason, clash=found,
            why_nots=told,
        )  # fmt: skip
    others = problem.others(best, alternatives)
    return Answer(
        Status.OPTIMAL,
        scope,
        event.day,
        _portions(problem, best),
        tuple(_portions(problem, each) for each in others),
        explain.told_warnings(problem, best),
        tuple(explain.told_warnings(problem, each) for each in others),
        dict(zip(LEVELS, best.score, strict=True)),
        best.considered,
        why_nots=tuple(explain.why_not(problem, best, each, why) for each in range(len(recipients))) if why else (),
    )


def chosen_before(problem: Problem, rows: tuple[objective.Rows, ...]) -> Answer:
    """The answer that holds just these products, which keep every rule; nothing is solved and no score is told."""
    found = Chosen(rows, (), 0)
    scope, day = problem.offer.scope, problem.event.day
    return Answer(Status.OPTIMAL, scope, day, _portions(problem, found), warnings=explain.told_warnings(problem, found))


def check(event: Event, recipients: tuple[Recipient, ...], wish: Wish) -> None:
    """Refuse what cannot be meant.

    Raises:
        QueryError: in words.
    """
    if not 1 <= wish.items <= MOST_ITEMS:
        raise QueryError(say("Số món là {items}: hãy nêu từ 1 đến {most}.", items=wish.items, most=MOST_ITEMS))
    amounts = ((say("Ngân sách"), wish.budget), (say("Định mức"), event.norm), (say("Mức riêng"), event.special_rate))
    for name, amount in amounts:
        if amount is not None and amount <= 0:
            raise QueryError(say("{name} là {amount}: hãy nêu số đồng lớn hơn 0.", name=name, amount=amount))
        if amount is not None and amount > MOST_DONG:
            raise QueryError(
                say("{name} là {amount}: hãy nêu nhiều nhất {most} đồng.", name=name, amount=amount, most=MOST_DONG)
            )
    if not recipients or any(each.count < 1 for each in recipients):
        raise QueryError(say("Hãy nêu ít nhất một người nhận."))
    if event.plan_approved and event.plan_begun and event.plan_begun < event.plan_approved:
        told = say(
            "Kế hoạch bắt đầu ngày {begun}, trước ngày duyệt {approved}: hãy kiểm tra hai ngày.",
            begun=event.plan_begun, approved=event.plan_approved,
        )  # fmt: skip
        raise QueryError(told)
    unknown = wish.heeded - {each.id for each in warnings.every()}
    if unknown:
        raise QueryError(say("Không có lưu ý nào tên “{name}”: hãy xem data/gifts/rules.csv.", name=min(unknown)))
    if any((each := wish.of(place)).held & each.banned for place in range(len(recipients))):
        raise QueryError(say("Có sản phẩm vừa ghim vừa loại: hãy bỏ một trong hai."))


def _why_excluded(problem: Problem, place: int, code: str) -> tuple[str, ...]:
    return tuple(reason for _rule, reason in problem.sides[place].judged.why_not(problem.offer.shelf.places[code]))


def _portions(problem: Problem, found: Chosen) -> tuple[Portion, ...]:
    return tuple(_portion(problem, place, rows) for place, rows in enumerate(found.rows))


def _portion(problem: Problem, place: int, rows: objective.Rows | None) -> Portion:
    side = problem.sides[place]
    items = () if rows is None else explain.items(problem, side, rows)
    return Portion(
        recipient=side.asked.recipient,
        article=side.ceiling.article,
        ceiling=side.ceiling.limit if side.ceiling.article else None,
        norm=side.ceiling.norm,
        limit=side.asked.limit,
        items=items,
        total=sum(item.price for item in items),
        excluded=side.judged.counts(),
        eligible=len(side.rows),
    )
