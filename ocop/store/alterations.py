"""Whether an event is whole, and which grant of a product's history an alteration changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from ocop.domain.entries import EventEntry
from ocop.domain.recognition import ENDINGS, EXTENSION, GRANTS, STARS, Event, Kind
from ocop.domain.said import say
from ocop.errors import Conflict


def altered(history: Sequence[Event], event: EventEntry, about: int | None) -> int:
    """The id of the grant that an alteration changes: the one named, else the only one in term on its day.

    Raises:
        Conflict: the one named is not of this product, several are in term, or none was granted yet.
    """
    grants = {each.id: each for each in history if each.kind in GRANTS}
    if about is None:
        return _in_term(grants.values(), history, event.valid_from or event.decision.stated.earliest)
    if about not in grants:
        raise Conflict(say("Công nhận được chọn không thuộc sản phẩm này: hãy chọn lại."))
    return about


def _in_term(grants: Collection[Event], history: Sequence[Event], day: date) -> int:
    known = [each for each in grants if each.effective <= day]
    if not known:
        raise Conflict(say("Sản phẩm chưa có công nhận nào vào ngày của quyết định: hãy kiểm tra ngày."))
    in_term = [each for each in known if each.valid_until and each.valid_until >= day]
    standing = [each for each in in_term if _ended(history, each.id) is None] or in_term
    if len(standing) > 1:
        raise Conflict(say("Sản phẩm có nhiều công nhận còn thời hạn: hãy chọn công nhận mà quyết định này nói đến."))
    return standing[0].id if standing else max(known, key=lambda each: (each.effective, each.id)).id


def _ended(history: Sequence[Event], grant: int) -> date | None:
    """From when a grant is taken back."""
    return min((each.effective for each in history if each.about == grant and each.kind in ENDINGS), default=None)


def check_not_ended(history: Sequence[Event], about: int, kind: Kind) -> None:
    """Whether the grant was there to be altered; what was taken back can still be corrected.

    Raises:
        Conflict: it was taken back before.
    """
    if kind in (*ENDINGS, Kind.EXTENDED, Kind.PASSED) and (ended := _ended(history, about)):
        raise Conflict(
            say("Công nhận này đã bị thu hồi hoặc hủy bỏ từ {ended}: hãy kiểm tra lại quyết định.", ended=ended)
        )


def check_grant(event: EventEntry) -> None:
    """Whether a grant states its stars.

    Raises:
        Conflict: it does not.
    """
    if event.stars not in STARS:
        raise Conflict(say("Công nhận phải ghi 3, 4 hoặc 5 sao: hãy bổ sung hạng sao."))


def check_alteration(grant: Event, event: EventEntry) -> None:
    """Whether an alteration says all that it needs.

    Raises:
        Conflict: it does not.
    """
    if event.kind is Kind.PASSED and event.maker is None:
        raise Conflict(say("Quyết định chuyển chủ thể phải ghi chủ thể mới: hãy bổ sung."))
    if event.kind is Kind.EXTENDED:
        until = grant.valid_until
        if until is None or event.valid_until is None or not until < event.valid_until <= until + EXTENSION:
            raise Conflict(say("Gia hạn phải ghi ngày hết hạn mới, sau ngày cũ và không quá 180 ngày: hãy kiểm tra."))
    if event.kind is Kind.CORRECTED:
        if event.stars is None and event.valid_until is None:
            raise Conflict(say("Đính chính phải ghi hạng sao hoặc ngày hết hạn đúng: hãy bổ sung."))
        if event.stars not in (None, *STARS):
            raise Conflict(say("Đính chính phải ghi 3, 4 hoặc 5 sao: hãy kiểm tra hạng sao."))
        if event.valid_until is not None and event.valid_until < grant.effective:
            raise Conflict(say("Ngày hết hạn đính chính có trước ngày công nhận: hãy kiểm tra."))
