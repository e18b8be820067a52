"""What is packed for each recipient, and what is bought of each maker: lists as workbooks, without contacts."""

from __future__ import annotations

from collections import defaultdict

from ocop.documents.gift import Gift, Line, dong
from ocop.documents.paper import VI, WATERMARK, Block, Cell, Column, Paper, Table, Text

PACKED = (
    Column("TT", 0.6, number=True),
    Column("Sản phẩm", 3),
    Column("Số món một suất", 1, number=True),
    Column("Tổng số món", 1, number=True),
    Column("Khối lượng một món (g; 1 ml tính 1 g)", 1.4, number=True),
    Column("Bảo quản", 1.6),
    Column("Vận chuyển, lưu ý", 4),
)
BOUGHT = (
    Column("Chủ thể", 3),
    Column("Tỉnh, thành phố", 1.4),
    Column("Sản phẩm", 3),
    Column("Số món", 0.9, number=True),
    Column("Đơn giá (đồng)", 1.2, number=True),
    Column("Thành tiền (đồng)", 1.4, number=True),
    Column("Thời gian chuẩn bị (ngày)", 1.2, number=True),
)
STORAGE = {"ambient": "nhiệt độ thường", "cool": "bảo quản lạnh", "frozen": "bảo quản đông lạnh"}


def packing(gift: Gift) -> Paper:
    """One table for each kind of recipient."""
    tables = []
    for share in gift.shares:
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (place, line.details.product.name, 1, share.count, line.weight, _kept(line), _heeded(line))
            for place, line in enumerate(share.lines, start=1)
        )
        title = f"{share.recipient}, {VI.number(share.count)} suất"
        tables.append(Table(title, PACKED, rows, gift.source, note="Khối lượng chưa gồm bao bì."))
    return _list(gift, "PHIẾU ĐÓNG GÓI", "Quà tặng bằng sản phẩm OCOP", tables)


def purchases(gift: Gift) -> Paper:
    """Every product once, maker by maker, with as many pieces as all recipients get."""
    pieces: dict[str, int] = defaultdict(int)
    lines: dict[str, Line] = {}
    for share in gift.shares:
        for line in share.lines:
            code = line.details.product.code
            pieces[code] += share.count
            lines[code] = line
    ordered = sorted(lines.values(), key=lambda each: (_maker(each), each.details.product.name, _code(each)))
    rows: list[tuple[Cell, ...]] = [
        (
            _maker(line),
            line.place,
            line.details.product.name,
            pieces[_code(line)],
            line.price,
            line.price * pieces[_code(line)],
            line.details.facts.lead_time_days,
        )
        for line in ordered
    ]
    rows.append(("Cộng", "", "", sum(pieces.values()), "", gift.total, ""))
    table = Table("Mua theo chủ thể", BOUGHT, tuple(rows), gift.source, summed=True)
    return _list(gift, "DANH SÁCH MUA HÀNG", f"Tổng tiền {dong(gift.total)}", [table])


def _list(gift: Gift, kind: str, subject: str, tables: list[Table]) -> Paper:
    blocks: list[Block] = [Text(f"Sự kiện: {gift.event}."), *tables]
    made_up = (f"{WATERMARK}: không sản phẩm nào có thật.",) if gift.is_made_up else ()
    return Paper(
        issuer=gift.texts.issuer,
        symbol=gift.texts.unit,
        kind=kind,
        subject=subject,
        opening=f"Ngày trao: {VI.date(gift.day)}.",
        blocks=tuple(blocks),
        facts=(*made_up, "Giá do chủ thể kê khai; hãy hỏi lại giá, số lượng và ngày giao trước khi đặt."),
        recipients=(),
        is_made_up=gift.is_made_up,
        is_draft=not gift.is_approved,
    )


def _maker(line: Line) -> str:
    return line.details.product.producer.name


def _code(line: Line) -> str:
    return line.details.product.code


def _kept(line: Line) -> str | None:
    storage = line.details.facts.storage
    return None if storage is None else STORAGE[storage]


def _heeded(line: Line) -> str:
    fragile = ("hàng dễ vỡ",) if line.details.facts.fragile else ()
    return "; ".join((*fragile, *line.notes)) or "không có lưu ý"
