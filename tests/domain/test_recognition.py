"""When a recognition is in force."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.domain.dates import Stated
from ocop.domain.recognition import GRANTS, Event, Evidence, Kind, State, Status, holding, periods, term

ONE = timedelta(days=1)


def grant(number: int, day: str, stars: int, kind: Kind = Kind.FIRST, evidence: Evidence = Evidence.SIGNED) -> Event:
    stated = Stated.parse(day)
    valid_from, valid_until = term(stated, evidence)
    return Event(
        id=number,
        kind=kind,
        stated=stated,
        evidence=evidence,
        stars=stars,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def change(number: int, day: str, kind: Kind, about: int, stars: int | None = None, until: date | None = None) -> Event:
    return Event(
        id=number,
        kind=kind,
        stated=Stated.parse(day),
        evidence=Evidence.SIGNED,
        stars=stars,
        valid_until=until,
        about=about,
    )


def status(events: list[Event], day: date) -> Status:
    period = holding(events, day)
    return Status.NONE if period is None else period.status_on(day)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 8, 4), Status.NONE),
        (date(2026, 8, 5), Status.VALID),
        (date(2029, 5, 7), Status.VALID),  # 90 days left
        (date(2029, 5, 8), Status.EXPIRING),  # 89 days left
        (date(2029, 8, 5), Status.EXPIRING),  # the last day is included
        (date(2029, 8, 6), Status.EXPIRED),
    ],
)
def test_status_is_a_function_of_the_day(day: date, expected: Status) -> None:
    assert status([grant(1, "2026-08-05", 3)], day) is expected


def test_a_term_may_begin_on_a_day_that_the_decision_states() -> None:
    assert term(Stated.parse("2024-06-20"), Evidence.SIGNED, date(2024, 7, 1)) == (date(2024, 7, 1), date(2027, 7, 1))


@pytest.mark.parametrize(("day", "evidence"), [("2023-07", Evidence.PRESS), ("2023-07", Evidence.SIGNED)])
def test_a_record_from_the_press_or_dated_by_month_never_expires(day: str, evidence: Evidence) -> None:
    events = [grant(1, day, 5, evidence=evidence)]
    assert events[0].valid_until is None
    assert status(events, date(2023, 6, 30)) is Status.NONE
    assert status(events, date(2023, 7, 1)) is Status.REPORTED
    assert status(events, date(2040, 1, 1)) is Status.REPORTED


def test_press_with_a_whole_date_is_still_only_reported() -> None:
    assert status([grant(1, "2025-01-16", 5, evidence=Evidence.PRESS)], date(2025, 2, 1)) is Status.REPORTED


def test_the_higher_of_two_in_term_governs_and_the_lower_again_after_it() -> None:
    events = [grant(1, "2024-01-10", 3), grant(2, "2023-06-01", 4)]
    found = periods(events)
    assert [(p.first, p.stars, p.state) for p in found] == [
        (date(2023, 6, 1), 4, State.IN_FORCE),
        (date(2026, 6, 2), 3, State.IN_FORCE),
        (date(2027, 1, 11), 3, State.ENDED),
    ]


def test_a_lower_one_governs_again_when_the_higher_is_revoked() -> None:
    events = [
        grant(1, "2024-01-10", 3),
        grant(2, "2025-01-10", 4, Kind.RAISED),
        change(3, "2025-09-01", Kind.REVOKED, about=2),
    ]
    assert holding(events, date(2025, 8, 31)).stars == 4
    after = holding(events, date(2025, 9, 1))
    assert (after.stars, after.state, after.until) == (3, State.IN_FORCE, date(2027, 1, 10))


def test_revocation_of_the_only_one_is_revoked_not_expired() -> None:
    events = [grant(1, "2024-01-10", 3), change(2, "2025-03-01", Kind.REVOKED, about=1)]
    assert status(events, date(2025, 2, 28)) is Status.VALID
    assert status(events, date(2025, 3, 1)) is Status.REVOKED
    assert status(events, date(2030, 3, 1)) is Status.REVOKED


def test_a_revocation_after_the_end_changes_nothing() -> None:
    events = [grant(1, "2021-01-10", 3), change(2, "2025-03-01", Kind.REVOKED, about=1)]
    assert status(events, date(2025, 3, 2)) is Status.EXPIRED


def test_lowering_sets_the_higher_one_aside() -> None:
    events = [grant(1, "2024-01-10", 4), grant(2, "2025-01-10", 3, Kind.LOWERED)]
    assert holding(events, date(2025, 1, 9)).stars == 4
    assert holding(events, date(2025, 1, 10)).stars == 3
    assert status(events, date(2028, 1, 11)) is Status.EXPIRED


def test_an_extension_moves_the_end() -> None:
    events = [grant(1, "2023-01-10", 3), change(2, "2026-01-02", Kind.EXTENDED, about=1, until=date(2026, 7, 9))]
    assert status(events, date(2026, 1, 11)) is Status.VALID
    assert status(events, date(2026, 7, 9)) is Status.EXPIRING
    assert status(events, date(2026, 7, 10)) is Status.EXPIRED


def test_a_correction_changes_the_stars_from_its_day() -> None:
    events = [grant(1, "2025-01-10", 4), change(2, "2025-02-01", Kind.CORRECTED, about=1, stars=3)]
    assert holding(events, date(2025, 1, 31)).stars == 4
    assert holding(events, date(2025, 2, 1)).stars == 3


def test_a_press_report_later_than_an_ended_recognition_counts() -> None:
    events = [grant(1, "2020-01-10", 4), grant(2, "2025-06", 5, evidence=Evidence.PRESS)]
    assert status(events, date(2024, 1, 1)) is Status.EXPIRED
    assert status(events, date(2026, 1, 1)) is Status.REPORTED


def test_a_decided_recognition_in_term_outweighs_a_press_report() -> None:
    events = [grant(1, "2025-01-10", 4), grant(2, "2025-06", 5, evidence=Evidence.PRESS)]
    assert holding(events, date(2026, 1, 1)).stars == 4


DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Grants of any stars and evidence, some of them altered later."""
    events: list[Event] = []
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from([Kind.FIRST, Kind.RENEWED, Kind.RAISED, Kind.LOWERED]))
        evidence = draw(st.sampled_from([Evidence.SIGNED, Evidence.TRANSCRIBED, Evidence.PRESS]))
        events.append(grant(number, draw(DAYS).isoformat(), draw(st.sampled_from([3, 4, 5])), kind, evidence))
    for number in range(10, 10 + draw(st.integers(0, 3))):
        about = draw(st.sampled_from(events[:1]))
        kind = draw(st.sampled_from([Kind.REVOKED, Kind.ANNULLED, Kind.EXTENDED, Kind.CORRECTED, Kind.PASSED]))
        until = about.valid_until + timedelta(days=180) if about.valid_until and kind is Kind.EXTENDED else None
        events.append(change(number, draw(DAYS).isoformat(), kind, about.id, until=until))
    return events


@given(histories(), DAYS)
def test_periods_follow_without_gap_and_hold_what_they_say(events: list[Event], day: date) -> None:
    found = periods(events)
    assert found[0].first == min(event.effective for event in events if event.kind in GRANTS)
    assert found[-1].last is None
    for before, after in pairwise(found):
        assert before.last == after.first - ONE
    for period in found:
        if period.state is State.IN_FORCE:
            assert period.until is not None
            assert period.last is not None
            assert period.last <= period.until
    # What later events do never changes what held before them.
    known = [event for event in events if event.effective <= day]
    now, then = holding(events, day), holding(known, day)
    assert (now and (now.state, now.stars, now.event, now.until)) == (
        then and (then.state, then.stars, then.event, then.until)
    )
