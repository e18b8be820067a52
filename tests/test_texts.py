"""The two languages: every text is there, whole, and in its place."""

import re
from datetime import date

import pytest

from ocop import i18n
from ocop.domain.dates import Stated
from ocop.i18n import CATALOGUES
from ocop.i18n.__main__ import read, texts

CATALOGUE = {
    message.id[0] if isinstance(message.id, tuple) else message.id: message
    for message in read(CATALOGUES / "en.po")
    if message.id
}


def test_the_catalogue_holds_exactly_the_texts_of_the_program() -> None:
    assert set(CATALOGUE) == texts()
    assert len(CATALOGUE) > 100


@pytest.mark.parametrize("vietnamese", sorted(CATALOGUE))
def test_every_text_is_translated_with_the_same_gaps(vietnamese: str) -> None:
    message = CATALOGUE[vietnamese]
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    assert all(forms), "no translation: run python -m ocop.i18n and fill in ocop/i18n/en.po"
    assert len(forms) == (2 if "{n}" in vietnamese else 1)
    for form in forms:
        assert set(re.findall(r"{\w+}", form)) == set(re.findall(r"{\w+}", vietnamese))


def test_numbers_and_dates_follow_the_language() -> None:
    vi, en = i18n.language("vi"), i18n.language("en")
    assert (vi.number(18243), en.number(18243)) == ("18.243", "18,243")
    assert (vi.date(date(2029, 8, 5)), en.date(date(2029, 8, 5))) == ("05/08/2029", "5 August 2029")
    month = Stated.parse("2023-07")
    assert (vi.stated(month), en.stated(month)) == ("tháng 7/2023", "July 2023")
    assert (vi("{n} sao", n=4), en("{n} sao", n=4), en("{n} sao", n=1)) == ("4 sao", "4 stars", "1 star")


def test_an_unknown_language_is_vietnamese() -> None:
    assert i18n.language("xx").code == i18n.language(None).code == "vi"
