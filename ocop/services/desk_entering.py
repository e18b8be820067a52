"""Entering one new product at the desk: rehearsed first, beside what looks like it; then recorded as it was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ocop.domain.entries import ProductEntry
from ocop.domain.identity import product_key
from ocop.domain.makers import Maker, MakerQuery
from ocop.domain.recognition import Scope
from ocop.domain.register import UNKNOWN, Product, Record
from ocop.domain.roles import Act, Person
from ocop.domain.said import joined, say
from ocop.errors import Conflict, QueryError, Refused
from ocop.services import entering, intake, likeness, makers, people
from ocop.services.entering import Written
from ocop.services.likeness import SHOWN, Like
from ocop.services.matches import Reconciled, Taken, What
from ocop.services.register import Register
from ocop.store import actions, evidence, queries, records, versions
from ocop.store.batches import Source
from ocop.store.engine import writing


@dataclass(frozen=True)
class Rehearsal:
    """What would come of it: the entry, the record that the public would see (None where it is refused), doubts.

    `seen` is the revision that it started from.
    """

    scope: Scope
    written: Written
    reason: str
    entry: ProductEntry
    after: Record | None
    like: Like
    doubts: tuple[str, ...]
    seen: int


def known_makers(register: Register, asking: Person, scope: Scope, text: str) -> list[Maker]:
    """The makers whose names hold these words, where somebody may enter products.

    Raises:
        NotAllowed: nowhere.
    """
    mine = people.where(register, asking, Act.INTAKE)
    if not text.strip():
        return []
    provinces = frozenset() if None in mine else frozenset(each or UNKNOWN for each in mine)
    query = MakerQuery(text=text, provinces=provinces, scope=scope, limit=SHOWN)
    return list(makers.search(register, query, register.today()).makers)


def rehearse(register: Register, asking: Person, scope: Scope, written: Written, *, reason: str) -> Rehearsal:
    """Enter it and undo that again: every refusal is met, and the public page is known before there is one.

    Raises:
        NotAllowed: the role is missing in the province of the maker.
        QueryError: something is missing or cannot be.
        Refused: made-up people would write into the real register.
    """
    return _done(register, asking, scope, written, reason, None)


def record(register: Register, asking: Person, rehearsed: Rehearsal, *, looked: bool) -> Rehearsal:
    """Enter what was rehearsed; `looked` says that what looks like it was looked at and is something else.

    Raises:
        NotAllowed, QueryError, Refused: as `rehearse`; nobody looked.
        Conflict: the register knows the product, or holds something new since that looks like it.
    """
    if rehearsed.like.is_any and not looked:
        raise QueryError(say("Hãy xem các hồ sơ giống ở trên, rồi đánh dấu rằng đây là sản phẩm khác."))
    return _done(register, asking, rehearsed.scope, rehearsed.written, rehearsed.reason, rehearsed)


def _done(
    register: Register, asking: Person, scope: Scope, written: Written, reason: str, rehearsed: Rehearsal | None
) -> Rehearsal:
    people.where(register, asking, Act.INTAKE)
    if register.settings.demo_signin and scope is Scope.REAL:
        raise Refused(say("Người minh họa không ghi được vào sổ thật: hãy chuyển sang sổ minh họa."))
    if not reason.strip():
        raise QueryError(say("Hãy ghi căn cứ của việc ghi này để lưu vào nhật ký."))
    today = register.today()
    with writing(register.engine, keep=rehearsed is not None) as session:
        entry, doubts = entering.read(session, scope, written, today)
        people.require(register, asking, Act.INTAKE, entry.maker.place.province)
        seen, like = queries.revision(session), likeness.look(session, scope, entry, today)
        if like.is_known and written.maker is None:
            doubts.append(
                say("chủ thể này đã có trong sổ: sản phẩm ghi cho chủ thể ấy, giữ loại hình và địa chỉ đã có")
            )
        if rehearsed:
            entry = replace(entry, code=rehearsed.entry.code)
            _check_as_seen(session, rehearsed, entry, like)
        if like.refusal:
            return Rehearsal(scope, written, reason, entry, None, like, tuple(doubts), seen)
        by = people.author(asking)
        _write(session, scope, entry, by=by, reason=reason)
        if written.scan:
            evidence.attach(session, entry.code, written.scan, by=by, reason=reason)
        session.flush()
        session.expire_all()
        after = records.record(session, entry.code, today)
    return Rehearsal(scope, written, reason, entry, after, like, tuple(doubts), seen)


def _write(session: Session, scope: Scope, entry: ProductEntry, *, by: str, reason: str) -> None:
    """Enter it as an annex of one row, so that it can be taken back as one; the illustration keeps no batches."""
    if scope is Scope.DEMO:
        actions.enter_products(session, entries=[entry], scope=scope, by=by, reason=reason)
        return
    (event,) = entry.history
    taken = Taken.of(What.NEW, entry, product_key(entry))
    source = Source(f"nhap-tay-{entry.code}.txt", _as_text(entry).encode(), {}, event.decision.number)
    intake.enter(session, Reconciled(entries=[entry], taken={("", 1): taken}), source, by=by, reason=reason)


def _as_text(entry: ProductEntry) -> str:
    """What is kept in place of a file: what was entered, not what was typed, which may hold a household's address."""
    (event,) = entry.history
    decision, place = event.decision, entry.maker.place
    points = "" if event.points is None else f"{event.points.normalize():f}"
    lines = {
        "Mã": entry.code, "Sản phẩm": entry.name, "Chủ thể": entry.maker.name, "Địa chỉ": place.stated,
        "Xã (mã)": place.commune or "", "Tỉnh (mã)": place.province or "", "Bộ sản phẩm": entry.set_number or "",
        "Mã chính thức": ", ".join(entry.official_codes), "Hạng sao": event.stars, "Số điểm": points,
        "Quyết định": decision.number, "Ngày": decision.stated, "Cơ quan": decision.authority,
        "Căn cứ": decision.evidence, "Nguồn": decision.source,
    }  # fmt: skip
    return "Nhập tay tại bàn quản trị\n" + "".join(f"{name}: {value}\n" for name, value in lines.items())


