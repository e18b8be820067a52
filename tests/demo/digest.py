"""The digest of a made-up register: `python -m tests.demo.digest 2000 1` prints it."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict
from itertools import islice

from ocop.demo import generate, points_of_sale
from ocop.domain.entries import PointOfSaleEntry, ProductEntry


def digest(first: int, seed: int) -> str:
    """One hash of the first products of a register of national size and of all points of sale."""
    seen = hashlib.sha256()
    entries: list[ProductEntry | PointOfSaleEntry] = [*islice(generate(seed=seed), first), *points_of_sale(seed)]
    for entry in entries:
        seen.update(json.dumps(asdict(entry), default=_plain, ensure_ascii=False).encode())
    return seen.hexdigest()


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


if __name__ == "__main__":
    print(digest(int(sys.argv[1]), int(sys.argv[2])))
