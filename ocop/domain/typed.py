"""What a person types into the search box, as words and as what the words mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ocop.domain.taxonomy import abbreviated
from ocop.domain.text import fold

# Of every product here, so no word to find one by.
_NOISE = {"ocop"}

# With its tone, since `nam` alone is also `nấm` (mushroom) and `nam` (south).
_NUMBERS = {"3": 3, "4": 4, "5": 5, "ba": 3, "bốn": 4, "năm": 5, "three": 3, "four": 4, "five": 5}
_STARS = re.compile(rf"(?<!\w)({'|'.join(_NUMBERS)})[\s-]*(?:sao|stars?)(?!\w)|(?<!\w)([345])\s?[★*](?!\w)")


@dataclass(frozen=True)
class Typed:
    """Folded words that must all be found, and the stars that were asked for in words (`4 sao`)."""

    words: tuple[str, ...] = ()
    stars: frozenset[int] = frozenset()
    key: str = ""


def read(text: str) -> Typed:
    """`ocop 4 sao Lâm Đồng` asks for four stars and the words `lam` and `dong`."""
    plain = unicodedata.normalize("NFC", text).lower()
    stars = frozenset(_NUMBERS[found[1] or found[2]] for found in _STARS.finditer(plain))
    words = tuple(
        dict.fromkeys(word for word in abbreviated(fold(_STARS.sub(" ", plain))).split() if word not in _NOISE)
    )
    key = fold(text)
    if not key and not stars and plain.strip():
        words = (plain.strip(),)  # signs only: no product holds such a word
    return Typed(words, stars, key)


def written(meant: Typed, texts: Iterable[str]) -> str:
    """Folded words in the spelling of the texts that they were found in: `phu quoc` is `Phú Quốc`."""
    spelling: dict[str, str] = {}
    for word in re.findall(r"\w+", unicodedata.normalize("NFC", " ".join(texts))):
        spelling.setdefault(fold(word), word)
    stars = [f"{count} sao" for count in sorted(meant.stars)]
    return " ".join([*(spelling.get(word, word) for word in meant.words), *stars])
