"""Texts that rows share, found by the beginnings of their words.

A national register repeats itself: one maker has several products, one commune several makers. So each text is kept
once, `column` says which one a row bears, and for each word stand the texts that hold it. Words are sorted, so all that
begin with the same letters are neighbours, and their texts are one slice.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# How a text holds a word; what is better is smaller.
WHOLE, BEGUN, ABSENT = 0, 1, 100

# Sorts after every letter and digit of a folded word.
LAST = "\x7f"


@dataclass(frozen=True)
class Texts:
    """Which of `size` texts each row bears, and which texts hold each word."""

    column: NDArray[np.int32]
    size: int
    words: list[str]
    starts: NDArray[np.int64]
    holders: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Sequence[str], column: NDArray[np.int32]) -> Texts:
        """Folded texts, and for each row the number of its own."""
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
        for number, text in enumerate(texts):
            for word in set(text.split()):
                found[word].append(number)
        words = sorted(found)
        lengths = [0, *(len(found[word]) for word in words)]
        holders = np.concatenate([np.frombuffer(found[word], np.int32) for word in words] or [np.empty(0, np.int32)])
        return cls(column, len(texts), words, np.cumsum(lengths, dtype=np.int64), holders)

    def slice(self, word: str) -> tuple[int, int]:
        """Where the words stand that begin with this one; a single letter must be the whole word."""
        first = bisect_left(self.words, word)
        if len(word) > 1:
            return first, bisect_left(self.words, word + LAST, first)
        return first, first + (first < len(self.words) and self.words[first] == word)

    def weight(self, word: str) -> int:
        """How many texts hold a word, at most: what is rare is looked for first."""
        first, last = self.slice(word)
        return int(self.starts[last] - self.starts[first])

    def hits(self, word: str) -> NDArray[np.uint8] | None:
        """For each text whether it holds the word: WHOLE, BEGUN or ABSENT; None where none holds it."""
        first, last = self.slice(word)
        if first == last:
            return None
        held = np.full(self.size, ABSENT, np.uint8)
        held[self.holders[self.starts[first] : self.starts[last]]] = BEGUN
        if self.words[first] == word:
            held[self.holders[self.starts[first] : self.starts[first + 1]]] = WHOLE
        return held

    def replaced(self, kept: NDArray[np.bool_], at: NDArray[np.int64], new: Texts) -> Texts:
        """The same with rows taken out, and new ones put in before the given places of what is left.

        Texts that no row bears any more stay: they find nothing.
        """
        column = np.insert(self.column[kept], at, new.column + np.int32(self.size))
        known = [bisect_left(self.words, word) for word in new.words]
        is_known = [n < len(self.words) and self.words[n] == w for n, w in zip(known, new.words, strict=True)]
        added = np.diff(new.starts)
        # behind the texts of the same word, or before those of the next one
        places = self.starts[np.add(known, is_known, dtype=np.int64)] if known else np.empty(0, np.int64)
        holders = np.insert(self.holders, np.repeat(places, added), new.holders + np.int32(self.size))
        words = sorted(self.words + [w for w, was in zip(new.words, is_known, strict=True) if not was])
        lengths = np.zeros(len(words), np.int64)
        lengths[[bisect_left(words, word) for word in self.words]] = np.diff(self.starts)
        lengths[[bisect_left(words, word) for word in new.words]] += added
        return Texts(column, self.size + new.size, words, np.concatenate([[0], np.cumsum(lengths)]), holders)
