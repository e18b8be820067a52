"""The proposal (tờ trình) of a gift basket to the head of the host body, laid out after Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.documents.gift import BLANK, Gift, Share, dong
from ocop.documents.paper import DOTS, VI, WATERMARK, Block, Cell, Column, Gap, Heading, Paper, Table, Text

ITEMS = (
    Column("TT", 0.45, number=True),
    Column("Sản phẩm", 2.1),
    Column("Chủ thể", 1.9),
    Column("Tỉnh, thành phố", 1.05),
    Column("Hạng", 0.75),
    Column("Quyết định; hiệu lực đến", 1.75),
    Column("Giá (đồng)", 1.1, number=True),
)
CHECKS = (Column("Quy tắc", 2.4), Column("Nguồn", 1.5), Column("Giỏ quà", 1.7))
TOP_STARS = 5


def proposal(gift: Gift) -> Paper:
    """The paper: a draft until it is approved."""
    texts = gift.texts
    return Paper(
        issuer=texts.issuer,
        symbol=f"TTr-{texts.unit}",
        kind="TỜ TRÌNH",
        subject="Về việc phê duyệt giỏ quà tặng bằng sản phẩm OCOP",
        addressed=f"Kính gửi: {texts.head}",
        opening=_grounds(gift)[0],
        blocks=tuple(_blocks(gift)),
        facts=_facts(gift),
        recipients=("Như trên;", f"{DOTS} (bộ phận tài chính);", f"Lưu: VT, {texts.unit}."),
        is_made_up=gift.is_made_up,
        is_draft=not gift.is_approved,
        signing=texts.signing,
    )


def _blocks(gift: Gift) -> Iterator[Block]:
    yield from map(Text, _grounds(gift)[1:])
    yield Text(
        f"{gift.texts.host} kính trình xem xét, phê duyệt giỏ quà tặng bằng sản phẩm của Chương trình Mỗi xã một sản "
        "phẩm (OCOP) như sau:"
    )
    yield Heading("1. Sự kiện, người nhận và mức chi", 2)
    yield Text(
        f"Sự kiện: {gift.event}; nội dung: {gift.texts.occasion}; ngày trao: {VI.date(gift.day)}; nguồn kinh phí: "
        f"{gift.money}."
    )
    for share in gift.shares:
        yield Text(f"{_capital(share.recipient)}: {VI.number(share.count)} suất. {_ceiling(share)}")
    yield Heading("2. Danh mục quà tặng", 2)
    for share in gift.shares:
        yield _items(gift, share)
        yield Text(f"Một suất: {dong(share.total)}; {VI.number(share.count)} suất: {dong(share.total * share.count)}.")
    if len(gift.shares) > 1:
        yield Text(f"Tổng kinh phí của mọi suất: {dong(gift.total)}.")
    if any(line.details.product.stars != TOP_STARS for share in gift.shares for line in share.lines):
        yield Gap("lý do chọn sản phẩm chưa đạt 5 sao")
    yield Heading("3. Đối chiếu với quy định", 2)
    for share in gift.shares:
        rows: tuple[tuple[Cell, ...], ...] = tuple((_capital(c.rule), c.source, c.standing) for c in share.checks)
        yield Table(f"Các quy tắc bắt buộc: {share.recipient}", CHECKS, rows, gift.source)
    if gift.warnings:
        yield Heading("4. Những điểm cần lưu ý", 2)
        yield from (Text(f"- {_capital(each)}") for each in gift.warnings)
    signed = (("Người đề xuất", gift.texts.proposed), ("Người phê duyệt", gift.texts.approved))
    if any(who for _title, who in signed):
        yield Heading(f"{5 if gift.warnings else 4}. Đề xuất, phê duyệt", 2)
        yield from (Text(f"{title}: {who}.") for title, who in signed if who)
    yield Text(f"Kính trình {gift.texts.head} xem xét, quyết định./.")


def _grounds(gift: Gift) -> list[str]:
    """What it rests on: the circular where it speaks of the gift, and the plan."""
    plan = f"số {gift.plan} đã được phê duyệt" if gift.plan else f"số {BLANK} ngày {DOTS} tháng {DOTS} năm {DOTS}"
    circular = ["Căn cứ Thông tư 35/2026/TT-BTC của Bộ Tài chính;"] if any(each.article for each in gift.shares) else []
    return [*circular, f"Căn cứ kế hoạch {plan};"]


def _ceiling(share: Share) -> str:
    """The article and what it allows, the host body's norm, and what holds."""
    if share.article is None:
        told = "Không có trần theo Thông tư 35/2026/TT-BTC."
    elif share.ceiling is None:
        told = f"Áp dụng {share.article}."
    else:
        told = f"Áp dụng {share.article}: mức tối đa {dong(share.ceiling)} một người."
    if share.norm is not None:
        told += f" Định mức của cơ quan: {dong(share.norm)}."
    if share.limit is not None and share.limit not in (share.ceiling, share.norm):
        told += f" Ngân sách một suất: {dong(share.limit)}."
    return told


def _items(gift: Gift, share: Share) -> Table:
    """The items with the decision that recognises each, and their sum."""
    rows: list[tuple[Cell, ...]] = []
    for place, line in enumerate(share.lines, start=1):
        product = line.details.product
        held = product.governing
        ends = VI.date(held.valid_until) if held and held.valid_until else DOTS
        decision = held.decision if held and held.decision else "số chưa ghi trong sổ"
        stars = f"{product.stars} sao"
        rows.append((place, product.name, product.producer.name, line.place, stars, f"{decision}; {ends}", line.price))
    rows.append(("", "Cộng một suất", "", "", "", "", share.total))
    return Table(f"Quà tặng: {share.recipient}", ITEMS, tuple(rows), gift.source, summed=True)


def _facts(gift: Gift) -> tuple[str, ...]:
    told = (
        f"Phần mềm lập ngày {VI.date(gift.made_on)} từ Sổ đăng ký OCOP; giá là giá do chủ thể kê khai, phải đối chiếu "
        "với báo giá đã gồm thuế trước khi mua, vì mức chi tính cả thuế. Chỗ chấm và chỗ ghi “[… bổ sung: …]” "
        "do đơn vị trình điền.",
    )
    if not gift.is_made_up:
        return told
    return (f"{WATERMARK}: sản phẩm, chủ thể, quyết định và giá đều không có thật; không dùng để trình ký.", *told)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
