"""The languages: Vietnamese is the source text, English stands whole in `en.po`, the mark page's others in theirs."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale, dates, numbers
from babel.core import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ocop.domain.dates import Stated

SOURCE = "vi"
NAMES = {"vi": "Tiếng Việt", "en": "English"}
# Whoever scans a pack reads more: the mark page alone speaks these as well.
MARK_NAMES = NAMES | {"zh": "中文", "ko": "한국어", "ja": "日本語", "fr": "Français"}
CATALOGUES = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """Texts, dates and numbers in one language."""

    code: str

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language with its `{values}` filled in; `n` is a number that chooses the plural."""
        texts = _texts(self.code)
        n = values.get("n")
        if not isinstance(n, int):
            return texts.gettext(message).format(**values)
        return texts.ngettext(message, message, n).format(**{**values, "n": self.number(n)})

    def number(self, value: int) -> str:
        """18.243 in Vietnamese, 18,243 in English."""
        return str(value) if 0 <= value < 1000 else numbers.format_decimal(value, locale=self.code)

    def decimal(self, value: float) -> str:
        """5,6 in Vietnamese, 5.6 in English: one place after the point."""
        return numbers.format_decimal(value, "#,##0.0", locale=self.code)

    def percent(self, value: float) -> str:
        """45,3% in Vietnamese, 45.3% in English; a round one without its zero."""
        return numbers.format_decimal(value, "#,##0.#", locale=self.code) + "%"

    def date(self, day: date) -> str:
        """05/08/2029 in Vietnamese, 5 August 2029 in English, 2029年8月5日 in Chinese."""
        return _date(self.code, day)

    def stated(self, stated: Stated) -> str:
        """A date as precise as its source: a day, `tháng 7/2023`, or a year."""
        if stated.exact:
            return self.date(stated.exact)
        if stated.month is None:
            t = self
            return t("năm {year}", year=stated.year)
        if self.code == SOURCE:
            return f"tháng {stated.month}/{stated.year}"
        return dates.format_skeleton("yMMMM", stated.earliest, locale=self.code)


def language(code: str | None, names: Mapping[str, str] = NAMES) -> Language:
    """The language of that code; Vietnamese where there is none such among those that a page speaks."""
    return Language(code if code and code in names else SOURCE)


def preferred(accept_language: str, names: Mapping[str, str] = NAMES) -> Language:
    """The language that a browser asks for, Vietnamese where it asks for none of ours."""
    ranked = sorted(
        (_ranked(part) for part in accept_language.split(",") if part.strip()), key=lambda r: r[0], reverse=True
    )
    return language(negotiate_locale([tag for quality, tag in ranked if quality > 0], list(names), sep="-"), names)


def _ranked(part: str) -> tuple[float, str]:
    tag, _, quality = part.strip().partition(";q=")
    try:
        return float(quality or 1), tag
    except ValueError:
        return 0.0, tag


@lru_cache(maxsize=4096)
def _date(code: str, day: date) -> str:
    """Babel takes its time, and a list of products names few days."""
    if code == "fr" and day.day == 1:
        return f"1er {dates.format_date(day, 'MMMM y', locale=code)}"
    form = {SOURCE: "dd/MM/yyyy", "en": "d MMMM yyyy"}.get(code, "long")
    return dates.format_date(day, form, locale=code)


@cache
def _texts(code: str) -> gettext.NullTranslations:
    if code == SOURCE:
        return gettext.NullTranslations()
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=Locale(code))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
