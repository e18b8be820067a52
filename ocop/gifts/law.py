"""How much a gift may cost: Thông tư 35/2026/TT-BTC, amounts a person, tax included, all of them maxima.

The kind of event chooses the article, before the guest's class does. What decides which rates hold are the plan's two
dates, not the day of giving (Article 35): approved *and* begun before the circular came into force keeps the rates of
its approval, and those are not in this register, so nothing is said. Read in a public transcription of the circular.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ocop.gifts import tables
from ocop.gifts.request import Event, EventKind, GuestClass, Money, Recipient, Role

CIRCULAR = "Thông tư 35/2026/TT-BTC"
IN_FORCE = date(2026, 5, 18)
NO_RULE = "chưa có quy định trong hệ thống"
# Guests of an article that takes over the amounts of Article 12.
AS_ARTICLE_12 = {
    EventKind.VISIT: "",
    EventKind.FOOD_AND_LODGING: "Điều 16",
    EventKind.CONFERENCE: "Điều 26",
}


@dataclass(frozen=True)
class Ceiling:
    """The most that a gift may cost; no amount where the circular does not speak of it. `norm` is the host body's."""

    article: str | None
    amount: int | None
    norm: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def limit(self) -> int | None:
        """The lower of the circular's amount and the host body's norm."""
        known = [each for each in (self.amount, self.norm) if each is not None]
        return min(known, default=None)


@dataclass(frozen=True)
class Refusal:
    """No gift may be given, or nothing can be said; the article and the sentence that names it."""

    article: str | None
    reason: str


def ceiling(event: Event, recipient: Recipient, budget: int | None = None) -> Ceiling | Refusal:
    """What the law says of a gift for one recipient. `budget` is the amount of the approved plan where that counts."""
    if event.kind is EventKind.OUTBOUND:
        return Ceiling(None, None, event.norm, (f"Quà tặng ở nước ngoài: {NO_RULE}, không có trần để so.",))
    if event.kind is EventKind.FAIR:
        return Ceiling(None, None, event.norm, ("Danh mục cho gian hàng hội chợ, không phải quà tặng: không có trần.",))
    before = _older_rates(event)
    if before is not None:
        return before
    forbidden = _forbidden(event)
    if forbidden is not None:
        return forbidden
    if event.kind in (EventKind.DOMESTIC, EventKind.CONFERENCE_FOREIGN_PAID):
        note = f"Kinh phí ngoài Điều 3 {CIRCULAR}: {NO_RULE} về trần, theo quy định của nguồn kinh phí."
        return Ceiling(None, None, event.norm, (note,))
    found = _amount(event, recipient, budget)
    if isinstance(found, Refusal):
        return found
    article, amount, notes = found
    return Ceiling(f"{article} {CIRCULAR}", amount, event.norm, (*notes, *_notes(event)))


def _older_rates(event: Event) -> Refusal | None:
    """Whether the rates before the circular hold: plans approved and begun before it, and what cannot be told apart."""
    article = f"Điều 35 khoản 4 {CIRCULAR}"
    old = "Thông tư 71/2018/TT-BTC, mức chi chưa có trong hệ thống nên không nêu trần"
    approved, begun = event.plan_approved, event.plan_begun
    if begun is None and approved is None and event.day < IN_FORCE:
        reason = (
            f"Ngày trao {event.day:%d/%m/%Y} trước ngày {IN_FORCE:%d/%m/%Y}: áp dụng mức cũ ({old}), theo {article}."
        )
        return Refusal(article, reason)
    if begun is None:
        begun = event.day if event.day < IN_FORCE else None
    if begun is None or begun >= IN_FORCE:
        return None
    if approved is None:
        return Refusal(
            article,
            f"Kế hoạch bắt đầu ngày {begun:%d/%m/%Y} nhưng chưa ghi ngày phê duyệt: {article} cần cả hai ngày để biết "
            "áp dụng mức nào.",
        )
    if approved >= IN_FORCE:
        return None
    return Refusal(
        article,
        f"Kế hoạch được duyệt ngày {approved:%d/%m/%Y} và bắt đầu ngày {begun:%d/%m/%Y}, trước ngày "
        f"{IN_FORCE:%d/%m/%Y}: giữ mức chi khi phê duyệt ({old}), theo {article}.",
    )


def _forbidden(event: Event) -> Refusal | None:
    """What may not be spent at all."""
    for row in tables.refusals():
        concerned = row.money == "any" or event.money is not Money.OTHER
        if row.event == event.kind and row.holds(max(event.day, IN_FORCE)) and concerned:
            article = f"{row.article} {CIRCULAR}"
            return Refusal(article, f"Không được tặng quà theo {article}: {row.reason}.")
    return None


