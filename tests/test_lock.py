"""The lock that installations with hashes use says the same as the versions that were tested."""

import re
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ocop.settings import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([\w.-]+)==(\S+) \\$", LOCK, re.M))


def read(name: str) -> list[str]:
    return [line.split("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]


def test_every_locked_version_is_the_tested_one() -> None:
    tested = {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in read("constraints.txt") if line}
    assert len(LOCKED) > 50
    assert {name: tested.get(canonicalize_name(name)) for name in LOCKED} == LOCKED


def test_all_that_the_program_needs_is_locked_with_what_that_needs() -> None:
    locked = {canonicalize_name(name) for name in LOCKED}
    open_, seen = [Requirement(line) for line in read("requirements.txt") if line and line[0] != "-"], set()
    assert len(open_) > 20
    while open_:
        wanted = open_.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        assert key[0] in locked, f"{wanted.name} is not in requirements.lock: see docs/operating.md, Dependencies"
        try:
            needs = requires(wanted.name) or []
        except PackageNotFoundError:
            continue  # for another system
        for need in map(Requirement, needs):
            if any(need.marker is None or need.marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)):
                open_.append(need)


def test_every_locked_package_has_its_hashes_and_no_address() -> None:
    for entry in re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.M)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry
    assert "//" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK
