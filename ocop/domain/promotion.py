"""What may not be promoted: alcohol, and stories that claim a cure.

Alcohol of 15% and more may not be advertised (Luật Quảng cáo 16/2012/QH13, Điều 7 khoản 2; read second-hand, not
against the gazette), so such a product is shown without story, picture, price and related products; any alcohol bears
an age notice. A food or cosmetic may not be said to cure (Nghị định 15/2018/NĐ-CP, Điều 27; second-hand as well).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum

from ocop.domain.text import same_name

ALCOHOL_SETS = frozenset({14, 15})
HERBAL_SETS = frozenset({18, 19, 20})
STRONG_PERCENT = 15

# How the name of an alcoholic drink begins. With its tones, and only at the beginning: `gà ủ rượu`, `men rượu`, `giấm
# rượu` and `bìa` are none; `vang` is a wine only with what it was made of or how.
_DRINK = re.compile(
    r"(?:(?:bộ )?sản phẩm |đặc sản )?"
    r"(?:rượu|bia(?! đá\b| mộ\b)|vodka|whisky|whiskey|brandy|cognac|rum|soju|sake|champagne"
    r"|vang (?:nho|đỏ|trắng|hồng|sủi|nổ|ngọt|chát|sim|dâu|mít|chuối|điều|dứa|mận|táo|thanh long|trái cây|đà lạt))\b"
)
_NO_ALCOHOL = re.compile(r"\b(?:không cồn|không có cồn|0 độ)\b")


class Promotion(StrEnum):
    """How far a product may be promoted to the public."""

    FREE = "free"
    AGE_NOTICE = "age-notice"
    NONE = "none"


def sounds_alcoholic(name: str) -> bool:
    """Whether a product calls itself an alcoholic drink."""
    plain = same_name(name)
    return bool(_DRINK.match(plain)) and not _NO_ALCOHOL.search(plain)


def promotion(set_number: int | None, alcohol_percent: Decimal | None, name: str = "") -> Promotion:
    """What the strength allows, in percent by volume; of an alcoholic drink of unknown strength the strictest.

    Where no set is stated, as in most annexes, the name says whether it is one.
    """
    is_drink = set_number in ALCOHOL_SETS if set_number else sounds_alcoholic(name)
    if alcohol_percent is None:
        return Promotion.NONE if is_drink else Promotion.FREE
    if alcohol_percent >= STRONG_PERCENT:
        return Promotion.NONE
    return Promotion.AGE_NOTICE if is_drink or alcohol_percent > 0 else Promotion.FREE


# Words that say or nearly say that something heals. With their tones: `chưa bệnh` is no `chữa bệnh`.
_CLAIMS = (
    "chữa bệnh", "chữa khỏi", "chữa trị", "chữa dứt", "điều trị", "đặc trị", "trị bệnh", "trị dứt", "trị khỏi",
    "khỏi bệnh", "khỏi hẳn", "hết bệnh", "dứt điểm", "phòng bệnh", "ngừa bệnh", "ung thư", "tiểu đường",
    "thay thế thuốc", "thay thuốc", "thần dược", "tiên dược", "bách bệnh", "tiêu diệt tế bào", "giải độc gan",
    "cure", "cures", "cured", "heals", "treats", "treatment", "remedy", "remedies", "cancer", "diabetes",
    "prevents disease", "miracle", "replaces medicine",
)  # fmt: skip
_CLAIM = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _CLAIMS))})(?!\w)")


def claims_a_cure(set_number: int | None, story: str) -> str | None:
    """The first words by which the story of a herbal product (sets 18 to 20) claims to heal; None where it does not."""
    if set_number not in HERBAL_SETS:
        return None
    found = _CLAIM.search(" ".join(unicodedata.normalize("NFC", story).lower().split()))
    return found[0] if found else None
