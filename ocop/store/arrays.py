"""Answers of the store as columns: read chunk by chunk, each value made small as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select
from sqlalchemy.orm import Session

from ocop.domain.codes import LENGTH
from ocop.domain.targets import MODERN_CHANNELS
from ocop.domain.text import fold, same_name
from ocop.index.columns import NEVER, NO, UNCOUNTED, UNSAID, YES

Read = Callable[[Sequence[Any]], Any]

# Enough of a name to put names in order.
NAME_LETTERS = 32
CHUNK = 20_000
_MODERN = tuple(f'"{channel}"' for channel in MODERN_CHANNELS)


def read(session: Session, statement: Select[*tuple[Any, ...]], *reads: Read) -> list[Any]:
    """The answer column by column, each made small chunk by chunk: a register of millions passes through."""
    chunks: list[list[Any]] = [[read(())] for read in reads]
    # past the session, which would look at every value once more
    for rows in session.connection().execute(statement, execution_options={"yield_per": CHUNK}).partitions():
        for chunk, read, column in zip(chunks, reads, zip(*rows, strict=True), strict=True):
            chunk.append(read(column))
    return [
        np.concatenate(chunk) if isinstance(chunk[0], np.ndarray) else list(chain.from_iterable(chunk))
        for chunk in chunks
    ]


class Distinct:
    """Values once each, in order of coming."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def numbers(self, values: Iterable[Any]) -> NDArray[np.int32]:
        """For each value its number."""
        known = self._numbers
        return np.fromiter((known.setdefault(value, len(known)) for value in values), np.int32)

    @property
    def values(self) -> list[Any]:
        """The values by number."""
        return list(self._numbers)


def numbers(values: Sequence[int]) -> NDArray[np.int32]:
    """Whole numbers."""
    return np.array(values, np.int32)


def small(values: Sequence[int | None]) -> NDArray[np.uint8]:
    """Small numbers; none is 0."""
    return np.array([value or 0 for value in values], np.uint8)


def among(known: Mapping[str, int], kind: type[np.generic] = np.uint8) -> Read:
    """Words as their numbers; none and what is not among them is 0."""
    return lambda values: np.array([known.get(value, 0) for value in values], kind)


def codes(values: Sequence[str]) -> NDArray[np.bytes_]:
    """Products' codes."""
    return np.array(values, f"S{LENGTH}")


def beginnings(values: Sequence[str]) -> NDArray[np.bytes_]:
    """Beginnings of folded names."""
    return np.array([value.encode()[:NAME_LETTERS] for value in values], f"S{NAME_LETTERS}")


def folded(values: Sequence[str]) -> list[str]:
    """Texts folded."""
    return [fold(value) for value in values]


def days(values: Sequence[str | date | None]) -> NDArray[np.int32]:
    """Dates, or as much of them as was stated, as days since 1970; none is never."""
    read = np.array(values, "datetime64[D]")
    return np.where(np.isnat(read), NEVER, read.astype(np.int64)).astype(np.int32)


def said(values: Sequence[bool | None]) -> NDArray[np.uint8]:
    """Yes, no, or nobody knows."""
    return np.array([UNSAID if value is None else YES if value else NO for value in values], np.uint8)


def modern(values: Sequence[str | None]) -> NDArray[np.uint8]:
    """Whether lists of channels, as the text that the store keeps, name a modern one."""
    return said([None if value is None else any(word in value for word in _MODERN) for value in values])


def counted(values: Sequence[int | None]) -> NDArray[np.int32]:
    """How many, or nobody knows."""
    return np.array([UNCOUNTED if value is None else value for value in values], np.int32)


def named(values: Sequence[str | None]) -> NDArray[np.int64]:
    """For each name a number that stands for it however it is spelt; 0 for none."""
    return np.array([_digest(same_name(value)) if value else 0 for value in values], np.int64)


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
