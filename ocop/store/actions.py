"""Writes: the only functions that change the store. Each is one audited step with who (`by`) and why (`reason`).

They are called inside `engine.writing`, which holds the transaction and the writers' lock: everything of a step
stands, or nothing; of two writers the second waits and then sees what the first did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from ocop.domain.coverage import Coverage
from ocop.domain.entries import (
    ContactEntry,
    EventEntry,
    FairEntry,
    InspectionEntry,
    PointOfSaleEntry,
    ProductEntry,
    ProposalEntry,
)
from ocop.domain.keeping import maker_subject
from ocop.domain.recognition import GRANTS, Scope
from ocop.domain.said import say
from ocop.domain.text import fold
from ocop.errors import Conflict
from ocop.store import alike, alterations, bulk, entry, fair_lists, inspections, standing
from ocop.store.audit import audit, check_author, next_revision
from ocop.store.tables import (
    Base,
    CertificateRow,
    ContactRow,
    CoverageRow,
    DecisionFileRow,
    DecisionRow,
    EventRow,
    FactSourceRow,
    FactsRow,
    GiftBasketRow,
    GiftGivenRow,
    GiftStepRow,
    InspectionRow,
    NoticeRow,
    OfficialCodeRow,
    PhotoRow,
    PointOfSaleRow,
    ProducerRow,
    ProductRow,
    ProposalRow,
    RecognitionRow,
    StandingRow,
    WithdrawnRow,
)


def enter_products(
    session: Session,
    *,
    entries: Iterable[ProductEntry],
    scope: Scope,
    by: str,
    reason: str,
    progress: Callable[[int], object] = lambda _n: None,
) -> list[str]:
    """Enter products with their histories; the codes of those that were new or gained an event.

    What stands already is left as it is, so a list can be entered twice. `progress` hears how many of each batch
    are done.
    """
    check_author(by, reason)
    changed: list[str] = []
    revision = next_revision(session)
    for batch in bulk.batches(entries):
        changed += entry.enter_batch(session, scope, batch, revision)
        progress(len(batch))
    if len(changed) > bulk.BATCH:
        session.flush()
        bulk.counted_anew(session.connection(), Base.metadata.sorted_tables)
    if changed:
        few = changed if len(changed) <= bulk.BATCH else changed[: bulk.BATCH]
        detail = {"count": len(changed), "codes": few}
        audit(session, action="enter_products", by=by, reason=reason, subject=scope, detail=detail)
    return changed


def record_event(
    session: Session, *, code: str, event: EventEntry, by: str, reason: str, about: int | None = None
) -> None:
    """Renew, raise, lower, extend, correct, annul, revoke or pass on the recognition of one product.

    `about` is the id of the grant that an alteration changes; it may be left out where only one is in term.

    Raises:
        Conflict: no product bears the code, the event is not whole or stands already, or nothing shows what it alters.
    """
    product = session.scalar(select(ProductRow).where(ProductRow.code == code))
    if product is None:
        raise Conflict(say("Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.", code=code))
    history = standing.events(session, product.id)
    check_author(by, reason)
    if event.kind in GRANTS:
        alterations.check_grant(event)
    else:
        about = alterations.altered(history, event, about)
        alterations.check_alteration(next(each for each in history if each.id == about), event)
    if not entry.add_event(session, product, event, about):
        raise Conflict(
            say("Quyết định này đã được ghi cho sản phẩm: không ghi lần nữa; hãy xem lại lịch sử của sản phẩm.")
        )
    if about is not None:
        alterations.check_not_ended(history, about, event.kind)
    standing.derive(session, product.id)
    product.revision = next_revision(session)
    detail = {"kind": event.kind, "decision": event.decision.number, "stated": str(event.decision.stated)}
    audit(session, action=f"record_{event.kind}", by=by, reason=reason, subject=code, detail=detail)


def enter_proposals(session: Session, *, proposals: Iterable[ProposalEntry], scope: Scope, by: str, reason: str) -> int:
    """Keep proposals apart from recognitions; how many are new. No public fact changes."""
    check_author(by, reason)
    present = set(
        session.execute(
            select(ProposalRow.name_key, ProposalRow.producer_key, ProposalRow.stars, ProposalRow.stated).where(
                ProposalRow.scope == scope
            )
        ).all()
    )
    new: dict[tuple[str, str, int, str], ProposalRow] = {}
    for each in proposals:
        key = (fold(each.name), fold(each.producer), each.stars, each.stated)
        if key not in present:
            keys = {"name_key": key[0], "producer_key": key[1]}
            new[key] = ProposalRow(scope=scope, **keys, **asdict(each))
    session.add_all(new.values())
    if new:
        detail = {"count": len(new)}
        audit(session, action="enter_proposals", by=by, reason=reason, subject=scope, detail=detail, is_public=False)
    return len(new)


def record_inspection(session: Session, *, inspection: InspectionEntry, by: str, reason: str) -> None:
    """Keep an inspection after recognition (919 Đ1.4.đ); only one that ended in a decision is a public fact.

    Raises:
        Conflict: no product bears the code.
    """
    product = session.scalar(select(ProductRow).where(ProductRow.code == inspection.code))
    if product is None:
        raise Conflict(say("Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.", code=inspection.code))
    values = asdict(inspection)
    code = values.pop("code")
    session.add(InspectionRow(product_id=product.id, **values))
    is_public = inspection.decision is not None
    if is_public:
        product.revision = next_revision(session)
    detail = {"body": inspection.body, "subject": inspection.subject}
    audit(session, action="record_inspection", by=by, reason=reason, subject=code, detail=detail, is_public=is_public)


def add_fairs(session: Session, *, fairs: Iterable[FairEntry], scope: Scope, by: str, reason: str) -> int:
    """Enter fairs, forums and promotions; how many."""
    rows = [asdict(fair) | {"scope": scope} for fair in fairs]
    if rows:
        session.execute(insert(EventRow), rows)
        audit(session, action="add_fairs", by=by, reason=reason, subject=scope, detail={"count": len(rows)})
    return len(rows)


def keep_contact(session: Session, *, producer_id: int, contact: ContactEntry, by: str, reason: str) -> None:
    """Keep how signed-in staff reach a maker. Personal data: neither public nor written into the audit trail."""
    session.merge(ContactRow(producer_id=producer_id, **asdict(contact)))
    named = maker_subject(producer_id)
    audit(session, action="keep_contact", by=by, reason=reason, subject=named, detail={}, is_public=False)


def declare_coverage(session: Session, *, coverage: Coverage, scope: Scope, by: str, reason: str) -> None:
    """A steward's word that all decisions of a level, a place and a span of days are in the register."""
    session.add(CoverageRow(scope=scope, **asdict(coverage)))
    audit(session, action="declare_coverage", by=by, reason=reason, subject=scope, detail={"level": coverage.level})


