"""What might have been meant where nothing was found: the register's own words, nearest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ocop.domain import typed
from ocop.domain.register import ProductQuery
from ocop.domain.typed import Typed
from ocop.index.finding import Index
from ocop.index.places import provinces_in
from ocop.index.texts import LAST

# How alike two words must be, of 1, and how much is tried before we give up.
ALIKE = 0.7
NEAREST = 4
TRIES = 24
# Letters that Vietnamese does not begin a word with, and what people mean who type them: `fu quoc`, `zua`.
_RESPELLED = {"f": "ph", "j": "gi", "w": "qu", "z": "d"}


def suggestion(index: Index, query: ProductQuery, day: date) -> tuple[int, Typed] | None:
    """The best product (by id) of the nearest words that find any, with the words; None where nothing is near.

    The choices made are left out: what was typed is what may be mistyped.
    """
    asked, view = typed.read(query.text), index.on(day)
    for words in islice(_nearest(index, asked.words), TRIES):
        meant = Typed(tuple(dict.fromkeys(words)), asked.stars, " ".join(words))
        if len(index.matching(meant, (), view)[0]):
            return index.search(meant, frozenset(), day, limit=1).ids[0], meant
    return None


def _nearest(index: Index, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Other words for those typed, the likeliest first: only the unknown ones replaced, then any one of them."""
    placed = {word for phrase, _meant in provinces_in(words) for word in phrase}
    near = {word: [(word, 1.0)] if word in placed else _near(index, word) for word in words}
    unknown = [word for word in words if not any(text.weight(word) for text in index.snapshot.texts)]
    ways = [[near[word] if word in unknown else [(word, 1.0)] for word in words]] if unknown else []
    ways += [[near[word] if word == other else [(word, 1.0)] for word in words] for other in words if not unknown]
    for way in ways:
        for choice in sorted(product(*way), key=lambda choice: -sum(alike for _word, alike in choice)):
            yield tuple(word for word, _alike in choice)
    # at last without the words that nothing is like, then without the last ones typed
    known = tuple(word for word in words if word not in unknown)
    for count in range(len(known), 0, -1):
        # half a province's name is no answer to the whole
        if count < len(words) and not (len(known) > count and {known[count - 1], known[count]} <= placed):
            yield known[:count]


def _near(index: Index, word: str) -> list[tuple[str, float]]:
    """The words of the register that are most like one typed; of equal ones the commoner first."""
    found: dict[str, tuple[float, int]] = {}
    respelled = _RESPELLED.get(word[0], "") + word[1:]
    if word[0] in _RESPELLED and any(respelled in text.words for text in index.snapshot.texts):
        return [(respelled, 1.0)]
    for text in index.snapshot.texts if word[0].isalpha() else ():
        # hardly anybody mistypes the first letter
        words = text.words[bisect_left(text.words, word[0]) : bisect_left(text.words, word[0] + LAST)]
        for other, alike, _place in process.extract(
            word, words, scorer=OSA.normalized_similarity, limit=NEAREST + 1, score_cutoff=ALIKE
        ):
            if other != word:
                found[other] = max(found.get(other, (0.0, 0)), (alike, text.weight(other)))
    best = sorted(found, key=lambda other: (-found[other][0], -found[other][1], other))[:NEAREST]
    return [(other, found[other][0]) for other in best]
