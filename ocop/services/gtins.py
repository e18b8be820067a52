"""Recording the GTIN of a product, so that a scanned bar code leads to it."""

from __future__ import annotations

from ocop.domain import gtin as gtins
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.services.register import Register
from ocop.store.engine import writing
from ocop.store.gtins import set_gtin


def record(register: Register, code: str, typed: str, *, by: str, reason: str) -> str:
    """Record what was typed as a product's GTIN, or take it away where nothing was; the code as it is printed.

    Raises:
        QueryError: no real product bears the code, or what was typed is no GTIN.
        Conflict: another product bears it.
    """
    found = register.record(code, register.today())
    if found is None:
        raise QueryError(say("Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.", code=code))
    if found.product.scope is not Scope.REAL:
        raise QueryError(say("Sản phẩm mã {code} là dữ liệu minh họa: không ghi mã vạch thật vào đó.", code=code))
    gtin = gtins.tidy(typed)
    if typed and not gtin:
        raise QueryError(
            say("“{typed}” không phải GTIN: hãy ghi 8, 12, 13 hoặc 14 chữ số như in dưới mã vạch.", typed=typed[:40])
        )
    with writing(register.engine) as session:
        set_gtin(session, code=found.product.code, gtin=gtin or None, by=by, reason=reason)
    return found.product.shown_code
