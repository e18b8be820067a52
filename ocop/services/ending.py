"""What ends soon: the queue of a steward, letters to the makers, and that these were sent."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from ocop import reference
from ocop.documents import notice, queue
from ocop.documents.notice import Letter, Line
from ocop.documents.paper import VI, WATERMARK
from ocop.domain.ending import Ending
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.domain.taxonomy import ProducerKind
from ocop.errors import QueryError
from ocop.services import people
from ocop.services.areas import full_name
from ocop.services.export import cell
from ocop.services.register import Register
from ocop.store import notices
from ocop.store.audit import audit
from ocop.store.engine import writing

# So many letters are typeset in some seconds; more are asked for by province.
MOST_LETTERS = 300
TOURISM = 26
COMMUNE_ONLY = (ProducerKind.HOUSEHOLD,)


def found(register: Register, asking: Person, scope: Scope) -> list[Ending]:
    """What ends within 180 days or ended in the last 90, where this person keeps the records.

    Raises:
        NotAllowed: nowhere.
    """
    provinces = people.where(register, asking, Act.ALTER)
    with register.reading() as session:
        return notices.ending(session, scope, register.today(), provinces)


def letters(register: Register, asking: Person, endings: Sequence[Ending]) -> bytes:
    """One letter to each maker with all of its products among these, in one PDF; that they were made is audited.

    Raises:
        NotAllowed: the role is missing in a province of theirs.
        QueryError: there is none, or there are more than can be typeset at once.
    """
    _allowed(register, asking, endings)
    makers = _by_maker(endings)
    if not makers:
        raise QueryError(say("Không có sản phẩm nào trong danh sách: hãy chọn lại."))
    if len(makers) > MOST_LETTERS:
        raise QueryError(
            say(
                "Danh sách có {number} chủ thể: mỗi lần lập nhiều nhất {most_letters} thư, hãy lọc bớt.",
                number=len(makers),
                most_letters=MOST_LETTERS,
            )
        )
    for province in sorted({each.product.producer.province or "" for each in endings}):
        people.require(register, asking, Act.SEE_CONTACTS, province or None)
    day = register.today()
    with writing(register.engine) as session:
        kept = notices.addresses(session, [each[0].product.producer.id for each in makers])
        audit(
            session, action="make_notices", by=people.author(asking), reason="lập thư thông báo hết hạn",
            subject=makers[0][0].product.scope, detail={"letters": len(makers)}, is_public=False,
        )  # fmt: skip
    return notice.pdf([_letter(each, kept, day) for each in makers], day)


def note_sent(register: Register, asking: Person, endings: Sequence[Ending], sent_on: date) -> None:
    """Note that the makers of these were told on a day.

    Raises:
        NotAllowed: as `letters`.
        QueryError: the day is still to come.
        Conflict: there is nothing to note.
    """
    _allowed(register, asking, endings)
    if sent_on > register.today():
        raise QueryError(say("Ngày gửi {sent_on} còn ở tương lai: hãy ghi khi thư đã gửi.", sent_on=sent_on))
    with writing(register.engine) as session:
        notices.note_sent(
            session, endings=endings, sent_on=sent_on, by=people.author(asking), reason="đã gửi thông báo hết hạn"
        )


def as_xlsx(endings: Sequence[Ending], scope: Scope, day: date) -> bytes:
    """The list for an official."""
    return queue.xlsx((_row(each, day) for each in endings), watermark=_mark(scope))


def as_csv(endings: Sequence[Ending], scope: Scope, day: date) -> bytes:
    """The same as CSV, with the mark by which spreadsheets know UTF-8; no cell can start a formula."""
    made, mark = io.StringIO(newline=""), [_mark(scope)] if _mark(scope) else []
    writer = csv.writer(made)
    writer.writerow([*(title for title, _ in queue.COLUMNS), *(["Lưu ý"] if mark else [])])
    for each in endings:
        values = [value.isoformat() if isinstance(value, date) else cell(value) for value in _row(each, day)]
        writer.writerow([*values, *mark])
    return made.getvalue().encode("utf-8-sig")


def _mark(scope: Scope) -> str:
    return WATERMARK if scope is Scope.DEMO else ""


def _allowed(register: Register, asking: Person, endings: Sequence[Ending]) -> None:
    for province in {each.product.producer.province for each in endings}:
        people.require(register, asking, Act.ALTER, province)


def _by_maker(endings: Sequence[Ending]) -> list[list[Ending]]:
    ordered = sorted(endings, key=lambda each: (each.product.producer.name, each.product.producer.id, each.until))
    return [list(group) for _, group in groupby(ordered, key=lambda each: each.product.producer.id)]


def _letter(endings: Sequence[Ending], kept: dict[int, str], day: date) -> Letter:
    product = endings[0].product
    maker = product.producer
    province = reference.provinces().get(maker.province or "")
    stated = "" if maker.kind in COMMUNE_ONLY else maker.place_stated
    return Letter(
        maker=maker.name,
        address=kept.get(maker.id) or stated or _place(endings[0]) or notice.NOT_GIVEN,
        province=full_name(province, day) if province else None,
        place=province.name if province else "",
        lines=tuple(_line(each) for each in endings),
        is_made_up=product.scope is Scope.DEMO,
    )


def _line(ending: Ending) -> Line:
    product, held = ending.product, ending.product.governing
    return Line(
        name=product.name,
        code=product.shown_code,
        stars=product.stars or 0,
        decision=(held.decision if held else None) or "số chưa ghi trong sổ",
        decided=VI.stated(held.stated) if held else "",
        until=ending.until,
        is_service=product.set_number == TOURISM,
    )


def _place(ending: Ending) -> str:
    maker = ending.product.producer
    commune = reference.communes().get(maker.commune or "")
    province = reference.provinces().get(maker.province or "")
    parts = [f"{commune.type} {commune.name}"] if commune else []
    return ", ".join([*parts, *([province.name] if province else [])])


def _row(ending: Ending, day: date) -> list[str | int | date | None]:
    product, held = ending.product, ending.product.governing
    commune = reference.communes().get(product.producer.commune or "")
    province = reference.provinces().get(product.producer.province or "")
    return [
        product.shown_code,
        product.name,
        product.stars,
        product.producer.name,
        commune.name if commune else None,
        province.name if province else None,
        held.decision if held else None,
        ending.until,
        ending.days_left(day),
        ending.sent.on if ending.sent else None,
    ]
