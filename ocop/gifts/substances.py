"""What ingredients and materials say: which substances that somebody may avoid are or may be in a product.

Read word by word: `cá` is fish and `cà` is not; a word without marks may be either and counts (`ca com`), but for the
few that are plainly something else (`ca cao`). What is only said in general (`thịt`) counts as every kind of it. So an
error excludes a product, it never lets one in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntFlag
from functools import cache, lru_cache, reduce
from itertools import product
from operator import or_

from ocop import reference
from ocop.domain.text import fold


class Substance(IntFlag):
    """What can be in a product, as bits of a column."""

    ALCOHOL = 1
    PORK = 2
    BEEF = 4
    POULTRY = 8
    OTHER_MEAT = 16
    FISH = 32
    SHELLFISH = 64
    EGG = 128
    MILK = 256
    HONEY = 512
    NUTS = 1024
    GELATIN = 2048
    LEATHER = 4096
    WOOD = 8192
    BLADE = 16384
    PROTECTED = 32768
    CLOCK = 65536
    NEST = 131072
    FISH_SAUCE = 262144
    BLOOD = 524288
    DRIED_FRUIT = 1048576


MEAT = (
    Substance.PORK
    | Substance.BEEF
    | Substance.POULTRY
    | Substance.OTHER_MEAT
    | Substance.GELATIN
    | Substance.NEST
    | Substance.BLOOD
)
SEAFOOD = Substance.FISH | Substance.SHELLFISH | Substance.FISH_SAUCE

# Of the codes that the register keeps for what is of animals.
_ORIGINS = {
    "pork": Substance.PORK,
    "beef": Substance.BEEF,
    "poultry": Substance.POULTRY,
    "other-meat": Substance.OTHER_MEAT,
    "fish": Substance.FISH,
    "shellfish": Substance.SHELLFISH,
    "egg": Substance.EGG,
    "milk": Substance.MILK,
    "honey": Substance.HONEY,
    "leather": Substance.LEATHER,
    "silk": Substance(0),
}

# A sign between two words parts them; a hyphen does not.
_WORD = re.compile(r"\w+|[^\w\s-]")

_ANY_MEAT = Substance.PORK | Substance.BEEF | Substance.POULTRY | Substance.OTHER_MEAT


@cache
def _meaning() -> dict[tuple[str, ...], int]:
    """What each run of words means, in every spelling: of a marked word the plain one too (`ca` may be `cá`).

    A longer run hides the shorter ones that it holds; a row of the table without substances does only that, and needs
    its own spelling: `bơ tươi` is no beef, and `bo tuoi` may be.
    """
    found: dict[tuple[str, ...], int] = {}
    for row in reference.rows("gifts/substances.csv"):
        substances = reduce(
            or_, (Substance[each.upper().replace("-", "_")] for each in row["means"].split()), Substance(0)
        )
        for phrase in row["words"].split("|"):
            words = unicodedata.normalize("NFC", phrase).split()
            for run in product(*({word, fold(word)} if substances else {word} for word in words)):
                found[run] = found.get(run, 0) | int(substances)
    return found


@cache
def _longest() -> dict[str, int]:
    """For each word that begins a run, of how many words the longest is."""
    found: dict[str, int] = {}
    for run in _meaning():
        found[run[0]] = max(found.get(run[0], 0), len(run))
    return found


def in_words(text: str) -> Substance:
    """The substances that a text names or may mean."""
    return Substance(bits(text))


@lru_cache(maxsize=65_536)
def bits(text: str) -> int:
    """The same as a plain number; of several runs that begin at a word the longest counts."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    meaning, longest = _meaning(), _longest()
    found = past = 0
    for place, word in enumerate(words):
        if word not in longest or place < past:
            continue
        for length in range(longest[word], 0, -1):
            known = meaning.get(tuple(words[place : place + length]))
            if known is not None:
                found |= known
                past = place + length
                break
    return found


def of_origin(codes: Iterable[str]) -> Substance:
    """The substances that codes of animal origin stand for; a code that nobody knows counts as any meat."""
    found = Substance(0)
    for code in codes:
        found |= _ORIGINS.get(code, _ANY_MEAT)
    return found
