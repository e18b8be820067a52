"""What the register holds already that looks like a product on its way in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from ocop.domain.codes import shown
from ocop.domain.entries import ProductEntry
from ocop.domain.identity import maker_key, product_key
from ocop.domain.makers import Maker
from ocop.domain.recognition import Scope
from ocop.domain.register import Product
from ocop.domain.said import say
from ocop.domain.taxonomy import abbreviated
from ocop.domain.text import fold
from ocop.store import matching, producers, records

SHOWN = 8


@dataclass(frozen=True)
class Like:
    """What the register holds that looks like it: products of that name, makers of that name in its province.

    `refusal` says why it cannot be entered beside them, "" where it can; `is_known` that its maker is one of them.
    """

    products: tuple[Product, ...] = ()
    makers: tuple[Maker, ...] = ()
    refusal: str = ""
    is_known: bool = False

    @property
    def known_by(self) -> tuple[frozenset[str], frozenset[int], str]:
        """What tells it from what looks alike at another moment."""
        return frozenset(p.code for p in self.products), frozenset(m.producer.id for m in self.makers), self.refusal

    @property
    def is_any(self) -> bool:
        """Whether somebody has to look before it is entered."""
        return bool(self.products or self.makers)


def look(session: Session, scope: Scope, entry: ProductEntry, today: date) -> Like:
    """What looks like an entry: what it would be twice comes first, then what is of its province."""
    known = matching.makers_like(session, scope, {_short(entry.maker.name)}, form=_short)
    here, key = entry.maker.place.province, maker_key(entry.maker)
    alike = [each for found in known.values() for each in found if each.key[1] == here]
    theirs = next((matching.maker(session, scope, each.id) for each in alike if each.key == key), None)
    ids = [] if theirs else [each.id for each in alike][:SHOWN]
    own = product_key(replace(entry, maker=theirs.entry) if theirs else entry)
    events = [each for found in matching.known(session, scope, {fold(entry.name)}).values() for each in found]
    same = next((each.code for each in events if each.key == own), "")
    taken = matching.codes_taken(session, entry.official_codes)
    ordered = [each.code for each in sorted(events, key=lambda each: each.key[1][1] != here)]
    codes = list(dict.fromkeys([*filter(None, [same]), *taken.values(), *ordered]))[:SHOWN]
    products = tuple(each.product for code in codes if (each := records.record(session, code, today)))
    return Like(products, producers.page(session, ids, today), _refusal(same, taken), theirs is not None)


def _short(name: str) -> str:
    """A maker's name but for its tones, with short words for long ones."""
    return abbreviated(fold(name))


def _refusal(same: str, taken: dict[str, str]) -> str:
    if same:
        return say(
            "Sổ đã có sản phẩm này của chủ thể này (mã {code}): hãy mở hồ sơ ấy ở “Ghi thay đổi” để ghi công nhận "
            "tiếp theo.",
            code=shown(same),
        )
    for official, code in taken.items():
        return say(
            "Mã chính thức {official} đã thuộc sản phẩm mã {code}: hãy kiểm tra lại mã, hoặc mở hồ sơ ấy.",
            official=official, code=shown(code),
        )  # fmt: skip
    return ""
