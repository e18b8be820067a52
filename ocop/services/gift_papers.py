"""The papers of a chosen gift basket in one ZIP: proposal, cards, packing list, list of purchases."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ocop import reference
from ocop.documents import gift_card, gift_lists, gift_proposal, printed, sheets, word
from ocop.documents.gift import Check, Gift, Line, Share, Texts, dong
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.errors import QueryError, Refused
from ocop.gifts import rules, warnings
from ocop.gifts.basket import Status
from ocop.gifts.explain import Item
from ocop.gifts.request import Asked, Event, Wish
from ocop.gifts.tables import RuleKind
from ocop.services import gift_words, gifts
from ocop.services.addresses import check_address
from ocop.services.gifts import Answer, Portion
from ocop.services.register import Register

# A ZIP names a moment for each file; ours tells nothing.
NO_TIME = (2026, 1, 1, 0, 0, 0)
TEXTS = Texts()
UNPRINTABLE = "Lời chào bằng tiếng của khách có chữ mà phông chữ đi kèm không có: thiệp dùng lời chào sẵn."


@dataclass(frozen=True)
class Papers:
    """The files by name, in order; `notes` say what was left out and why."""

    files: dict[str, bytes]
    notes: tuple[str, ...] = ()

    def zipped(self) -> bytes:
        """All in one file."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in self.files.items():
                archive.writestr(zipfile.ZipInfo(name, NO_TIME), body, zipfile.ZIP_DEFLATED)
        return made.getvalue()


def bundle(
    register: Register,
    event: Event,
    wish: Wish,
    answer: Answer,
    *,
    approved: bool = False,
    texts: Texts = TEXTS,
    allow_local: bool = False,
) -> bytes:
    """The papers of an answer as one ZIP.

    Raises:
        QueryError: the answer holds no basket.
    """
    made = papers(register, event, wish, answer, approved=approved, texts=texts, allow_local=allow_local)
    return made.zipped()


def papers(
    register: Register,
    event: Event,
    wish: Wish,
    answer: Answer,
    *,
    approved: bool = False,
    texts: Texts = TEXTS,
    allow_local: bool = False,
) -> Papers:
    """The papers of an answer, and what was left out of them. `allow_local` is for trials, as with labels.

    Raises:
        QueryError: the answer holds no basket.
    """
    if answer.status is not Status.OPTIMAL:
        raise QueryError(say("Chưa có giỏ quà nào để lập hồ sơ: {reason}", reason=answer.reason))
    gift = _gift(register, event, wish, answer, approved, texts)
    base_url, notes = _address(register, gift, allow_local=allow_local)
    if texts.greeting_guest and not all(gift_card.can_print(texts.greeting_guest, share) for share in gift.shares):
        notes += (UNPRINTABLE,)
    day = f"{event.day:%Y%m%d}"
    proposal = gift_proposal.proposal(gift)
    files = {f"1-to-trinh-{day}.pdf": printed.pdf(proposal), f"1-to-trinh-{day}.docx": word.docx(proposal)}
    for place, share in enumerate(gift.shares, start=1):
        files[f"2-thiep-{place}-{day}.pdf"] = gift_card.pdf(gift, share, base_url)
    files[f"3-dong-goi-{day}.xlsx"] = sheets.xlsx(gift_lists.packing(gift), "Đóng gói")
    files[f"4-mua-hang-{day}.xlsx"] = sheets.xlsx(gift_lists.purchases(gift), "Mua hàng")
    if notes:
        files[f"ghi-chu-{day}.txt"] = "\n".join(notes).encode()
    return Papers(files, notes)


def _address(register: Register, gift: Gift, *, allow_local: bool) -> tuple[str | None, tuple[str, ...]]:
    """Where codes on cards lead; None, and why, where none may be printed."""
    base_url = register.settings.base_url
    try:
        check_address(register.settings, allow_local=allow_local)
    except Refused as refused:
        return None, (f"Thiệp không có mã QR: {refused}",)
    if not gift_card.fits(gift.shares[0].lines[0], base_url):
        return None, ("Thiệp không có mã QR: địa chỉ của sổ quá dài cho mã cỡ này.",)
    return base_url, ()


def _gift(register: Register, event: Event, wish: Wish, answer: Answer, approved: bool, texts: Texts) -> Gift:
    return Gift(
        event=gift_words.EVENT[event.kind],
        money=gift_words.MONEY[event.money],
        day=answer.day,
        made_on=register.today(),
        plan=event.plan_number,
        shares=tuple(_share(register, event, wish, answer.scope, each) for each in answer.portions),
        warnings=answer.warnings,
        is_made_up=answer.scope is Scope.DEMO,
        is_approved=approved,
        texts=texts,
    )


def _share(register: Register, event: Event, wish: Wish, scope: Scope, portion: Portion) -> Share:
    asked = Asked(event, portion.recipient, wish, portion.limit)
    shelf = gifts.offer(register, scope, event.day).shelf
    rows = np.array([shelf.places[item.code] for item in portion.items])
    warned = warnings.concerned(shelf.take(rows), asked)
    notes = [
        tuple(warnings.text(rule).words for rule, mask in warned.items() if mask[place]) for place in range(len(rows))
    ]
    return Share(
        recipient=gift_words.recipient(portion.recipient),
        count=portion.recipient.count,
        article=portion.article,
        ceiling=portion.ceiling,
        norm=portion.norm,
        limit=portion.limit,
        lines=tuple(_line(register, event, item, heed) for item, heed in zip(portion.items, notes, strict=True)),
        checks=tuple(_checks(asked, portion)),
        country=portion.recipient.country,
    )


def _line(register: Register, event: Event, item: Item, notes: tuple[str, ...]) -> Line:
    record = register.record(item.code, event.day)
    if record is None:
        raise QueryError(say("Sổ không còn sản phẩm {name}: hãy chọn lại giỏ.", name=item.name))
    provinces = reference.provinces()
    place = provinces[f"{item.province:02}"].name
    return Line(register.details(record.product, event.day), item.price, place, notes)


def _checks(asked: Asked, portion: Portion) -> Iterator[Check]:
    """Every rule that excludes: who says so, and that each item has passed it; of the ceiling how far it is away."""
    for rule in rules.rules(asked):
        text = warnings.text(rule.id)
        if text.kind is not RuleKind.HARD:
            continue
        out = portion.excluded.get(rule.id, 0)
        left_out = f"; đã loại {out:,} sản phẩm".replace(",", ".") if out else ""
        standing = f"Đạt, cả {len(portion.items)} món{left_out}"
        if rule.id == "ceiling":
            most = "không có trần" if portion.limit is None else f"không vượt {dong(portion.limit)}"
            standing = f"Đạt: {dong(portion.total)}, {most}"
        yield Check(text.words, text.source, standing)
