"""Reads: the register's rows as the frozen values of `ocop.domain.register`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from ocop.clock import VIETNAM
from ocop.domain.codes import is_code, tidy, tidy_official
from ocop.domain.coverage import Coverage, is_complete
from ocop.domain.dates import Stated
from ocop.domain.recognition import Evidence, Kind, Level, Period, Scope, State, Status
from ocop.domain.register import Producer, Product, Recognition, Record
from ocop.store.gtins import code_of_gtin
from ocop.store.tables import (
    FOREVER,
    AuditRow,
    CoverageRow,
    DecisionRow,
    FactsRow,
    OfficialCodeRow,
    PhotoRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    RevisionRow,
    StandingRow,
)

# Who enters the shipped records and the illustration; anybody else is an operator.
INSTALLER = "ocop init"


_REVISION = select(RevisionRow.number)


def revision(session: Session) -> int:
    """The number that grows whenever a public fact changes; asked before every answer, so past the session."""
    return session.connection().execute(_REVISION).scalar_one()


def had_demo(session: Session) -> bool:
    """Whether the made-up register was ever loaded into this store."""
    return session.scalar(select(AuditRow.id).where(AuditRow.subject == Scope.DEMO).limit(1)) is not None


def sizes(session: Session) -> dict[Scope, int]:
    """How many products each register holds."""
    counts = session.execute(select(ProductRow.scope, func.count()).group_by(ProductRow.scope))
    return dict.fromkeys(Scope, 0) | {Scope(scope): count for scope, count in counts}


def default_scope(session: Session) -> Scope:
    """The illustration until an operator imports real decisions; from then on, and without it, the real register."""
    made_up = select(ProductRow.id).where(ProductRow.scope == Scope.DEMO)
    if not was_imported(session) and session.scalar(made_up.limit(1)) is not None:
        return Scope.DEMO
    return Scope.REAL


def was_imported(session: Session) -> bool:
    """Whether an operator has ever brought real products in, besides those that ship with the program."""
    imported = select(AuditRow.id).where(
        AuditRow.subject == Scope.REAL, AuditRow.by != INSTALLER, AuditRow.action == "enter_products"
    )
    return session.scalar(imported.limit(1)) is not None


def coverage(session: Session, scope: Scope) -> tuple[Coverage, ...]:
    """What has been declared complete, in order of declaration."""
    declared = session.scalars(select(CoverageRow).where(CoverageRow.scope == scope).order_by(CoverageRow.id))
    return tuple(
        Coverage(Level(row.level), row.former_province, row.province, row.first_day, row.last_day, row.source)
        for row in declared
    )


def products_as_of(day: date | BindParameter[date]) -> Select[ProductRow, StandingRow]:
    """All products, each with its maker and with what holds on that day (None where nothing does)."""
    return (
        select(ProductRow, StandingRow)
        .join(ProductRow.producer)
        .outerjoin(ProductRow.facts)
        .outerjoin(StandingRow, holds_on(day))
        .outerjoin(StandingRow.recognition)
        .outerjoin(RecognitionRow.decision)
        .options(
            contains_eager(ProductRow.producer),
            contains_eager(ProductRow.facts).load_only(FactsRow.alcohol_percent),
            selectinload(ProductRow.official_codes),
            contains_eager(StandingRow.recognition).contains_eager(RecognitionRow.decision),
        )
    )


def holds_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition that joins a product to its standing on a day."""
    return and_(StandingRow.product_id == ProductRow.id, StandingRow.first_day <= day, StandingRow.last_day >= day)


# What a mark needs, written once: putting such a question together costs more than asking it.
_OF_MAKER = (
    products_as_of(bindparam("day", type_=Date))
    .where(
        ProductRow.producer_id
        == select(ProductRow.producer_id).where(ProductRow.code == bindparam("code")).correlate(None).scalar_subquery()
    )
    .order_by(ProductRow.id)
)
_EVENTS = (
    select(RecognitionRow)
    .join(RecognitionRow.decision)
    .options(joinedload(RecognitionRow.decision))
    .where(RecognitionRow.product_id == bindparam("product"))
    .order_by(DecisionRow.stated.desc(), RecognitionRow.id.desc())
)


def code_of(session: Session, typed: str) -> str | None:
    """The register's code for what was typed: its own in any spelling, an official one, a GTIN; None when unknown."""
    own = tidy(typed)
    if is_code(own):
        wanted = select(ProductRow.code).where(ProductRow.code == own)
    else:
        wanted = select(ProductRow.code).join(OfficialCodeRow).where(OfficialCodeRow.code == tidy_official(typed))
    return session.execute(wanted).scalar() or code_of_gtin(session, typed)


def names(session: Session, codes: Sequence[str]) -> dict[str, str]:
    """The names of the products that bear some codes, by code; what no product bears is left out."""
    found = session.execute(select(ProductRow.code, ProductRow.name).where(ProductRow.code.in_(codes)))
    return {row.code: row.name for row in found}


