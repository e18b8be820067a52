"""What is said about the program is true of it."""

import re
from pathlib import Path

import pytest

from ocop.settings import ROOT
from ocop.ui.screens import SCREENS

README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    source = (ROOT / "ocop" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(OCOP_[A-Z_]+)"', source))
    assert read == set(re.findall(r"`(OCOP_[A-Z_]+)`", SETTINGS))
    assert len(read) >= 5


def test_every_command_and_option_is_documented() -> None:
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "ocop").glob("commands/*.py"))
    source += (ROOT / "ocop" / "__main__.py").read_text(encoding="utf-8")
    commands = set(re.findall(r'add_parser\("([\w-]+)"', source)) - {"load", "drop", "grant", "revoke", "list"}
    assert commands == {
        "init", "import", "template", "export", "demo", "alter", "coverage", "photo", "report", "labels", "publish",
        "gtin", "scans", "label-reports", "basket", "combos", "backup", "restore", "copy", "check", "role", "dump",
    }  # fmt: skip
    for command in commands:
        assert f"`{command}" in told
    for option in set(re.findall(r'"(--[a-z-]+)"', source)):
        assert option in told, option


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z-]+)", README)) <= targets
    assert {"run", "test"} <= targets


PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "data" / "README.md"])


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_files_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_every_dependency_has_its_reason() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.match(r"[\w\[\],.-]+==\S+ +# \w", line), f"{name}: {line}"


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "adr"
    told = (folder / "README.md").read_text(encoding="utf-8")
    for number, file in enumerate(sorted(folder.glob("0*.md")), start=1):
        title = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert title.startswith(f"{number}. ")
        assert f"[{title}]({file.name})" in told


def test_every_file_that_the_threat_model_names_exists() -> None:
    told = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:domain|services|web|store)/\w+\.py)", told))
    assert len(named) >= 6
    for file in named:
        assert (ROOT / "ocop" / file).exists(), file


def test_the_readme_shows_every_screen() -> None:
    for key, screen in SCREENS.items():
        assert f"](docs/pictures/{key}.webp)" in README, key
        assert (ROOT / "docs" / "pictures" / f"{key}.webp").stat().st_size < 120_000
        assert f"`{screen.path}" in README
