"""Who may send how much: a list in memory of the sessions whose page has a field for files. Sizes are in bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

MEGABYTE = 2**20
FRAMING = 2**16  # what a form puts around its file


class Why(StrEnum):
    """Why a file is not taken."""

    NO_FIELD = "no-field"
    NO_LENGTH = "no-length"
    TOO_LARGE = "too-large"
    TOO_MUCH = "too-much"
    TOO_MANY = "too-many"
    FULL = "full"
    TOO_SLOW = "too-slow"


class Denied(Exception):
    """A file is not taken; `most` is the bound, files or megabytes, that it would break."""

    def __init__(self, why: Why, most: int = 0) -> None:
        super().__init__(why)
        self.why, self.most = why, most


@dataclass(frozen=True)
class Allowance:
    """What a kind of field lets one session hold: the largest file, their number, their sizes together."""

    largest: int
    files: int
    size: int
    # of all sessions together only a part: nobody who is not known can take a steward's place
    is_public: bool


CAMERA = Allowance(6 * MEGABYTE, 2, 8 * MEGABYTE, is_public=True)
DESK = Allowance(20 * MEGABYTE, 4, 60 * MEGABYTE, is_public=False)
PUBLIC_PART = 4


@dataclass(frozen=True, eq=False)
class Coming:
    """A file on its way: its place is taken from its first byte."""

    session: str
    size: int


class Ledger:
    """The sessions that may send, and what is on its way. Safe in every thread."""

    def __init__(self) -> None:
        self._open: dict[str, Allowance] = {}
        self._drawn: dict[str, Allowance] = {}
        self._coming: set[Coming] = set()
        self._lock = Lock()

    def begin(self, session: str) -> None:
        """A run of a page begins: what a run before it drew and did not finish is forgotten."""
        with self._lock:
            self._drawn.pop(session, None)

    def draw(self, session: str, allowance: Allowance) -> None:
        """A field stands on the page: from now on the session may send."""
        with self._lock:
            self._open[session] = self._drawn[session] = max(
                allowance, self._drawn.get(session, allowance), key=lambda each: each.size
            )

    def settle(self, session: str) -> bool:
        """A run is over: a session whose page has no field may send no more. Whether it has one."""
        with self._lock:
            drawn = self._drawn.pop(session, None)
            if drawn is None:
                self._open.pop(session, None)
            else:
                self._open[session] = drawn
            return drawn is not None

    def has_field(self, session: str) -> bool:
        """Whether a session may send."""
        return session in self._open

    def keep(self, is_needed: Callable[[str], bool]) -> None:
        """Forget the sessions that have ended and left nothing."""
        with self._lock:
            for session in [each for each in self._open if not is_needed(each)]:
                del self._open[session]

    def enter(self, session: str, length: int | None, held: Mapping[str, Sequence[int]], most: int) -> Coming:
        """A place for a file of that length, where all sessions may hold `most` together.

        Raises:
            Denied: its page has no field, or it breaks a bound.
        """
        with self._lock:
            allowed = self._open.get(session)
            if allowed is None:
                raise Denied(Why.NO_FIELD)
            if length is None:
                raise Denied(Why.NO_LENGTH)
            if length > allowed.largest + FRAMING:
                raise Denied(Why.TOO_LARGE, allowed.largest // MEGABYTE)
            own = [*held.get(session, ()), *(each.size for each in self._coming if each.session == session)]
            if len(own) >= allowed.files:
                raise Denied(Why.TOO_MANY, allowed.files)
            if sum(own) + length > allowed.size + FRAMING:
                raise Denied(Why.TOO_MUCH, allowed.size // MEGABYTE)
            if self._together(held, public=allowed.is_public) + length > (
                most // PUBLIC_PART if allowed.is_public else most
            ):
                raise Denied(Why.FULL)
            coming = Coming(session, length)
            self._coming.add(coming)
            return coming

    def leave(self, coming: Coming) -> None:
        """A file has arrived, or will not."""
        with self._lock:
            self._coming.discard(coming)

    def _together(self, held: Mapping[str, Sequence[int]], *, public: bool) -> int:
        """The bytes of all sessions; with `public` of those alone that are not at the desk."""

        def counts(session: str) -> bool:
            allowed = self._open.get(session)
            return not public or allowed is None or allowed.is_public

        lying = sum(sum(sizes) for session, sizes in held.items() if counts(session))
        return lying + sum(each.size for each in self._coming if counts(each.session))


# Of this process: the pages write into it, the guard reads it.
LEDGER = Ledger()
