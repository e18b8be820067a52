"""When nothing fits: which limits clash, and the smallest change that would help, each as a step that can be taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from ocop.domain.said import Said, dong, joined, say
from ocop.gifts import solve, warnings
from ocop.gifts.basket import Problem, Side
from ocop.gifts.candidates import UNKNOWN, Mask
from ocop.gifts.judging import UNKNOWN_FACT
from ocop.gifts.request import Avoid, Hand, Recipient, Wish

# Rules that whoever asks has chosen, and can give up; what a guest avoids by its rule.
AVOIDED = {f"no-{each}": each for each in Avoid} | {"halal": Avoid.HALAL, "vegetarian": Avoid.VEGETARIAN}
CHOSEN = frozenset({"banned", "alcohol-public", "weight", "stock", *AVOIDED})
TOLD = 3


class Limits(StrEnum):
    """What cannot be had together."""

    HELD = "held"
    NUMBER = "number"
    MONEY = "money"
    STOCK = "stock"


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change of a request: another number of items or budget, what is held or banned let go, a rule given up."""

    place: int
    items: int | None = None
    budget: int | None = None
    frees: bool = False
    unbans: bool = False
    drops: str | None = None


class Change(Said):
    """A change in words; `step` takes it, None where only people can (more stock, a missing fact)."""

    step: Step | None

    @classmethod
    def by(cls, words: Said, step: Step | None = None) -> Change:
        """The change that a step is."""
        made = cls(words.message, words.values)
        made.step = step
        return made


@dataclass(frozen=True)
class Clash:
    """What cannot be had together, and what would help, the smallest change first.

    `have` and `need` are the two sides of the clash: đồng, products or pieces. `place` is the recipient concerned.
    """

    limits: Limits
    reason: Said
    changes: tuple[Change, ...]
    place: int = 0
    have: int | None = None
    need: int | None = None


def clash(problem: Problem) -> Clash:
    """Why no basket keeps all limits."""
    for place, side in enumerate(problem.sides):
        found = _of_held(problem, place, side) or _of_number(place, side) or _of_money(problem, place, side)
        if found is not None:
            return found
    pieces = solve.missing_pieces(problem.baskets, problem.stock)
    change = () if pieces is None else (Change.by(say("xác nhận thêm ít nhất {pieces} món hàng", pieces=int(pieces))),)
    return Clash(Limits.STOCK, say("Số lượng hàng đã xác nhận không đủ cho tất cả các đoàn khách cùng lúc."), change)


def taken(step: Step, recipients: tuple[Recipient, ...], wish: Wish) -> tuple[tuple[Recipient, ...], Wish]:
    """The request after a step."""
    if step.items is not None:
        wish = replace(wish, items=step.items)
    if step.budget is not None:
        wish = replace(wish, budget=step.budget)
    if step.frees:
        wish = replace(wish, pinned=frozenset(), kept=frozenset())
        wish = wish.handed(step.place, Hand(banned=wish.hand(step.place).banned))
    if step.unbans:
        wish = replace(wish, banned=frozenset()).handed(step.place, replace(wish.hand(step.place), banned=frozenset()))
    if step.drops is None:
        return recipients, wish
    one = recipients[step.place]
    if step.drops in AVOIDED:
        one = replace(one, avoids=one.avoids - {AVOIDED[step.drops]})
    elif step.drops == "weight":
        one = replace(one, travel=None)
    else:
        wish = replace(wish, heeded=wish.heeded - {step.drops})
    return (*recipients[: step.place], one, *recipients[step.place + 1 :]), wish


def _of_held(problem: Problem, at: int, side: Side) -> Clash | None:
    """More is pinned or kept than there is room for, or something of it may not be given."""
    wish, shelf = side.asked.wish, problem.offer.shelf
    held, frees = len(wish.held), Step(place=at, frees=True)
    if held > wish.items:
        return Clash(
            Limits.HELD,
            say("Ghim {held} món trong giỏ {items} món.", held=held, items=wish.items),
            (
                Change.by(say("tăng giỏ lên {held} món", held=held), Step(place=at, items=held)),
                Change.by(say("bỏ ghim {more} món", more=held - wish.items), frees),
            ),
            at, wish.items, held,
        )  # fmt: skip
    for code in sorted(wish.held):
        place = shelf.places[code]
        why = [reason for _rule, reason in side.judged.why_not(place)]
        if why:
            reason = say("Món ghim “{name}” bị loại: {why}.", name=str(shelf.name[place]), why=joined("; ", why))
            return Clash(Limits.HELD, reason, (Change.by(say("bỏ ghim món này"), frees),), at)
    return None


