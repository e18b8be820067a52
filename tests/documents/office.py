"""LibreOffice, which opens what officials edit: `python -m tests.documents.office` gets it where it is missing."""

from __future__ import annotations

from functools import cache

from tests.debian import program


@cache
def get_office() -> str | None:
    """The path of `soffice`, installed where it was missing; None where it can't be had."""
    return program("soffice", "libreoffice-writer-nogui", "libreoffice-calc-nogui")


if __name__ == "__main__":
    if get_office() is None:
        print("NO LIBREOFFICE: whether an office suite opens the papers is not tested.", flush=True)
