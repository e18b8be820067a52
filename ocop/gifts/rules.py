"""The rules that exclude. Each is a small function over the columns: who breaks it, who lacks a fact that it needs.

What no rule could be sure of is out: a missing fact excludes, with that reason, and is never filled in.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ocop.domain.recognition import Status
from ocop.domain.said import Said, dong, say
from ocop.gifts import candidates, tables
from ocop.gifts.candidates import SPIRITS, STATUSES, UNKNOWN, Mask, Offer, day_of
from ocop.gifts.diets import DIETS, holds, unread
from ocop.gifts.request import Asked, Travel
from ocop.gifts.rule import INGREDIENTS, NOTHING, Rule, because
from ocop.gifts.substances import MEAT, Substance

STRONG = 1500


def rules(asked: Asked) -> list[Rule]:
    """The rules that concern a request."""
    return [rule for rule in (*RULES, *_country_rules()) if rule.applies(asked)]


def _always(_asked: Asked) -> bool:
    return True


def _not_in_force(offer: Offer, _asked: Asked) -> Mask:
    return ~np.isin(offer.shelf.status, candidates.IN_FORCE)


def _why_not_in_force(offer: Offer, place: int, asked: Asked) -> Said:
    status, until = STATUSES[offer.shelf.status[place]], int(offer.shelf.until[place])
    if status is Status.EXPIRED:
        return say("công nhận hết hiệu lực ngày {end}, trước ngày trao {day}", end=day_of(until), day=asked.day)
    if status is Status.REVOKED:
        return say("công nhận đã bị thu hồi hoặc hủy bỏ")
    if status is Status.REPORTED:
        return say("mới được báo chí nêu, chưa có quyết định trong sổ đăng ký")
    return say("không có công nhận nào vào ngày trao")


def _over(offer: Offer, asked: Asked) -> Mask:
    if asked.limit is None:
        return np.zeros(offer.shelf.size, bool)
    return offer.shelf.price > asked.limit


def _why_over(offer: Offer, place: int, asked: Asked) -> Said:
    assert asked.limit is not None
    price = int(offer.shelf.price[place])
    return say(
        "giá {price} vượt mức {limit} là {over}",
        price=dong(price),
        limit=dong(asked.limit),
        over=dong(price - asked.limit),
    )


def _short_of_stock(offer: Offer, asked: Asked) -> Mask:
    short = frozenset(code for code, pieces in asked.wish.stock.items() if pieces < asked.recipient.count)
    return offer.shelf.coded(short)


def _violating(offer: Offer, _asked: Asked) -> Mask:
    found: Mask = np.isin(offer.shelf.maker, list(offer.violations))
    return found


RULES = (
    Rule("in-force", _always, _not_in_force, _why_not_in_force),
    Rule(
        "made-in-vietnam",
        _always,
        lambda offer, _asked: ~offer.shelf.story,
        because(say("chưa có câu chuyện sản phẩm")),
        lambda offer, _asked: offer.shelf.province == 0,
        say("nơi sản xuất"),
    ),
    Rule(
        "open-violation",
        _always,
        _violating,
        lambda offer, place, _asked: say(
            "chủ thể có vi phạm: {finding}", finding=offer.violations[int(offer.shelf.maker[place])]
        ),
    ),
    Rule(
        "no-tourism",
        _always,
        lambda offer, _asked: offer.shelf.of_set(candidates.TOURISM),
        because(say("dịch vụ du lịch, không trao tay được")),
        lambda offer, _asked: offer.shelf.set == 0,
        say("bộ sản phẩm"),
    ),
    Rule("ceiling", _always, _over, _why_over, lambda offer, _asked: offer.shelf.price == UNKNOWN, say("giá")),
    Rule(
        "banned",
        lambda asked: bool(asked.wish.banned),
        lambda offer, asked: offer.shelf.coded(asked.wish.banned),
        because(say("người soạn đã loại")),
    ),
    Rule(
        "stock",
        lambda asked: bool(asked.wish.stock),
        _short_of_stock,
        lambda offer, place, asked: say(
            "chỉ xác nhận được {have} món, cần {need}",
            have=asked.wish.stock[str(offer.shelf.code[place])],
            need=asked.recipient.count,
        ),
    ),
    Rule(
        "weight",
        lambda asked: asked.recipient.travel is Travel.HAND,
        lambda offer, _asked: np.zeros(offer.shelf.size, bool),
        because(NOTHING),
        lambda offer, _asked: (offer.shelf.weight == UNKNOWN) & (offer.shelf.set < min(candidates.LIVING)),
        say("khối lượng"),
    ),
    Rule(
        "alcohol-public",
        lambda asked: asked.wish.public,
        lambda offer, _asked: offer.shelf.alcohol >= STRONG,
        because(say("rượu từ 15 độ không giới thiệu trên trang công khai")),
        lambda offer, _asked: offer.shelf.of_set(*SPIRITS) & (offer.shelf.alcohol == UNKNOWN),
        say("độ cồn"),
    ),
    *DIETS,
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
        holds(substances),
        because(rule.text.words),
        unread,
        INGREDIENTS,
    )