def scope_of(session: Session, code: str) -> Scope:
    """Which register a stored product is of."""
    return Scope(session.execute(select(ProductRow.scope).where(ProductRow.code == code)).scalar_one())


def codes(session: Session, scope: Scope, limit: int, offset: int) -> list[str]:
    """The codes of a scope in order of entry, some of them."""
    listed = select(ProductRow.code).where(ProductRow.scope == scope).order_by(ProductRow.id)
    return list(session.scalars(listed.limit(limit).offset(offset)))


def record(session: Session, code: str, day: date) -> Record | None:
    """One product with its history and its maker's other products; None when no product bears the code."""
    of_maker = session.execute(_OF_MAKER, {"day": day, "code": code}).all()
    found = next((each for each in of_maker if each[0].code == code), None)
    if found is None:
        return None
    row, standing = found
    events = session.scalars(_EVENTS, {"product": row.id}).all()
    history = [recognition(event) for event in events]
    maker = _maker_on(day, row, zip(events, history, strict=True))
    complete = is_complete(
        coverage(session, Scope(row.scope)),
        former_province=maker.former_province or "",
        province=maker.province or "",
        day=day,
    )
    # Another of that name in the province may be the same maker: then nothing is said of all its products.
    alike = select(func.count()).where(
        ProducerRow.scope == maker.scope, ProducerRow.name_key == maker.name_key, ProducerRow.province == maker.province
    )
    complete = complete and session.scalar(alike) == 1
    if maker.id != row.producer_id:
        theirs = products_as_of(day).where(ProductRow.producer_id == maker.id).order_by(ProductRow.id)
        of_maker = session.execute(theirs).all()
    return Record(
        replace(product(row, standing, day), producer=_producer(maker)),
        tuple(event for event in history if event.effective <= day),
        tuple(product(other, holding, day) for other, holding in of_maker if other.id != row.id),
        complete,
        _changed(session, row.revision),
        (session.scalar(select(PhotoRow.credit).where(PhotoRow.product_id == row.id)) or "") if row.photo else "",
    )


def _changed(session: Session, number: int) -> date | None:
    """The day in Vietnam on which a revision was made."""
    at = session.scalar(select(func.min(AuditRow.at)).where(AuditRow.revision == number))
    if at is None:
        return None
    # SQLite keeps no zone: what stands there is UTC
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(VIETNAM).date()


def _maker_on(day: date, row: ProductRow, events: Iterable[tuple[RecognitionRow, Recognition]]) -> ProducerRow:
    """Whose a product was on a day: where it was passed on later, the one from whom it then went first."""
    later = [(event.effective, event.id, stored.former_producer) for stored, event in events if event.effective > day]
    return next((maker for _on, _id, maker in sorted(later, key=lambda each: each[:2]) if maker), row.producer)


def producers(session: Session, ids: Sequence[int]) -> dict[int, Producer]:
    """Some makers by id."""
    return {row.id: _producer(row) for row in session.scalars(select(ProducerRow).where(ProducerRow.id.in_(ids)))}


def product(row: ProductRow, standing: StandingRow | None, day: date) -> Product:
    """A stored product as seen on a day."""
    return Product(
        id=row.id,
        code=row.code,
        official_codes=tuple(official.code for official in row.official_codes),
        name=row.name,
        set_number=row.set_number,
        scope=Scope(row.scope),
        producer=_producer(row.producer),
        status=Status.NONE if standing is None else _period(standing).status_on(day),
        stars=None if standing is None else standing.stars,
        governing=None if standing is None else _governing(standing),
        alcohol_percent=row.facts.alcohol_percent if row.facts else None,
        photo=row.photo,
        gtin=row.gtin,
    )


def _governing(row: StandingRow) -> Recognition:
    """The event that governs, with its end as it holds."""
    return recognition(row.recognition).as_altered(State(row.state), row.until)


def recognition(row: RecognitionRow) -> Recognition:
    """A stored event with its decision."""
    decision = row.decision
    return Recognition(
        id=row.id,
        kind=Kind(row.kind),
        stars=row.stars,
        stated=Stated.parse(decision.stated),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        decision=decision.number or None,
        authority=decision.authority or None,
        level=Level(decision.level),
        evidence=Evidence(decision.evidence),
        source=decision.source,
        note=decision.note,
        former_producer=row.former_producer.name if row.former_producer_id and row.former_producer else None,
        about=row.about_id,
    )


def _period(row: StandingRow) -> Period:
    last = None if row.last_day == FOREVER else row.last_day
    return Period(row.first_day, last, State(row.state), row.stars, row.recognition_id, row.until)


def _producer(row: ProducerRow) -> Producer:
    return Producer(
        id=row.id,
        name=row.name,
        kind=row.kind,
        place_stated=row.place_stated,
        commune=row.commune,
        province=row.province,
        former_province=row.former_province,
    )
