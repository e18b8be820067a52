"""The folded text by which a product is found: its place by every name, its set."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from ocop import reference
from ocop.domain.taxonomy import abbreviated
from ocop.domain.text import fold


def name(folded: str, name_en: str | None = None) -> str:
    """A product's or a maker's names, with the other words for what they name: `macca` is found by `mắc ca` too.

    Of what may be abbreviated the short form stands beside the long one; a question is asked in short forms.
    """
    names = f"{folded} {fold(name_en)}" if name_en else folded
    if (short := abbreviated(names)) != names:
        names = f"{names} {short}"
    known, groups = _alike()
    if not known.search(names):
        return names
    others = [word for words in groups for word in words if any(f" {each} " in f" {names} " for each in words)]
    return " ".join([names, *others])


@cache
def _alike() -> tuple[re.Pattern[str], list[list[str]]]:
    """What any of the words looks like, and the words that are found by one another."""
    groups = [row["words"].split("|") for row in reference.rows("search_words.csv")]
    return re.compile(rf"\b(?:{'|'.join(chain.from_iterable(groups))})\b"), groups


def place(stated: str, commune: str | None, province: str | None, former: str | None) -> str:
    """A maker's place as its source wrote it, and its commune and provinces by every name of theirs."""
    names = [stated]
    if known := reference.communes().get(commune or ""):
        names.append(known.name)
    for each in (reference.provinces().get(province or ""), reference.former_provinces().get(former or "")):
        if each:
            names += [each.name, *each.aliases]
    return fold(" ".join(names))


def product_set(number: int) -> str:
    """A product set and its group, in both languages."""
    found = reference.product_sets().get(number)
    return fold(f"{found.name} {found.name_en} {found.group}") if found else ""
