"""Sentences of the rules in a reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ocop.domain.said import Said
from ocop.i18n import SOURCE, Language


def told(text: str, t: Language) -> str:
    """A sentence in a language; a plain text, such as a name, as it is."""
    if t.code == SOURCE or not isinstance(text, Said):
        return str(text)
    if text.english is not None:
        return text.english
    values = {name: value if name == "n" else _value(value, t) for name, value in text.values.items()}
    said = text.message.format(**values) if text.is_frame else t(text.message, **values)
    return said.rstrip(".") if text.is_part else said


def _value(value: object, t: Language) -> str:
    if isinstance(value, date):
        return t.date(value)
    if isinstance(value, int):
        return t.number(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return told(value, t) if isinstance(value, str) else str(value)
