"""The folded text by which a product is found: its names, its maker, its place by every name, its set."""

from __future__ import annotations

from functools import lru_cache

from ocop import reference
from ocop.domain.entries import MakerEntry, Place, ProductEntry
from ocop.domain.text import fold


def search_text(entry: ProductEntry) -> str:
    """What an entry is found by."""
    return words(entry.name, entry.facts.name_en, entry.maker, entry.set_number)


def words(name: str, name_en: str | None, maker: MakerEntry, set_number: int | None) -> str:
    """Folded words between spaces, beginning and ending with one, so that ` word` is the beginning of a word."""
    names = " ".join(filter(None, (name, name_en, maker.name)))
    return f" {fold(names)} {_place(maker.place)} {_set(set_number)} ".replace("  ", " ")


@lru_cache(maxsize=20_000)
def _place(place: Place) -> str:
    commune = reference.communes().get(place.commune or "")
    province = reference.provinces().get(place.province or "")
    former = reference.former_provinces().get(place.former_province or "")
    names = [place.stated, *(known.name for known in (commune, province, former) if known)]
    return fold(" ".join(names))


@lru_cache(maxsize=32)
def _set(number: int | None) -> str:
    found = reference.product_sets().get(number or 0)
    return fold(f"{found.name} {found.name_en} {found.group}") if found else ""
