"""Why an item is in the basket, why any product is not, and what must be looked at. Sentences with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ocop import reference
from ocop.domain.said import Said, dong, joined, named, say
from ocop.gifts import objective, tables, warnings
from ocop.gifts.basket import Problem, Side, worse_on
from ocop.gifts.candidates import INCLUSIVE, UNKNOWN, day_of
from ocop.gifts.objective import GIVEN_AGAIN, LEVELS, TITLES, Rows
from ocop.gifts.request import Travel
from ocop.gifts.solve import Chosen

NAMES = 4
BALANCED_FROM, BALANCED_REGIONS, BALANCED_GROUPS = 5, 3, 3
TABOO_ITEMS, TABOO = 4, "number-taboo"


@dataclass(frozen=True)
class Item:
    """One product in a basket and why it is in it."""

    row: int
    code: str
    name: str
    set: int
    stars: int
    price: int
    maker: int
    province: int
    reasons: tuple[Said, ...]


def items(problem: Problem, side: Side, rows: Rows) -> tuple[Item, ...]:
    """The products of a basket, most stars first, then by code."""
    shelf = problem.offer.shelf
    ordered = sorted(rows.tolist(), key=lambda row: (-int(shelf.stars[row]), str(shelf.code[row])))
    return tuple(
        Item(
            row,
            str(shelf.code[row]),
            str(shelf.name[row]),
            int(shelf.set[row]),
            int(shelf.stars[row]),
            int(shelf.price[row]),
            int(shelf.maker[row]),
            int(shelf.province[row]),
            tuple(why_in(problem, side, rows, row)),
        )
        for row in ordered
    )


def why_in(problem: Problem, side: Side, rows: Rows, row: int) -> Iterator[Said]:
    """What speaks for an item, rule by rule."""
    shelf, place = problem.offer.shelf, int(np.searchsorted(side.rows, row))
    if str(shelf.code[row]) in side.asked.wish.pinned:
        yield say("người soạn đã ghim")
    stars = int(shelf.stars[row])
    if stars == 5:
        yield _sourced("national-first", say("sản phẩm quốc gia 5 sao"))
    else:
        better = say("5 sao") if stars == 4 else say("4, 5 sao")
        best = say(
            "{stars} sao: không thêm được sản phẩm {better} trong các giới hạn đã cho", stars=stars, better=better
        )
        yield _sourced("national-first", best)
    yield _sourced("in-force", say("công nhận còn hiệu lực đến {day}", day=day_of(int(shelf.until[row]))))
    yield _sourced("spread", _placed(problem, rows, row))
    points = [words for bit, words in INCLUSIVE.items() if shelf.inclusive[row] & bit]
    if points:
        yield _sourced("inclusive", joined(", ", points))
    if problem.wish.earlier:
        given = int(side.basket.goods.rotation[place])
        told = say("chưa tặng trong 24 tháng") if not given else say("đã tặng khách hoặc nước này trong 24 tháng")
        of_maker = say("chủ thể có sản phẩm khác đã được tặng")
        yield _sourced("rotation", told if given in (0, GIVEN_AGAIN) else of_maker)
    for rule, words in _kept_diets(side):
        yield _sourced(rule, words)
    yield _sourced("thrift", say("giá {price}", price=dong(int(shelf.price[row]))))


def _placed(problem: Problem, rows: Rows, row: int) -> Said:
    """Where it is from and of which group, and whether the basket has no other of it."""
    shelf = problem.offer.shelf
    region = say(list(reference.regions().values())[int(shelf.region[row]) - 1])
    group = named(*list(reference.groups().values())[int(shelf.group[row]) - 1])
    if (shelf.region[rows] == shelf.region[row]).sum() == 1:
        return say("vùng {region} (món duy nhất của vùng), nhóm {group}", region=region, group=group)
    return say("vùng {region}, nhóm {group}", region=region, group=group)


def _kept_diets(side: Side) -> Iterator[tuple[str, Said]]:
    """The rules of what the guest avoids, which every item keeps."""
    for rule in side.judged.broken:
        if rule in ("halal", "vegetarian", "eu-meat-milk") or (rule.startswith("no-") and rule != "no-tourism"):
            yield rule, say("đã qua quy tắc: {rule}", rule=warnings.text(rule).words)


def why_not(problem: Problem, best: Chosen, place: int, code: str) -> tuple[Said, ...]:
    """Why a product is not in a recipient's basket: the rules that exclude it, or what beats it."""
    side, shelf = problem.sides[place], problem.offer.shelf
    row = shelf.places[code]
    if row in best.rows[place]:
        return (say("có trong giỏ"),)
    excluded = tuple(_sourced(rule, reason) for rule, reason in side.judged.why_not(row))
    if excluded:
        return excluded
    forced = problem.pinning(place, code)
    if forced is None:
        items = side.asked.wish.items
        return (say("không giỏ {items} món nào có sản phẩm này mà giữ được mọi giới hạn", items=items),)
    names = "”, “".join(str(shelf.name[each]) for each in np.setdiff1d(best.rows[place], forced.rows[place]))
    level = worse_on(best.score, forced.score)
    if level is None:
        return (say("ngang với “{names}” ở mọi mức so sánh", names=names),)
    at = LEVELS.index(level)
    beaten = say(
        "thua “{names}” về {level}: có nó thì {would}, giỏ đã chọn {have}",
        names=names, level=TITLES[level], would=abs(forced.score[at]), have=abs(best.score[at]),
    )  # fmt: skip
    return (beaten,)


