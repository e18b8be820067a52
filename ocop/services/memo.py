"""Answers kept until something changes: bounded, and never from before the last write."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

KEPT = 96


class Memo:
    """The last answers by question. A question holds its day, so that midnight asks another one."""

    def __init__(self, kept: int = KEPT) -> None:
        self._most = kept
        self._answers: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Hashable, revision: int) -> Any:
        """The answer that holds for a revision of the store; None where there is none."""
        with self._lock:
            known = self._answers.get(question)
            if known is None or known[0] != revision:
                return None
            self._answers.move_to_end(question)
            return known[1]

    def keep(self, question: Hashable, revision: int, answer: Any) -> None:
        """Keep an answer in place of an older one; the longest unasked goes."""
        with self._lock:
            self._answers[question] = revision, answer
            self._answers.move_to_end(question)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
