"""Names of made-up products: a speciality, with a form, a village or brand word and a size."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ocop.demo.chance import Chance
from ocop.demo.goods import Form, Speciality
from ocop.demo.makers import Maker

HAS_FORM = 0.72
HAS_FINISH = 0.3
HAS_VILLAGE = 0.5
HAS_BRAND = 0.35
SHOWS_SIZE = 0.3
TRIES = 8
PLAIN = Form("", "", "")


@dataclass(frozen=True, slots=True)
class Named:
    """A product with its names, the pack that they speak of, and the ingredient that its form adds."""

    vi: str
    en: str
    pack: int | None
    adds: str


def name(chance: Chance, maker: Maker, speciality: Speciality, taken: Collection[str]) -> Named:
    """A name that the maker's other products do not bear."""
    for _ in range(TRIES):
        named = _compose(chance, maker, speciality)
        if named.vi not in taken:
            return named
    number = len(taken) + 1
    return Named(f"{named.vi} số {number}", f"{named.en}, no. {number}", named.pack, named.adds)


def shown_size(amount: int, unit: str) -> str:
    """`500 g`, `1 kg`, `1,5 lít`."""
    if amount < 1000:
        return f"{amount} {unit}"
    return f"{amount / 1000:g} {'kg' if unit == 'g' else 'lít'}".replace(".", ",")


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def _compose(chance: Chance, maker: Maker, speciality: Speciality) -> Named:
    form = chance.pick(speciality.forms) if speciality.forms and chance.happens(HAS_FORM) else PLAIN
    finish = chance.pick(speciality.finishes) if speciality.finishes and chance.happens(HAS_FINISH) else PLAIN
    if finish.vi[:3] == form.vi[:3]:  # no box in a box
        finish = PLAIN
    word = _word(chance, maker, speciality)
    family = speciality.family
    pack = chance.pick(family.packs) if family.packs else None
    size = shown_size(pack, family.unit) if pack and family.unit != "piece" and chance.happens(SHOWS_SIZE) else ""
    size_en = size.replace("lít", "l").replace(",", ".")
    return Named(
        vi=" ".join(filter(None, (speciality.name, form.vi, finish.vi, word, size))),
        en=capital(", ".join(filter(None, (speciality.name_en, form.en, finish.en, word, size_en)))),
        pack=pack,
        adds=form.adds,
    )


def _word(chance: Chance, maker: Maker, speciality: Speciality) -> str:
    """The village, where the speciality's name holds no place; or the maker's brand word."""
    if not speciality.placed and chance.happens(HAS_VILLAGE):
        return maker.home.commune.name
    return maker.brand if chance.happens(HAS_BRAND) else ""