def _check_as_seen(session: Session, rehearsed: Rehearsal, entry: ProductEntry, like: Like) -> None:
    """Refuse what is not as it was seen: somebody else entered it meanwhile, or something that looks like it.

    Raises:
        Conflict: who entered what.
    """
    if like.refusal and not rehearsed.like.refusal:
        raise Conflict(joined("", (_meanwhile(session, rehearsed.seen, like.products), like.refusal)))
    if like.refusal:
        raise Conflict(like.refusal)
    if like.known_by != rehearsed.like.known_by:
        new = [each for each in like.products if each.code not in rehearsed.like.known_by[0]]
        told = _meanwhile(session, rehearsed.seen, new) or say(
            "Trong lúc bạn xem trước, hồ sơ giống trong sổ vừa đổi. "
        )
        raise Conflict(say("{told}Chưa ghi gì của bạn và những gì bạn nhập vẫn còn: hãy xem trước lại.", told=told))
    if entry != rehearsed.entry:
        raise Conflict(say("Chủ thể đã chọn vừa được sửa trong lúc bạn xem trước, chưa ghi gì: hãy xem trước lại."))


def _meanwhile(session: Session, seen: int, products: Iterable[Product]) -> str:
    """Who entered or changed the first of these after a revision, in a sentence; empty where nobody did."""
    for product in products:
        if steps := versions.since(session, product.code, seen):
            last = steps[-1]
            return say(
                "{who} vừa ghi “{name}” (mã {code}) lúc {clock} ngày {day}. ",
                who=last.by, name=product.name, code=product.shown_code, clock=f"{last.at:%H:%M}", day=last.at.date(),
            )  # fmt: skip
    return ""
