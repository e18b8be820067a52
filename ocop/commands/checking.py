"""`python -m ocop check`."""

from __future__ import annotations

import argparse

from ocop import settings
from ocop.services.checking import faults


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="kiểm tra cơ sở dữ liệu còn nguyên vẹn và khớp với các quy tắc")
    parser.set_defaults(run=run)


def run(_given: argparse.Namespace) -> int:
    """Say each fault on a line of its own; 1 where there is any."""
    found = 0
    for found, fault in enumerate(faults(settings.load().database_url), start=1):  # noqa: B007 -- the last is the count
        print(fault)
    print(f"Có {found} lỗi." if found else "Cơ sở dữ liệu nguyên vẹn.")
    return 1 if found else 0
