"""Markers where a household may be found at home, to be looked for in whatever leaves the register."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.entries import ContactEntry
from ocop.domain.recognition import Kind, Scope
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from ocop.store.tables import ProducerRow
from tests.services.histories import enter, event, maker, place, product

MARKER = "MARKER"
NAMES = ("Nguyễn Thị Thử Một", "Nguyễn Thị Thử Hai")


def plant(register: Register, scope: Scope = Scope.REAL) -> None:
    """A household and a maker of unknown kind, each with a product, whose contacts and stated place bear the marker."""
    contact = ContactEntry(person="MARKER Person", phone="MARKER0901", email="MARKER@x.vn", address="MARKER 7")
    stated = replace(place("24730"), stated="MARKER thôn 7, xã Đắk Wil")
    for number, (name, kind) in enumerate(zip(NAMES, ("household", None), strict=True), start=1):
        owner = replace(maker(name, "24730", kind=kind), place=stated)
        enter(register, product(number, owner, event(Kind.FIRST, "2026-09-09", 3)), scope=scope)
    with Session(register.engine) as session:
        ids = session.scalars(select(ProducerRow.id).where(ProducerRow.name.in_(NAMES))).all()
    with writing(register.engine) as session:
        for each in ids:
            actions.keep_contact(session, producer_id=each, contact=contact, by="test", reason="thử")
