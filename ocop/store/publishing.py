"""Reading the register to publish it: whole records maker by maker, and which makers a change concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date
from functools import cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from ocop.clock import VIETNAM
from ocop.domain.codes import is_code
from ocop.domain.coverage import is_complete
from ocop.domain.publication import completeness_turns, turns
from ocop.domain.recognition import Period, Scope, State
from ocop.domain.register import NO_WORDS, PhotoWords, Product, Record
from ocop.store import inspections, queries, records
from ocop.store.tables import (
    FOREVER,
    AuditRow,
    DecisionRow,
    OfficialCodeRow,
    PhotoRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
)


def makers_by_code(session: Session, scope: Scope) -> dict[str, int]:
    """Every product of a scope, with the id of its maker."""
    rows = session.execute(select(ProductRow.code, ProductRow.producer_id).where(ProductRow.scope == scope))
    return {row[0]: row[1] for row in rows}


def merged_codes(session: Session, scope: Scope) -> frozenset[str]:
    """The register's own codes that lead to a product of a scope since their record was merged into it."""
    others = select(OfficialCodeRow.code).join(ProductRow, ProductRow.id == OfficialCodeRow.product_id)
    return frozenset(filter(is_code, session.scalars(others.where(ProductRow.scope == scope))))


def makers_of(session: Session, codes: Collection[str]) -> dict[Scope, list[int]]:
    """The ids of the makers of these products, by scope."""
    wanted = select(ProductRow.scope, ProductRow.producer_id).where(ProductRow.code.in_(codes)).distinct()
    found: dict[Scope, list[int]] = {}
    for scope, maker in session.execute(wanted):
        found.setdefault(Scope(scope), []).append(maker)
    return found


def concerned(session: Session, scope: Scope, since: int) -> set[int]:
    """Makers of whose products a page may say something else since a revision.

    Those of changed products, those from whom a changed product was passed on, and those of the same name: whether all
    products of a maker are known hangs on that. And those of whose products some are gone with an import.
    """
    changed = select(ProductRow.id).where(ProductRow.scope == scope, ProductRow.revision > since)
    passed = select(RecognitionRow.former_producer_id).where(RecognitionRow.product_id.in_(changed))
    now = select(ProductRow.producer_id).where(ProductRow.id.in_(changed))
    maker, alike = aliased(ProducerRow), aliased(ProducerRow)
    found = (
        select(alike.id)
        .join(maker, (maker.name_key == alike.name_key) & (maker.scope == alike.scope))
        .where(or_(maker.id.in_(now), maker.id.in_(passed)))
    )
    makers = set(session.scalars(found))
    for gone in _taken_away(session, scope, since):
        named = gone.get("makers")
        if named is None:
            return set(session.scalars(select(ProducerRow.id).where(ProducerRow.scope == scope)))
        makers |= set(named)
    return makers


def codes_concerned(session: Session, since: int, most: int) -> frozenset[str] | None:
    """The codes, of either scope, of the products of those makers and of those that are gone.

    None where that is more than `most`, or where not every one is named.
    """
    changed = select(func.count()).where(ProductRow.scope.in_(Scope), ProductRow.revision > since)
    if (session.scalar(changed) or 0) > most:
        return None
    codes, makers = set[str](), set[int]()
    for scope in Scope:
        for gone in _taken_away(session, scope, since):
            if gone.get("makers") is None:
                return None
            codes |= set(gone["codes"])
        makers |= concerned(session, scope, since)
    return frozenset(codes.union(session.scalars(select(ProductRow.code).where(ProductRow.producer_id.in_(makers)))))


def _taken_away(session: Session, scope: Scope, since: int) -> list[dict[str, Any]]:
    """What the audit says of products that were taken out of the register since a revision."""
    whole = (AuditRow.subject == scope) & AuditRow.action.in_(("undo_import", "drop_demo"))
    told = select(AuditRow.detail).where(whole | (AuditRow.action == "merge_products"), AuditRow.revision > since)
    return [detail for detail in session.scalars(told) if detail.get("scope", scope) == scope]


