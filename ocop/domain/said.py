"""Sentences that remember how they were made, so that they can be said again in another language.

The rules of gifts speak Vietnamese, as the papers do that rest on them. `say` makes such a sentence from a message and
its values; it is an ordinary text, and `ocop.i18n.said` finds the message in a catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Self

# The English of what names an article of a law.
ARTICLE = {" khoản ": ", clause ", " điểm ": ", point ", "Điều ": "Article ", "Thông tư ": "Circular ", "theo ": "by "}


class Said(str):
    """A Vietnamese text with the message and the values that it is made of.

    `english` is its English where that stands with the text as data; `is_frame` says that the message has no words,
    `is_part` that it is said within a sentence, without a full stop of its own.
    """

    message: str
    values: dict[str, object]
    english: str | None
    is_frame: bool
    is_part: bool

    def __new__(
        cls,
        message: str,
        values: dict[str, object] | None = None,
        *,
        english: str | None = None,
        is_frame: bool = False,
        is_part: bool = False,
    ) -> Self:
        """The text, filled in."""
        filled = message.format(**{name: _vietnamese(value) for name, value in values.items()}) if values else message
        made = super().__new__(cls, filled.rstrip(".") if is_part else filled)
        made.message, made.values, made.english = message, values or {}, english
        made.is_frame, made.is_part = is_frame, is_part
        return made


def say(message: str, **values: object) -> Said:
    """A sentence; dates and numbers are written as each language writes them, `n` chooses a plural."""
    return Said(message, values)


def named(vietnamese: str, english: str) -> Said:
    """A text that stands in both languages as data."""
    return Said(vietnamese, english=english)


def joined(between: str, parts: Iterable[str]) -> Said:
    """Several texts in a row."""
    given = {f"p{place}": part for place, part in enumerate(parts)}
    return Said(between.join(f"{{{name}}}" for name in given), dict(given), is_frame=True)


def within(sentences: Iterable[str]) -> Said:
    """Sentences as parts of another, between semicolons."""
    return joined("; ", (Said("{text}", {"text": each}, is_frame=True, is_part=True) for each in sentences))


def cited(vietnamese: str) -> Said:
    """An article of a law: `Điều 12 khoản 2 điểm b` is `Article 12, clause 2, point b`."""
    english = vietnamese
    for word, other in ARTICLE.items():
        english = english.replace(word, other)
    return named(vietnamese, english)


def dong(amount: int) -> Said:
    """Đồng as Vietnamese papers write them."""
    return say("{amount} đồng", amount=int(amount))


def _vietnamese(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)
