"""The command line: `python -m ocop COMMAND`; docs/commands.md tells them all."""

from __future__ import annotations

import sys
from importlib import import_module

from sqlalchemy.exc import DBAPIError

from ocop.commands.arguments import Parser
from ocop.errors import OcopError

# Each command and the module of `ocop.commands` that knows it: only what was asked for is imported.
COMMANDS = {
    "init": "init",
    "import": "importing",
    "template": "importing",
    "export": "exporting",
    "demo": "illustration",
    "alter": "altering",
    "coverage": "coverage",
    "photo": "photo",
    "gtin": "gtin",
    "scans": "scans",
    "label-reports": "label_reports",
    "report": "reporting",
    "labels": "labelling",
    "publish": "publishing",
    "basket": "basket",
    "combos": "combos",
    "backup": "saving",
    "restore": "saving",
    "copy": "saving",
    "check": "checking",
    "dump": "dumping",
    "role": "role",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 2 with one line on the terminal when it could not do what was asked."""
    parser = Parser(prog="python -m ocop", description="Sổ đăng ký sản phẩm OCOP.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="lệnh")
    written = sys.argv[1:] if arguments is None else arguments
    asked = COMMANDS.get(written[0]) if written else None
    for module in [asked] if asked else dict.fromkeys(COMMANDS.values()):
        import_module(f"ocop.commands.{module}").add_to(commands)
    given = parser.parse_args(written)
    try:
        return int(given.run(given))
    except OcopError as error:
        print(f"OCOP: {error}", file=sys.stderr)
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        print(f"OCOP: cơ sở dữ liệu từ chối ({reason}); chưa có gì bị thay đổi, hãy thử lại.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
