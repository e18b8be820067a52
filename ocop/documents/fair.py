"""A list for a booth as a paper: for a workbook and to print. Contacts only where whoever asks may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ocop import reference
from ocop.documents.paper import VI, WATERMARK, Block, Cell, Column, Gap, Issuer, Paper, Table, Text
from ocop.domain.register import Product
from ocop.i18n import fairs

COLUMNS = (
    Column("TT", 0.5, number=True),
    Column("Mã", 1.1),
    Column("Sản phẩm", 3),
    Column("Hạng sao", 0.8, number=True),
    Column("Chủ thể", 3),
    Column("Tỉnh, thành phố", 1.4),
    Column("Hiệu lực đến", 1.2),
    Column("Sản lượng tháng", 1.1, number=True),
    Column("Vì sao", 3),
)
ANSWERED = (Column("Trả lời", 1.3), Column("Số lượng", 1, number=True), Column("Ghi chú", 2))
CONTACT = (Column("Liên hệ", 2.6),)
SHOPS = (Column("Điểm bán", 3), Column("Địa chỉ", 4))
MOST_SHOPS = 30


@dataclass(frozen=True)
class Line:
    """One product: the last day of its recognition, and, on a kept list, what its maker answered and the contact."""

    product: Product
    until: date | None
    capacity: int | None
    reasons: tuple[str, ...] = ()
    answer: str = ""
    pieces: int | None = None
    note: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Fair:
    """The fair and its list. `shops` are names and addresses of points of sale near it; `kept` lists say answers."""

    name: str
    first_day: date
    last_day: date
    province: str | None
    lines: tuple[Line, ...]
    shops: tuple[tuple[str, str], ...]
    made_on: date
    is_made_up: bool
    is_kept: bool = False
    has_contacts: bool = False


def paper(fair: Fair) -> Paper:
    """The list with what it rests on."""
    where = reference.provinces()[fair.province].name if fair.province else "nơi tổ chức chưa nêu"
    columns = COLUMNS + (ANSWERED if fair.is_kept else ()) + (CONTACT if fair.has_contacts else ())
    rows = tuple(_row(place, line, fair) for place, line in enumerate(fair.lines, start=1))
    source = f"Sổ đăng ký OCOP, ngày {VI.date(fair.made_on)}"
    blocks: list[Block] = [
        Text(f"Thời gian: từ {VI.date(fair.first_day)} đến {VI.date(fair.last_day)}. Địa điểm: {where}."),
        Table(f"Sản phẩm đề nghị tham gia ({len(rows)})", columns, rows, source),
    ]
    if fair.shops:
        shops: Sequence[tuple[Cell, ...]] = fair.shops[:MOST_SHOPS]
        blocks.append(Table(f"Điểm bán sản phẩm OCOP ở {where}", SHOPS, tuple(shops), source))
    if not fair.name:
        blocks.insert(0, Gap("tên hội chợ"))
    made_up = (f"{WATERMARK}: không sản phẩm nào có thật.",) if fair.is_made_up else ()
    personal = ("Có thông tin liên hệ: chỉ dùng cho việc tổ chức hội chợ này.",) if fair.has_contacts else ()
    return Paper(
        issuer=Issuer((), ("CƠ QUAN CHỦ TRÌ",), "……"),
        symbol="……",
        kind="DANH SÁCH SẢN PHẨM OCOP",
        subject=f"Tham gia {fair.name or 'hội chợ'}",
        opening="Chọn theo Văn bản 9591/VPCP-NN ngày 30/12/2021 mục 1: ưu tiên sản phẩm cấp quốc gia.",
        blocks=tuple(blocks),
        facts=(
            *made_up,
            *personal,
            "Công nhận của mỗi sản phẩm còn hiệu lực đến hết ngày cuối hội chợ, theo sổ đăng ký.",
            "Sản lượng do chủ thể kê khai; hãy hỏi lại trước khi mời.",
        ),
        recipients=(),
        is_made_up=fair.is_made_up,
    )


def _row(place: int, line: Line, fair: Fair) -> tuple[Cell, ...]:
    product = line.product
    province = product.producer.province
    told: tuple[Cell, ...] = (
        place,
        product.shown_code,
        product.name,
        product.stars,
        product.producer.name,
        reference.provinces()[province].name if province else None,
        line.until,
        line.capacity,
        fairs.reasons(line.reasons, VI),
    )
    answered: tuple[Cell, ...] = (line.answer, line.pieces, line.note) if fair.is_kept else ()
    return told + answered + ((line.contact or None,) if fair.has_contacts else ())
