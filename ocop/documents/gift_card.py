"""The card that goes with a gift, in Vietnamese and the guest's language: what each item is, who made it. No price.

The card's own phrases stand in the languages of the mark page, chosen by the guest's country, else in English; what the
register knows of a product it knows in Vietnamese and English, and that is what the card says of it.
"""

from __future__ import annotations

from ocop.documents import typeset
from ocop.documents.gift import BLANK, GREETING, Gift, Line, Share
from ocop.documents.paper import DRAFT, WARNING, WATERMARK
from ocop.domain.codes import mark_url
from ocop.domain.promotion import Promotion
from ocop.figures import codes
from ocop.i18n import MARK_NAMES, SOURCE, Language, language
from ocop.i18n.words import N_

TEMPLATE = "card.typ"
CODE_MM = 24
ENGLISH = "en"
# Where most guests read it; elsewhere, and where it is written otherwise (Hong Kong, Macao), the card is in English.
SPOKEN = {"CN": "zh", "JP": "ja", "KR": "ko", "KP": "ko"} | dict.fromkeys(
    ("FR", "MC", "LU", "SN", "CI", "BJ", "BF", "ML", "NE", "TG", "GA", "CG", "CD", "GN", "MG", "DJ", "HT"), "fr"
)
PHRASES = {
    "programme": N_("Chương trình Mỗi xã một sản phẩm"),
    "heading": N_("Quà tặng từ các vùng quê Việt Nam"),
    "age": N_("Không dành cho người dưới 18 tuổi"),
    "scan": N_("Quét mã để xem trang xác nhận của sản phẩm."),
}
# From here on the scripts of East Asia begin, of which our fonts hold the letters of the phrases alone.
EAST_ASIA = 0x2E80


def pdf(gift: Gift, share: Share, base_url: str | None) -> bytes:
    """The card of one kind of recipient, typeset; codes only where an address for them is given."""
    return typeset.pdf(TEMPLATE, values(gift, share, base_url))


def fits(line: Line, base_url: str) -> bool:
    """Whether a code of that size can be read; all addresses are equally long."""
    return codes.fits(codes.matrix(mark_url(base_url, line.details.product.shown_code)), CODE_MM)


def spoken(country: str | None) -> Language:
    """The language of a card for a guest from a country."""
    return language(SPOKEN.get(country or "", ENGLISH), MARK_NAMES)


def can_print(greeting: str, share: Share) -> bool:
    """Whether the fonts of the card hold every letter of a greeting."""
    return all(ord(letter) < EAST_ASIA or letter in letters(spoken(share.country)) for letter in greeting)


def letters(t: Language) -> frozenset[str]:
    """The letters of the card's own phrases in a language: what its font must hold."""
    every = [t(phrase) for phrase in (*PHRASES.values(), GREETING)]
    return frozenset("".join([*every, *(t("{n} sao", n=n) for n in range(1, 6))]))


def values(gift: Gift, share: Share, base_url: str | None) -> dict[str, object]:
    """What the template is filled with."""
    source, guest = language(SOURCE), spoken(share.country)
    own = gift.texts.greeting_guest
    return {
        "title": "Thiệp quà tặng OCOP",
        "language": guest.code,
        "greeting_vi": gift.texts.greeting_vi,
        "greeting_guest": own if own and can_print(own, share) else guest(GREETING),
        "phrases": {name: [source(phrase), guest(phrase)] for name, phrase in PHRASES.items()},
        "host": "" if gift.texts.host == BLANK else gift.texts.host,
        "draft": "" if gift.is_approved else DRAFT,
        "warning": WARNING if gift.is_made_up else "",
        "watermark": WATERMARK if gift.is_made_up else None,
        "items": [_item(line, base_url, guest) for line in share.lines],
    }


def _item(line: Line, base_url: str | None, guest: Language) -> dict[str, object]:
    product = line.details.product
    stars = product.stars or 0
    modules = codes.matrix(mark_url(base_url, product.shown_code)) if base_url else []
    return {
        "name": product.name,
        "name_en": line.details.facts.name_en or "",
        "maker": product.producer.name,
        "place": line.place,
        "stars": stars,
        "stars_vi": language(SOURCE)("{n} sao", n=stars),
        "stars_guest": guest("{n} sao", n=stars),
        "story_vi": _story(line, SOURCE),
        "story_en": _story(line, ENGLISH),
        "age": product.promotion is not Promotion.FREE,
        "code": product.shown_code,
        "modules": len(modules),
        "path": codes.path(modules) if modules else "",
    }


def _story(line: Line, code: str) -> str:
    """The story in a language, where it is told in that one and may be told at all."""
    told = line.details.story(code)
    return told[0] if told and told[1] == code else ""
