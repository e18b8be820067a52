"""`python -m ocop scans --from DAY --to DAY`."""

from __future__ import annotations

import argparse
from datetime import timedelta

from ocop import settings
from ocop.commands.arguments import a_day
from ocop.domain.codes import shown
from ocop.services import scans
from ocop.services.register import Register

SHOWN = 20
USUAL_DAYS = 30


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("scans", help="đếm lượt mở trang xác nhận theo ngôn ngữ, sản phẩm và ngày")
    parser.add_argument("--from", dest="first", type=a_day, metavar="NGÀY", help="mặc định: 30 ngày")
    parser.add_argument("--to", dest="last", type=a_day, metavar="NGÀY", help="mặc định: hôm nay")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Say how many, in which languages, of which products and on which days."""
    register = Register.open(settings.load())
    last = given.last or register.today()
    first = given.first or last - timedelta(days=USUAL_DAYS - 1)
    total = scans.total(register, first, last)
    print(f"Từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}: {total.all} lượt mở trang xác nhận.")
    for language, n in total.languages:
        print(f"  {n:>8}  {language}")
    for code, name, n in total.products[:SHOWN]:
        print(f"  {n:>8}  {shown(code)}  {name}")
    if len(total.products) > SHOWN:
        print(f"            và {len(total.products) - SHOWN} sản phẩm khác")
    for day, n in total.days:
        print(f"  {n:>8}  {day:%d/%m/%Y}")
    return 0
