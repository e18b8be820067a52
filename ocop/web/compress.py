"""Answers as small as the reader's browser can take them."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

import brotli

# What grows when compressed once more.
PACKED = frozenset({".woff2", ".woff", ".png", ".jpg", ".webp", ".gif", ".ico"})
# Made anew for each reader, so quickly; a file once and for all, so well.
QUICK, WELL = 5, 9


def encoding(accepted: str) -> str:
    """The best encoding of those that a browser names: `br`, `gzip`, or none."""
    named = {part.partition(";")[0].strip().lower(): part for part in accepted.split(",")}
    for known in ("br", "gzip"):
        if known in named and "q=0" not in named[known].replace(" ", "").split(";"):
            return known
    return ""


def packed(body: bytes, how: str, quality: int = QUICK) -> bytes:
    """The body in an encoding."""
    if how == "br":
        # A window no larger than the body: preparing the usual one takes twenty times as long as packing a page.
        window = min(22, max(16, len(body).bit_length()))
        made: bytes = brotli.compress(body, quality=quality, lgwin=window)
        return made
    return gzip.compress(body, quality, mtime=0) if how == "gzip" else body


@lru_cache(maxsize=512)
def file(path: Path, how: str) -> bytes:
    """A file in an encoding, made once."""
    return packed(path.read_bytes(), how, WELL)
