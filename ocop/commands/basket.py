"""`python -m ocop basket --event KIND --class CLASS --role ROLE --items N --date DAY …`: a lawful basket, proven."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from ocop import settings
from ocop.commands import recipients
from ocop.domain.codes import shown, tidy
from ocop.domain.recognition import Scope
from ocop.domain.said import dong
from ocop.gifts.basket import Status
from ocop.gifts.objective import TITLES
from ocop.gifts.request import Avoid, Event, EventKind, GuestClass, Money, Role, Travel, Wish
from ocop.services import files, gift_papers, gift_words, gifts
from ocop.services.gifts import Answer, Portion
from ocop.services.register import Register

EXITS = {"optimal": 0, "infeasible": 3, "refused": 3}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("basket", help="chọn giỏ quà tặng đúng quy định, chứng minh là tốt nhất")
    parser.add_argument("--event", type=EventKind, choices=list(EventKind), required=True, metavar="LOẠI SỰ KIỆN")
    parser.add_argument("--class", dest="guest_class", type=GuestClass, choices=list(GuestClass))
    parser.add_argument("--role", type=Role, choices=list(Role))
    parser.add_argument(
        "--recipient", type=recipients.read, action="append", default=[], metavar="class=A,role=head,…",
        help="một loại người nhận: class, role, number, country, avoid (nối bằng +), travel; nêu lại cho người khác",
    )  # fmt: skip
    parser.add_argument("--country", type=recipients.country, metavar="HAI CHỮ", help="nước của khách, như JP")
    parser.add_argument(
        "--avoid", type=Avoid, choices=list(Avoid), action="append", default=[], help="điều khách kiêng"
    )
    parser.add_argument("--items", type=int, required=True, metavar="SỐ MÓN")
    parser.add_argument("--date", type=date.fromisoformat, required=True, metavar="NGÀY TRAO")
    parser.add_argument("--norm", type=int, metavar="ĐỒNG", help="định mức của cơ quan chủ trì")
    parser.add_argument(
        "--budget", type=int, metavar="ĐỒNG", help="mức tối đa cho một giỏ; hạng đặc biệt: mức trong kế hoạch"
    )
    parser.add_argument("--plan", metavar="SỐ", help="số kế hoạch được duyệt")
    parser.add_argument("--plan-approved", type=date.fromisoformat, metavar="NGÀY")
    parser.add_argument("--plan-begun", type=date.fromisoformat, metavar="NGÀY")
    parser.add_argument("--special-case", metavar="SỐ", help="số văn bản chấp thuận trường hợp đặc biệt")
    parser.add_argument("--special-rate", type=int, metavar="ĐỒNG", help="mức riêng của hội nghị luân phiên (Điều 25)")
    parser.add_argument("--money", type=Money, choices=list(Money), default=Money.BUDGET, help="nguồn kinh phí")
    parser.add_argument("--count", type=int, default=1, metavar="SỐ NGƯỜI")
    parser.add_argument("--travel", type=Travel, choices=list(Travel), help="quà đi bằng cách nào")
    parser.add_argument("--pin", action="append", default=[], metavar="MÃ", help="món phải có")
    parser.add_argument("--ban", action="append", default=[], metavar="MÃ", help="món không lấy")
    parser.add_argument("--heed", action="append", default=[], metavar="LƯU Ý", help="lưu ý phải tránh, không chỉ nêu")
    parser.add_argument("--public", action="store_true", help="giỏ cho trang công khai: không rượu từ 15 độ")
    parser.add_argument("--why", metavar="MÃ", help="hỏi vì sao một sản phẩm không có trong giỏ")
    parser.add_argument(
        "--papers", type=Path, metavar="TỆP.zip", help="ghi hồ sơ: tờ trình, thiệp, phiếu đóng gói, mua hàng"
    )
    parser.add_argument(
        "--allow-local", action="store_true", help="mã QR trên thiệp dù địa chỉ không công khai, chỉ để thử"
    )
    parser.add_argument("--scope", type=Scope, choices=list(Scope), default=Scope.REAL)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Choose, and say what was chosen and why; 3 where no basket may be or can be."""
    register = Register.open(settings.load())
    event = Event(
        kind=given.event,
        day=given.date,
        norm=given.norm,
        money=given.money,
        plan_number=given.plan,
        plan_approved=given.plan_approved,
        plan_begun=given.plan_begun,
        special_case=given.special_case,
        special_rate=given.special_rate,
    )
    wish = Wish(
        items=given.items,
        budget=given.budget,
        pinned=frozenset(map(tidy, given.pin)),
        banned=frozenset(map(tidy, given.ban)),
        heeded=frozenset(given.heed),
        public=given.public,
        ordered_on=min(register.today(), given.date),
    )
    why = tidy(given.why) if given.why else None
    answer = gifts.choose(register, given.scope, event, recipients.of(given), wish, why=why)
    print(json.dumps(as_json(answer), ensure_ascii=False) if given.json else in_words(answer))
    if given.papers and answer.status is Status.OPTIMAL:
        made = gift_papers.papers(register, event, wish, answer, allow_local=given.allow_local)
        files.whole(given.papers, made.zipped())
        for note in made.notes:
            print(note, file=sys.stderr)
    return EXITS[answer.status]


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as one object. Amounts in đồng; what is not known is null. Several recipients stand in `baskets`."""
    found: dict[str, Any] = {"status": answer.status, "scope": answer.scope, "date": answer.day.isoformat()}
    if len(answer.portions) > 1:
        found |= {
            "total": answer.total if answer.status is Status.OPTIMAL else None,
            "baskets": [{"recipient": _recipient(each)} | _basket(each) for each in answer.portions],
            "warnings": list(answer.warnings),
            "alternatives": [
                {"total": answer.of(place).total, "baskets": [{"total": p.total, "items": _items(p)} for p in each]}
                for place, each in enumerate(answer.alternatives, start=1)
            ],
        }
    else:
        portion = answer.portions[0] if answer.portions else None
        empty: dict[str, Any] = {"ceiling": None, "limit": None, "total": None, "article": answer.article, "items": []}
        found |= _basket(portion) if portion else empty | {"excluded": {}, "eligible": 0}
        found["warnings"] = list(answer.warnings)
        found["alternatives"] = [{"total": each.total, "items": _items(each)} for (each,) in answer.alternatives]
    found["levels"] = answer.levels
    if answer.reason is not None:
        found["reason"] = answer.reason
    if answer.changes:
        found["changes"] = list(answer.changes)
    if answer.why_nots:
        found["why_not"] = list(answer.why_not) if len(answer.why_nots) == 1 else list(map(list, answer.why_nots))
    return found


def _basket(portion: Portion) -> dict[str, Any]:
    """What one recipient gets."""
    return {
        "ceiling": portion.ceiling,
        "limit": portion.limit,
        "total": portion.total if portion.items else None,
        "article": portion.article,
        "items": _items(portion),
        "excluded": portion.excluded,
        "eligible": portion.eligible,
    }


def _recipient(portion: Portion) -> dict[str, Any]:
    of = portion.recipient
    return {
        "class": of.guest_class,
        "role": of.role,
        "number": of.count,
        "country": of.country,
        "avoid": sorted(of.avoids),
        "travel": of.travel,
    }


def _items(portion: Portion) -> list[dict[str, Any]]:
    return [
        {
            "code": shown(item.code),
            "name": item.name,
            "set": item.set,
            "stars": item.stars,
            "price": item.price,
            "reasons": list(item.reasons),
        }
        for item in portion.items
    ]


def in_words(answer: Answer) -> str:
    """The answer as lines to be read."""
    if not answer.portions:
        return f"TỪ CHỐI: {answer.reason}"
    lines = []
    for portion in answer.portions:
        if len(answer.portions) > 1:
            lines.append(f"== {gift_words.recipient(portion.recipient)}, {portion.recipient.count} người ==")
        ceiling = "không có trần" if portion.ceiling is None else f"trần {dong(portion.ceiling)}"
        lines.append(f"{portion.article or 'Ngoài thông tư'}: {ceiling}.")
        lines += _told(portion)
    if answer.reason is not None:
        lines += [f"KHÔNG CÓ GIỎ NÀO: {answer.reason}", *(f"  có thể: {change}" for change in answer.changes)]
    else:
        levels = (f"{TITLES[level]} {abs(value):,}".replace(",", ".") for level, value in (answer.levels or {}).items())
        lines.append(f"So sánh theo thứ tự: {'; '.join(levels)}.")
    if len(answer.portions) > 1 and answer.status is Status.OPTIMAL:
        lines.append(f"Tổng tiền mọi suất: {dong(answer.total)}.")
    for number, each in enumerate(answer.alternatives, start=1):
        names = " | ".join("; ".join(item.name for item in portion.items) for portion in each)
        lines.append(f"Giỏ khác {number}, tổng {dong(answer.of(number).total)}: {names}")
    lines += [f"Lưu ý: {warning}" for warning in answer.warnings]
    for place, why in enumerate(answer.why_nots, start=1):
        which = f" (người nhận {place})" if len(answer.why_nots) > 1 else ""
        lines += [f"Vì sao không{which}: {reason}" for reason in why]
    return "\n".join(lines)


def _told(portion: Portion) -> list[str]:
    """A basket with the reasons of its items, and what was left out."""
    lines = []
    if portion.items:
        count, total = len(portion.items), dong(portion.total)
        lines.append(f"Giỏ {count} món, tổng {total}, tốt nhất trong {portion.eligible} sản phẩm:")
    for item in portion.items:
        lines.append(f"  {shown(item.code)}  {item.stars} sao  {dong(item.price)}  {item.name}")
        lines += [f"      {reason}" for reason in item.reasons]
    left_out = "; ".join(f"{rule} {count}" for rule, count in portion.excluded.items())
    return [*lines, f"Loại theo quy tắc: {left_out}."]
