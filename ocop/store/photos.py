"""Makers' photographs in the store."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ocop.domain.register import PhotoWords, Product
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit, check_author, next_revision
from ocop.store.tables import PhotoRow, ProductRow


def keep_photo(
    session: Session, *, code: str, picture: bytes, credit: str, by: str, reason: str, alt: tuple[str, str] = ("", "")
) -> None:
    """Keep a product's photograph (WebP, ready to be shown) and whose it is, in place of the one there.

    `alt` says in Vietnamese and English what is seen on it.

    Raises:
        Conflict: no product bears the code, or nobody says whose photograph it is.
    """
    product = session.scalar(select(ProductRow).where(ProductRow.code == code))
    if product is None:
        raise Conflict(say("Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.", code=code))
    check_author(by, reason)
    if not credit.strip():
        raise Conflict(say("Ảnh phải ghi nguồn: hãy ghi ảnh của ai."))
    told = {"credit": credit.strip(), "alt_vi": alt[0] or None, "alt_en": alt[1] or None}
    session.merge(PhotoRow(product_id=product.id, picture=picture, **told))
    product.photo = sha256(picture).hexdigest()[:10]
    product.revision = next_revision(session)
    audit(session, action="keep_photo", by=by, reason=reason, subject=code, detail={"photo": product.photo})


def remove_photo(session: Session, *, code: str, by: str, reason: str) -> None:
    """Take a product's photograph away: the drawing of its set is shown again.

    Raises:
        Conflict: it has none.
    """
    product = session.scalar(select(ProductRow).where(ProductRow.code == code))
    if product is None or product.photo is None:
        raise Conflict(say("Sản phẩm này không có ảnh: hãy tải lại trang."))
    check_author(by, reason)
    detail = {"photo": product.photo}
    session.execute(delete(PhotoRow).where(PhotoRow.product_id == product.id))
    product.photo, product.revision = None, next_revision(session)
    audit(session, action="remove_photo", by=by, reason=reason, subject=code, detail=detail)


def fingerprint(session: Session, code: str) -> str | None:
    """The fingerprint of a product's present photograph."""
    return session.scalar(select(ProductRow.photo).where(ProductRow.code == code))


def photo(session: Session, product: Product) -> tuple[bytes, str] | None:
    """A product's photograph as WebP, and whose it is."""
    row = session.get(PhotoRow, product.id)
    return None if row is None else (row.picture, row.credit)


def words(session: Session, product_id: int) -> PhotoWords:
    """Whose a product's photograph is and what is seen on it; empty where there is none."""
    found = select(PhotoRow.credit, PhotoRow.alt_vi, PhotoRow.alt_en).where(PhotoRow.product_id == product_id)
    row = session.execute(found).first()
    return PhotoWords() if row is None else PhotoWords(row.credit, row.alt_vi or "", row.alt_en or "")
