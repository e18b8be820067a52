"""When two entries speak of the same maker or the same product: by what is written, never by what only looks alike."""

from __future__ import annotations

from functools import lru_cache

from ocop.domain.entries import MakerEntry, ProductEntry
from ocop.domain.taxonomy import is_private
from ocop.domain.text import same_name

MakerKey = tuple[str, str | None, str]
ProductKey = tuple[str, MakerKey]


# A maker is asked for again and again while a list is matched and then stored.
_name = lru_cache(maxsize=20_000)(same_name)


def maker_key(maker: MakerEntry) -> MakerKey:
    """One name, with its tones, in one province; where it may be a person's, in one commune."""
    home = (maker.place.commune or "") if is_private(maker.kind) else ""
    return _name(maker.name), maker.place.province, home


def product_key(entry: ProductEntry) -> ProductKey:
    """One name of one maker."""
    return same_name(entry.name), maker_key(entry.maker)
