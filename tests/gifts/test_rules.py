"""Each hard rule, broken by one day, one đồng, one ingredient, one missing fact; and what only warns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ocop.domain.recognition import Status
from ocop.gifts import rules, tables, warnings
from ocop.gifts.request import Asked, Avoid, GuestClass, Recipient, Role, Travel, Wish
from tests.gifts.shelves import DAY, HEAD, VISIT, avoiding, judged, offer, product

FRENCH = Recipient(guest_class=GuestClass.A, role=Role.HEAD, country="FR")


def excluded(facts: dict[str, Any], recipient: Recipient = HEAD, wish: Wish | None = None, **more: Any) -> list[str]:
    """The rules that keep one product out."""
    return [rule for rule, _reason in judged(offer(product(1, **facts), **more), recipient, wish=wish).why_not(0)]


def reason(facts: dict[str, Any], recipient: Recipient = HEAD, **more: Any) -> str:
    return "; ".join(why for _rule, why in judged(offer(product(1, **facts)), recipient, **more).why_not(0))


def test_a_product_of_which_everything_is_known_passes() -> None:
    assert excluded({}) == []


@pytest.mark.parametrize("status", [each for each in Status if each not in (Status.VALID, Status.EXPIRING)])
def test_only_what_is_in_force_on_the_day(status: Status) -> None:
    assert excluded({"status": status}) == ["in-force"]
    assert excluded({"status": Status.EXPIRING}) == []


def test_why_it_is_not_in_force_is_told_with_its_day() -> None:
    told = reason({"status": Status.EXPIRED, "until": date(2026, 11, 30)})
    assert told == "công nhận hết hiệu lực ngày 30/11/2026, trước ngày trao 01/12/2026"
    assert "thu hồi" in reason({"status": Status.REVOKED})
    assert "báo chí" in reason({"status": Status.REPORTED})


def test_made_in_vietnam_with_a_story() -> None:
    assert excluded({"story": False}) == ["made-in-vietnam"]
    assert excluded({"province": 0}) == ["unknown-fact"]
    assert "nơi sản xuất" in reason({"province": 0})


def test_tourism_cannot_be_handed_over_and_an_unknown_set_might_be() -> None:
    assert excluded({"set": 26}) == ["no-tourism"]
    assert excluded({"set": 0}) == ["unknown-fact"]


def test_one_dong_over_the_ceiling() -> None:
    assert reason({"price": 2_600_001}) == "giá 2.600.001 đồng vượt mức 2.600.000 đồng là 1 đồng"
    assert excluded({"price": 2_600_000}) == []
    assert "chưa biết giá" in reason({"price": -1})


def test_a_final_decision_on_a_violation_excludes_all_of_its_maker() -> None:
    on = offer(product(1, maker=9), product(2, maker=9), product(3), violations={9: "dùng sai nhãn (quyết định 5/QĐ)"})
    assert judged(on).eligible.tolist() == [False, False, True]
    assert list(judged(on).why_not(1)) == [("open-violation", "chủ thể có vi phạm: dùng sai nhãn (quyết định 5/QĐ)")]


@pytest.mark.parametrize(
    ("avoid", "rule", "holds", "clean"),
    [
        (Avoid.ALCOHOL, "no-alcohol", "gạo nếp, cồn", "gạo nếp"),
        (Avoid.HALAL, "halal", "đường, gelatin", "đường"),
        (Avoid.HALAL, "halal", "thịt bò", "đường"),
        (Avoid.PORK, "no-pork", "đậu xanh, mỡ lợn", "thịt bò"),
        (Avoid.BEEF, "no-beef", "thịt bò", "thịt lợn"),
        (Avoid.VEGETARIAN, "vegetarian", "đậu nành, nước mắm", "đậu nành, sữa"),
        (Avoid.MEAT, "no-meat", "đậu xanh, thịt gà", "đậu xanh, cá"),
        (Avoid.FISH, "no-fish", "đậu xanh, tôm", "đậu xanh, thịt gà"),
        (Avoid.MILK, "no-milk", "đường, sữa", "đường, trứng"),
        (Avoid.EGG, "no-egg", "đường, trứng", "đường, sữa"),
        (Avoid.HONEY, "no-honey", "đường, mật ong", "đường, mật mía"),
        (Avoid.NUTS, "no-nuts", "đường, lạc", "đường, đậu xanh"),
    ],
)
def test_one_ingredient_that_the_guest_avoids(avoid: Avoid, rule: str, holds: str, clean: str) -> None:
    assert rule in excluded({"ingredients": holds}, avoiding(avoid))
    assert excluded({"ingredients": clean}, avoiding(avoid)) == []
    assert excluded({"ingredients": holds}) == []
    assert set(excluded({"ingredients": None}, avoiding(avoid))) == {"unknown-fact"}
    assert "chưa biết thành phần" in reason({"ingredients": None}, avoiding(avoid))


def test_drinks_of_sets_14_and_15_are_alcohol_whatever_is_said_of_them() -> None:
    for number in (14, 15):
        assert excluded({"set": number, "ingredients": "gạo"}, avoiding(Avoid.ALCOHOL)) == ["no-alcohol"]
    assert excluded({"set": 17, "alcohol": 1, "ingredients": "nho"}, avoiding(Avoid.ALCOHOL)) == ["no-alcohol"]
    assert excluded({"set": 17, "alcohol": 0, "ingredients": "nho"}, avoiding(Avoid.ALCOHOL)) == []


def test_meat_is_halal_by_a_certificate_in_force_and_pork_never() -> None:
    assert excluded({"ingredients": "thịt bò", "halal": True}, avoiding(Avoid.HALAL)) == []
    assert "halal" in excluded({"ingredients": "thịt lợn", "halal": True}, avoiding(Avoid.HALAL))
    assert "no-alcohol" in excluded({"set": 14, "halal": True}, avoiding(Avoid.HALAL))


def test_cowhide_and_unknown_materials_are_out_for_who_avoids_beef() -> None:
    craft = {"set": 21, "ingredients": None}
    assert excluded(craft | {"materials": "gỗ mít, da bò"}, avoiding(Avoid.BEEF)) == ["no-beef"]
    assert excluded(craft | {"materials": "gỗ mít"}, avoiding(Avoid.BEEF)) == []
    assert excluded(craft, avoiding(Avoid.BEEF)) == ["unknown-fact"]
    assert excluded(craft, avoiding(Avoid.PORK)) == []


def test_no_meat_and_no_milk_into_the_european_union() -> None:
    assert excluded({"ingredients": "sữa bò"}, FRENCH) == ["eu-meat-milk"]
    assert excluded({"ingredients": "thịt gà"}, FRENCH) == ["eu-meat-milk"]
    assert excluded({"ingredients": None}, FRENCH) == ["unknown-fact"]
    assert excluded({"ingredients": "sữa bò"}, Recipient(guest_class=GuestClass.A, role=Role.HEAD, country="CH")) == []


def test_strong_alcohol_is_in_no_basket_that_anybody_may_see() -> None:
    public = Wish(items=1, public=True)
    assert excluded({"set": 14, "alcohol": 1500}, wish=public) == ["alcohol-public"]
    assert excluded({"set": 15, "alcohol": 1499}, wish=public) == []
    assert excluded({"set": 15, "alcohol": -1}, wish=public) == ["unknown-fact"]
    assert excluded({"set": 14, "alcohol": 4000}) == []


def test_stock_that_was_confirmed_is_a_limit() -> None:
    five = Recipient(guest_class=GuestClass.A, role=Role.HEAD, count=5)
    assert excluded({}, five, Wish(items=1, stock={"P1": 4})) == ["stock"]
    assert excluded({}, five, Wish(items=1, stock={"P1": 5})) == []


def test_what_is_carried_in_hand_must_be_weighed() -> None:
    assert excluded({"weight": -1}, avoiding(travel=Travel.HAND)) == ["unknown-fact"]
    assert excluded({"weight": -1}, avoiding(travel=Travel.HOLD)) == []


def test_what_was_banned_is_out() -> None:
    assert excluded({}, wish=Wish(items=1, banned=frozenset({"P1"}))) == ["banned"]


def test_a_product_counts_under_every_rule_that_it_breaks() -> None:
    on = offer(product(1, story=False, price=9_000_000), product(2, price=-1), product(3))
    assert judged(on).counts() == {"made-in-vietnam": 1, "ceiling": 1, "unknown-fact": 1}


def test_every_hard_rule_has_its_words_source_and_day() -> None:
    texts = tables.rule_texts() | {each.text.id: each.text for each in tables.country_rules()}
    for rule in rules.RULES:
        assert rule.id == "weight" or texts[rule.id].kind is tables.RuleKind.HARD
    for warn in warnings.every():
        assert texts[warn.id].kind is tables.RuleKind.WARN
    assert all(each.source and each.words and each.checked_on <= date(2026, 11, 25) for each in texts.values())


def test_a_country_rule_excludes_only_when_it_is_law_programme_or_press() -> None:
    hard = {each.text.id for each in tables.country_rules() if rules.excludes(each)}
    assert hard == {"eu-meat-milk"}
    assert len(next(each for each in tables.country_rules() if each.text.id == "eu-meat-milk").countries) == 27


def warned(facts: dict[str, Any], recipient: Recipient, wish: Wish | None = None) -> set[str]:
    shelf = offer(product(1, **facts)).shelf
    asked = Asked(VISIT, recipient, wish or Wish(items=1), None)
    return {rule for rule, mask in warnings.concerned(shelf, asked).items() if mask[0]}


def guest(country: str | None = None, **more: Any) -> Recipient:
    return Recipient(guest_class=GuestClass.A, role=Role.HEAD, country=country, **more)


@pytest.mark.parametrize(
    ("facts", "recipient", "rule"),
    [
        ({"until": date(2027, 2, 28)}, guest(), "ends-soon"),
        ({"set": 24}, guest("JP"), "no-live-across-border"),
        ({"storage": 2}, guest("JP"), "ambient-only-for-travel"),
        ({"volume": 101}, guest(travel=Travel.HAND), "cabin-liquids"),
        ({"set": 14, "alcohol": 2401}, guest("JP"), "strong-spirits"),
        ({"set": 9, "ingredients": "nước mắm"}, guest("JP"), "fish-sauce-by-air"),
        ({"set": 21, "materials": "lưỡi thép"}, guest("JP"), "sharp"),
        ({"set": 21, "materials": "gỗ trắc"}, guest("JP"), "cites"),
        ({"set": 18}, guest("JP"), "medicines"),
        ({"shelf_life": 179}, guest(), "shelf-life"),
        ({"shelf_life": -1}, guest(), "shelf-life"),
        ({"english": False}, guest("JP"), "label-language"),
        ({"set": 15, "alcohol": 500}, guest(), "age-notice"),
        ({"ingredients": "mật ong"}, guest("DE"), "eu-honey"),
        ({"set": 1}, guest("DE"), "eu-plants"),
        ({}, guest("US"), "us-food"),
        ({"ingredients": "mật ong"}, guest("AU"), "au-nz"),
        ({"ingredients": "thịt gà"}, guest("JP"), "east-asia-meat"),
        ({"set": 14, "alcohol": 3000}, guest("SA"), "dry-states"),
        ({"set": 21, "materials": "tre"}, guest("US"), "wood-treatment"),
        ({"set": 21, "materials": "đồng hồ gỗ"}, guest("CN"), "number-taboo"),
        ({"capacity": 100}, guest(count=96), "capacity"),
        ({}, avoiding(Avoid.HALAL), "halal-certificate"),
    ],
)
def test_what_only_warns(facts: dict[str, Any], recipient: Recipient, rule: str) -> None:
    assert rule in warned(facts, recipient)
    assert excluded(facts, recipient) == []


def test_warnings_end_where_their_bounds_do() -> None:
    assert "ends-soon" not in warned({"until": date(2027, 3, 1)}, guest())
    assert "shelf-life" not in warned({"shelf_life": 180}, guest())
    assert "capacity" not in warned({"capacity": 100}, guest(count=95))
    assert "strong-spirits" not in warned({"set": 14, "alcohol": 2400}, guest("JP"))
    assert "cabin-liquids" not in warned({"volume": 100}, guest(travel=Travel.HAND))
    assert "label-language" not in warned({"english": False}, guest("VN"))


def test_lead_times_count_from_the_day_of_ordering() -> None:
    late = Wish(items=1, ordered_on=date(2026, 11, 22))
    assert (DAY - late.ordered_on).days == 9  # type: ignore[operator]
    assert "capacity" in warned({"lead_time": 10}, guest(), late)
    assert "capacity" not in warned({"lead_time": 9}, guest(), late)
