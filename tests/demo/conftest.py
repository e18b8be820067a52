"""One made-up register of national size for all tests of its shape."""

from __future__ import annotations

import pytest

from ocop.demo import generate
from ocop.domain.entries import MakerEntry, ProductEntry


@pytest.fixture(scope="session")
def register() -> tuple[ProductEntry, ...]:
    return tuple(generate())


@pytest.fixture(scope="session")
def makers(register: tuple[ProductEntry, ...]) -> tuple[MakerEntry, ...]:
    return tuple({entry.maker.name: entry.maker for entry in register}.values())
