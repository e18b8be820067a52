"""The command line: `python -m ocop init`."""

from __future__ import annotations

import argparse
import sys

from ocop import settings
from ocop.domain.recognition import Scope
from ocop.errors import OcopError
from ocop.services.register import Register


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 2 with one line on the terminal when it could not."""
    parser = argparse.ArgumentParser(prog="python -m ocop", description="Sổ đăng ký sản phẩm OCOP.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="lệnh")
    commands.add_parser("init", help="tạo hoặc nâng cấp cơ sở dữ liệu và nạp các bản ghi đi kèm")
    parser.parse_args(arguments)
    try:
        register = Register.open(settings.load())
        overview = register.overview(Scope.REAL, register.today())
    except OcopError as error:
        print(f"OCOP: {error}", file=sys.stderr)
        return 2
    print(f"Sổ đăng ký sẵn sàng: {overview.products} sản phẩm của {overview.producers} chủ thể.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
