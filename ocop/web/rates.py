"""How often somebody may send something, without keeping who.

What stands in memory is a hash of an address under a salt that is drawn anew each day, and it goes after a minute.
"""

from __future__ import annotations

import secrets
from collections import Counter, deque
from datetime import date
from hashlib import blake2b
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock

SECONDS = 60
OF_ONE, OF_ALL = 6, 60  # in a minute, for this process


class Rates:
    """What this process has let through in the last minute."""

    def __init__(self, of_one: int = OF_ONE, of_all: int = OF_ALL) -> None:
        self._of_one, self._of_all = of_one, of_all
        self._recent: deque[tuple[float, bytes]] = deque()
        self._counts: Counter[bytes] = Counter()
        self._day, self._salt = date.min, b""
        self._lock = Lock()

    def allow(self, address: str, day: date, moment: float) -> bool:
        """Whether one more is allowed, at a moment in seconds of any clock that only goes forward."""
        with self._lock:
            if day != self._day:
                self._day, self._salt = day, secrets.token_bytes(32)
            while self._recent and moment - self._recent[0][0] >= SECONDS:
                _gone, key = self._recent.popleft()
                self._counts[key] -= 1
                if not self._counts[key]:
                    del self._counts[key]
            key = blake2b(_household(address).encode(), key=self._salt, digest_size=16).digest()
            if len(self._recent) >= self._of_all or self._counts[key] >= self._of_one:
                return False
            self._recent.append((moment, key))
            self._counts[key] += 1
            return True


def _household(address: str) -> str:
    """Of IPv6 the first half, since the rest is at one household's free choice."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((read, 64), strict=False)) if isinstance(read, IPv6Address) else address
