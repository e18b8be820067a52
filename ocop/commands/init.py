"""`python -m ocop init`."""

from __future__ import annotations

import argparse

from ocop import settings
from ocop.domain.recognition import Scope
from ocop.services.register import Register


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("init", help="tạo hoặc nâng cấp cơ sở dữ liệu và nạp các bản ghi đi kèm")
    parser.set_defaults(run=run)


def run(_given: argparse.Namespace) -> int:
    """Make the store ready and say what is in it."""
    register = Register.open(settings.load())
    overview = register.overview(Scope.REAL, register.today())
    print(f"Sổ đăng ký sẵn sàng: {overview.products} sản phẩm của {overview.producers} chủ thể.")
    return 0