def _affordable(side: Side) -> Mask:
    """What every rule but the price lets through."""
    judged = side.judged
    allowed: Mask = judged.offer.shelf.price != UNKNOWN
    for rule, mask in judged.broken.items():
        if rule != "ceiling":
            allowed &= ~mask
    for mask in judged.lacking.values():
        allowed &= ~mask
    return allowed


def _of_number(at: int, side: Side) -> Clash | None:
    """Too few products, whatever they cost."""
    items, left = side.asked.wish.items, int(_affordable(side).sum())
    if left >= items:
        return None
    alone = _only(side)
    worst = [each for each in sorted(alone.items(), key=lambda each: -each[1])[:TOLD] if each[1]]
    lost = say("Chỉ {left} sản phẩm qua mọi quy tắc, cần {items}.", left=left, items=items)
    told = [say("{rule}: loại {count} sản phẩm lẽ ra chọn được", rule=_words(rule), count=n) for rule, n in worst]
    reason = say("{lost} Quy tắc loại nhiều nhất: {rules}.", lost=lost, rules=joined("; ", told)) if told else lost
    changes = [Change.by(say("giảm còn {left} món", left=left), Step(place=at, items=left))] if left else []
    changes += [
        Change.by(say("bỏ yêu cầu “{rule}”", rule=_words(rule)), _dropping(at, side, rule))
        for rule, n in worst
        if rule in CHOSEN | side.asked.wish.heeded and left + n >= items
    ]
    if alone.get(UNKNOWN_FACT, 0) + left >= items:
        missing = say("bổ sung dữ liệu còn thiếu của ít nhất {missing} sản phẩm", missing=items - left)
        changes.append(Change.by(missing))
    return Clash(Limits.NUMBER, reason, tuple(changes), at, left, items)


def _dropping(at: int, side: Side, rule: str) -> Step | None:
    """The step that gives up a rule; what the law asks of a public page, or the stock, nobody can give up here."""
    implied = rule in AVOIDED and AVOIDED[rule] not in side.asked.recipient.avoids
    if implied or rule in ("alcohol-public", "stock"):
        return None
    return Step(place=at, unbans=True) if rule == "banned" else Step(place=at, drops=rule)


def _only(side: Side) -> dict[str, int]:
    """For each rule how many products it alone keeps out."""
    judged = side.judged
    masks = {rule: mask.copy() for rule, mask in judged.broken.items()}
    missing = np.zeros(judged.offer.shelf.size, bool)
    for mask in judged.lacking.values():
        missing |= mask
    masks[UNKNOWN_FACT] = missing
    times = np.zeros(judged.offer.shelf.size, np.int64)
    for mask in masks.values():
        times += mask
    return {rule: int((mask & (times == 1)).sum()) for rule, mask in masks.items()}


def _of_money(problem: Problem, at: int, side: Side) -> Clash | None:
    """The cheapest basket costs too much."""
    limit, items = side.asked.limit, side.asked.wish.items
    if limit is None:
        return None
    shelf = problem.offer.shelf
    held = shelf.coded(side.asked.wish.held)
    prices = np.sort(shelf.price[_affordable(side) & ~held])
    fixed = int(shelf.price[held].sum())
    sums = fixed + np.concatenate([[0], np.cumsum(prices)])[: items - int(held.sum()) + 1]
    least = int(sums[-1])
    if least <= limit:
        return None
    fit = int(np.searchsorted(sums, limit, side="right")) - 1 + int(held.sum())
    reason = say(
        "{items} món rẻ nhất hợp quy tắc đã {least}, vượt mức {limit} là {over}.",
        items=items, least=dong(least), limit=dong(limit), over=dong(least - limit),
    )  # fmt: skip
    changes = []
    ceiling = side.ceiling.limit
    if problem.wish.budget == limit and (ceiling is None or least <= ceiling):
        raised = say("tăng ngân sách thêm {more}, thành {least}", more=dong(least - limit), least=dong(least))
        changes.append(Change.by(raised, Step(place=at, budget=least)))
    elif ceiling is not None and least > ceiling:
        reason = say("{reason} Trần {ceiling} không được vượt.", reason=reason, ceiling=dong(ceiling))
    if fixed <= limit and fit > 0:
        changes.append(Change.by(say("giảm còn {left} món", left=fit), Step(place=at, items=fit)))
    if held.any():
        changes.append(Change.by(say("bỏ ghim món đắt nhất"), Step(place=at, frees=True)))
    return Clash(Limits.MONEY, reason, tuple(changes), at, limit, least)


def _words(rule: str) -> Said:
    return say("giỏ xách tay cần biết khối lượng") if rule == "weight" else warnings.text(rule).words
