"""A gift basket as its papers read it: items with the decisions behind them, the ceiling, the rules; no person's name.

Who gives, who receives and what is said in greeting are texts of whoever prepares the papers; what is not given stays
a dotted blank.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ocop.documents.paper import DOTS, VI, WATERMARK, Issuer
from ocop.domain.details import Details
from ocop.i18n.words import N_

BLANK = DOTS * 3
GREETING = N_(
    "Trân trọng gửi tới Quý khách những sản phẩm OCOP tiêu biểu, kết tinh từ sản vật và bàn tay người dân các vùng quê "
    "Việt Nam."
)


@dataclass(frozen=True)
class Texts:
    """What the register cannot know, each to be edited. Greetings are those of the card.

    `proposed` and `approved` are who did so and when, of a basket that was kept.
    """

    issuer: Issuer = field(default_factory=lambda: Issuer((BLANK,), (BLANK,), DOTS))
    head: str = f"{BLANK} (người đứng đầu cơ quan chủ trì)"
    host: str = BLANK
    occasion: str = BLANK
    signing: str = "THỦ TRƯỞNG ĐƠN VỊ TRÌNH"
    unit: str = DOTS
    proposed: str = ""
    approved: str = ""
    greeting_vi: str = GREETING
    # in the guest's language; empty is the usual one
    greeting_guest: str = ""


@dataclass(frozen=True)
class Line:
    """One item: what the register knows of it on the day of handing over, its price in đồng, what to heed."""

    details: Details
    price: int
    place: str
    notes: tuple[str, ...] = ()

    @property
    def weight(self) -> int | None:
        """Grams, a millilitre counted as one; None where neither is known."""
        facts = self.details.facts
        return facts.volume_ml if facts.net_weight_g is None else facts.net_weight_g


@dataclass(frozen=True)
class Check:
    """A rule with who says so, and how the basket stands."""

    rule: str
    source: str
    standing: str


@dataclass(frozen=True)
class Share:
    """What each recipient of a kind gets. `ceiling`, `norm` and `limit` in đồng, None where there is none."""

    recipient: str
    count: int
    article: str | None
    ceiling: int | None
    norm: int | None
    limit: int | None
    lines: tuple[Line, ...]
    checks: tuple[Check, ...]
    country: str | None = None

    @property
    def total(self) -> int:
        """What one basket costs, in đồng."""
        return sum(line.price for line in self.lines)


@dataclass(frozen=True)
class Gift:
    """The baskets of an event, and everything that its papers say."""

    event: str
    money: str
    day: date
    made_on: date
    plan: str | None
    shares: tuple[Share, ...]
    warnings: tuple[str, ...]
    is_made_up: bool
    is_approved: bool = False
    texts: Texts = field(default_factory=Texts)

    @property
    def total(self) -> int:
        """What all baskets cost, in đồng."""
        return sum(share.total * share.count for share in self.shares)

    @property
    def source(self) -> str:
        """Where the figures are from."""
        scope = f" ({WATERMARK})" if self.is_made_up else ""
        return f"Nguồn: Sổ đăng ký OCOP{scope}, tính đến ngày trao {VI.date(self.day)}."


def dong(amount: int) -> str:
    """2.600.000 đồng."""
    return f"{VI.number(amount)} đồng"
