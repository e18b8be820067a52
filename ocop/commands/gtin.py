"""`python -m ocop gtin CODE GTIN --by NAME --reason …`."""

from __future__ import annotations

import argparse

from ocop import settings
from ocop.services import gtins
from ocop.services.register import Register


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("gtin", help="ghi GTIN (số dưới mã vạch) của một sản phẩm")
    parser.add_argument("code", metavar="MÃ", help="mã của sổ hoặc mã chính thức")
    parser.add_argument("gtin", metavar="GTIN", help='8, 12, 13 hoặc 14 chữ số; "" để bỏ')
    parser.add_argument("--by", required=True, metavar="TÊN")
    parser.add_argument("--reason", required=True, metavar="LÝ DO")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Record it and say so."""
    register = Register.open(settings.load())
    code = gtins.record(register, given.code, given.gtin, by=given.by, reason=given.reason)
    print(f"Đã ghi GTIN {given.gtin} cho sản phẩm {code}." if given.gtin else f"Đã bỏ GTIN của sản phẩm {code}.")
    return 0
