"""`python -m ocop import FILE --by NAME …` and `python -m ocop template OUT.xlsx`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from ocop import intake, settings
from ocop.commands.arguments import a_day
from ocop.errors import DataError
from ocop.services.intake import Outcome, at, import_annex
from ocop.services.opened import Opened

SHOWN = 10


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands."""
    parser = commands.add_parser("import", help="nạp phụ lục của một quyết định (XLSX, CSV)")
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument("--by", required=True, metavar="TÊN", help="ai nạp; ghi vào nhật ký")
    parser.add_argument("--decision", metavar="SỐ", help="số quyết định, khi tệp không ghi")
    parser.add_argument("--date", type=a_day, metavar="NĂM-THÁNG-NGÀY", help="ngày quyết định")
    parser.add_argument("--authority", metavar="CƠ QUAN", help="cơ quan ban hành")
    parser.add_argument("--kind", choices=["recognition", "proposal"], default="recognition")
    parser.add_argument("--signed", action="store_true", help="người nạp có quyết định đã ký trong tay")
    parser.add_argument("--merge", action="store_true", help="gộp với sản phẩm trùng tên, trùng chủ thể đã có")
    parser.add_argument("--valid-from", type=a_day, metavar="NGÀY", help="ngày hiệu lực ghi trong quyết định")
    parser.add_argument("--rule", metavar="VĂN BẢN", help="bộ tiêu chí mà quyết định nêu, ví dụ QĐ 26/2026/QĐ-TTg")
    parser.add_argument("--strict", action="store_true", help="không nạp gì nếu có dòng bị trả lại")
    parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")
    parser.add_argument("--report", type=Path, metavar="TỆP.xlsx", help="ghi các dòng bị trả lại để sửa và nạp lại")
    parser.set_defaults(run=run_import)
    template = commands.add_parser("template", help="ghi tệp mẫu có kiểm tra dữ liệu")
    template.add_argument("out", type=Path, metavar="TỆP.xlsx")
    template.set_defaults(run=run_template)


def run_import(given: argparse.Namespace) -> int:
    """Load a file and say what came of each row; 0 all accepted, 3 some rejected."""
    register = Opened.open(settings.load())
    with _bar("Đọc") as reading, _bar("Ghi") as storing:
        outcome = import_annex(
            register,
            given.file,
            by=given.by,
            decision=given.decision,
            decided_on=given.date,
            authority=given.authority,
            proposals=given.kind == "proposal",
            signed=given.signed,
            merge=given.merge,
            valid_from=given.valid_from,
            rule=given.rule,
            strict=given.strict,
            dry_run=given.dry_run,
            reading=reading.update,
            storing=storing.update,
        )
    _tell(outcome, given)
    _report(outcome, given)
    return outcome.exit_code


def _bar(what: str) -> tqdm[NoReturn]:
    return tqdm(desc=what, unit=" dòng", disable=None, leave=False)


def _report(outcome: Outcome, given: argparse.Namespace) -> None:
    """Write what was not accepted and what to look at, where either was asked for or there is something to mend."""
    if not (outcome.rejected or given.report):
        return
    report = given.report or given.file.with_name(f"{given.file.stem}-tra-lai.xlsx")
    try:
        intake.write_report(outcome.annex, report, outcome.reviews)
    except DataError as error:
        print(f"{error} Hãy chọn nơi khác bằng --report và nạp lại tệp.")
        return
    if outcome.rejected:
        print(f"Các dòng bị trả lại ở {report}: sửa tại đó rồi nạp lại chính tệp ấy.")
    if outcome.reviews:
        print(f"Các dòng nên xem lại ở trang “{intake.REVIEWS}” của {report}.")


def run_template(given: argparse.Namespace) -> int:
    """Write the template."""
    intake.write_template(given.out)
    print(f"Đã ghi tệp mẫu {given.out}.")
    return 0


def _tell(outcome: Outcome, given: argparse.Namespace) -> None:
    refused = given.strict and outcome.rejected
    merged = f"{outcome.rows.merged} dòng gộp, " if outcome.rows.merged else ""
    done = "Chưa nạp gì (có dòng bị trả lại)" if refused else "Kiểm tra thử" if given.dry_run else "Đã nạp"
    print(
        f"{done}: {outcome.entered - outcome.rows.merged} dòng mới, {merged}{outcome.known} dòng đã có, "
        f"{outcome.rejected} dòng bị trả lại, {len(outcome.rows.flags)} dòng nên xem lại."
    )
    found = outcome.rows
    _list(
        "trả lại",
        [
            f"{at(each.sheet, each.row)} ô {each.cell or '?'}: {each.reason}"
            for each in outcome.annex.rejects
            if (each.sheet, each.row) not in found.contradictions
        ],
    )
    _list("trái với sổ", [f"{at(*where)}: {why}" for where, why in sorted(found.contradictions.items())])
    _list("giống sản phẩm đã có", [f"{at(*where)}: mã {code}" for where, code in sorted(found.doubles.items())])
    _list(
        "trùng dòng khác của tệp",
        [f"{at(*where)}: như {at(*first)}" for where, first in sorted(found.repeated.items())],
    )
    _list("xem lại", [f"{at(*where)}: {joined(flags)}" for where, flags in sorted(found.flags.items())])
    for note in outcome.annex.notes:
        print(f"  ghi chú: {note}")


def joined(flags: Sequence[str]) -> str:
    """Sentences and half-sentences as one line: none ends with a full stop before the next begins."""
    return "; ".join(flag.rstrip(".") for flag in flags)


def _list(title: str, lines: list[str]) -> None:
    """The first lines, and how many more there are."""
    for line in lines[:SHOWN]:
        print(f"  {title}: {line}")
    if len(lines) > SHOWN:
        print(f"  {title}: … và {len(lines) - SHOWN} dòng nữa")
