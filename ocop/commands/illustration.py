"""`python -m ocop demo load --products N --seed S` and `python -m ocop demo drop`."""

from __future__ import annotations

import argparse
import time

from tqdm import tqdm

from ocop import settings
from ocop.services import demo
from ocop.services.register import Register

BY = "ocop demo"


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands."""
    parser = commands.add_parser("demo", help="nạp hoặc bỏ bản minh họa")
    actions = parser.add_subparsers(dest="action", required=True, metavar="việc")
    load = actions.add_parser("load", help="nạp bản minh họa, thay bản đang có")
    load.add_argument("--products", type=_count, default=demo.PRODUCTS, metavar="SỐ")
    load.add_argument("--seed", type=int, default=demo.SEED, metavar="SỐ")
    load.set_defaults(run=run_load)
    actions.add_parser("drop", help="bỏ bản minh họa").set_defaults(run=run_drop)


def _count(written: str) -> int:
    number = int(written)
    if not 0 < number <= 10_000_000:
        raise argparse.ArgumentTypeError("hãy đặt một số từ 1 đến 10000000")
    return number


def run_load(given: argparse.Namespace) -> int:
    """Load it with a progress bar."""
    register = Register.open(settings.load())
    begun = time.monotonic()
    with tqdm(total=given.products, unit=" sản phẩm", disable=None, leave=False) as bar:
        loaded = demo.load(register, products=given.products, seed=given.seed, by=BY, progress=bar.update)
    print(f"Đã nạp bản minh họa {loaded} sản phẩm trong {time.monotonic() - begun:.1f} giây.")
    return 0


def run_drop(_given: argparse.Namespace) -> int:
    """Drop it."""
    dropped = demo.drop(Register.open(settings.load()), by=BY)
    print(f"Đã bỏ {dropped} sản phẩm minh họa; sổ thật không đổi.")
    return 0
