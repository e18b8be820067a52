"""Reads: the register's rows as the frozen values of `ocop.domain.register`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from ocop.domain.codes import is_code, tidy, tidy_official
from ocop.domain.coverage import Coverage
from ocop.domain.dates import Stated
from ocop.domain.recognition import Evidence, Kind, Level, Period, Scope, State, Status
from ocop.domain.register import Producer, Product, Recognition
from ocop.store.gtins import code_of_gtin
from ocop.store.tables import (
    FOREVER,
    AuditRow,
    CoverageRow,
    FactsRow,
    OfficialCodeRow,
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
            selectinload(ProductRow.other_codes),
            contains_eager(StandingRow.recognition).contains_eager(RecognitionRow.decision),
        )
    )


def holds_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition that joins a product to its standing on a day."""
    return and_(StandingRow.product_id == ProductRow.id, StandingRow.first_day <= day, StandingRow.last_day >= day)


def code_of(session: Session, typed: str) -> str | None:
    """The register's code for what was typed: its own in any spelling, an official one, a GTIN; None when unknown."""
    own = tidy(typed)
    is_own = is_code(own)
    if is_own and (found := session.scalar(select(ProductRow.code).where(ProductRow.code == own))):
        return found
    # what leads to a product: an official code, or our own of a record that was merged into it
    other = own if is_own else tidy_official(typed)
    leads_to = select(ProductRow.code).join(OfficialCodeRow).where(OfficialCodeRow.code == other)
    return session.scalar(leads_to) or code_of_gtin(session, typed)


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


def producers(session: Session, ids: Sequence[int]) -> dict[int, Producer]:
    """Some makers by id."""
    return {row.id: producer(row) for row in session.scalars(select(ProducerRow).where(ProducerRow.id.in_(ids)))}


def product(row: ProductRow, standing: StandingRow | None, day: date) -> Product:
    """A stored product as seen on a day."""
    return Product(
        id=row.id,
        code=row.code,
        other_codes=tuple(other.code for other in row.other_codes),
        name=row.name,
        set_number=row.set_number,
        scope=Scope(row.scope),
        producer=producer(row.producer),
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


def producer(row: ProducerRow) -> Producer:
    """A stored maker."""
    return Producer(
        id=row.id,
        name=row.name,
        kind=row.kind,
        place_stated=row.place_stated,
        commune=row.commune,
        province=row.province,
        former_province=row.former_province,
    )
