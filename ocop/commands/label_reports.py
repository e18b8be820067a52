"""`python -m ocop label-reports`, with `--close NUMBER --by NAME --reason …` or `--photo NUMBER --out FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocop import settings
from ocop.domain import codes
from ocop.domain.label_reports import StoredReport, shown
from ocop.errors import QueryError
from ocop.services import label_reports
from ocop.services.opened import Opened


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("label-reports", help="xem và đóng các báo cáo nhãn sai của người đọc")
    parser.add_argument("--all", action="store_true", help="cả những báo cáo đã đóng")
    parser.add_argument("--close", metavar="SỐ", help="đóng báo cáo này; cần --by và --reason")
    parser.add_argument("--by", default="", metavar="TÊN")
    parser.add_argument("--reason", default="", metavar="CÁCH XỬ LÝ")
    parser.add_argument("--photo", metavar="SỐ", help="lấy ảnh của báo cáo này ra tệp --out")
    parser.add_argument("--out", type=Path, metavar="TỆP.webp")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Close one, take a photograph out, or list them."""
    register = Opened.open(settings.load())
    if given.close:
        number = label_reports.close(register, given.close, by=given.by, reason=given.reason)
        print(f"Đã đóng báo cáo {number}.")
    elif given.photo:
        if given.out is None:
            raise QueryError("Thiếu --out: hãy ghi tệp sẽ chứa ảnh.")
        label_reports.save_photo(register, given.photo, given.out)
        print(f"Đã ghi ảnh của báo cáo {given.photo} vào {given.out}.")
    else:
        _list(label_reports.listed(register, closed=given.all))
    return 0


def _list(reports: list[StoredReport]) -> None:
    waiting = sum(each.closed_at is None for each in reports)
    print(f"{waiting} báo cáo đang chờ.")
    for each in reports:
        code = f" ({codes.shown(each.code)})" if each.code else ""
        print(
            f"\n{shown(each.number)}  {each.received_at:%d/%m/%Y %H:%M}  [{each.language}]{'  có ảnh' * each.has_photo}"
        )
        print(f"  Sản phẩm: {plain(each.product)}{code}")
        print(f"  Ở đâu: {plain(each.seen_where) or 'không nói'}")
        print(f"  Điều sai: {plain(each.what)}")
        if each.closed_at:
            print(f"  Đã đóng {each.closed_at:%d/%m/%Y} bởi {each.closed_by}: {each.closed_why}")


def plain(text: str) -> str:
    """What somebody wrote, without signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
