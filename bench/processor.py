"""What processes take of the processor and of memory, as the kernel counts it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def children(pid: int) -> list[int]:
    """The processes that a process has begun."""
    with suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _seconds(pids: Iterable[int]) -> float:
    """Of the processor, those of children that have ended too."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            total += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:15]))
    return total / TICKS


def _busy() -> float:
    """Seconds that all processors of the machine were busy since it started."""
    user, nice, system, _idle, _wait, irq, soft, steal = map(
        int, Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    )
    return (user + nice + system + irq + soft + steal) / TICKS


class Processor:
    """Kinds of process by name; what each took, and what strangers took meanwhile."""

    def __init__(self, kinds: Mapping[str, Callable[[], list[int]]]) -> None:
        self._kinds = kinds

    def taken(self) -> dict[str, float]:
        """Seconds until now."""
        return {kind: _seconds(pids()) for kind, pids in self._kinds.items()} | {"all": _busy()}

    def since(self, before: Mapping[str, float], seconds: float) -> dict[str, float]:
        """Cores taken on the average since then."""
        spent = {kind: (now - before[kind]) / seconds for kind, now in self.taken().items()}
        spent["others_on_this_machine"] = max(0.0, 2 * spent["all"] - sum(spent.values()))
        return {kind: round(cores, 2) for kind, cores in spent.items()}
