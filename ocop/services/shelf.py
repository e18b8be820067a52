"""Publications on disk: each a folder of its own, the present one named by a link that is changed in one step.

What is killed half-way leaves the link where it was. Files that did not change are shared between publications (hard
links), so that a new one costs only what is new.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ocop.domain import publication
from ocop.domain.publication import Manifest
from ocop.errors import Conflict, DataError

CURRENT, MANIFEST, DRAFT = "current", "manifest.json", "draft"
# How a file may lie there; the plain form is not stored.
FORMS = (".br", ".gz")
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
KEPT = 2  # the present publication and the one before


class Shelf:
    """One folder with its publications."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.current, self.draft = folder / CURRENT, folder / DRAFT

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else publishes into the folder meanwhile; what an earlier run left half done is thrown away.

        Raises:
            Conflict: somebody does.
            DataError: nothing can be written there.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / ".lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise Conflict(f"Một lần công bố khác đang ghi vào {self.folder}: hãy đợi rồi làm lại.") from None
                shutil.rmtree(self.draft, ignore_errors=True)
                yield
        except OSError as error:
            raise DataError(
                f"Không ghi được vào {self.folder}: {error.strerror}. Bản công bố trước vẫn còn nguyên."
            ) from None

    def manifest(self) -> Manifest | None:
        """What is published now; None where nothing is.

        Raises:
            DataError: something is there that this program did not write.
        """
        try:
            return publication.read(json.loads((self.current / MANIFEST).read_text(encoding="utf-8")))
        except FileNotFoundError:
            strange = [each.name for each in self.folder.iterdir() if not each.name.startswith((".", "20"))]
            if strange:
                raise DataError(
                    f"Thư mục {self.folder} đang chứa thứ khác ({strange[0][:40]}): hãy chọn một thư mục trống."
                ) from None
            return None
        except (ValueError, KeyError, TypeError):
            raise DataError(f"Không đọc được {self.current / MANIFEST}: hãy công bố vào một thư mục trống.") from None

    def present(self) -> set[str]:
        """The paths that lie there in every form."""
        found: dict[str, int] = {}
        for place, _folders, files in os.walk(self.current):
            inside = os.path.relpath(place, self.current)
            for name in files:
                path, form = os.path.splitext(name if inside == "." else f"{inside}/{name}")
                if form in FORMS:
                    found[path] = found.get(path, 0) + 1
        return {path for path, forms in found.items() if forms == len(FORMS)}

    def keep(self, paths: Iterable[str]) -> None:
        """Take files over from the present publication into the draft."""
        folders: set[str] = set()
        for path in paths:
            place = path.rpartition("/")[0]
            if place not in folders:
                (self.draft / place).mkdir(parents=True, exist_ok=True)
                folders.add(place)
            for form in FORMS:
                os.link(f"{self.current}/{path}{form}", f"{self.draft}/{path}{form}")

    def record(self, manifest: Manifest) -> None:
        """Only the manifest changes: all files say what they said."""
        draft = self.folder / ".manifest"
        draft.write_text(_json(manifest), encoding="utf-8")
        draft.replace(self.current / MANIFEST)

    def put_in_place(self, manifest: Manifest) -> None:
        """The draft becomes the present publication, in one step; of the earlier ones the last stays beside it."""
        (self.draft / MANIFEST).write_text(_json(manifest), encoding="utf-8")
        os.sync()  # whole on disk before it is named
        name = self._name(manifest)
        self.draft.replace(self.folder / name)
        link = self.folder / ".current"
        link.unlink(missing_ok=True)
        link.symlink_to(name)
        link.replace(self.current)
        for old in sorted(each for each in self.folder.glob("20*") if each.is_dir())[:-KEPT]:
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    def _name(self, manifest: Manifest) -> str:
        """`2026-11-22-0001`: sorts by time."""
        last = max((each.name for each in self.folder.glob("20*")), default="")
        day = max(manifest.published_on.isoformat(), last[:10])
        number = int(last.rpartition("-")[2]) + 1 if last.startswith(day) else 1
        return f"{day}-{number:04}"


def store(folder: Path, path: str, forms: dict[str, bytes]) -> None:
    """Write a file of a draft in each of its forms."""
    for form, body in forms.items():
        target = f"{folder}/{path}{form}"
        try:
            file = os.open(target, NEW, 0o644)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            file = os.open(target, NEW, 0o644)
        try:
            os.write(file, body)
        finally:
            os.close(file)


def _json(manifest: Manifest) -> str:
    """A product a line, to be searched and compared with the usual tools."""
    written = manifest.written()
    products = written.pop("products")
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(entry)}" for code, entry in products.items())
    return f'{json.dumps(written, ensure_ascii=False)[:-1]},\n"products": {{\n{lines}\n}}}}\n'
