"""Stories of made-up products in two languages: where, what, how; never what it cures, never in praise of alcohol."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ocop import reference
from ocop.demo.chance import Chance
from ocop.demo.goods import SPIRITS, Speciality
from ocop.demo.names import capital
from ocop.demo.places import Home

NO_CLOSING = 0.25


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages, with gaps for names and places."""

    vi: str
    en: str


@cache
def _sentences() -> dict[tuple[str, str], tuple[Sentence, ...]]:
    found: dict[tuple[str, str], list[Sentence]] = {}
    for row in reference.rows("demo/stories.csv"):
        found.setdefault((row["group"], row["part"]), []).append(Sentence(row["vi"], row["en"]))
    return {key: tuple(those) for key, those in found.items()}


def story(chance: Chance, speciality: Speciality, home: Home) -> tuple[str, str] | None:
    """Two or three sentences in Vietnamese and in English; None for sets 14 and 15.

    A speciality that is named after a village is told of as the province's: its made-up maker may live elsewhere.
    """
    if speciality.set_number in SPIRITS:
        return None
    kind, family = speciality.story, speciality.family
    opening = chance.pick(_sentences()[kind, "opening"])
    closing = None if chance.happens(NO_CLOSING) else chance.pick(_sentences()[kind, "closing"])
    base = speciality.name[0].lower() + speciality.name[1:]
    place, place_en = (home.province, home.province) if speciality.placed else (home.words, home.words_en)
    first = opening.vi.format(Base=speciality.name, base=base, place=place, verb=family.verb)
    first_en = opening.en.format(Base_en=capital(speciality.name_en), base_en=speciality.name_en, place_en=place_en)
    vi = f"{first} Sản phẩm {family.craft}."
    en = f"{first_en} The product {family.craft_en}."
    return (f"{vi} {closing.vi}", f"{en} {closing.en}") if closing else (vi, en)