def add_points_of_sale(
    session: Session, *, points: Iterable[PointOfSaleEntry], scope: Scope, by: str, reason: str
) -> int:
    """Enter points of sale; how many."""
    rows = [asdict(point) | {"scope": scope} for point in points]
    if rows:
        session.execute(insert(PointOfSaleRow), rows)
        audit(session, action="add_points_of_sale", by=by, reason=reason, subject=scope, detail={"count": len(rows)})
    return len(rows)


def drop_demo(session: Session, *, by: str, reason: str) -> int:
    """Remove the made-up register, and nothing else; how many products it had."""
    fair_lists.drop(session, Scope.DEMO)
    inspections.drop(session, Scope.DEMO)
    alike.drop(session, Scope.DEMO)
    products = select(ProductRow.id).where(ProductRow.scope == Scope.DEMO)
    count = len(session.scalars(products).all())
    hanging = (StandingRow, PhotoRow, CertificateRow, FactsRow, OfficialCodeRow, InspectionRow, NoticeRow, WithdrawnRow)
    for table in (*hanging, FactSourceRow, RecognitionRow):
        session.execute(delete(table).where(table.product_id.in_(products)))
    baskets = select(GiftBasketRow.id).where(GiftBasketRow.scope == Scope.DEMO)
    session.execute(delete(GiftStepRow).where(GiftStepRow.basket_id.in_(baskets)))
    for kept in (GiftGivenRow, GiftBasketRow):
        session.execute(delete(kept).where(kept.scope == Scope.DEMO))
    decided = select(DecisionRow.id).where(DecisionRow.scope == Scope.DEMO)
    session.execute(delete(DecisionFileRow).where(DecisionFileRow.decision_id.in_(decided)))
    makers = select(ProducerRow.id).where(ProducerRow.scope == Scope.DEMO)
    for told in (ContactRow, FactSourceRow):
        session.execute(delete(told).where(told.producer_id.in_(makers)))
    for scoped in (ProductRow, ProducerRow, DecisionRow, PointOfSaleRow, EventRow, CoverageRow, ProposalRow):
        session.execute(delete(scoped).where(scoped.scope == Scope.DEMO))
    if count:
        audit(session, action="drop_demo", by=by, reason=reason, subject=Scope.DEMO, detail={"count": count})
    return count
