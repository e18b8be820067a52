"""The languages of a gift card: chosen by the guest's country, every phrase told, every letter in its fonts."""

from __future__ import annotations

import io

import pytest
from PIL import ImageFont
from pypdf import PdfReader

from ocop.documents import gift_card, typeset
from ocop.documents.gift import GREETING, Gift, Share, Texts
from ocop.i18n import MARK_NAMES, language
from ocop.settings import ASSETS
from tests.conftest import TODAY

SAID = {
    "CN": "来自越南乡村的礼物",
    "JP": "ベトナムの農村からの贈り物",
    "KR": "베트남 농촌에서 온 선물",
    "FR": "Présents des campagnes du Vietnam",
    "US": "Gifts from the countryside of Vietnam",
}


def share(country: str | None) -> Share:
    return Share("trưởng đoàn", 1, None, None, None, None, (), (), country)


def gift(of: Share, texts: Texts) -> Gift:
    return Gift("đón khách", "ngân sách", TODAY, TODAY, None, (of,), (), is_made_up=False, texts=texts)


def values(country: str | None, **texts: str) -> dict[str, object]:
    of = share(country)
    return gift_card.values(gift(of, Texts(**texts)), of, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("country", SAID)
def test_the_card_speaks_the_guests_language(country: str) -> None:
    phrases = values(country)["phrases"]
    assert phrases["heading"] == ["Quà tặng từ các vùng quê Việt Nam", SAID[country]]  # type: ignore[index]


@pytest.mark.parametrize("country", [None, "TW", "HK", "VN", "ZZ"])
def test_elsewhere_it_is_english(country: str | None) -> None:
    assert values(country)["language"] == "en"


@pytest.mark.parametrize("code", [code for code in MARK_NAMES if code != "vi"])
def test_every_phrase_is_told_in_every_language(code: str) -> None:
    told = language(code, MARK_NAMES)
    for phrase in (*gift_card.PHRASES.values(), GREETING):
        assert told(phrase) != phrase


def test_a_greeting_that_the_fonts_cannot_print_gives_way_to_the_usual_one() -> None:
    assert values("FR", greeting_guest="Avec nos amitiés.")["greeting_guest"] == "Avec nos amitiés."
    assert values("JP", greeting_guest="With our compliments")["greeting_guest"] == "With our compliments"
    assert "謹んで" in str(values("JP", greeting_guest="鬱蒼")["greeting_guest"])
    assert not gift_card.can_print("鬱蒼", share("JP"))


@pytest.mark.parametrize(("country", "font"), [("CN", "SC"), ("JP", "JP"), ("KR", "KR")])
def test_every_letter_has_its_form(country: str, font: str) -> None:
    """A phrase that was changed needs its letters in the font, which holds no others."""
    drawn = ImageFont.truetype(str(ASSETS / "fonts" / "print" / f"NotoSansCJK{font}-card.otf"), 20)
    nothing = bytes(drawn.getmask("\uffff"))
    for letter in sorted(gift_card.letters(gift_card.spoken(country))):
        assert letter.isspace() or bytes(drawn.getmask(letter)) != nothing, letter
    of = share(country)
    body = typeset.pdf(gift_card.TEMPLATE, gift_card.values(gift(of, Texts()), of, None))
    assert f"NotoSansCJK{font.lower()}".encode() in body
    assert SAID[country] in PdfReader(io.BytesIO(body)).pages[0].extract_text()
