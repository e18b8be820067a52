"""Names of provinces among the words typed: `4 sao lam dong` asks for Lâm Đồng, not for copper made by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ocop import reference
from ocop.domain.text import fold

# Which numbers of the columns of present and of former provinces a name means.
Meant = tuple[tuple[int, ...], tuple[int, ...]]


def provinces_in(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Meant]]:
    """The names of two words and more among neighbouring words, with the provinces that bore them at any time."""
    place = 0
    while place < len(words):
        for length in (4, 3, 2):
            phrase = tuple(words[place : place + length])
            if len(phrase) == length and (meant := _names().get(phrase)):
                yield phrase, meant
                place += length - 1
                break
        place += 1


@cache
def _names() -> dict[tuple[str, ...], Meant]:
    present: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    former: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for found, provinces in ((present, reference.provinces()), (former, reference.former_provinces())):
        for code, province in provinces.items():
            for name in (province.name, *province.aliases):
                found[tuple(fold(name).split())].add(int(code))
    names = {name for name in (*present, *former) if len(name) > 1}
    return {name: (tuple(sorted(present[name])), tuple(sorted(former[name]))) for name in names}
