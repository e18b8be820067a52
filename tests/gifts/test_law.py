"""Every row of the law's table: what may be spent, what may not, and the article that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ocop.gifts import law, tables
from ocop.gifts.law import Ceiling, Refusal
from ocop.gifts.request import Event, EventKind, GuestClass, Money, Recipient, Role

DAY = date(2026, 12, 1)
HEAD, SPOUSE, MEMBER = Role
SPECIAL, A, B, C, OTHER = GuestClass


def asked(kind: EventKind, guest_class: GuestClass = A, role: Role = HEAD, **event: object) -> Ceiling | Refusal:
    budget = event.pop("budget", None)
    day = event.pop("day", DAY)
    given = Event(kind=kind, day=day, **event)  # type: ignore[arg-type]
    return law.ceiling(given, Recipient(guest_class=guest_class, role=role), budget)  # type: ignore[arg-type]


def allowed(*given: object, **event: object) -> Ceiling:
    found = asked(*given, **event)  # type: ignore[arg-type]
    assert isinstance(found, Ceiling), found
    return found


def refused(*given: object, **event: object) -> Refusal:
    found = asked(*given, **event)  # type: ignore[arg-type]
    assert isinstance(found, Refusal), found
    return found


@pytest.mark.parametrize(
    ("kind", "through"),
    [(EventKind.VISIT, ""), (EventKind.FOOD_AND_LODGING, "Điều 16"), (EventKind.CONFERENCE, "Điều 26")],
)
@pytest.mark.parametrize(
    ("guest_class", "role", "amount", "point"),
    [
        (A, HEAD, 2_600_000, "điểm b"),
        (A, SPOUSE, 2_600_000, "điểm b"),
        (B, HEAD, 1_800_000, "điểm c"),
        (B, SPOUSE, 1_800_000, "điểm c"),
    ],
)
def test_heads_and_spouses_of_a_and_b(
    kind: EventKind, through: str, guest_class: GuestClass, role: Role, amount: int, point: str
) -> None:
    found = allowed(kind, guest_class, role)
    assert found.limit == amount
    assert f"Điều 12 khoản 2 {point}" in (found.article or "")
    assert through in (found.article or "")


@pytest.mark.parametrize(
    ("guest_class", "role"),
    [(A, MEMBER), (B, MEMBER), (C, HEAD), (C, SPOUSE), (C, MEMBER), (OTHER, HEAD), (OTHER, MEMBER)],
)
def test_members_class_c_and_others_only_with_an_approval(guest_class: GuestClass, role: Role) -> None:
    assert "trường hợp đặc biệt" in refused(EventKind.VISIT, guest_class, role).reason
    assert "Điều 12 khoản 2" in refused(EventKind.VISIT, guest_class, role).reason
    assert allowed(EventKind.VISIT, guest_class, role, special_case="12/TTr").limit == 1_000_000


def test_the_special_class_needs_the_number_and_the_amount_of_its_plan() -> None:
    assert "Điều 12 khoản 2 điểm a" in refused(EventKind.VISIT, SPECIAL).reason
    assert "mức trong kế hoạch" in refused(EventKind.VISIT, SPECIAL, plan_number="7/KH").reason
    assert "số kế hoạch" in refused(EventKind.VISIT, SPECIAL, budget=9_000_000).reason
    found = allowed(EventKind.VISIT, SPECIAL, plan_number="7/KH", budget=9_000_000)
    assert (found.limit, "7/KH" in found.notes[0]) == (9_000_000, True)


def test_article_16_does_not_speak_of_other_guests() -> None:
    assert "Điều 16" in refused(EventKind.FOOD_AND_LODGING, OTHER, special_case="1").reason
    assert allowed(EventKind.FOOD_AND_LODGING, C, special_case="1").limit == 1_000_000


def test_an_ambassador_who_leaves_and_nobody_with_him() -> None:
    found = allowed(EventKind.LEAVING_OFFICE, C, HEAD)
    assert (found.limit, found.article) == (1_800_000, "Điều 17 Thông tư 35/2026/TT-BTC")
    assert "Điều 17" in refused(EventKind.LEAVING_OFFICE, C, SPOUSE).reason


@pytest.mark.parametrize("guest_class", list(GuestClass))
def test_at_a_rotating_conference_the_class_does_not_matter(guest_class: GuestClass) -> None:
    for role, amount in ((HEAD, 1_800_000), (SPOUSE, 1_800_000), (MEMBER, 1_000_000)):
        found = allowed(EventKind.ROTATING_CONFERENCE, guest_class, role)
        assert (found.limit, found.article) == (amount, "Điều 24 khoản 7 điểm đ Thông tư 35/2026/TT-BTC")


def test_a_rotating_conference_has_its_own_rate_only_by_decision() -> None:
    assert allowed(EventKind.ROTATING_CONFERENCE, special_rate=5_000_000).limit == 1_800_000
    found = allowed(EventKind.ROTATING_CONFERENCE, special_rate=5_000_000, special_case="9/QĐ-TTg")
    assert (found.limit, "Điều 25" in (found.article or "")) == (5_000_000, True)


def test_guests_who_pay_everything_get_nothing_from_any_money() -> None:
    for money in Money:
        assert "Điều 18" in refused(EventKind.SELF_FUNDED, money=money).reason


@pytest.mark.parametrize(
    ("kind", "article"), [(EventKind.DOMESTIC, "Điều 4 khoản 2 điểm b"), (EventKind.CONFERENCE_FOREIGN_PAID, "Điều 28")]
)
def test_the_funds_of_article_3_may_not_pay(kind: EventKind, article: str) -> None:
    for money in (Money.BUDGET, Money.OWN_REVENUE, Money.SPONSORED):
        assert article in refused(kind, money=money).reason
    found = allowed(kind, money=Money.OTHER)
    assert (found.limit, found.article) == (None, None)
    assert law.NO_RULE in found.notes[0]


def test_a_gift_given_abroad_has_no_ceiling_here() -> None:
    found = allowed(EventKind.OUTBOUND)
    assert (found.limit, found.article) == (None, None)
    assert "chưa có quy định trong hệ thống" in found.notes[0]


def test_the_ceiling_is_the_lower_of_the_law_and_the_hosts_own_norm() -> None:
    assert allowed(EventKind.VISIT, A, HEAD, norm=2_599_999).limit == 2_599_999
    assert allowed(EventKind.VISIT, A, HEAD, norm=2_600_001).limit == 2_600_000
    assert any("chưa có định mức của cơ quan" in note for note in allowed(EventKind.VISIT).notes)
    assert not any("chưa có định mức" in note for note in allowed(EventKind.VISIT, norm=1).notes)


FIRST, BEFORE = date(2026, 5, 18), date(2026, 5, 17)


def test_plans_approved_and_begun_before_keep_rates_that_are_not_known_here() -> None:
    found = refused(EventKind.VISIT, plan_approved=BEFORE, plan_begun=BEFORE)
    assert "Điều 35 khoản 4" in found.reason
    assert "71/2018/TT-BTC" in found.reason
    assert "chưa có trong hệ thống" in found.reason


def test_one_day_later_the_new_rates_hold() -> None:
    begun = allowed(EventKind.VISIT, plan_approved=BEFORE, plan_begun=FIRST)
    assert begun.limit == 2_600_000
    assert any("thủ trưởng cơ quan chủ trì quyết định" in note for note in begun.notes)
    both = allowed(EventKind.VISIT, plan_approved=FIRST, plan_begun=FIRST)
    assert not any("thủ trưởng" in note or "Chưa ghi ngày" in note for note in both.notes)
    assert allowed(EventKind.VISIT, plan_approved=BEFORE).limit == 2_600_000


def test_without_dates_the_day_of_giving_tells_what_it_can() -> None:
    assert "Điều 35" in refused(EventKind.VISIT, day=BEFORE).reason
    assert any("Chưa ghi ngày duyệt" in note for note in allowed(EventKind.VISIT, day=FIRST).notes)
    assert "chưa ghi ngày phê duyệt" in refused(EventKind.VISIT, plan_begun=BEFORE).reason
    assert "Điều 35" in refused(EventKind.VISIT, day=BEFORE, plan_approved=BEFORE).reason


def test_sponsored_money_follows_its_sponsor_first() -> None:
    assert any("Điều 34" in note for note in allowed(EventKind.VISIT, money=Money.SPONSORED).notes)


def test_every_row_of_the_table_is_asked_for_by_a_test_above() -> None:
    amounts = {(row.event, row.guest_class, row.role, row.amount) for row in tables.ceilings()}
    assert len(amounts) == 13
    assert {row.event for row in tables.refusals()} == {"self-funded", "domestic", "conference-foreign-paid"}
    assert all(row.first == FIRST and row.source for row in (*tables.ceilings(), *tables.refusals()))
    assert replace(tables.ceilings()[0], last=FIRST).holds(FIRST)
    assert not replace(tables.ceilings()[0], last=FIRST).holds(DAY)
