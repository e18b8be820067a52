"""Labels for packs: the code, the product, its maker and what is in force, on sheets to be cut or on a roll.

Stars stand as the operator's official mark where its artwork lies in `assets/mark/`, else as our neutral badge: drawn
stars and words, no imitation of anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from ocop.documents import typeset
from ocop.documents.layouts import Layout
from ocop.domain.codes import mark_url
from ocop.domain.promotion import Promotion
from ocop.domain.register import Product
from ocop.figures import codes
from ocop.i18n import SOURCE, language
from ocop.settings import ASSETS

TEMPLATE = "labels.typ"
SLOT = ASSETS / "mark"
VI = language(SOURCE)


@dataclass(frozen=True)
class Sheets:
    """What is printed: products in force, where their codes lead, on which sheets, each how often."""

    products: Sequence[Product]
    base_url: str
    layout: Layout
    copies: int = 1
    crop_marks: bool = False
    slot: Path = SLOT

    @property
    def count(self) -> int:
        """Labels in all."""
        return len(self.products) * self.copies


def pdf(sheets: Sheets, workers: Executor | None = None) -> bytes:
    """The sheets, typeset; codes are drawn by several processes where some are given."""
    return typeset.pdf(TEMPLATE, values(sheets, workers))


def fits(sheets: Sheets) -> bool:
    """Whether codes of that size can be read; all addresses are equally long."""
    modules = codes.matrix(mark_url(sheets.base_url, sheets.products[0].shown_code))
    return codes.fits(modules, sheets.layout.code)


def values(sheets: Sheets, workers: Executor | None = None) -> dict[str, object]:
    """What the template is filled with; each product once."""
    urls = [mark_url(sheets.base_url, each.shown_code) for each in sheets.products]
    drawn = workers.map(_drawn, urls, chunksize=200) if workers else map(_drawn, urls)
    layout = sheets.layout
    return {
        "title": f"Nhãn OCOP: {VI.number(sheets.count)} nhãn",
        "page": layout.page,
        "columns": layout.columns,
        "rows": layout.rows,
        "label": layout.label,
        "gap": layout.gap,
        "margin": layout.margin,
        "code": layout.code,
        "words": layout.has_words,
        # A label outlives what it says: a recognition can be revoked before its day.
        "check": "Quét mã để kiểm tra",
        "copies": sheets.copies,
        "crop": sheets.crop_marks,
        "marks": {str(stars): artwork(stars, sheets.slot) for stars in {each.stars for each in sheets.products}},
        "labels": list(_labels(sheets.products, drawn)),
    }


def artwork(stars: int | None, slot: Path = SLOT) -> str | None:
    """The official mark that the operator put into the slot, that of the stars before the common one; usually none."""
    files = (slot / f"ocop-{stars}.svg", slot / "ocop.svg")
    return next((file.read_text(encoding="utf-8") for file in files if file.is_file()), None)


def _labels(products: Sequence[Product], drawn: Iterator[tuple[int, str]]) -> Iterator[dict[str, object]]:
    for product, (modules, path) in zip(products, drawn, strict=True):
        governing = product.governing
        assert governing is not None, "only what is in force gets a label"
        assert governing.valid_until is not None, "what is in force has an end"
        yield {
            "name": product.name,
            "maker": product.producer.name,
            "code": product.shown_code,
            "modules": modules,
            "path": path,
            "stars": product.stars,
            "until": f"Công nhận đến {VI.date(governing.valid_until)}",
            "decision": f"Quyết định {governing.decision}" if governing.decision else "",
            "age": "Không dành cho người dưới 18 tuổi" if product.promotion is not Promotion.FREE else "",
        }


def _drawn(url: str) -> tuple[int, str]:
    """How many modules a code is wide, and its drawing."""
    modules = codes.matrix(url)
    return len(modules), codes.path(modules)
