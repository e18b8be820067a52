"""The rules of what a guest does not eat, drink or touch; of what nobody knows what is in it they exclude."""

from __future__ import annotations

from collections.abc import Callable

from ocop.domain.said import Said, say
from ocop.gifts import candidates
from ocop.gifts.candidates import SPIRITS, Mask, Offer
from ocop.gifts.request import Asked, Avoid
from ocop.gifts.rule import INGREDIENTS, Excludes, Rule, because
from ocop.gifts.substances import MEAT, SEAFOOD, Substance


def _avoids(*avoided: Avoid) -> Callable[[Asked], bool]:
    return lambda asked: not asked.recipient.avoids.isdisjoint(avoided)


def _alcoholic(offer: Offer, _asked: Asked) -> Mask:
    shelf = offer.shelf
    return shelf.of_set(*SPIRITS) | (shelf.alcohol > 0) | (shelf.edible & shelf.has(Substance.ALCOHOL))


def unread(offer: Offer, _asked: Asked) -> Mask:
    """What is eaten and of which nobody knows what is in it."""
    return offer.shelf.edible & ~offer.shelf.ingredients_known


def holds(substances: Substance) -> Excludes:
    """What is eaten and holds or may hold one of the substances."""
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
    return unread(offer, asked) | (shelf.of_set(*candidates.CRAFTS) & ~shelf.materials_known)


def _diet(identifier: str, words: Said, substances: Substance, *avoided: Avoid) -> Rule:
    return Rule(identifier, _avoids(*avoided), holds(substances), because(words), unread, INGREDIENTS)


DIETS = (
    Rule(
        "no-alcohol",
        _avoids(Avoid.ALCOHOL, Avoid.HALAL),
        _alcoholic,
        because(say("có cồn, khách kiêng rượu bia")),
        unread,
        INGREDIENTS,
    ),
    Rule(
        "halal",
        _avoids(Avoid.HALAL),
        _not_halal,
        because(say("không hợp với khách ăn halal")),
        unread,
        INGREDIENTS,
    ),
    _diet(
        "no-pork",
        say("có hoặc có thể có thịt lợn, mỡ lợn, tiết, gelatin"),
        Substance.PORK | Substance.GELATIN | Substance.BLOOD,
        Avoid.PORK,
    ),
    Rule(
        "no-beef",
        _avoids(Avoid.BEEF),
        _of_beef,
        because(say("có hoặc có thể có thịt bò, da bò, gelatin")),
        _unread_or_unknown_material,
        say("thành phần hoặc vật liệu"),
    ),
    _diet("vegetarian", say("có hoặc có thể có thịt, cá, nước mắm"), MEAT | SEAFOOD, Avoid.VEGETARIAN),
    _diet("no-meat", say("có hoặc có thể có thịt"), MEAT, Avoid.MEAT),
    _diet("no-fish", say("có hoặc có thể có cá, hải sản, nước mắm"), SEAFOOD, Avoid.FISH),
    _diet("no-milk", say("có hoặc có thể có sữa"), Substance.MILK, Avoid.MILK),
    _diet("no-egg", say("có hoặc có thể có trứng"), Substance.EGG, Avoid.EGG),
    _diet("no-honey", say("có hoặc có thể có mật ong"), Substance.HONEY, Avoid.HONEY),
    _diet("no-nuts", say("có hoặc có thể có lạc, các loại hạt"), Substance.NUTS, Avoid.NUTS),
)
