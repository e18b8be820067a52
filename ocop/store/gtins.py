"""GTINs of products: which one a product bears, and which product bears one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain import gtin as gtins
from ocop.domain.codes import shown
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit, check_author, next_revision
from ocop.store.tables import ProductRow


def code_of_gtin(session: Session, typed: str) -> str | None:
    """The register's code of the product that bears a GTIN; where a made-up one bears it too, of the real one."""
    gtin = gtins.tidy(typed)
    if not gtin:
        return None
    bears = select(ProductRow.code).where(ProductRow.gtin == gtin)
    return session.execute(bears.order_by(ProductRow.scope.desc()).limit(1)).scalar()


def set_gtin(session: Session, *, code: str, gtin: str | None, by: str, reason: str) -> None:
    """Say which GTIN a product bears, as fourteen digits; None takes it away.

    Raises:
        Conflict: no product bears the code, or another one bears the GTIN.
    """
    product = session.scalar(select(ProductRow).where(ProductRow.code == code))
    if product is None:
        raise Conflict(say("Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.", code=code))
    check_author(by, reason)
    if gtin == product.gtin:
        return
    taken = select(ProductRow.code).where(ProductRow.scope == product.scope, ProductRow.gtin == gtin)
    if gtin and (other := session.scalar(taken)):
        raise Conflict(
            say(
                "GTIN {shown} đã được ghi cho sản phẩm {shown2}: hãy kiểm tra lại.",
                shown=gtins.shown(gtin),
                shown2=shown(other),
            )
        )
    detail = {"before": product.gtin, "after": gtin}
    product.gtin, product.revision = gtin, next_revision(session)
    audit(session, action="set_gtin", by=by, reason=reason, subject=code, detail=detail)
