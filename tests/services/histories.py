"""Products with histories of a few words, for registers in which the answer is known."""

from __future__ import annotations

from datetime import date
from itertools import count

from ocop import reference
from ocop.domain.codes import with_check
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry, MakerEntry, Place, ProductEntry
from ocop.domain.recognition import Evidence, Kind, Level, Scope
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing

_NUMBERS = count(1)


def code(number: int) -> str:
    """The register's own code of a made product."""
    return with_check(f"T{number:06}")


def place(commune: str | None) -> Place:
    """The place of a commune, by code."""
    if commune is None:
        return Place(stated="không rõ")
    found = reference.communes()[commune]
    return Place(stated=found.name, commune=commune, province=found.province, former_province=found.former)


def maker(name: str = "HTX Thử", commune: str | None = "24778", **facts: object) -> MakerEntry:
    """A cooperative unless told otherwise."""
    return MakerEntry(name=name, place=place(commune), **{"kind": "cooperative"} | facts)  # type: ignore[arg-type]


def event(
    kind: Kind, day: str, stars: int | None = None, about: int | None = None, evidence: Evidence = Evidence.SIGNED
) -> EventEntry:
    """An event by a decision of its own."""
    decision = DecisionEntry(
        number=f"{next(_NUMBERS)}/QĐ",
        stated=Stated.parse(day),
        authority="UBND",
        level=Level.PROVINCE,
        evidence=evidence,
        source="bản thử",
    )
    return EventEntry(kind=kind, decision=decision, stars=stars, about=about)


def product(number: int, made_by: MakerEntry, *history: EventEntry, set_number: int | None = 1) -> ProductEntry:
    """A product by number."""
    return ProductEntry(
        code=code(number), name=f"Sản phẩm {number}", maker=made_by, history=history, set_number=set_number
    )


def enter(register: Register, *entries: ProductEntry, scope: Scope = Scope.DEMO) -> None:
    """Put them into a scope; that of the illustration is empty in a new store."""
    with writing(register.engine) as session:
        actions.enter_products(session, entries=entries, scope=scope, by="test", reason="thử")


def record(register: Register, number: int, happened: EventEntry) -> None:
    """One more event of a product."""
    with writing(register.engine) as session:
        actions.record_event(session, code=code(number), event=happened, by="test", reason="thử")


def day(text: str) -> date:
    """A day of a year."""
    return date.fromisoformat(text)
