"""Bring `en.po` up to date with the texts in the program: `python -m ocop.i18n`."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ocop.i18n import CATALOGUES
from ocop.settings import ROOT

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


def texts() -> set[str]:
    """Every Vietnamese text that the program shows: `t("…")` and `N_("…")` in code and templates."""
    found: set[str] = set()
    for folder in ("ocop", "pages"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, METHODS, keywords={"t": None, "N_": None}
        ):
            if isinstance(message, str):
                found.add(message)
    return found


def read(path: Path) -> Catalog:
    """The catalogue in a file; an empty one where there is no file yet."""
    return read_po(io.BytesIO(path.read_bytes() if path.exists() else b""), locale="en")


def main() -> None:
    """Write the catalogue anew: translations kept, new texts empty, vanished ones gone."""
    path = CATALOGUES / "en.po"
    present = read(path)
    wanted = Catalog(
        locale="en",
        project="OCOP register",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="en",
        header_comment="# English texts of the OCOP register.",
        fuzzy=False,
    )
    for text in texts():
        old = present.get(text)
        wanted.add((text, text) if "{n}" in text else text, old.string if old else None)
    with path.open("wb") as file:
        write_po(file, wanted, sort_output=True, width=120)


if __name__ == "__main__":
    main()
