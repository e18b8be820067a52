"""The rules that exclude. Each is a small function over the columns: who breaks it, who lacks a fact that it needs.

What no rule could be sure of is out: a missing fact excludes, with that reason, and is never filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from ocop.domain.recognition import Status
from ocop.gifts import candidates, tables
from ocop.gifts.candidates import SPIRITS, STATUSES, UNKNOWN, Mask, Offer, day_of
from ocop.gifts.request import Asked, Avoid, Travel
from ocop.gifts.substances import MEAT, SEAFOOD, Substance

STRONG = 1500

Excludes = Callable[[Offer, Asked], Mask]
Because = Callable[[Offer, int, Asked], str]


@dataclass(frozen=True)
class Rule:
    """Whom it excludes and why; `lacks` are those of whom it cannot be told, `fact` what is missing."""

    id: str
    applies: Callable[[Asked], bool]
    breaks: Excludes
    because: Because
    lacks: Excludes | None = None
    fact: str = ""


def rules(asked: Asked) -> list[Rule]:
    """The rules that concern a request."""
    return [rule for rule in (*RULES, *_country_rules()) if rule.applies(asked)]


def _always(_asked: Asked) -> bool:
    return True


def _avoids(*avoided: Avoid) -> Callable[[Asked], bool]:
    return lambda asked: not asked.recipient.avoids.isdisjoint(avoided)


def _not_in_force(offer: Offer, _asked: Asked) -> Mask:
    return ~np.isin(offer.shelf.status, candidates.IN_FORCE)


def _why_not_in_force(offer: Offer, place: int, asked: Asked) -> str:
    status, until = STATUSES[offer.shelf.status[place]], int(offer.shelf.until[place])
    if status is Status.EXPIRED:
        return f"công nhận hết hiệu lực ngày {day_of(until):%d/%m/%Y}, trước ngày trao {asked.day:%d/%m/%Y}"
    if status is Status.REVOKED:
        return "công nhận đã bị thu hồi hoặc hủy bỏ"
    if status is Status.REPORTED:
        return "mới được báo chí nêu, chưa có quyết định trong sổ đăng ký"
    return "không có công nhận nào vào ngày trao"


def _over(offer: Offer, asked: Asked) -> Mask:
    if asked.limit is None:
        return np.zeros(offer.shelf.size, bool)
    return offer.shelf.price > asked.limit


def _why_over(offer: Offer, place: int, asked: Asked) -> str:
    assert asked.limit is not None
    price = int(offer.shelf.price[place])
    return f"giá {dong(price)} vượt mức {dong(asked.limit)} là {dong(price - asked.limit)}"


def _short_of_stock(offer: Offer, asked: Asked) -> Mask:
    short = frozenset(code for code, pieces in asked.wish.stock.items() if pieces < asked.recipient.count)
    return offer.shelf.coded(short)


def _violating(offer: Offer, _asked: Asked) -> Mask:
    found: Mask = np.isin(offer.shelf.maker, list(offer.violations))
    return found


def _alcoholic(offer: Offer, _asked: Asked) -> Mask:
    shelf = offer.shelf
    return shelf.of_set(*SPIRITS) | (shelf.alcohol > 0) | (shelf.edible & shelf.has(Substance.ALCOHOL))


def _unread(offer: Offer, _asked: Asked) -> Mask:
    """What is eaten and of which nobody knows what is in it."""
    return offer.shelf.edible & ~offer.shelf.ingredients_known


def _holds(substances: Substance) -> Excludes:
    return lambda offer, _asked: offer.shelf.edible & offer.shelf.has(substances)


def _not_halal(offer: Offer, _asked: Asked) -> Mask:
    shelf = offer.shelf
    never = shelf.has(Substance.PORK | Substance.GELATIN | Substance.BLOOD | Substance.ALCOHOL)
    return shelf.edible & (never | (shelf.has(MEAT) & ~shelf.halal))


def _of_beef(offer: Offer, _asked: Asked) -> Mask:
    shelf = offer.shelf
    eaten = shelf.edible & shelf.has(Substance.BEEF | Substance.GELATIN | Substance.BLOOD)
    return eaten | shelf.has(Substance.LEATHER)


def _unread_or_unknown_material(offer: Offer, asked: Asked) -> Mask:
    shelf = offer.shelf
    return _unread(offer, asked) | (shelf.of_set(*candidates.CRAFTS) & ~shelf.materials_known)


def _because(words: str) -> Because:
    return lambda _offer, _place, _asked: words


def _diet(identifier: str, words: str, substances: Substance, *avoided: Avoid) -> Rule:
    return Rule(identifier, _avoids(*avoided), _holds(substances), _because(words), _unread, "thành phần")


RULES = (
    Rule("in-force", _always, _not_in_force, _why_not_in_force),
    Rule(
        "made-in-vietnam",
        _always,
        lambda offer, _asked: ~offer.shelf.story,
        _because("chưa có câu chuyện sản phẩm"),
        lambda offer, _asked: offer.shelf.province == 0,
        "nơi sản xuất",
    ),
    Rule(
        "open-violation",
        _always,
        _violating,
        lambda offer, place, _asked: f"chủ thể có vi phạm: {offer.violations[int(offer.shelf.maker[place])]}",
    ),
    Rule(
        "no-tourism",
        _always,
        lambda offer, _asked: offer.shelf.of_set(candidates.TOURISM),
        _because("dịch vụ du lịch, không trao tay được"),
        lambda offer, _asked: offer.shelf.set == 0,
        "bộ sản phẩm",
    ),
    Rule("ceiling", _always, _over, _why_over, lambda offer, _asked: offer.shelf.price == UNKNOWN, "giá"),
    Rule(
        "banned",
        lambda asked: bool(asked.wish.banned),
        lambda offer, asked: offer.shelf.coded(asked.wish.banned),
        _because("người soạn đã loại"),
    ),
    Rule(
        "stock",
        lambda asked: bool(asked.wish.stock),
        _short_of_stock,
        lambda offer, place, asked: (
            f"chỉ xác nhận được {asked.wish.stock[str(offer.shelf.code[place])]} món, cần {asked.recipient.count}"
        ),
    ),
    Rule(
        "weight",
        lambda asked: asked.recipient.travel is Travel.HAND,
        lambda offer, _asked: np.zeros(offer.shelf.size, bool),
        _because(""),
        lambda offer, _asked: (offer.shelf.weight == UNKNOWN) & (offer.shelf.set < min(candidates.LIVING)),
        "khối lượng",
    ),
    Rule(
        "alcohol-public",
        lambda asked: asked.wish.public,
        lambda offer, _asked: offer.shelf.alcohol >= STRONG,
        _because("rượu từ 15 độ không giới thiệu trên trang công khai"),
        lambda offer, _asked: offer.shelf.of_set(*SPIRITS) & (offer.shelf.alcohol == UNKNOWN),
        "độ cồn",
    ),
    Rule(
        "no-alcohol",
        _avoids(Avoid.ALCOHOL, Avoid.HALAL),
        _alcoholic,
        _because("có cồn, khách kiêng rượu bia"),
        _unread,
        "thành phần",
    ),
    Rule("halal", _avoids(Avoid.HALAL), _not_halal, _because("không hợp với khách ăn halal"), _unread, "thành phần"),
    _diet(
        "no-pork",
        "có hoặc có thể có thịt lợn, mỡ lợn, tiết, gelatin",
        Substance.PORK | Substance.GELATIN | Substance.BLOOD,
        Avoid.PORK,
    ),
    Rule(
        "no-beef",
        _avoids(Avoid.BEEF),
        _of_beef,
        _because("có hoặc có thể có thịt bò, da bò, gelatin"),
        _unread_or_unknown_material,
        "thành phần hoặc vật liệu",
    ),
    _diet("vegetarian", "có hoặc có thể có thịt, cá, nước mắm", MEAT | SEAFOOD, Avoid.VEGETARIAN),
    _diet("no-meat", "có hoặc có thể có thịt", MEAT, Avoid.MEAT),
    _diet("no-fish", "có hoặc có thể có cá, hải sản, nước mắm", SEAFOOD, Avoid.FISH),
    _diet("no-milk", "có hoặc có thể có sữa", Substance.MILK, Avoid.MILK),
    _diet("no-egg", "có hoặc có thể có trứng", Substance.EGG, Avoid.EGG),
    _diet("no-honey", "có hoặc có thể có mật ong", Substance.HONEY, Avoid.HONEY),
    _diet("no-nuts", "có hoặc có thể có lạc, các loại hạt", Substance.NUTS, Avoid.NUTS),
)

TOUCHED = {"meat": MEAT, "milk": Substance.MILK, "honey": Substance.HONEY, "egg": Substance.EGG}


@cache
def _country_rules() -> tuple[Rule, ...]:
    """Rules of countries that exclude; one that is not sure enough only warns (`warnings`)."""
    return tuple(_of_country(each) for each in tables.country_rules() if excludes(each))


def excludes(rule: tables.CountryRule) -> bool:
    """Whether a country's rule is sure enough to exclude."""
    return rule.text.kind is tables.RuleKind.HARD and rule.text.confidence in tables.EXCLUDING


def _of_country(rule: tables.CountryRule) -> Rule:
    substances = Substance(0)
    for touched in rule.touches:
        substances |= TOUCHED[touched]
    return Rule(
        rule.text.id,
        lambda asked: asked.recipient.country in rule.countries,
        _holds(substances),
        _because(rule.text.words),
        _unread,
        "thành phần",
    )


def dong(amount: int) -> str:
    """Đồng as Vietnamese papers write them."""
    return f"{amount:,} đồng".replace(",", ".")
