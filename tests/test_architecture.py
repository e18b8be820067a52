"""Who may import whom. The table is the rule; docs/architecture.md shows it to people."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocop.settings import ROOT

ANY = {"domain", "errors", "settings", "clock", "reference", "i18n", "figures", "intake", "gifts", "documents"}
ANY |= {"index", "store", "demo", "services", "web", "ui", "commands"}

# Each part of the program and the parts of ours that it may import, besides itself.
MAY_IMPORT = {
    "errors": set(),
    "settings": {"errors"},
    "domain": {"errors"},
    "clock": {"settings"},
    "reference": {"domain", "errors", "settings"},
    "i18n": {"domain", "reference", "settings"},
    "figures": {"domain", "i18n", "settings"},
    "intake": {"domain", "errors"},
    "gifts": {"domain", "reference"},
    "documents": {"domain", "figures", "i18n", "reference", "settings"},
    "index": {"domain", "reference"},
    "store": {"domain", "errors", "clock", "reference", "index"},
    "demo": {"domain", "errors", "reference", "settings"},
    "services": {
        "domain",
        "errors",
        "settings",
        "clock",
        "reference",
        "intake",
        "gifts",
        "documents",
        "index",
        "store",
        "demo",
    },
    "web": {"domain", "errors", "settings", "reference", "i18n", "figures", "services"},
    "ui": ANY,
    "commands": {"domain", "errors", "settings", "services", "intake", "gifts", "documents", "web"},
    "__main__": {"domain", "errors", "settings", "services", "commands"},
    "__init__": set(),
    # outside the package
    "pages": {"domain", "ui", "figures"},
    "streamlit_app": {"errors", "services", "ui", "web"},
}

# Libraries that only some parts may touch.
ONLY_IN = {
    "streamlit": {"streamlit_app", "pages", "ui"},
    "sqlalchemy": {"store", "services", "web", "__main__"},
    "alembic": {"store"},
    "starlette": {"web", "streamlit_app"},
    "altair": {"figures"},
    "folium": {"figures"},
    "vl_convert": {"figures"},
    "typst": {"documents"},
    "docx": {"documents"},
    "zxingcpp": {"services"},
    "highspy": {"gifts"},
}

FILES = [*ROOT.glob("ocop/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "streamlit_app.py"]
SOURCES = [file for file in FILES if "migrations" not in file.parts]


def part_of(file: Path) -> str:
    """`ocop/web/api.py` belongs to `web`, `ocop/clock.py` to `clock`, `pages/product.py` to `pages`."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "ocop" else parts[0]


def imports(file: Path) -> Iterator[str]:
    """The dotted names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_imports_only_what_its_part_may(file: Path) -> None:
    part = part_of(file)
    for name in imports(file):
        first, *rest = name.split(".")
        if first == "ocop" and rest[0] in ANY:
            assert rest[0] == part or rest[0] in MAY_IMPORT[part], f"{file.name} imports {name}"
        assert part in ONLY_IN.get(first, {part}), f"{file.name} imports {name}"


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_rooms_stay_small(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= (60 if part_of(file) == "pages" else 250)


def test_the_rules_would_notice() -> None:
    assert "sqlalchemy.select" in set(imports(ROOT / "ocop/store/search.py"))
    assert "web" not in ONLY_IN["streamlit"]


def test_no_folder_of_pages_stands_beside_the_script() -> None:
    """Streamlit would run a file of such a folder alone on the first deep link, before any guard."""
    assert (ROOT / "ocop/ui/main.py").exists()
    assert not (ROOT / "ocop/ui/pages").exists()
