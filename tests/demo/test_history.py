"""Made-up histories obey the rules of their time."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from ocop.demo import generate
from ocop.demo.decisions import rule_of
from ocop.demo.shape import AS_OF
from ocop.domain.dates import months_later
from ocop.domain.entries import EventEntry, ProductEntry
from ocop.domain.recognition import GRANTS, STARS, Event, Evidence, Kind, Level, Status, holding, term

Register = tuple[ProductEntry, ...]


def decided(event: EventEntry) -> date:
    day = event.decision.stated.exact
    assert day is not None
    return day


def starts(event: EventEntry) -> date:
    return event.valid_from or decided(event)


def as_events(entry: ProductEntry) -> list[Event]:
    found = []
    for number, event in enumerate(entry.history):
        stated, evidence = event.decision.stated, event.decision.evidence
        until = term(stated, evidence, event.valid_from)[1] if event.kind in GRANTS else event.valid_until
        found.append(
            Event(
                id=number,
                kind=event.kind,
                stated=stated,
                evidence=evidence,
                stars=event.stars,
                valid_from=event.valid_from,
                valid_until=until,
                about=event.about,
            )
        )
    return found


def test_every_history_begins_with_a_first_grant_and_keeps_the_order_of_time(register: Register) -> None:
    for entry in register:
        assert [event.kind is Kind.FIRST for event in entry.history].index(True) == 0
        assert sum(event.kind is Kind.FIRST for event in entry.history) == 1
        days = [starts(event) for event in entry.history]
        assert days == sorted(set(days))
        assert [decided(event) for event in entry.history] == sorted(decided(event) for event in entry.history)


def test_nothing_is_decided_or_begins_after_the_day_of_the_register(register: Register) -> None:
    assert max(max(decided(event), starts(event)) for entry in register for event in entry.history) <= AS_OF


def test_grants_state_stars_and_alterations_name_an_earlier_grant(register: Register) -> None:
    for entry in register:
        for number, event in enumerate(entry.history):
            if event.kind in GRANTS:
                assert event.stars in STARS
                assert event.about is None
            else:
                assert event.about is not None
                assert event.about < number
                assert entry.history[event.about].kind in GRANTS
                assert decided(event) <= months_later(starts(entry.history[event.about]), 36)


def test_stars_rise_when_raised_fall_when_lowered_and_stay_when_renewed(register: Register) -> None:
    for entry in register:
        grants = [event for event in entry.history if event.kind in GRANTS]
        for before, after in pairwise(grants):
            assert before.stars is not None
            assert after.stars is not None
            change = after.stars - before.stars
            assert change == {Kind.RAISED: 1, Kind.LOWERED: -1, Kind.RENEWED: 0}[after.kind]


def test_about_three_in_five_of_the_terms_that_ended_were_renewed(register: Register) -> None:
    ended = renewed = 0
    for entry in register:
        grants = [event for event in entry.history if event.kind in GRANTS]
        for number, grant in enumerate(grants):
            following = grants[number + 1] if number + 1 < len(grants) else None
            ends = months_later(starts(grant), 36)
            replaced = following is not None and decided(following) < ends - timedelta(days=110)
            if ends < AS_OF and not replaced:
                ended += 1
                renewed += following is not None
    assert 0.55 < renewed / ended < 0.65


def test_every_kind_of_event_and_every_status_occurs(register: Register) -> None:
    assert {event.kind for entry in register for event in entry.history} == set(Kind) - {Kind.RECOGNISED}
    found = [holding(as_events(entry), AS_OF) for entry in register]
    statuses = {period.status_on(AS_OF) for period in found if period is not None}
    assert None not in found
    assert statuses == {Status.VALID, Status.EXPIRING, Status.EXPIRED, Status.REVOKED}


def test_whoever_recognises_was_entitled_to_on_that_day(register: Register) -> None:
    for entry in register:
        for event in entry.history:
            day, level, authority = decided(event), event.decision.level, event.decision.authority
            assert authority.endswith("(minh họa)")
            assert (level is Level.NATION) == authority.startswith("Bộ ")
            assert (level is Level.DISTRICT) == authority.startswith("UBND huyện")
            if level is Level.DISTRICT:
                assert date(2023, 2, 24) <= day <= date(2025, 6, 30)
            if level is Level.NATION:
                assert ("Môi trường" in authority) == (day >= date(2025, 3, 1))
            if event.kind in GRANTS:
                assert (event.stars == 5) == (level is Level.NATION)
                by_district = event.stars == 3 and date(2023, 2, 24) <= day <= date(2025, 6, 30)
                assert by_district == (level is Level.DISTRICT)


def test_three_stars_of_2019_to_early_2023_are_of_the_province() -> None:
    levels = {
        event.decision.level
        for entry in generate(3000)
        for event in entry.history
        if event.stars == 3 and decided(event) < date(2023, 2, 24)
    }
    assert levels == {Level.PROVINCE}


def test_points_fall_into_the_band_of_the_stars(register: Register) -> None:
    floors = {3: 50, 4: 70, 5: 90}
    for entry in register:
        for event in entry.history:
            if event.points is not None:
                assert event.stars is not None
                assert floors[event.stars] <= event.points <= 100
                assert event.stars != 3 or event.points < 70


def test_most_rules_are_stated_and_fit_the_day(register: Register) -> None:
    events = [event for entry in register for event in entry.history]
    assert 0.04 < sum(event.rule is None for event in events) / len(events) < 0.12
    assert all(event.rule in {None, rule_of(decided(event))} for event in events)


def test_every_decision_is_made_up_and_its_number_looks_like_no_real_one(register: Register) -> None:
    for entry in register:
        for event in entry.history:
            assert event.decision.evidence is Evidence.MADE_UP
            assert event.decision.source == "Dữ liệu minh họa"
            assert re.fullmatch(r"MH-\d{4}/QĐ-MINHHOA", event.decision.number)
