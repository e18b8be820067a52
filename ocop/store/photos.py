"""Makers' photographs in the store."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.register import Product
from ocop.errors import Conflict
from ocop.store.audit import audit, check_author, next_revision
from ocop.store.tables import PhotoRow, ProductRow


def keep_photo(session: Session, *, code: str, picture: bytes, credit: str, by: str, reason: str) -> None:
    """Keep a product's photograph (WebP, ready to be shown) and whose it is, in place of the one there.

    Raises:
        Conflict: no product bears the code, or nobody says whose photograph it is.
    """
    product = session.scalar(select(ProductRow).where(ProductRow.code == code))
    if product is None:
        raise Conflict(f"Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.")
    check_author(by, reason)
    if not credit.strip():
        raise Conflict("Ảnh phải ghi nguồn: hãy ghi ảnh của ai.")
    session.merge(PhotoRow(product_id=product.id, picture=picture, credit=credit.strip()))
    product.photo = sha256(picture).hexdigest()[:10]
    product.revision = next_revision(session)
    audit(session, action="keep_photo", by=by, reason=reason, subject=code, detail={"photo": product.photo})


def photo(session: Session, product: Product) -> tuple[bytes, str] | None:
    """A product's photograph as WebP, and whose it is."""
    row = session.get(PhotoRow, product.id)
    return None if row is None else (row.picture, row.credit)
