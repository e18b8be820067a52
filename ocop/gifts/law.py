"""How much a gift may cost: Thông tư 35/2026/TT-BTC, amounts a person, tax included, all of them maxima.

The kind of event chooses the article, before the guest's class does. What decides which rates hold are the plan's two
dates, not the day of giving (Article 35): approved *and* begun before the circular came into force keeps the rates of
its approval, and those are not in this register, so nothing is said. Read in a public transcription of the circular.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ocop.domain.said import Said, cited, say
from ocop.gifts import tables
from ocop.gifts.request import Event, EventKind, GuestClass, Money, Recipient, Role

CIRCULAR = cited("Thông tư 35/2026/TT-BTC")
IN_FORCE = date(2026, 5, 18)
NO_RULE = say("chưa có quy định trong hệ thống")
# Guests of an article that takes over the amounts of Article 12.
AS_ARTICLE_12 = {
    EventKind.VISIT: "",
    EventKind.FOOD_AND_LODGING: "Điều 16",
    EventKind.CONFERENCE: "Điều 26",
}


@dataclass(frozen=True)
class Ceiling:
    """The most that a gift may cost; no amount where the circular does not speak of it. `norm` is the host body's."""

    article: Said | None
    amount: int | None
    norm: int | None = None
    notes: tuple[Said, ...] = ()

    @property
    def limit(self) -> int | None:
        """The lower of the circular's amount and the host body's norm."""
        known = [each for each in (self.amount, self.norm) if each is not None]
        return min(known, default=None)


@dataclass(frozen=True)
class Refusal:
    """No gift may be given, or nothing can be said; the article and the sentence that names it."""

    article: Said | None
    reason: Said


def ceiling(event: Event, recipient: Recipient, budget: int | None = None) -> Ceiling | Refusal:
    """What the law says of a gift for one recipient. `budget` is the amount of the approved plan where that counts."""
    if event.kind is EventKind.OUTBOUND:
        return Ceiling(
            None, None, event.norm, (say("Quà tặng ở nước ngoài: {nothing}, không có trần để so.", nothing=NO_RULE),)
        )
    if event.kind is EventKind.FAIR:
        return Ceiling(
            None, None, event.norm, (say("Danh mục cho gian hàng hội chợ, không phải quà tặng: không có trần."),)
        )
    before = _older_rates(event)
    if before is not None:
        return before
    forbidden = _forbidden(event)
    if forbidden is not None:
        return forbidden
    if event.kind in (EventKind.DOMESTIC, EventKind.CONFERENCE_FOREIGN_PAID):
        note = say(
            "Kinh phí ngoài Điều 3 {circular}: {nothing} về trần, theo quy định của nguồn kinh phí.",
            circular=CIRCULAR, nothing=NO_RULE,
        )  # fmt: skip
        return Ceiling(None, None, event.norm, (note,))
    found = _amount(event, recipient, budget)
    if isinstance(found, Refusal):
        return found
    article, amount, notes = found
    return Ceiling(of_circular(article), amount, event.norm, (*notes, *_notes(event)))


def of_circular(article: str) -> Said:
    """An article with the circular that it is of."""
    return say("{article} {circular}", article=cited(article), circular=CIRCULAR)


def _older_rates(event: Event) -> Refusal | None:
    """Whether the rates before the circular hold: plans approved and begun before it, and what cannot be told apart."""
    article = of_circular("Điều 35 khoản 4")
    old = say("Thông tư 71/2018/TT-BTC, mức chi chưa có trong hệ thống nên không nêu trần")
    approved, begun = event.plan_approved, event.plan_begun
    if begun is None and approved is None and event.day < IN_FORCE:
        reason = say(
            "Ngày trao {day} trước ngày {since}: áp dụng mức cũ ({old}), theo {article}.",
            day=event.day, since=IN_FORCE, old=old, article=article,
        )  # fmt: skip
        return Refusal(article, reason)
    if begun is None:
        begun = event.day if event.day < IN_FORCE else None
    if begun is None or begun >= IN_FORCE:
        return None
    if approved is None:
        reason = say(
            "Kế hoạch bắt đầu ngày {begun} nhưng chưa ghi ngày phê duyệt: {article} cần cả hai ngày để biết áp dụng "
            "mức nào.",
            begun=begun, article=article,
        )  # fmt: skip
        return Refusal(article, reason)
    if approved >= IN_FORCE:
        return None
    reason = say(
        "Kế hoạch được duyệt ngày {approved} và bắt đầu ngày {begun}, trước ngày {since}: giữ mức chi khi phê duyệt "
        "({old}), theo {article}.",
        approved=approved, begun=begun, since=IN_FORCE, old=old, article=article,
    )  # fmt: skip
    return Refusal(article, reason)


def _forbidden(event: Event) -> Refusal | None:
    """What may not be spent at all."""
    for row in tables.refusals():
        concerned = row.money == "any" or event.money is not Money.OTHER
        if row.event == event.kind and row.holds(max(event.day, IN_FORCE)) and concerned:
            article = of_circular(row.article)
            reason = say("Không được tặng quà theo {article}: {reason}.", article=article, reason=row.reason)
            return Refusal(article, reason)
    return None


