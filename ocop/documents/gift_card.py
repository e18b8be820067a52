"""The card that goes with a gift, in Vietnamese and English: what each item is, who made it, its story where told.

English stands beside Vietnamese for every guest: the register holds names and stories in no third language. No price.
"""

from __future__ import annotations

from ocop.documents import typeset
from ocop.documents.gift import BLANK, Gift, Line, Share
from ocop.documents.paper import DRAFT, WARNING, WATERMARK
from ocop.domain.codes import mark_url
from ocop.domain.promotion import Promotion
from ocop.figures import codes
from ocop.i18n import SOURCE, language

TEMPLATE = "card.typ"
CODE_MM = 24


def pdf(gift: Gift, share: Share, base_url: str | None) -> bytes:
    """The card of one kind of recipient, typeset; codes only where an address for them is given."""
    return typeset.pdf(TEMPLATE, values(gift, share, base_url))


def fits(line: Line, base_url: str) -> bool:
    """Whether a code of that size can be read; all addresses are equally long."""
    return codes.fits(codes.matrix(mark_url(base_url, line.details.product.shown_code)), CODE_MM)


def values(gift: Gift, share: Share, base_url: str | None) -> dict[str, object]:
    """What the template is filled with."""
    return {
        "title": "Thiệp quà tặng OCOP",
        "greeting_vi": gift.texts.greeting_vi,
        "greeting_en": gift.texts.greeting_en,
        "host": "" if gift.texts.host == BLANK else gift.texts.host,
        "draft": "" if gift.is_approved else DRAFT,
        "warning": WARNING if gift.is_made_up else "",
        "watermark": WATERMARK if gift.is_made_up else None,
        "items": [_item(line, base_url) for line in share.lines],
    }


def _item(line: Line, base_url: str | None) -> dict[str, object]:
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
        "stars_en": language("en")("{n} sao", n=stars),
        "story_vi": _story(line, SOURCE),
        "story_en": _story(line, "en"),
        "age": product.promotion is not Promotion.FREE,
        "code": product.shown_code,
        "modules": len(modules),
        "path": codes.path(modules) if modules else "",
    }


def _story(line: Line, code: str) -> str:
    """The story in a language, where it is told in that one and may be told at all."""
    told = line.details.story(code)
    return told[0] if told and told[1] == code else ""
