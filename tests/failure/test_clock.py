"""The calendar's own traps: 29 February, and 1 July 2025, when 63 provinces became 34 and districts ended."""

from dataclasses import dataclass
from datetime import date

import pytest
from starlette.testclient import TestClient

from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry
from ocop.domain.figures import Places
from ocop.domain.recognition import Evidence, Kind, Level, Scope, Status
from ocop.domain.register import ProductQuery
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from ocop.web.app import standalone
from tests.conftest import BASE_URL, open_register

SEAGULL = "FR23R1AX"  # Mắm nêm Seagull, of Lâm Đồng (before the mergers Bình Thuận)


@dataclass
class Calendar:
    day: date


def turning(database_url: str, calendar: Calendar) -> Register:
    """A register of a process that runs on while the days turn."""

    class Turning(Register):
        def today(self) -> date:
            return calendar.day

    opened = open_register(database_url)
    return Turning(opened.engine, opened.settings)


def recognise(register: Register, stated: str) -> None:
    decided = DecisionEntry(
        number="29/QĐ-UBND", stated=Stated.parse(stated), authority="UBND tỉnh Bình Thuận", level=Level.PROVINCE,
        evidence=Evidence.SIGNED, source="quyết định", note="",
    )  # fmt: skip
    with writing(register.engine) as session:
        event = EventEntry(kind=Kind.RENEWED, stars=4, decision=decided)
        actions.record_event(session, code=SEAGULL, event=event, by="t", reason="thử")


def test_a_term_that_begins_on_29_february_ends_when_february_does(database_url: str) -> None:
    calendar = Calendar(date(2028, 2, 28))
    register = turning(database_url, calendar)
    recognise(register, "2028-02-29")
    seen = {}
    with TestClient(standalone(register), base_url=BASE_URL, headers={"accept-language": "vi"}) as client:
        for day in (date(2028, 2, 29), date(2031, 2, 28), date(2031, 3, 1)):
            calendar.day = day
            seen[day] = client.get(f"/m/{SEAGULL}.json").json()["status"]
            page = client.get(f"/m/{SEAGULL}").text
            assert "28/02/2031" in page
            assert client.get("/api/v1/summary?as_of=2028-02-29").status_code == 200
    assert seen == {
        date(2028, 2, 29): Status.VALID, date(2031, 2, 28): Status.EXPIRING, date(2031, 3, 1): Status.EXPIRED,
    }  # fmt: skip
    register.engine.dispose()


@pytest.mark.parametrize("day", ["2028-02-29", "2025-06-30", "2025-07-01"])
def test_every_kind_of_page_answers_on_such_a_day(database_url: str, day: str) -> None:
    register = open_register(database_url, OCOP_TODAY=day)
    with TestClient(standalone(register), base_url=BASE_URL, headers={"accept-language": "vi"}) as client:
        for path in (f"/m/{SEAGULL}", "/api/v1/products?limit=5", "/api/v1/summary", "/tai-ve/lanh-dao.pdf"):
            assert client.get(path).status_code == 200, path
    for places in Places:
        assert register.summary(Scope.REAL, date.fromisoformat(day), places).lines
    register.engine.dispose()


def test_at_the_turn_of_the_provinces_a_product_is_found_under_both_names(database_url: str) -> None:
    calendar = Calendar(date(2025, 6, 30))
    register = turning(database_url, calendar)
    with TestClient(standalone(register), base_url=BASE_URL, headers={"accept-language": "vi"}) as client:
        for day in (date(2025, 6, 30), date(2025, 7, 1)):
            calendar.day = day
            for words in ("mắm nêm seagull", "mắm nêm lâm đồng", "mắm nêm bình thuận"):
                found = register.search(ProductQuery(words, scope=Scope.REAL), day)
                assert "Mắm nêm Seagull" in [each.name for each in found.products], (day, words)
            page = client.get(f"/m/{SEAGULL}").text
            assert "Lâm Đồng" in page
    register.engine.dispose()
