"""The same seed gives the same register, wherever and however often it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from itertools import islice

import pytest

from ocop.demo import generate
from tests.demo.digest import digest


def test_two_processes_with_different_hash_seeds_make_the_same_register() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-m", "tests.demo.digest", "2000", "1"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert digests == {digest(2000, 1)}


def test_another_seed_makes_another_register() -> None:
    assert digest(200, 1) != digest(200, 2)


def test_products_are_made_as_they_are_asked_for() -> None:
    assert len(list(islice(generate(1_000_000), 100))) == 100


@pytest.mark.parametrize("products", [0, 1, 2, 63, 1000])
def test_a_register_has_as_many_products_as_asked_for(products: int) -> None:
    assert sum(1 for _ in generate(products)) == products


@pytest.mark.parametrize("today", [date(2025, 7, 1), date(2026, 2, 28), date(2030, 1, 1)])
def test_a_register_can_be_made_as_of_any_day_since_the_mergers(today: date) -> None:
    days = [event.decision.stated.exact for entry in generate(1000, 3, today) for event in entry.history]
    assert max(day for day in days if day) <= today


def test_a_day_before_the_mergers_is_refused() -> None:
    with pytest.raises(ValueError, match="today"):
        generate(10, 1, date(2025, 6, 30))


def test_more_products_than_codes_are_refused() -> None:
    with pytest.raises(ValueError, match="products"):
        generate(40_000_000)
