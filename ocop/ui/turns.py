"""Taking turns: so many pages are drawn at once in one process, the others wait for theirs.

Drawing a page is work for the processor, and Python does one piece of it at a time: more at once are all slow together,
and each holds a connection to the store meanwhile. Fewer at once end sooner, and none waits for a connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 4
# Whoever has waited so long is let in anyway: a page that takes long must not shut the door for all.
PATIENCE = 3.0

_turns = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn; it ends with the block, however that ends."""
    is_ours = _turns.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if is_ours:
            _turns.release()
