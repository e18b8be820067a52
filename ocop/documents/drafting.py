"""What yearly reports and monthly returns have in common: who writes to whom, and what is said about the figures."""

from __future__ import annotations

from collections.abc import Iterable

from ocop.documents.account import Account, Area, Tier
from ocop.documents.paper import DOTS, VI, WATERMARK, Block, Issuer, Paper
from ocop.documents.tables import register_of
from ocop.domain.places import MERGERS

SO = "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"
MINISTRY = "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"


def issuer(area: Area) -> Issuer:
    """Whose draft it is. Which unit of the ministry writes is left to be filled in."""
    if area.tier is Tier.NATION:
        return Issuer(broken(MINISTRY), (DOTS * 4,), "Hà Nội")
    if area.tier is Tier.PROVINCE:
        return Issuer(("ỦY BAN NHÂN DÂN", area.full_name.upper()), broken(SO), area.province or DOTS)
    return Issuer((), ("ỦY BAN NHÂN DÂN", area.full_name.upper()), DOTS)


def broken(name: str) -> tuple[str, str]:
    """A long name in two lines, broken before its `VÀ`."""
    first, _and, second = name.partition(" VÀ ")
    return first, f"VÀ {second}"


def symbol(area: Area) -> str:
    """What stands behind the number of the paper; which unit of the ministry writes is not ours to say."""
    unit = {Tier.COMMUNE: "UBND", Tier.PROVINCE: "SNNMT", Tier.NATION: DOTS}
    return f"BC-{unit[area.tier]}"


def where(area: Area) -> str:
    """The place as it stands in a sentence."""
    if area.tier is Tier.NATION:
        return "trên phạm vi cả nước"
    within = f", {area.province}" if area.tier is Tier.COMMUNE else ""
    return f"trên địa bàn {_lowered(area.full_name)}{within}"


def _lowered(name: str) -> str:
    """`Tỉnh Lâm Đồng` within a sentence."""
    return name[:1].lower() + name[1:]


def writer(area: Area) -> str:
    """Who reports, in a sentence."""
    if area.tier is Tier.NATION:
        return f"{DOTS} (đơn vị được giao tổng hợp)"
    if area.tier is Tier.PROVINCE:
        return f"Sở Nông nghiệp và Môi trường {_lowered(area.full_name)}"
    return f"Ủy ban nhân dân {_lowered(area.full_name)}"


def recipients(area: Area) -> tuple[str, ...]:
    """Who receives it: the next one above; the rest is for whoever signs."""
    above = {
        Tier.COMMUNE: f"Sở Nông nghiệp và Môi trường {area.province};",
        Tier.PROVINCE: "Bộ Nông nghiệp và Môi trường;",
        Tier.NATION: "Lãnh đạo Bộ (để báo cáo);",
    }
    more = (f"Ủy ban nhân dân {_lowered(area.full_name)} (để báo cáo);",) if area.tier is Tier.PROVINCE else ()
    return (above[area.tier], *more, f"{DOTS};", "Lưu: VT.")


def facts(account: Account) -> tuple[str, ...]:
    """What the figures are and are not: source, day, coverage, words; that it is a draft."""
    found = [
        f"Dự thảo do phần mềm lập ngày {VI.date(account.made_on)} từ {register_of(account)}; chưa phải văn bản hành "
        "chính. Các chỗ ghi “[… bổ sung: …]” là nội dung sổ không có, cơ quan báo cáo phải tự bổ sung.",
        "Mỗi bảng ghi nguồn và ngày của số liệu. “Từng được công nhận” gồm cả sản phẩm nay đã hết hiệu lực; “còn hiệu "
        f"lực” là đang trong thời hạn công nhận vào ngày {VI.date(account.day)}. Hai số này không thay cho nhau.",
        coverage(account),
    ]
    if account.line.reported and not account.is_made_up:
        found.append(
            f"{VI.number(account.line.reported)} sản phẩm mới chỉ biết qua báo chí hoặc quyết định thiếu ngày: được "
            "tính là từng được công nhận, không tính là còn hiệu lực."
        )
    if account.day < MERGERS:
        found.append("Địa bàn được tính theo đơn vị hành chính từ ngày 01/7/2025, dù số liệu thuộc thời gian trước đó.")
    return tuple(found)


def coverage(account: Account) -> str:
    """How far the register is complete for the place."""
    if account.is_made_up:
        return (
            f"{WATERMARK}: mọi sản phẩm, chủ thể, quyết định và con số trong dự thảo này được tạo ra để trình diễn, "
            "không có thật; không dùng để báo cáo."
        )
    if account.complete:
        return (
            "Phạm vi: đã khai báo đủ các quyết định còn có thể có hiệu lực của địa bàn "
            f"tính đến ngày {VI.date(account.day)}."
        )
    return (
        "Phạm vi: sổ chưa được khai báo đủ quyết định của địa bàn; các con số chỉ gồm công nhận đã có trong sổ, không "
        "phải tổng số của địa bàn. Phải đối chiếu với hồ sơ gốc trước khi trình ký."
    )


def only_where_complete(account: Account) -> str:
    """A remark behind a number that is of this register only."""
    return "" if account.complete or account.is_made_up else " (theo số liệu đã có trong sổ)"


def paper(account: Account, *, subject: str, opening: str, blocks: Iterable[Block]) -> Paper:
    """The paper around its blocks."""
    return Paper(
        issuer=issuer(account.area),
        symbol=symbol(account.area),
        kind="BÁO CÁO",
        subject=subject,
        opening=opening,
        blocks=tuple(blocks),
        facts=facts(account),
        recipients=recipients(account.area),
        is_made_up=account.is_made_up,
    )
