"""Words in a story that may not be published, and words that somebody should look at twice.

The list stands in `data/claims.csv`, each phrase with its source and how sure that is. With tones: `chưa bệnh` is no
`chữa bệnh`. What is allowed (`giá trị`, the sentence that the law demands) is taken out before anything is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What a phrase does to a story."""

    REFUSE = "refuse"
    WARN = "warn"
    ALLOW = "allow"


@dataclass(frozen=True)
class Phrase:
    """Words, what they are about (cure, drink, spirits, best), what they do, and on whose word."""

    words: str
    about: str
    weight: Weight
    source: str
    confidence: str
    note: str


@dataclass(frozen=True)
class Piece:
    """A run of a story: plain, or the words of a phrase."""

    text: str
    phrase: Phrase | None = None


def read(story: str, phrases: Iterable[Phrase], *, is_drink: bool) -> tuple[Piece, ...]:
    """A story in pieces, the words that were found apart; the longest phrase counts, those of drinks for drinks."""
    text = unicodedata.normalize("NFC", story)
    listed = sorted((each for each in phrases if is_drink or each.about != "drink"), key=_order)
    taken: list[tuple[int, int, Phrase]] = []
    for phrase in listed:
        pattern = r"\s+".join(map(re.escape, phrase.words.split()))
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            if all(found.end() <= first or last <= found.start() for first, last, _ in taken):
                taken.append((found.start(), found.end(), phrase))
    pieces: list[Piece] = []
    at = 0
    for first, last, phrase in sorted(taken, key=lambda each: each[0]):
        if phrase.weight is not Weight.ALLOW:
            pieces += [Piece(text[at:first]), Piece(text[first:last], phrase)]
            at = last
    return (*(each for each in pieces if each.text), *([Piece(text[at:])] if text[at:] else []))


def _order(phrase: Phrase) -> tuple[int, int]:
    """What is allowed first, then the longest; of the same words what refuses before what warns."""
    return phrase.weight is not Weight.ALLOW, -len(phrase.words)