def told_warnings(problem: Problem, found: Chosen) -> tuple[Said, ...]:
    """What the law notes and what must be looked at, each with the items that it is about and its source."""
    told = [note for side in problem.sides for note in side.ceiling.notes]
    if problem.offer.scope == "demo":
        told.append(say("Dữ liệu minh họa: không sản phẩm nào trong giỏ là sản phẩm thật."))
    told += _of_items(problem, found)
    for side, rows in zip(problem.sides, found.rows, strict=True):
        told += _of_basket(problem, side, rows)
    told += _of_all(problem, found)
    return tuple(dict.fromkeys(told))


def _of_items(problem: Problem, found: Chosen) -> Iterator[Said]:
    """What the items are warned of: each warning once, with the items of all recipients that it is about."""
    shelf, concerned = problem.offer.shelf, dict[str, dict[str, None]]()
    for side, rows in zip(problem.sides, found.rows, strict=True):
        places = np.searchsorted(side.rows, rows)
        warned = {rule: mask[places] for rule, mask in side.warned.items()} | {"not-national": shelf.stars[rows] < 5}
        for rule, mask in warned.items():
            concerned.setdefault(rule, {}).update(dict.fromkeys(str(name) for name in shelf.name[rows[mask]]))
    for rule, names in concerned.items():
        if names:
            yield _warning(rule, list(names))


def _of_basket(problem: Problem, side: Side, rows: Rows) -> Iterator[Said]:
    """What only the basket as a whole shows."""
    shelf, asked = problem.offer.shelf, side.asked
    weights = shelf.weight[rows]
    grams = int(weights[weights != UNKNOWN].sum())
    if asked.recipient.travel is Travel.HAND and grams > warnings.HAND_GRAMS:
        yield _warning("weight", [f"{grams / 1000:.1f} kg".replace(".", ",")])
    levels = dict(zip(LEVELS, objective.score(side.basket.goods.take(np.searchsorted(side.rows, rows))), strict=True))
    unbalanced = levels["provinces"] < 0 or levels["makers"] < 0
    unbalanced |= levels["regions"] < BALANCED_REGIONS or levels["groups"] < BALANCED_GROUPS
    if asked.wish.items >= BALANCED_FROM and unbalanced:
        yield _warning("balance", [])
    taboo = next(each for each in tables.country_rules() if each.text.id == TABOO)
    if len(rows) == TABOO_ITEMS and asked.recipient.country in taboo.countries:
        yield _warning(TABOO, [])


def _of_all(problem: Problem, found: Chosen) -> Iterator[Said]:
    """What several recipients together ask of a maker."""
    shelf, wanted = problem.offer.shelf, np.zeros(problem.offer.shelf.size, np.int64)
    for side, rows in zip(problem.sides, found.rows, strict=True):
        wanted[rows] += side.asked.recipient.count
    rows = np.flatnonzero(wanted)
    short = rows[warnings.beyond(shelf.take(rows), wanted[rows], problem.sides[0].asked)]
    if len(problem.sides) > 1 and len(short):
        yield _warning("capacity", [str(name) for name in shelf.name[short]])


def _warning(rule: str, about: list[str]) -> Said:
    words = warnings.text(rule)
    if not about:
        return say("{warning} (nguồn: {source})", warning=words.words, source=words.source)
    names: str = "; ".join(about[:NAMES])
    if len(about) > NAMES:
        names = say("{names} và {more} món khác", names=names, more=len(about) - NAMES)
    return say("{warning}: {names} (nguồn: {source})", warning=words.words, names=names, source=words.source)


def _sourced(rule: str, words: Said) -> Said:
    known = tables.rule_texts().get(rule)
    country = next((each.text for each in tables.country_rules() if each.text.id == rule), None)
    found = known or country
    return say("{words} (nguồn: {source})", words=words, source=found.source) if found else words
