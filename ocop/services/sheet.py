"""The leader's page as a file: the answers of the register for one day on one sheet of A4."""

from __future__ import annotations

from datetime import date

from ocop.documents import leader
from ocop.domain.recognition import Scope
from ocop.services.register import Register


def pdf(register: Register, scope: Scope, day: date, *, drawn: str, titled: str, language: str) -> bytes:
    """The page in a language, with a map that is drawn already and what it is coloured by."""
    found = leader.Sheet(
        ending=register.ending(scope, day),
        lagging=register.provinces_behind(scope, day),
        communes=register.communes(scope, day),
        changes=register.changes(scope, day),
        map=drawn,
        map_title=titled,
        made_on=register.today(),
    )
    return leader.pdf(found, language)
