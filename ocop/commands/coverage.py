"""`python -m ocop coverage --level province --province "Lâm Đồng" --from DATE --to DATE --source … --by NAME`."""

from __future__ import annotations

import argparse

from ocop import settings
from ocop.commands.arguments import a_day
from ocop.domain.recognition import Level
from ocop.services.coverage import declare
from ocop.services.register import Register


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("coverage", help="khai báo đã có đủ quyết định của một cấp, một nơi, một khoảng ngày")
    parser.add_argument("--level", type=Level, choices=list(Level), required=True)
    parser.add_argument("--province", metavar="TÊN", help="tỉnh theo tên của thời đó; cấp quốc gia thì bỏ trống")
    parser.add_argument("--from", dest="first", type=a_day, required=True, metavar="NGÀY")
    parser.add_argument("--to", dest="last", type=a_day, required=True, metavar="NGÀY")
    parser.add_argument("--source", required=True, metavar="CĂN CỨ", help="căn cứ nói rằng đã đủ")
    parser.add_argument("--by", required=True, metavar="TÊN")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Declare it and say so."""
    register = Register.open(settings.load())
    count = declare(
        register,
        level=given.level,
        province=given.province,
        first=given.first,
        last=given.last,
        source=given.source,
        by=given.by,
    )
    print(f"Đã khai báo {count} khoảng đầy đủ, từ {given.first:%d/%m/%Y} đến {given.last:%d/%m/%Y}.")
    return 0
