"""`python -m ocop report yearly|monthly --level LEVEL --place NAME --as-of DATE --scope real|demo --out FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocop import settings
from ocop.commands.arguments import a_day
from ocop.documents.account import Tier
from ocop.domain.recognition import Scope
from ocop.services import reports
from ocop.services.register import Register
from ocop.services.reports import Span


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("report", help="lập dự thảo báo cáo năm, báo cáo tháng (PDF, DOCX, XLSX)")
    parser.add_argument("span", type=Span, choices=list(Span), metavar="yearly|monthly")
    parser.add_argument("--level", type=Tier, choices=list(Tier), required=True, help="cấp báo cáo")
    parser.add_argument("--place", metavar="TÊN|MÃ", help="địa bàn từ 01/7/2025; cấp quốc gia thì bỏ trống")
    parser.add_argument("--as-of", type=a_day, metavar="NĂM-THÁNG-NGÀY", help="mặc định: hôm nay")
    parser.add_argument("--scope", type=Scope, choices=list(Scope), default=Scope.REAL)
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tên kết thúc bằng .pdf, .docx, .xlsx")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the draft and say what is left to fill in."""
    register = Register.open(settings.load())
    day = given.as_of or register.today()
    paper = reports.report(register, span=given.span, tier=given.level, place=given.place, day=day, scope=given.scope)
    reports.write(paper, given.out)
    print(f"Đã ghi dự thảo vào {given.out}, số liệu đến ngày {day:%d/%m/%Y}; còn {len(paper.gaps())} chỗ phải bổ sung.")
    return 0
