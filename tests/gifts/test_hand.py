"""What is decided by hand about one basket holds for that one; steps out of a clash; sentences in two languages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from ocop import i18n
from ocop.domain.said import Said, dong, say
from ocop.gifts import explain, law, tables
from ocop.gifts.basket import swapped
from ocop.gifts.clash import Clash, clash, taken
from ocop.gifts.request import Avoid, GuestClass, Hand, Recipient, Role, Wish
from ocop.gifts.written import Request, as_data, of_data
from ocop.i18n.said import told
from tests.gifts.shelves import HEAD, VISIT, avoiding, names, offer, problem, product

TWELVE = [product(n, price=10_000 * n, province=n % 4 + 1, region=n % 3 + 1, stars=3 + n % 3) for n in range(10, 22)]
SPOUSE = Recipient(guest_class=GuestClass.A, role=Role.SPOUSE)
EN = i18n.language("en")


def test_an_exchange_keeps_the_others_without_pinning_them_and_leaves_the_other_basket_alone() -> None:
    on = offer(*TWELVE)
    both = problem(on, HEAD, SPOUSE, items=4)
    first, second = names(both, 0), names(both, 1)
    out = min(second)
    wish = swapped(Wish(items=4), frozenset(second), out, place=1)
    assert wish.of(0) == wish
    assert wish.of(1).pinned == frozenset()
    assert wish.of(1).kept == second - {out}
    after = problem(on, HEAD, SPOUSE, wish=wish)
    assert names(after, 0) == first
    assert len(names(after, 1) & second) == 3
    assert out not in names(after, 1)
    best = after.best()
    assert best is not None
    reasons = [reason for item in explain.items(after, after.sides[1], best.rows[1]) for reason in item.reasons]
    assert not any("ghim" in reason for reason in reasons)


def test_a_pin_stays_one_through_an_exchange() -> None:
    wish = Wish(items=3).handed(0, Hand(pinned=frozenset({"P1"})))
    after = swapped(wish, frozenset({"P1", "P2", "P3"}), "P3")
    assert (after.of(0).pinned, after.of(0).kept, after.of(0).banned) == ({"P1"}, {"P2"}, {"P3"})
    assert after.named == {"P1", "P2", "P3"}
    assert swapped(after, frozenset({"P1", "P2", "P4"}), "P1").of(0).pinned == frozenset()


def test_what_is_decided_by_hand_is_kept_and_read_again() -> None:
    wish = swapped(Wish(items=3, kept=frozenset({"P9"})), frozenset({"P1", "P2"}), "P2", place=1)
    asked = Request(VISIT, (HEAD, SPOUSE), wish)
    assert of_data(json.loads(json.dumps(as_data(asked)))) == asked


def step_out(wish: Wish, recipient: Recipient = HEAD) -> tuple[Clash, set[str]]:
    """The clash, and the basket after the first change that can be made by a step."""
    on = offer(*TWELVE[:5], product(30, price=2_000, ingredients="sữa bò"))
    found = clash(problem(on, recipient, wish=wish))
    step = next(change.step for change in found.changes if change.step is not None)
    recipients, after = taken(step, (recipient,), wish)
    return found, names(problem(on, *recipients, wish=after))


def test_the_smallest_change_can_be_taken_and_gives_a_basket() -> None:
    found, after = step_out(Wish(items=3, budget=50_000))
    assert (found.limits, found.have, found.need) == ("money", 50_000, 212_000)
    assert found.changes[0] == "tăng ngân sách thêm 162.000 đồng, thành 212.000 đồng"
    assert len(after) == 3
    found, after = step_out(Wish(items=6), avoiding(Avoid.MILK))
    assert (found.limits, found.have, found.need) == ("number", 5, 6)
    assert len(after) == 5
    found, after = step_out(Wish(items=1, pinned=frozenset({"P10", "P11"})))
    assert found.limits == "held"
    assert after == {"P10", "P11"}
    assert step_out(Wish(items=1, pinned=frozenset({"P30"})), avoiding(Avoid.MILK))[1] == {"P11"}


def test_giving_up_a_diet_lets_its_products_in() -> None:
    on = offer(*TWELVE[:2], product(30, ingredients="sữa bò"))
    guest = avoiding(Avoid.MILK)
    found = clash(problem(on, guest, items=3))
    change = found.changes[-1]
    assert change.startswith("bỏ yêu cầu “khách kiêng sữa")
    assert told(change, EN) == "give up “guest takes no milk: no milk and nothing made of it”"
    assert change.step is not None
    (after,), _wish = taken(change.step, (guest,), Wish(items=3))
    assert after == replace(guest, avoids=frozenset())


def test_sentences_are_said_in_both_languages() -> None:
    end = say("công nhận hết hiệu lực ngày {end}, trước ngày trao {day}", end=date(2026, 11, 30), day=date(2026, 12, 1))
    assert end == "công nhận hết hiệu lực ngày 30/11/2026, trước ngày trao 01/12/2026"
    assert told(end, EN) == "recognition ends on 30 November 2026, before the day of giving, 1 December 2026"
    assert (dong(2_600_000), told(dong(2_600_000), EN)) == ("2.600.000 đồng", "VND 2,600,000")
    article = law.of_circular("Điều 12 khoản 2 điểm b")
    assert told(article, EN) == "Article 12, clause 2, point b of Circular 35/2026/TT-BTC"
    assert told("Chè Tân Cương", EN) == "Chè Tân Cương", "a name stays"
    assert Said("một {x}") == "một {x}"


def test_every_rule_and_refusal_has_its_english() -> None:
    texts = [*tables.rule_texts().values(), *(each.text for each in tables.country_rules())]
    for each in texts:
        assert told(each.words, EN) != each.words, each.id
        assert told(each.source, EN), each.id
    for refusal in tables.refusals():
        assert told(refusal.reason, EN).startswith(("a guest", "no gift")), refusal.article
