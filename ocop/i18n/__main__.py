"""Bring the catalogues up to date with the texts in the program: `python -m ocop.i18n`.

`en.po` holds every text; those of the other languages only what the mark page says.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ocop.i18n import CATALOGUES, MARK_NAMES, NAMES, SOURCE
from ocop.settings import ROOT

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
# What speaks on the mark page and on gift cards.
MARK = frozenset(
    ROOT / "ocop" / file
    for file in (
        "documents/gift.py",
        "documents/gift_card.py",
        "i18n/__init__.py",
        "i18n/words.py",
        "web/label_reports.py",
        "web/marks.py",
        "web/templates/base.html",
        "web/templates/label_report.html",
        "web/templates/label_report_received.html",
        "web/templates/mark.html",
        "web/templates/unknown_code.html",
        "web/templates/unavailable.html",
    )
)


def texts(files: Iterable[Path] | None = None) -> set[str]:
    """Every Vietnamese text that the program shows, or some files of it: `t("…")`, `N_("…")` and `say("…")`."""
    chosen = None if files is None else set(files)
    found: set[str] = set()
    for folder in (ROOT / "ocop", ROOT / "pages"):
        for file, _line, message, _comments, _context in extract_from_dir(
            folder, METHODS, keywords={"t": None, "N_": None, "say": None}
        ):
            if isinstance(message, str) and (chosen is None or folder / file in chosen):
                found.add(message)
    return found


def read(path: Path, code: str = "en") -> Catalog:
    """The catalogue in a file; an empty one where there is no file yet."""
    return read_po(io.BytesIO(path.read_bytes() if path.exists() else b""), locale=code)


def update(code: str, wanted: set[str]) -> None:
    """Write a catalogue anew: translations kept, new texts empty, vanished ones gone."""
    path = CATALOGUES / f"{code}.po"
    present = read(path, code)
    made = Catalog(
        locale=code,
        project="OCOP register",
        msgid_bugs_address="-",
        last_translator="-",
        language_team=code,
        header_comment=f"# {Locale(code).english_name} texts of the OCOP register.",
        fuzzy=False,
    )
    for text in wanted:
        old = present.get(text)
        made.add((text, text) if "{n}" in text else text, old.string if old else None)
    with path.open("wb") as file:
        write_po(file, made, sort_output=True, width=120)


def main() -> None:
    """All catalogues."""
    every, mark = texts(), texts(MARK)
    for code in MARK_NAMES:
        if code != SOURCE:
            update(code, every if code in NAMES else mark)


if __name__ == "__main__":
    main()
