"""Programs of Debian's that some tests need, installed where they are missing and root may install them."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress


def program(name: str, *packages: str) -> str | None:
    """The path of a program of this machine, from these packages where it was missing; None where it can't be had."""
    if shutil.which(name) is None and shutil.which("apt-get") and os.geteuid() == 0:
        for asked in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            with suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    ["apt-get", "-qq", *asked], check=False, timeout=300,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )  # fmt: skip
    return shutil.which(name)
