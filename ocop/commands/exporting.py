"""`python -m ocop export --as-of DATE --scope real|demo --format csv|xlsx|json --out FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocop import settings
from ocop.commands.arguments import a_day
from ocop.domain.recognition import Scope
from ocop.services import export
from ocop.services.register import Register


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("export", help="lấy các công nhận ra tệp, tính đến một ngày")
    parser.add_argument("--as-of", type=a_day, metavar="NĂM-THÁNG-NGÀY", help="mặc định: hôm nay")
    parser.add_argument("--scope", type=Scope, choices=list(Scope), default=Scope.REAL)
    parser.add_argument("--format", choices=["csv", "xlsx", "json"], required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the file and say how many."""
    register = Register.open(settings.load())
    day = given.as_of or register.today()
    count = export.write(register, scope=given.scope, day=day, form=given.format, out=given.out)
    print(f"Đã ghi {count} sản phẩm tính đến {day:%d/%m/%Y} vào {given.out}.")
    return 0
