"""What is said about the program is true of it."""

import re

import pytest

from ocop.settings import ROOT

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
        "gtin", "scans", "label-reports", "basket", "combos", "backup", "restore", "copy", "check", "role",
    }  # fmt: skip
    for command in commands:
        assert f"`{command}" in told
    for option in set(re.findall(r'"(--[a-z-]+)"', source)):
        assert option in told, option


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z-]+)", README)) <= targets
    assert {"run", "test"} <= targets


@pytest.mark.parametrize(
    "file",
    [
        "README.md",
        "docs/architecture.md",
        "docs/settings.md",
        "docs/commands.md",
        "docs/api.md",
        "docs/operating.md",
        "docs/roles.md",
        "data/README.md",
    ],
)
def test_links_between_files_lead_somewhere(file: str) -> None:
    path = ROOT / file
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{file} links to {target}"


def test_every_dependency_has_its_reason() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.match(r"[\w\[\],.-]+==\S+ +# \w", line), f"{name}: {line}"
