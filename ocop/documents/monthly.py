"""The monthly return, due before the 10th: a commune to its Sở, the Sở for the province, all of them for the nation."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.documents import drafting, tables
from ocop.documents.account import Account, Tier
from ocop.documents.paper import VI, Block, Gap, Heading, Paper, Text
from ocop.domain.recognition import STARS

# Told in a return however few there are: what must be prepared now.
HORIZON = 90


def report(account: Account) -> Paper:
    """The draft for the month of the account's day, as far as that day."""
    place, month = drafting.where(account.area), f"tháng {account.day.month}/{account.day.year}"
    return drafting.paper(
        account,
        subject=f"Tình hình thực hiện Chương trình Mỗi xã một sản phẩm {month} {place}",
        opening=(
            f"Thực hiện chế độ báo cáo tháng (gửi trước ngày 10), {drafting.writer(account.area)} báo cáo tình hình "
            f"thực hiện Chương trình Mỗi xã một sản phẩm (OCOP) {month} {place}, số liệu từ ngày "
            f"{VI.date(account.first_day)} đến hết ngày {VI.date(account.day)}, như sau:"
        ),
        blocks=(*_figures(account), *_rest(account)),
    )


def _figures(account: Account) -> Iterator[Block]:
    yield Heading("I. SỐ LIỆU TRONG THÁNG")
    change = account.line.products_in_force - account.before.products_in_force
    how = "tăng" if change > 0 else "giảm"
    than = f"{how} {VI.number(abs(change))} sản phẩm" if change else "không thay đổi"
    yield Text(
        f"Đến hết ngày {VI.date(account.day)}{drafting.only_where_complete(account)}, địa bàn có "
        f"{VI.number(account.line.products_in_force)} sản phẩm có công nhận còn hiệu lực, {than} so với cuối tháng "
        f"trước; {VI.number(account.line.ending[HORIZON])} sản phẩm hết hiệu lực trong {HORIZON} ngày tới."
    )
    yield tables.compared(account)
    yield tables.moves(account)
    if account.decisions:
        yield tables.decisions(account)
    if account.parts:
        yield tables.by_place(account)
    if account.soonest:
        yield tables.soonest(account)
    if account.area.tier is Tier.COMMUNE and account.products:
        yield tables.products(account)


def _rest(account: Account) -> Iterator[Block]:
    yield Heading("II. TÌNH HÌNH, KHÓ KHĂN, VƯỚNG MẮC")
    yield Gap("công việc đã làm trong tháng, khó khăn, vướng mắc")
    if account.area.tier is not Tier.NATION:
        yield Gap(
            f"hồ sơ đang đánh giá: số hồ sơ mới nộp, dự kiến đạt {STARS[0]} sao, {STARS[1]} sao, đề xuất {STARS[2]} sao"
        )
    yield Heading("III. NHIỆM VỤ THÁNG SAU, ĐỀ XUẤT, KIẾN NGHỊ")
    yield Gap("nhiệm vụ tháng sau; đề xuất, kiến nghị")