def _amount(
    event: Event, recipient: Recipient, budget: int | None
) -> tuple[str, int | None, tuple[str, ...]] | Refusal:
    """The article, its amount, and what is to be said beside it."""
    if event.kind is EventKind.FOOD_AND_LODGING and recipient.guest_class is GuestClass.OTHER:
        article = f"Điều 16 {CIRCULAR}"
        return Refusal(article, f"{article} không nêu đối tượng khách khác: không có mức quà tặng.")
    row = _row(event, recipient)
    if row is None:
        article = f"Điều 17 {CIRCULAR}"
        return Refusal(
            article,
            f"{article} chỉ nói đến đại sứ, trưởng đại diện thường trú của tổ chức quốc tế khi kết thúc nhiệm kỳ, "
            "không nêu người khác.",
        )
    via = AS_ARTICLE_12.get(event.kind, "")
    article = f"{row.article} (theo {via})" if via else row.article
    if row.needs == "plan":
        return _as_planned(article, event, budget)
    if row.needs == "special-case" and not event.special_case:
        return Refusal(
            f"{article} {CIRCULAR}",
            f"{article} {CIRCULAR}: thành viên đoàn, khách hạng C và khách khác chỉ được tặng trong trường hợp đặc "
            "biệt theo yêu cầu đối ngoại hoặc phong tục, ghi trong kế hoạch được duyệt; chưa ghi số văn bản "
            "chấp thuận.",
        )
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


def _as_planned(article: str, event: Event, budget: int | None) -> tuple[str, int | None, tuple[str, ...]] | Refusal:
    """The special class: as the approved plan says, so its number and its amount must be recorded."""
    number = event.plan_number or event.special_case
    if number is None or budget is None:
        missing = " và ".join(
            [
                *(["số kế hoạch được duyệt"] if number is None else []),
                *(["mức trong kế hoạch"] if budget is None else []),
            ]
        )
        return Refusal(
            f"{article} {CIRCULAR}",
            f"{article} {CIRCULAR}: quà tặng khách hạng đặc biệt theo kế hoạch được duyệt; chưa ghi {missing}.",
        )
    return article, budget, (f"Hạng đặc biệt: trần là mức của kế hoạch số {number}, không phải của thông tư.",)


def _at_rotating_conference(
    article: str, event: Event, recipient: Recipient, amount: int | None
) -> tuple[str, int | None, tuple[str, ...]]:
    """The amounts of Article 12 clause 2 point c whatever the class, unless a decision allows a rate of its own."""
    if event.special_rate is not None and event.special_case:
        note = f"Mức riêng theo quyết định số {event.special_case} của cấp cho phép tổ chức hội nghị."
        return f"Điều 25 khoản 2 ({article})", event.special_rate, (note,)
    notes = ["Hội nghị luân phiên: áp dụng mức của Điều 12 khoản 2 điểm c cho mọi hạng khách."]
    if event.special_rate is not None:
        notes.append("Mức riêng (Điều 25 khoản 2) chưa ghi số quyết định của cấp cho phép: không áp dụng.")
    if recipient.role is Role.MEMBER and not event.special_case:
        notes.append("Thành viên đoàn: Điều 12 khoản 2 điểm c gắn với trường hợp đặc biệt, hãy hỏi đơn vị tài chính.")
    return article, amount, tuple(notes)


def _notes(event: Event) -> tuple[str, ...]:
    """What whoever signs should know."""
    notes = []
    if event.norm is None:
        notes.append("Trần tối đa; chưa có định mức của cơ quan (Điều 33).")
    if event.plan_approved is None:
        notes.append("Chưa ghi ngày duyệt, ngày bắt đầu kế hoạch: áp dụng mức từ ngày 18/05/2026.")
    elif event.plan_approved < IN_FORCE:
        notes.append(
            f"Kế hoạch duyệt ngày {event.plan_approved:%d/%m/%Y} mà chưa bắt đầu trước ngày {IN_FORCE:%d/%m/%Y}: "
            "thủ trưởng cơ quan chủ trì quyết định (Điều 35 khoản 4)."
        )
    if event.money is Money.SPONSORED:
        notes.append("Kinh phí tài trợ: theo thỏa thuận với nhà tài trợ trước (Điều 34 khoản 3).")
    if event.kind is EventKind.CONFERENCE:
        notes.append("Hội nghị chi phí chia sẻ: chỉ tính phần Việt Nam chi (Điều 27).")
    return tuple(notes)
