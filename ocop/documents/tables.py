"""The tables that reports share, from an account; each says where its figures are from and the day they hold for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ocop.documents.account import Account, Tier
from ocop.documents.paper import MISSING, VI, WATERMARK, Cell, Change, Column, Table
from ocop.domain.figures import Distribution, Share
from ocop.domain.recognition import STARS, Kind
from ocop.domain.register import UNKNOWN, Facet, Product
from ocop.i18n import facets, words
from ocop.i18n import targets as target_words

MOST_DECISIONS = 15
NO_BREAK = "\N{NO-BREAK SPACE}"
ONE_DAY = timedelta(days=1)
BEST_FIRST = tuple(reversed(STARS))
STAR_COLUMNS = tuple(Column(words.stars(stars, VI), 0.8, True) for stars in BEST_FIRST)

# What befalls products in a span, in the order of a report; the kinds of decisions that make it.
MOVES = (
    ("Công nhận lần đầu", (Kind.FIRST,)),
    ("Công nhận (nguồn không nêu lần thứ mấy)", (Kind.RECOGNISED,)),
    ("Công nhận lại", (Kind.RENEWED,)),
    ("Nâng hạng", (Kind.RAISED,)),
    ("Hạ hạng", (Kind.LOWERED,)),
    ("Gia hạn", (Kind.EXTENDED,)),
    ("Thu hồi, hủy bỏ", (Kind.REVOKED, Kind.ANNULLED)),
)
LAPSED = "Hết hiệu lực mà chưa được công nhận lại"


def register_of(account: Account) -> str:
    """Which register the figures are of."""
    return f"Sổ đăng ký OCOP ({WATERMARK})" if account.is_made_up else "Sổ đăng ký OCOP"


def source(account: Account) -> str:
    """Where figures that hold for a day are from."""
    return f"Nguồn: {register_of(account)}, tính đến hết ngày {VI.date(account.day)}."


def source_of_span(account: Account) -> str:
    """Where figures that hold for a span are from."""
    return f"Nguồn: {register_of(account)}, từ ngày {VI.date(account.first_day)} đến hết ngày {VI.date(account.day)}."


def by_stars(account: Account) -> Table:
    """Products in force by stars."""
    whole = account.line.products_in_force
    rows: list[tuple[Cell, ...]] = [
        (words.stars(stars, VI), account.line.by_stars[stars], Share(account.line.by_stars[stars], whole))
        for stars in BEST_FIRST
    ]
    columns = (Column("Hạng sao", 2), Column("Số sản phẩm", 1, True), Column("Tỷ lệ", 1, True))
    rows.append(("Cộng", whole, Share(whole, whole)))
    return Table("Sản phẩm còn hiệu lực theo hạng sao", columns, tuple(rows), source(account), summed=True)


def by_group(account: Account) -> Table:
    """Products in force by group."""
    return _counts("Sản phẩm còn hiệu lực theo nhóm sản phẩm", Facet.GROUP, account.groups, account)


def by_kind(account: Account) -> Table:
    """Products in force by the kind of their producer."""
    return _counts("Sản phẩm còn hiệu lực theo loại hình chủ thể", Facet.KIND, account.kinds, account)


def _counts(title: str, facet: Facet, found: Distribution, account: Account) -> Table:
    """By code and stars; of what is not known a row only where there is any."""
    labels = facets.labels(facet, VI)
    rows: list[tuple[Cell, ...]] = []
    for code in found.codes:
        counts = [found.cells[code, stars] for stars in BEST_FIRST]
        if code or sum(counts):
            rows.append((labels[code or UNKNOWN], *counts, sum(counts)))
    sums = [sum(found.cells[code, stars] for code in found.codes) for stars in BEST_FIRST]
    rows.append(("Cộng", *sums, found.total))
    columns = (Column(VI(facets.TITLES[facet]), 3), *STAR_COLUMNS, Column("Cộng", 0.9, True))
    return Table(title, columns, tuple(rows), source(account), summed=True)


def moves(account: Account) -> Table:
    """What decisions did in the span, and what lapsed in it."""
    rows: list[tuple[Cell, ...]] = [
        (name, sum(account.decided.get(kind, 0) for kind in kinds)) for name, kinds in MOVES
    ]
    rows.append((LAPSED, account.lapsed))
    columns = (Column("Biến động", 4), Column("Số lượt sản phẩm", 1, True))
    note = "Một sản phẩm có thể có nhiều biến động trong kỳ."
    return Table("Biến động trong kỳ", columns, tuple(rows), source_of_span(account), note=note)


def compared(account: Account) -> Table:
    """The end of the span beside the day before it."""
    now, then = account.line, account.before
    counted: list[tuple[str, int, int]] = [
        ("Sản phẩm đã từng được công nhận", then.products_ever, now.products_ever),
        ("Sản phẩm còn hiệu lực", then.products_in_force, now.products_in_force),
        *((f"    trong đó {words.stars(n, VI)}", then.by_stars[n], now.by_stars[n]) for n in BEST_FIRST),
        ("Chủ thể có sản phẩm còn hiệu lực", then.producers, now.producers),
        ("Sản phẩm hết hiệu lực trong 90 ngày tới", then.ending[90], now.ending[90]),
        ("Sản phẩm đã hết hiệu lực", then.expired, now.expired),
        ("Sản phẩm bị thu hồi, hủy bỏ công nhận", then.revoked, now.revoked),
        ("Sản phẩm mới chỉ biết qua báo chí hoặc thiếu ngày", then.reported, now.reported),
    ]
    rows: tuple[tuple[Cell, ...], ...] = tuple((name, a, b, Change(b - a)) for name, a, b in counted)
    columns = (
        Column("Chỉ tiêu", 4),
        Column(f"Đến hết {VI.date(account.first_day - ONE_DAY)}", 1.3, True),
        Column(f"Đến hết {VI.date(account.day)}", 1.3, True),
        Column("Tăng, giảm", 1, True),
    )
    return Table("Số liệu tổng hợp", columns, rows, source(account))


def by_place(account: Account) -> Table:
    """The places within the place, each with the end of the span beside the day before it."""
    nation = account.area.tier is Tier.NATION
    rows: list[tuple[Cell, ...]] = [
        (
            each.name or ("Chưa rõ tỉnh, thành phố" if nation else "Chưa rõ xã, phường"),
            each.line.products_ever,
            each.before.products_in_force,
            each.line.products_in_force,
            each.line.by_stars[5],
            each.line.ending[90],
            *([each.line.covered] if nation else []),
        )
        for each in account.parts
    ]
    now, then = account.line, account.before
    last: list[Cell] = [now.products_ever, then.products_in_force, now.products_in_force, now.by_stars[5]]
    rows.append(("Cộng", *last, now.ending[90], *([now.covered] if nation else [])))
    columns = (
        Column("Tỉnh, thành phố" if nation else "Xã, phường, đặc khu", 2.4),
        Column("Từng được công nhận", 1, True),
        Column(f"Còn hiệu lực đến hết {account.first_day - ONE_DAY:%d/%m/%Y}", 1.2, True),
        Column(f"Còn hiệu lực đến hết {account.day:%d/%m/%Y}", 1.2, True),
        Column("Trong đó 5 sao", 0.8, True),
        Column("Hết hiệu lực trong 90 ngày", 1, True),
        *([Column("Xã có sản phẩm còn hiệu lực", 1, True)] if nation else []),
    )
    return Table("Số liệu theo địa bàn", columns, tuple(rows), source(account), summed=True, note=PLACES_NOTE)


PLACES_NOTE = "Địa bàn theo đơn vị hành chính từ ngày 01/7/2025."


def ending(account: Account) -> Table:
    """What ends in the next year, month by month."""
    year = account.day.year + 1
    rows: list[tuple[Cell, ...]] = [(f"Tháng {month}/{year}", account.ending.get(month, 0)) for month in range(1, 13)]
    rows.append(("Cộng", sum(account.ending.values())))
    columns = (Column("Tháng", 3), Column("Số sản phẩm hết hiệu lực", 2, True))
    title = f"Sản phẩm đang còn hiệu lực sẽ hết hiệu lực trong năm {year}"
    return Table(title, columns, tuple(rows), source(account), summed=True)


def decisions(account: Account) -> Table:
    """The decisions of the span that the register knows; of many those with the most products."""
    most = sorted(account.decisions, key=lambda each: -each.products)[:MOST_DECISIONS]
    most.sort(key=lambda each: each.stated)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (each.number, each.stated.exact or VI.stated(each.stated), each.authority, each.products) for each in most
    )
    columns = (
        Column("Số, ký hiệu", 2.4),
        Column("Ngày", 1.2),
        Column("Cơ quan ban hành", 3),
        Column("Số sản phẩm", 1, True),
    )
    note = "Số sản phẩm là số sản phẩm của địa bàn đang căn cứ vào quyết định đó."
    if len(most) < len(account.decisions):
        whole = VI.number(len(account.decisions))
        note = f"Nêu {len(most)} quyết định có nhiều sản phẩm nhất trong {whole} quyết định. {note}"
    return Table("Quyết định công nhận ban hành trong kỳ, theo sổ", columns, rows, source(account), note=note)


def soonest(account: Account) -> Table:
    """Products that end within 90 days, by name."""
    whole, told = account.line.ending[90], len(account.soonest)
    note = f"Nêu {VI.number(told)} trong {VI.number(whole)} sản phẩm, sớm nhất trước." if told < whole else ""
    title = "Sản phẩm hết hiệu lực trong 90 ngày tới, cần chuẩn bị đánh giá lại"
    return _products(title, account.soonest, account, note)


def products(account: Account) -> Table:
    """Every product of a commune."""
    return _products("Sản phẩm của địa bàn", account.products, account, "")


def _products(title: str, found: Iterable[Product], account: Account, note: str) -> Table:
    columns = (
        Column("TT", 0.7, True), Column("Sản phẩm", 2.8), Column("Chủ thể", 2.8), Column("Hạng", 1),
        Column("Tình trạng", 1.4), Column("Quyết định", 1.9), Column("Hiệu lực đến", 1.8),
    )  # fmt: skip
    rows = tuple((place, *_product(each)) for place, each in enumerate(found, start=1))
    return Table(title, columns, rows, source(account), note=note)


def _product(each: Product) -> tuple[Cell, ...]:
    governing = each.governing
    return (
        each.name,
        each.producer.name,
        words.stars(each.stars, VI).replace(" ", NO_BREAK) if each.stars else MISSING,
        VI(words.STATUS[each.status]),
        (governing.decision or VI.stated(governing.stated)) if governing else None,
        until if governing and (until := _until(each)) else None,
    )


def _until(each: Product) -> date | None:
    return each.governing.valid_until if each.governing else None


def programme_targets(account: Account) -> Table:
    """The targets of Decision 919, as of the day."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            each.target.id,
            each.target.title,
            MISSING if each.value is None else target_words.amount(each.value, each.target.unit, VI),
            target_words.how(each, VI),
            target_words.verdict(each, VI),
        )
        for each in account.targets
    )
    columns = (
        Column("Mã", 0.5),
        Column("Chỉ tiêu", 3),
        Column("Kết quả", 1.3),
        Column("Cách tính", 2),
        Column("Đánh giá", 1.7),
    )
    ended = account.targets[0].target.as_of
    note = f"Chương trình kết thúc ngày {VI.date(ended)}; chỉ tiêu OCOP của giai đoạn sau: chưa công bố."
    title = "Chỉ tiêu của Quyết định số 919/QĐ-TTg"
    return Table(title, columns, rows, source(account), note=note if account.day >= ended else "")
