"""The command line: `python -m ocop init | import | template | export | demo | coverage | photo`."""

from __future__ import annotations

import argparse
import sys

from sqlalchemy.exc import DBAPIError

from ocop import settings
from ocop.commands import coverage, exporting, illustration, importing, photo
from ocop.domain.recognition import Scope
from ocop.errors import OcopError
from ocop.services.register import Register


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 2 with one line on the terminal when it could not do what was asked."""
    parser = argparse.ArgumentParser(prog="python -m ocop", description="Sổ đăng ký sản phẩm OCOP.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="lệnh")
    init = commands.add_parser("init", help="tạo hoặc nâng cấp cơ sở dữ liệu và nạp các bản ghi đi kèm")
    init.set_defaults(run=run_init)
    for command in (importing, exporting, illustration, coverage, photo):
        command.add_to(commands)
    given = parser.parse_args(arguments)
    try:
        return int(given.run(given))
    except OcopError as error:
        print(f"OCOP: {error}", file=sys.stderr)
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        print(f"OCOP: cơ sở dữ liệu từ chối ({reason}); chưa có gì bị thay đổi, hãy thử lại.", file=sys.stderr)
    return 2


def run_init(_given: argparse.Namespace) -> int:
    """Make the store ready and say what is in it."""
    register = Register.open(settings.load())
    overview = register.overview(Scope.REAL, register.today())
    print(f"Sổ đăng ký sẵn sàng: {overview.products} sản phẩm của {overview.producers} chủ thể.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
