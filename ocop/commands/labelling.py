"""`python -m ocop labels --province NAME --status valid --layout a4-24 --out labels.pdf`."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from ocop import settings
from ocop.domain.recognition import Status
from ocop.errors import QueryError
from ocop.services import labels
from ocop.services.files import whole
from ocop.services.register import Register

# Below so many one process draws them sooner than another starts.
MANY = 2000
WHY = {
    Status.VALID: "còn hiệu lực nhưng không được chọn",
    Status.EXPIRING: "sắp hết hiệu lực, không được chọn",
    Status.EXPIRED: "đã hết hiệu lực",
    Status.REVOKED: "đã bị thu hồi hoặc hủy bỏ",
    Status.REPORTED: "mới chỉ biết qua báo chí",
    Status.NONE: "chưa có công nhận",
}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("labels", help="in nhãn có mã QR cho sản phẩm có công nhận còn hiệu lực (PDF)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--province", metavar="TÊN|MÃ", help="một tỉnh, thành phố; bỏ trống là cả nước")
    which.add_argument("--code", action="append", metavar="MÃ", help="một sản phẩm; có thể ghi nhiều lần")
    parser.add_argument("--status", type=Status, choices=labels.IN_FORCE, action="append", metavar="valid|expiring")
    parser.add_argument("--layout", choices=list(labels.LAYOUTS), default="a4-24", help="mẫu giấy nhãn")
    parser.add_argument("--copies", type=_copies, default=1, metavar="SỐ", help="số nhãn của mỗi sản phẩm")
    parser.add_argument("--crop-marks", action="store_true", help="vẽ dấu cắt ở góc mỗi nhãn")
    parser.add_argument("--allow-local", action="store_true", help="chỉ để thử: cho phép địa chỉ nội bộ")
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP.pdf")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the labels and say how many, and what got none."""
    register = Register.open(settings.load())
    labels.check_address(register.settings, allow_local=given.allow_local)
    day = register.today()
    if given.code:
        records = {code: register.record(code, day) for code in given.code}
        if unknown := [code for code, record in records.items() if record is None]:
            raise QueryError(f"Không có mã {', '.join(unknown)[:80]} trong sổ: hãy kiểm tra lại.")
        products = [record.product for record in records.values() if record]
    else:
        products = labels.in_province(register, given.province, day)
    with ProcessPoolExecutor(mp_context=get_context("forkserver")) as workers:
        made = labels.of(
            register,
            products,
            labels.LAYOUTS[given.layout],
            status=given.status or labels.IN_FORCE,
            copies=given.copies,
            crop_marks=given.crop_marks,
            allow_local=given.allow_local,
            workers=workers if len(products) > MANY else None,
        )
    whole(given.out, made.pdf)
    print(f"Đã ghi {made.count} nhãn trên {made.sheets} trang vào {given.out}, tính đến {day:%d/%m/%Y}.")
    if made.left_out:
        why = ", ".join(f"{made.left_out[status]} {WHY[status]}" for status in Status if made.left_out[status])
        print(f"Không in nhãn cho {sum(made.left_out.values())} sản phẩm: {why}.")
    return 0


def _copies(written: str) -> int:
    number = int(written)
    if not 0 < number <= 10_000:
        raise argparse.ArgumentTypeError("hãy đặt một số từ 1 đến 10000")
    return number
