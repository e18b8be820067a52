"""Typesetting: a template of ours and values as JSON to PDF or a picture. No text of a value can become markup.

Fonts come with the program (Tinos, cut like the Times of Vietnamese papers, and Be Vietnam Pro), so that a document
looks the same on every machine; nothing is asked from a network.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import fontpkg_be_vietnam_pro
import typst

from ocop.settings import ASSETS

TEMPLATES = Path(__file__).parent / "templates"
# Typst knows a document's day of making; ours must be the same bytes for the same values.
NO_TIME = 0


def pdf(template: str, values: Mapping[str, object]) -> bytes:
    """The template filled with the values."""
    return _compiled(template, values, "pdf")[0]


def pages(template: str, values: Mapping[str, object], ppi: float = 80) -> list[bytes]:
    """The same as pictures (PNG), page by page."""
    return _compiled(template, values, "png", ppi)


def _compiled(
    template: str, values: Mapping[str, object], form: Literal["pdf", "png"], ppi: float | None = None
) -> list[bytes]:
    made: bytes | list[bytes] = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        format=form,
        ppi=ppi,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        timestamp=NO_TIME if form == "pdf" else None,
    )
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    """The fonts of our documents, read once."""
    folders: list[Path] = [ASSETS / "fonts" / "print", fontpkg_be_vietnam_pro.ROOT / "files"]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
