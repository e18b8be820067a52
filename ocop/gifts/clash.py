"""When nothing fits: which limits clash, and the smallest change that would help."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocop.gifts import solve, warnings
from ocop.gifts.basket import Problem, Side
from ocop.gifts.candidates import UNKNOWN, Mask
from ocop.gifts.judging import UNKNOWN_FACT
from ocop.gifts.rules import dong

# Rules that whoever asks has chosen, and can give up.
CHOSEN = frozenset(
    {"banned", "alcohol-public", "no-alcohol", "halal", "no-pork", "no-beef", "vegetarian", "no-meat", "no-fish"}
    | {"no-milk", "no-egg", "no-honey", "no-nuts", "weight", "stock"}
)
TOLD = 3


@dataclass(frozen=True)
class Clash:
    """What cannot be had together, and what would help, the smallest change first."""

    reason: str
    changes: tuple[str, ...]


def clash(problem: Problem) -> Clash:
    """Why no basket keeps all limits."""
    for side in problem.sides:
        found = _of_pins(problem, side) or _of_number(side) or _of_money(problem, side)
        if found is not None:
            return found
    pieces = solve.missing_pieces(problem.baskets, problem.stock)
    change = () if pieces is None else (f"xác nhận thêm ít nhất {pieces} món hàng",)
    return Clash("Số lượng hàng đã xác nhận không đủ cho tất cả các đoàn khách cùng lúc.", change)


def _of_pins(problem: Problem, side: Side) -> Clash | None:
    wish, shelf = side.asked.wish, problem.offer.shelf
    if len(wish.pinned) > wish.items:
        return Clash(
            f"Ghim {len(wish.pinned)} món trong giỏ {wish.items} món.",
            (f"bỏ ghim {len(wish.pinned) - wish.items} món, hoặc tăng giỏ lên {len(wish.pinned)} món",),
        )
    for code in sorted(wish.held):
        place = shelf.places[code]
        why = [reason for _rule, reason in side.judged.why_not(place)]
        if why:
            return Clash(f"Món ghim “{shelf.name[place]}” bị loại: {'; '.join(why)}.", ("bỏ ghim món này",))
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


def _of_number(side: Side) -> Clash | None:
    """Too few products, whatever they cost."""
    items, left = side.asked.wish.items, int(_affordable(side).sum())
    if left >= items:
        return None
    alone = _only(side)
    worst = sorted(alone.items(), key=lambda each: -each[1])[:TOLD]
    told = "; ".join(f"{_words(rule)}: loại {count} sản phẩm lẽ ra chọn được" for rule, count in worst if count)
    reason = f"Chỉ {left} sản phẩm qua mọi quy tắc, cần {items}." + (
        f" Quy tắc loại nhiều nhất: {told}." if told else ""
    )
    changes = [f"giảm còn {left} món"] if left else []
    changes += [
        f"bỏ yêu cầu “{_words(rule)}”"
        for rule, n in worst
        if rule in CHOSEN | side.asked.wish.heeded and left + n >= items
    ]
    if alone.get(UNKNOWN_FACT, 0) + left >= items:
        changes.append(f"bổ sung dữ liệu còn thiếu của ít nhất {items - left} sản phẩm")
    return Clash(reason, tuple(changes))


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


def _of_money(problem: Problem, side: Side) -> Clash | None:
    """The cheapest basket costs too much."""
    limit, items = side.asked.limit, side.asked.wish.items
    if limit is None:
        return None
    shelf = problem.offer.shelf
    pinned = shelf.coded(side.asked.wish.held)
    prices = np.sort(shelf.price[_affordable(side) & ~pinned])
    fixed = int(shelf.price[pinned].sum())
    sums = fixed + np.concatenate([[0], np.cumsum(prices)])[: items - int(pinned.sum()) + 1]
    least = int(sums[-1])
    if least <= limit:
        return None
    fit = int(np.searchsorted(sums, limit, side="right")) - 1 + int(pinned.sum())
    reason = f"{items} món rẻ nhất hợp quy tắc đã {dong(least)}, vượt mức {dong(limit)} là {dong(least - limit)}."
    changes = []
    ceiling = side.ceiling.limit
    if problem.wish.budget == limit and (ceiling is None or least <= ceiling):
        changes.append(f"tăng ngân sách thêm {dong(least - limit)}, thành {dong(least)}")
    elif ceiling is not None and least > ceiling:
        reason += f" Trần {dong(ceiling)} không được vượt."
    if fixed <= limit and fit > 0:
        changes.append(f"giảm còn {fit} món")
    if pinned.any():
        changes.append("bỏ ghim món đắt nhất")
    return Clash(reason, tuple(changes))


def _words(rule: str) -> str:
    return {"weight": "giỏ xách tay cần biết khối lượng"}.get(rule) or warnings.text(rule).words
