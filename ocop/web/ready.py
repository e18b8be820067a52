"""Mark pages that are ready to be sent, and what a change of the register leaves of them.

A steward's decision concerns a few products; the pages of all others stay as they are, so that a working day of
decisions costs a scan nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Set
from datetime import date
from threading import Lock
from typing import Generic, Protocol, TypeVar

from ocop.domain.coverage import Coverage
from ocop.domain.recognition import Scope
from ocop.services.register import Register


class Coded(Protocol):
    """An answer, of which one knows which product it is about."""

    @property
    def code(self) -> str:
        """The product's code as the store keeps it."""


A = TypeVar("A", bound=Coded)


class Ready(Generic[A]):
    """The last answers by question, all of one day and one revision: a bounded number, the longest unasked goes."""

    def __init__(self, register: Register, most: int) -> None:
        self._register, self.most = register, most
        self._answers: OrderedDict[Hashable, A] = OrderedDict()
        self._now: tuple[date, int] | None = None
        self._declared: Mapping[Scope, tuple[Coverage, ...]] = {}
        self._lock = Lock()

    def get(self, question: Hashable, day: date, revision: int) -> A | None:
        """The answer that holds on that day at that revision; None where there is none, or where it is not known."""
        with self._lock:
            if self._now != (day, revision):
                return None
            answer = self._answers.get(question)
            if answer is not None:
                self._answers.move_to_end(question)
            return answer

    def keep(self, question: Hashable, day: date, revision: int, answer: A) -> None:
        """Keep an answer that was made after `turn` had come to that revision; of an earlier one nothing is kept."""
        with self._lock:
            if self._now != (day, revision):
                return
            self._answers[question] = answer
            self._answers.move_to_end(question)
            if len(self._answers) > self.most:
                self._answers.popitem(last=False)

    def turn(self, day: date, revision: int) -> None:
        """Come to a day and a revision: only what may say something else from then on is forgotten.

        Raises:
            StoreUnavailable: the store does not tell what has changed.
        """
        before = self._now
        if before == (day, revision):
            return
        if before and revision < before[1] and self._register.revision() != revision:
            return  # asked by somebody who has waited since; only a store that was restored goes back
        declared = {scope: self._register.coverage(scope) for scope in Scope}
        gone: Set[str] | None = None
        if before and before[0] == day and before[1] < revision and declared == self._declared:
            gone = self._register.concerned(before[1])
        with self._lock:
            if self._now != before:  # another thread has turned meanwhile: whoever asks next turns again if need be
                return
            kept = [] if gone is None else [each for each in self._answers.items() if each[1].code not in gone]
            self._answers = OrderedDict(kept)
            self._now, self._declared = (day, revision), declared