def _amount(
    event: Event, recipient: Recipient, budget: int | None
) -> tuple[str, int | None, tuple[Said, ...]] | Refusal:
    """The article, its amount, and what is to be said beside it."""
    if event.kind is EventKind.FOOD_AND_LODGING and recipient.guest_class is GuestClass.OTHER:
        whole = of_circular("Điều 16")
        return Refusal(whole, say("{article} không nêu đối tượng khách khác: không có mức quà tặng.", article=whole))
    row = _row(event, recipient)
    if row is None:
        whole = of_circular("Điều 17")
        reason = say(
            "{article} chỉ nói đến đại sứ, trưởng đại diện thường trú của tổ chức quốc tế khi kết thúc nhiệm kỳ, không "
            "nêu người khác.",
            article=whole,
        )
        return Refusal(whole, reason)
    via = AS_ARTICLE_12.get(event.kind, "")
    article = f"{row.article} (theo {via})" if via else row.article
    if row.needs == "plan":
        return _as_planned(article, event, budget)
    if row.needs == "special-case" and not event.special_case:
        reason = say(
            "{article}: thành viên đoàn, khách hạng C và khách khác chỉ được tặng trong trường hợp đặc biệt theo yêu "
            "cầu đối ngoại hoặc phong tục, ghi trong kế hoạch được duyệt; chưa ghi số văn bản chấp thuận.",
            article=of_circular(article),
        )
        return Refusal(of_circular(article), reason)
    if event.kind is EventKind.ROTATING_CONFERENCE:
        return _at_rotating_conference(article, event, recipient, row.amount)
    return article, row.amount, ()


def _row(event: Event, recipient: Recipient) -> tables.CeilingRow | None:
    """The row of the law's table; of a delegation's other events that of Article 12."""
    kind = "guest" if event.kind in AS_ARTICLE_12 else event.kind
    return next(
        (
            row
            for row in tables.ceilings()
            if row.event == kind
            and row.holds(max(event.day, IN_FORCE))
            and row.guest_class in ("any", recipient.guest_class)
            and row.role in ("any", recipient.role)
        ),
        None,
    )


def _as_planned(article: str, event: Event, budget: int | None) -> tuple[str, int | None, tuple[Said, ...]] | Refusal:
    """The special class: as the approved plan says, so its number and its amount must be recorded."""
    number = event.plan_number or event.special_case
    if number is None or budget is None:
        missing = [
            *([say("số kế hoạch được duyệt")] if number is None else []),
            *([say("mức trong kế hoạch")] if budget is None else []),
        ]
        reason = say(
            "{article}: quà tặng khách hạng đặc biệt theo kế hoạch được duyệt; chưa ghi {missing}.",
            article=of_circular(article),
            missing=say("{first} và {second}", first=missing[0], second=missing[1]) if missing[1:] else missing[0],
        )
        return Refusal(of_circular(article), reason)
    note = say("Hạng đặc biệt: trần là mức của kế hoạch số {number}, không phải của thông tư.", number=number)
    return article, budget, (note,)


def _at_rotating_conference(
    article: str, event: Event, recipient: Recipient, amount: int | None
) -> tuple[str, int | None, tuple[Said, ...]]:
    """The amounts of Article 12 clause 2 point c whatever the class, unless a decision allows a rate of its own."""
    if event.special_rate is not None and event.special_case:
        note = say(
            "Mức riêng theo quyết định số {number} của cấp cho phép tổ chức hội nghị.", number=event.special_case
        )
        return f"Điều 25 khoản 2 ({article})", event.special_rate, (note,)
    notes = [say("Hội nghị luân phiên: áp dụng mức của Điều 12 khoản 2 điểm c cho mọi hạng khách.")]
    if event.special_rate is not None:
        notes.append(say("Mức riêng (Điều 25 khoản 2) chưa ghi số quyết định của cấp cho phép: không áp dụng."))
    if recipient.role is Role.MEMBER and not event.special_case:
        notes.append(
            say("Thành viên đoàn: Điều 12 khoản 2 điểm c gắn với trường hợp đặc biệt, hãy hỏi đơn vị tài chính.")
        )
    return article, amount, tuple(notes)


def _notes(event: Event) -> tuple[Said, ...]:
    """What whoever signs should know."""
    notes = []
    if event.norm is None:
        notes.append(say("Trần tối đa; chưa có định mức của cơ quan (Điều 33)."))
    if event.plan_approved is None:
        notes.append(say("Chưa ghi ngày duyệt, ngày bắt đầu kế hoạch: áp dụng mức từ ngày {day}.", day=IN_FORCE))
    elif event.plan_approved < IN_FORCE:
        notes.append(
            say(
                "Kế hoạch duyệt ngày {approved} mà chưa bắt đầu trước ngày {since}: thủ trưởng cơ quan chủ trì quyết "
                "định (Điều 35 khoản 4).",
                approved=event.plan_approved,
                since=IN_FORCE,
            )
        )
    if event.money is Money.SPONSORED:
        notes.append(say("Kinh phí tài trợ: theo thỏa thuận với nhà tài trợ trước (Điều 34 khoản 3)."))
    if event.kind is EventKind.CONFERENCE:
        notes.append(say("Hội nghị chi phí chia sẻ: chỉ tính phần Việt Nam chi (Điều 27)."))
    return tuple(notes)
