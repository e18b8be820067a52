"""A store opened for use, with its clock: all that writing needs. Brings neither numpy nor search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from ocop import clock
from ocop.services import setup
from ocop.settings import Settings
from ocop.store.engine import Pool, adding, hurry, silent

# What a verdict needs is asked within this many seconds, or the last copy is shown.
VERDICT_SECONDS = 2.0


@dataclass(frozen=True)
class Opened:
    """One store and what day it is."""

    engine: Engine
    settings: Settings

    @classmethod
    def open(cls, chosen: Settings) -> Self:
        """Open the store, ready for use.

        Raises:
            StoreError, DataError: in words for whoever started the program.
        """
        return cls(setup.ready(chosen.database_url, pool_of(chosen)), chosen)

    @contextmanager
    def reading(self, within: float | None = None) -> Iterator[Session]:
        """A session for reads; each of its questions is ended after `within` seconds where that is given (PostgreSQL).

        Raises:
            StoreUnavailable: the store stopped answering; said once here for every front end.
        """
        try:
            with Session(self.engine) as session:
                if within is not None:
                    hurry(session, within)
                yield session
        except (DBAPIError, NoConnectionFree) as error:
            raise silent(self.engine.url, error) from error

    @contextmanager
    def adding(self) -> Iterator[Session]:
        """A session for what readers leave behind; what it adds depends on no other rows.

        Raises:
            StoreUnavailable: the store stopped answering, and nothing was kept.
        """
        try:
            with adding(self.engine) as session:
                yield session
        except (DBAPIError, NoConnectionFree) as error:
            raise silent(self.engine.url, error) from error

    def today(self) -> date:
        """The day that verdicts hold for: the present one in Vietnam."""
        return clock.today(self.settings)


def pool_of(chosen: Settings) -> Pool:
    """The connections that an operator wants."""
    return Pool(chosen.pool_size, chosen.pool_overflow, chosen.statement_seconds)
