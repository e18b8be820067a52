"""`python -m ocop dump [DIR] [--scope real|demo] [--as-of DATE]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocop import settings
from ocop.commands.arguments import a_day
from ocop.domain.recognition import Scope
from ocop.services import dump
from ocop.services.register import Register


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("dump", help="ghi bộ dữ liệu mở (CSV, Parquet, datapackage.json) vào một thư mục mới")
    parser.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC", help="mặc định: thư mục của OCOP_DUMPS")
    parser.add_argument("--scope", type=Scope, choices=list(Scope), default=Scope.REAL)
    parser.add_argument("--as-of", type=a_day, metavar="NĂM-THÁNG-NGÀY", help="mặc định: hôm nay")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the package and say what is in it."""
    register = Register.open(settings.load())
    folder = given.folder or register.settings.dumps
    out, counts = dump.dump(register, folder, scope=given.scope, day=given.as_of or register.today())
    products, producers, events = (counts[name] for name in ("products", "producers", "recognitions"))
    print(f"Đã ghi {products} sản phẩm, {producers} chủ thể và {events} sự kiện vào {out}.")
    return 0
