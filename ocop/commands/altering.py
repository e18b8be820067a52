"""`python -m ocop alter CODE --kind … --decision … --date … --authority … --by NAME --reason WHY`."""

from __future__ import annotations

import argparse
from datetime import date

from ocop import settings
from ocop.domain.recognition import STARS, Kind, Status
from ocop.domain.register import Product
from ocop.services.altering import KINDS, Alteration, alter
from ocop.services.register import Register

DONE = {
    Kind.REVOKED: "thu hồi",
    Kind.ANNULLED: "hủy bỏ",
    Kind.EXTENDED: "gia hạn",
    Kind.CORRECTED: "đính chính",
    Kind.PASSED: "chuyển chủ thể",
}
NOW = {
    Status.VALID: "còn hiệu lực",
    Status.EXPIRING: "sắp hết hiệu lực",
    Status.EXPIRED: "hết hiệu lực",
    Status.REVOKED: "đã bị thu hồi hoặc hủy bỏ",
    Status.REPORTED: "được báo chí nêu",
    Status.NONE: "chưa có công nhận",
}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("alter", help="ghi quyết định thu hồi, hủy bỏ, gia hạn, đính chính, chuyển chủ thể")
    parser.add_argument("code", metavar="MÃ", help="mã của sổ hoặc mã chính thức")
    parser.add_argument("--kind", type=Kind, choices=KINDS, required=True, metavar="|".join(KINDS))
    parser.add_argument("--decision", required=True, metavar="SỐ")
    parser.add_argument("--date", type=date.fromisoformat, required=True, metavar="NĂM-THÁNG-NGÀY")
    parser.add_argument("--authority", required=True, metavar="CƠ QUAN")
    parser.add_argument("--signed", action="store_true", help="người ghi có quyết định đã ký trong tay")
    parser.add_argument("--about", metavar="SỐ", help="số quyết định công nhận bị thay đổi, khi có nhiều")
    parser.add_argument("--valid-from", type=date.fromisoformat, metavar="NGÀY", help="khi khác ngày quyết định")
    parser.add_argument("--valid-until", type=date.fromisoformat, metavar="NGÀY", help="ngày hết hạn mới")
    parser.add_argument("--stars", type=int, choices=STARS, metavar="SAO", help="hạng sao đúng, khi đính chính")
    parser.add_argument("--maker", metavar="TÊN", help="chủ thể mới")
    parser.add_argument("--address", default="", metavar="ĐỊA CHỈ", help="địa chỉ của chủ thể mới")
    parser.add_argument("--note", default="", metavar="LÝ DO", help="lý do ghi trong quyết định; hiện công khai")
    parser.add_argument("--by", required=True, metavar="TÊN", help="ai ghi; vào nhật ký")
    parser.add_argument("--reason", required=True, metavar="LÝ DO")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Record it and say how the product stands."""
    alteration = Alteration(
        kind=given.kind,
        decision=given.decision,
        decided_on=given.date,
        authority=given.authority,
        signed=given.signed,
        about=given.about,
        valid_from=given.valid_from,
        valid_until=given.valid_until,
        stars=given.stars,
        maker=given.maker,
        address=given.address,
        note=given.note,
    )
    register = Register.open(settings.load())
    record, doubts = alter(register, given.code, alteration, by=given.by, reason=given.reason)
    product = record.product
    print(f"Đã ghi {DONE[given.kind]} cho sản phẩm {product.shown_code} “{product.name}”.")
    print(f"Tính đến {register.today():%d/%m/%Y}: {_standing(product)}; chủ thể: {product.producer.name}.")
    for doubt in doubts:
        print(f"  xem lại: {doubt}")
    return 0


def _standing(product: Product) -> str:
    stars = "" if product.stars is None else f"{product.stars} sao, "
    return f"{stars}{NOW[product.status]}"