class Records:
    """Records as `records.record` gives them one by one, each with the day on which it next reads differently."""

    def __init__(self, session: Session, scope: Scope, day: date) -> None:
        self._session, self._day = session, day
        self._declared = queries.coverage(session, scope)
        self._complete, self._turns = cache(self._is_complete), cache(self._completeness_turns)
        named = select(ProducerRow.name_key, ProducerRow.province).where(
            ProducerRow.scope == scope, ProducerRow.merged_into.is_(None)
        )
        alike = named.group_by(ProducerRow.name_key, ProducerRow.province).having(func.count() > 1)
        self._alike = {(name, province) for name, province in session.execute(alike)}
        changes = session.execute(select(AuditRow.revision, func.min(AuditRow.at)).group_by(AuditRow.revision))
        # SQLite keeps no zone: what stands there is UTC
        self._changed = {
            revision: (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(VIETNAM).date()
            for revision, at in changes
        }

    def of(self, makers: Sequence[int]) -> Iterator[tuple[Record, date | None]]:
        """The records of all products of some makers."""
        day = self._day
        wanted = queries.products_as_of(day).where(ProductRow.producer_id.in_(makers)).order_by(ProductRow.id)
        rows = [(row, queries.product(row, standing, day)) for row, standing in self._session.execute(wanted)]
        ids = [row.id for row, _product in rows]
        events, cuts, whose = self._events(ids), self._cuts(ids), self._words(ids)
        inspected = inspections.decided(self._session, ids, day)
        by_maker: dict[int, list[Product]] = defaultdict(list)
        for row, product in rows:
            by_maker[row.producer_id].append(product)
        for row, product in rows:
            later = [event for event in events[row.id] if _effective(event) > day]
            if any(event.former_producer_id for event in later):
                record = records.record(self._session, row.code, day)
                assert record is not None, "it was read just now"
            else:
                history = [queries.recognition(event) for event in events[row.id]]
                record = Record(
                    product,
                    tuple(event for event in history if event.effective <= day),
                    tuple(each for each in by_maker[row.producer_id] if each.id != row.id),
                    self._knows_all(row.producer),
                    self._changed.get(row.revision),
                    whose.get(row.id, NO_WORDS) if row.photo else NO_WORDS,
                    inspected.get(row.id, ()),
                )
            yield record, self._next_change(row.producer, record, cuts, later)

    def _next_change(
        self, maker: ProducerRow, record: Record, cuts: dict[int, list[date]], later: list[RecognitionRow]
    ) -> date | None:
        """The next day on which anything on the page of a product turns."""
        days = [*cuts[record.product.id], *map(_effective, later)]
        if record.complete:
            days += [each for other in record.others for each in cuts[other.id]]
        if turned := self._turns(maker.former_province or "", maker.province or ""):
            days.append(turned)
        return min(days, default=None)

    def _knows_all(self, maker: ProducerRow) -> bool:
        place = maker.former_province or "", maker.province or ""
        return (maker.name_key, maker.province) not in self._alike and self._complete(*place)

    def _is_complete(self, former: str, province: str) -> bool:
        return is_complete(self._declared, former_province=former, province=province, day=self._day)

    def _completeness_turns(self, former: str, province: str) -> date | None:
        return completeness_turns(self._declared, former_province=former, province=province, day=self._day)

    def _events(self, ids: Sequence[int]) -> dict[int, list[RecognitionRow]]:
        """What happened to each product, newest first."""
        found: dict[int, list[RecognitionRow]] = defaultdict(list)
        wanted = (
            select(RecognitionRow)
            .join(RecognitionRow.decision)
            .options(joinedload(RecognitionRow.decision))
            .where(RecognitionRow.product_id.in_(ids))
            .order_by(DecisionRow.stated.desc(), RecognitionRow.id.desc())
        )
        for event in self._session.scalars(wanted):
            found[event.product_id].append(event)
        return found

    def _cuts(self, ids: Sequence[int]) -> dict[int, list[date]]:
        """The days to come on which each product turns by itself."""
        found: dict[int, list[date]] = defaultdict(list)
        for row in self._session.scalars(select(StandingRow).where(StandingRow.product_id.in_(ids))):
            last = None if row.last_day == FOREVER else row.last_day
            period = Period(row.first_day, last, State(row.state), row.stars, row.recognition_id, row.until)
            found[row.product_id] += turns(period, self._day)
        return found

    def _words(self, ids: Sequence[int]) -> dict[int, PhotoWords]:
        told = select(PhotoRow.product_id, PhotoRow.credit, PhotoRow.alt_vi, PhotoRow.alt_en)
        rows = self._session.execute(told.where(PhotoRow.product_id.in_(ids)))
        return {row[0]: PhotoWords(row[1], row[2] or "", row[3] or "") for row in rows}


def _effective(event: RecognitionRow) -> date:
    return queries.recognition(event).effective
