"""Labels and extracts: only what is real, only what is in force, only where its code can lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date

from ocop.documents import extract as sheet
from ocop.documents import label
from ocop.documents.label import Sheets
from ocop.documents.layouts import LAYOUTS, Layout
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Choices, Facet, Product, ProductQuery
from ocop.domain.said import say
from ocop.errors import QueryError, Refused
from ocop.services.addresses import check_address
from ocop.services.areas import province
from ocop.services.register import Register

__all__ = ["IN_FORCE", "LAYOUTS", "Labels", "Layout", "check_address", "extract", "in_province", "of"]

IN_FORCE = (Status.VALID, Status.EXPIRING)


@dataclass(frozen=True)
class Labels:
    """Labels as a file; `left_out` counts the products that got none, by how they stand."""

    pdf: bytes = field(repr=False)
    count: int
    sheets: int
    left_out: Mapping[Status, int] = field(hash=False)


def in_province(register: Register, typed: str | None, day: date) -> list[Product]:
    """All real products of a province of today, or of the country, in order of name.

    Raises:
        QueryError: there is no such province.
    """
    chosen: Choices = frozenset({(Facet.PROVINCE, province(typed, "--province").code)}) if typed else frozenset()
    with register.reading() as session:
        found = register.finder.every(session, ProductQuery(choices=chosen, scope=Scope.REAL), day)
        return sorted(found, key=lambda each: (each.name, each.code))


def of(
    register: Register,
    products: Iterable[Product],
    layout: Layout,
    *,
    status: Sequence[Status] = IN_FORCE,
    copies: int = 1,
    crop_marks: bool = False,
    allow_local: bool = False,
    workers: Executor | None = None,
) -> Labels:
    """Labels of those of some products that are in force and stand as asked.

    Raises:
        Refused: the codes would lead nowhere, a product is made up, or none of them is in force.
        QueryError: the address is too long for a code of that size.
    """
    check_address(register.settings, allow_local=allow_local)
    products = list(products)
    if any(each.scope is Scope.DEMO for each in products):
        raise Refused(say("Không in nhãn cho dữ liệu minh họa: những sản phẩm này không có thật."))
    printed = {each for each in status if each in IN_FORCE}
    wanted = [each for each in products if each.status in printed]
    if not wanted:
        raise Refused(say("Không có sản phẩm nào có công nhận còn hiệu lực trong số được chọn, nên không in nhãn nào."))
    sheets = Sheets(wanted, register.settings.base_url, layout, copies, crop_marks)
    if not label.fits(sheets):
        raise QueryError(say("Địa chỉ của sổ quá dài cho mã cỡ này: hãy chọn mẫu có nhãn lớn hơn, ví dụ mẫu a4-12."))
    left_out = Counter(each.status for each in products if each.status not in printed)
    return Labels(label.pdf(sheets, workers), sheets.count, -(-sheets.count // layout.count), left_out)


def extract(register: Register, typed: str) -> tuple[str, bytes] | None:
    """What the register holds of a product on one sheet, with its code; None where no product bears the code typed."""
    day = register.today()
    record = register.record(typed, day)
    if record is None:
        return None
    return record.product.shown_code, sheet.pdf(sheet.Extract(record, day, register.settings))
