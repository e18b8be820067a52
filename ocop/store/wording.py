"""The folded text by which a product is found: its place by every name, its set."""

from __future__ import annotations

from functools import cache

from ocop import reference
from ocop.domain.text import fold


def name(folded: str, name_en: str | None) -> str:
    """A product's names, with the other words for what they name: `macca` is found by `mắc ca` too."""
    names = f"{folded} {fold(name_en)}" if name_en else folded
    others = [word for words in _alike() for word in words if any(f" {each} " in f" {names} " for each in words)]
    return " ".join([names, *others])


@cache
def _alike() -> list[tuple[str, ...]]:
    return [tuple(row["words"].split("|")) for row in reference.rows("search_words.csv")]


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
