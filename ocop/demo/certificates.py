"""Other certificates of made-up products, by what each kind of goods can bear; their numbers are no real ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ocop.demo.chance import Chance
from ocop.demo.goods import Speciality
from ocop.domain.dates import months_later
from ocop.domain.entries import CertificateEntry
from ocop.domain.recognition import Evidence

NOT_HALAL = frozenset({"pork", "other-meat", "beef", "poultry"})
BODY = "Tổ chức chứng nhận (minh họa)"
NO_NUMBER = 0.1


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of certificate: which sets bear it, how often, who issues it and for how many months."""

    kind: str
    mark: str
    sets: tuple[int, ...]
    share: float
    issuer: str
    months: int | None


SCHEMES = (
    Scheme("organic", "HC", (1, 3, 4, 7, 11, 12, 13, 20), 0.03, BODY, 24),
    Scheme("vietgap", "VG", (1, 2, 11), 0.14, BODY, 36),
    Scheme("halal", "HL", (*range(3, 14), 17), 0.02, BODY, 24),
    Scheme("gi", "CD", (*range(1, 14), 21, 22), 0.07, "Cơ quan sở hữu trí tuệ (minh họa)", None),
    Scheme("eco-label", "ST", (*range(1, 14), 19, 21, 22), 0.01, BODY, 36),
    Scheme("growing-area", "VT", (1, 3), 0.1, "Cơ quan bảo vệ thực vật (minh họa)", None),
)
BY_SET = {number: tuple(scheme for scheme in SCHEMES if number in scheme.sets) for number in range(1, 27)}


def certificates(chance: Chance, speciality: Speciality, first: date, today: date) -> tuple[CertificateEntry, ...]:
    """The certificates of a product that was first recognised on a day."""
    return tuple(
        _certificate(chance, scheme, first, today)
        for scheme in BY_SET[speciality.set_number]
        if chance.happens(scheme.share) and _may_bear(scheme, speciality)
    )


def _may_bear(scheme: Scheme, speciality: Speciality) -> bool:
    """No halal meat here, and an origin only where the name holds one."""
    if scheme.kind == "halal":
        return NOT_HALAL.isdisjoint(speciality.animal)
    return scheme.kind != "gi" or speciality.placed


def _certificate(chance: Chance, scheme: Scheme, first: date, today: date) -> CertificateEntry:
    issued = min(first + timedelta(days=chance.between(-300, 500)), today)
    return CertificateEntry(
        kind=scheme.kind,
        number=chance.known(f"MH-{scheme.mark}-{chance.between(1, 99_999):05}", NO_NUMBER),
        issuer=scheme.issuer,
        issued_on=issued,
        expires_on=None if scheme.months is None else months_later(issued, scheme.months),
        evidence=Evidence.MADE_UP,
    )
