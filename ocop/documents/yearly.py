"""The yearly report on the outline of công văn 9654/BNN-VPĐP (12/12/2018), filled with what the register knows."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.documents import drafting, tables
from ocop.documents.account import Account, Tier
from ocop.documents.paper import VI, Block, Gap, Heading, Paper, Text, listed
from ocop.domain.recognition import Kind
from ocop.i18n import words


def report(account: Account) -> Paper:
    """The draft for the year of the account's day."""
    place, year = drafting.where(account.area), account.day.year
    to = "" if (account.day.month, account.day.day) == (12, 31) else f" (số liệu đến ngày {VI.date(account.day)})"
    return drafting.paper(
        account,
        subject=f"Kết quả triển khai Chương trình Mỗi xã một sản phẩm năm {year} {place}{to}",
        opening=(
            "Theo đề cương báo cáo năm tại Công văn số 9654/BNN-VPĐP ngày 12/12/2018, "
            f"{drafting.writer(account.area)} báo cáo kết quả triển khai Chương trình Mỗi xã một sản phẩm (OCOP) "
            f"năm {year} {place} như sau:"
        ),
        blocks=(*_results(account), *_next_year(account), *_proposals()),
    )


def _results(account: Account) -> Iterator[Block]:
    yield Heading("I. KẾT QUẢ THỰC HIỆN")
    yield Heading("1. Công tác chỉ đạo, ban hành văn bản", 2)
    yield Gap("văn bản chỉ đạo, kế hoạch, hướng dẫn đã ban hành trong năm")
    if account.decisions:
        yield Text(
            f"Sổ đăng ký có {VI.number(len(account.decisions))} quyết định công nhận ban hành trong năm mà sản phẩm "
            "của địa bàn đang căn cứ vào:"
        )
        yield tables.decisions(account)
    else:
        yield Text("Sổ đăng ký chưa có quyết định công nhận nào ban hành trong năm cho sản phẩm của địa bàn.")
    yield Heading("2. Kết quả triển khai", 2)
    yield Heading("a) Tổ chức bộ máy", 3)
    yield Gap("ban chỉ đạo, cơ quan tham mưu, hội đồng đánh giá và phân hạng, cán bộ phụ trách các cấp")
    yield Heading("b) Các hoạt động đã triển khai", 3)
    yield Gap("tuyên truyền, tập huấn, hỗ trợ chủ thể, xúc tiến thương mại, hội chợ, điểm bán")
    yield Heading("c) Rà soát sản phẩm và kế hoạch phát triển sản phẩm", 3)
    yield from _products(account)
    yield Heading("d) Kinh phí", 3)
    yield Gap(
        "kinh phí đã bố trí và đã thực hiện, theo nguồn: ngân sách trung ương, địa phương, vốn lồng ghép, vốn của chủ "
        "thể"
    )
    yield Heading("3. Khó khăn, vướng mắc", 2)
    if account.lapsed:
        yield Text(
            f"Trong kỳ có {VI.number(account.lapsed)} lượt công nhận hết hiệu lực mà sản phẩm chưa được công nhận lại"
            f"{drafting.only_where_complete(account)}."
        )
    yield Gap("khó khăn, vướng mắc và nguyên nhân")


def _products(account: Account) -> Iterator[Block]:
    line, decided = account.line, account.decided
    if not line.products_ever:
        yield Text(
            f"Tính đến hết ngày {VI.date(account.day)}, sổ đăng ký chưa có sản phẩm nào của địa bàn được công nhận."
        )
        yield Gap("số sản phẩm đã được công nhận của địa bàn, nếu có")
        return
    stars = listed([f"{VI.number(line.by_stars[n])} sản phẩm {words.stars(n, VI)}" for n in tables.BEST_FIRST])
    yield Text(
        f"Tính đến hết ngày {VI.date(account.day)}{drafting.only_where_complete(account)}, "
        f"{VI.number(line.products_ever)} sản phẩm đã từng được công nhận từ 3 sao trở lên; "
        f"{VI.number(line.products_in_force)} sản phẩm có công nhận còn hiệu lực, gồm {stars}, của "
        f"{VI.number(line.producers)} chủ thể."
    )
    yield tables.by_stars(account)
    yield tables.by_group(account)
    yield tables.by_kind(account)
    first = decided.get(Kind.FIRST, 0) + decided.get(Kind.RECOGNISED, 0)
    ended = decided.get(Kind.REVOKED, 0) + decided.get(Kind.ANNULLED, 0)
    yield Text(
        f"Trong kỳ từ ngày {VI.date(account.first_day)} đến ngày {VI.date(account.day)}: {VI.number(first)} lượt công "
        f"nhận mới, {VI.number(decided.get(Kind.RENEWED, 0))} lượt công nhận lại, "
        f"{VI.number(decided.get(Kind.RAISED, 0))} lượt nâng hạng; {VI.number(account.lapsed)} lượt hết hiệu lực mà "
        f"chưa được công nhận lại; {VI.number(ended)} lượt thu hồi, hủy bỏ."
    )
    yield tables.moves(account)
    if account.parts:
        yield tables.by_place(account)
    if account.area.tier is Tier.COMMUNE:
        yield tables.products(account)
    if account.targets:
        yield tables.programme_targets(account)
    else:
        yield Gap("mức độ hoàn thành chỉ tiêu OCOP mà cấp trên giao cho địa phương")
    yield Gap("kế hoạch phát triển sản phẩm: sản phẩm mới, sản phẩm nâng hạng, sản phẩm tiềm năng đã rà soát")


def _next_year(account: Account) -> Iterator[Block]:
    year = account.day.year + 1
    yield Heading(f"II. KẾ HOẠCH NĂM {year}")
    count = sum(account.ending.values())
    if count:
        yield Text(
            f"Năm {year} có {VI.number(count)} sản phẩm đang còn hiệu lực sẽ hết thời hạn công nhận, cần được đánh "
            f"giá, công nhận lại{drafting.only_where_complete(account)}:"
        )
        yield tables.ending(account)
    else:
        yield Text(f"Theo sổ, không có sản phẩm nào đang còn hiệu lực mà hết thời hạn công nhận trong năm {year}.")
    yield Gap(f"mục tiêu, nhiệm vụ, giải pháp và kinh phí năm {year}")


def _proposals() -> Iterator[Block]:
    yield Heading("III. ĐỀ XUẤT, KIẾN NGHỊ")
    yield Gap("đề xuất, kiến nghị với cơ quan cấp trên")
