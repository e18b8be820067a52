"""Publishing: every page behind a printed code as files, for the day on which the application is down.

Only what says something else than last time is written. A page whose reason to change may be there is made again with
the date that it bears already; where it comes out the same it stays, with that date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy.orm import Session

from ocop.domain.codes import shown
from ocop.domain.publication import Entry, Manifest
from ocop.domain.recognition import Scope
from ocop.domain.register import Record
from ocop.errors import Refused
from ocop.services.addresses import check_address
from ocop.services.register import Register
from ocop.services.shelf import Shelf, store
from ocop.settings import Settings
from ocop.store import publishing, queries

# Makers whose products are made at once: enough to spare queries, few enough to move the bar.
BATCH = 60
# Below so many makers another process would start later than one is done.
FEW = 300


@dataclass(frozen=True)
class Press:
    """What makes the files; functions of a module, since other processes call them too.

    `pages` are those of one record on the day that they bear, `others` what stands once (from all products), `plain`
    what a server reads uncompressed; each by path. `packed` makes the forms in which a file is stored. `release` stands
    for all that decides how a page looks besides the register.
    """

    pages: Callable[[Register, Record, date], Mapping[str, bytes]]
    others: Callable[[Register, Scope, Mapping[str, Entry], date], Mapping[str, bytes]]
    plain: Callable[[Scope], Mapping[str, bytes]]
    packed: Callable[[bytes], dict[str, bytes]]
    release: str


@dataclass(frozen=True)
class Outcome:
    """What a run did, counted in products, and the manifest that holds now."""

    manifest: Manifest = field(repr=False)
    written: tuple[str, ...]
    removed: int

    @property
    def kept(self) -> int:
        """Products whose files stayed."""
        return len(self.manifest.products) - len(self.written)


@dataclass(frozen=True)
class Task:
    """Makers whose products may read differently, and what of them is published already."""

    makers: tuple[int, ...]
    known: Mapping[str, Entry]
    scope: Scope
    day: date
    draft: Path


def publish(
    register: Register,
    folder: Path,
    press: Press,
    *,
    scope: Scope = Scope.REAL,
    day: date | None = None,
    allow_local: bool = False,
    processes: int = 1,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Outcome:
    """Bring a folder up to date with the register as of a day, today; `progress` hears of products looked at.

    Raises:
        Refused: the address leads nowhere, or the folder holds another register's pages.
        Conflict: somebody else publishes into it now.
        DataError: it cannot be written.
    """
    check_address(register.settings, allow_local=allow_local)
    shelf = Shelf(folder)
    with shelf.alone():
        before = shelf.manifest()
        present = shelf.present() if before else set()
        now, makers, doubtful = _planned(register, press, scope, day or register.today(), before, present)
        entries = {code: each for code, each in before.products.items() if code in makers} if before else {}
        known = {code: each for code, each in entries.items() if present.issuperset(each.files)}
        total, done, written = sum(maker in doubtful for maker in makers.values()), 0, []
        tasks = _tasks(doubtful, makers, known, now, shelf.draft)
        for made in _made(register, tasks, press, processes if len(doubtful) >= FEW else 1):
            entries |= {code: entry for code, entry, _is_new in made}
            written += [code for code, _entry, is_new in made if is_new]
            done += len(made)
            progress(done, total)
        return _finished(register, shelf, press, before, replace(now, products=entries), written)


def _planned(
    register: Register, press: Press, scope: Scope, day: date, before: Manifest | None, present: set[str]
) -> tuple[Manifest, dict[str, int], set[int]]:
    """The manifest to be, still without its products; every code with its maker; the makers to be looked at.

    What changes while the pages are made is seen by the next run, since the revision is read first.
    """
    with register.reading() as session:
        now = Manifest(
            scope=scope,
            revision=queries.revision(session),
            release=press.release,
            base_url=register.settings.base_url,
            coverage=sha256(repr(queries.coverage(session, scope)).encode()).hexdigest(),
            published_on=day,
        )
        makers = {shown(code): maker for code, maker in publishing.makers_by_code(session, scope).items()}
        _check_same(before, scope, makers.keys() | {shown(each) for each in publishing.merged_codes(session, scope)})
        return now, makers, _doubtful(session, before, now, makers, present)


def _check_same(before: Manifest | None, scope: Scope, codes: Set[str]) -> None:
    """A folder is of one register for ever, and no printed code may vanish from it."""
    if before is None:
        return
    if before.scope is not scope:
        raise Refused(
            "Thư mục này đang giữ bản công bố của "
            f"{'sổ thật' if before.scope is Scope.REAL else 'bản minh họa'}: hãy chọn thư mục khác."
        )
    lost = [code for code in before.products if code not in codes]
    if scope is Scope.REAL and lost:
        raise Refused(
            f"Sổ đang mở thiếu {len(lost)} mã đã công bố, ví dụ {lost[0]}: OCOP_DATABASE_URL có trỏ đúng sổ không? "
            "Chưa có gì bị thay đổi."
        )


def _doubtful(
    session: Session, before: Manifest | None, now: Manifest, codes: Mapping[str, int], present: set[str]
) -> set[int]:
    """Makers of whose products a page may have to be written."""
    if before is None or not before.is_made_as(now) or before.revision > now.revision:
        return set(codes.values())
    found = {maker for code, maker in codes.items() if code not in before.products}
    for code, entry in before.products.items():
        is_due = entry.next_change is not None and entry.next_change <= now.published_on
        if code in codes and (is_due or entry.published_on > now.published_on or not present.issuperset(entry.files)):
            found.add(codes[code])
    if before.revision != now.revision:
        found |= publishing.concerned(session, now.scope, before.revision)
    return found


def _tasks(
    makers: set[int], codes: Mapping[str, int], known: Mapping[str, Entry], manifest: Manifest, draft: Path
) -> Iterator[Task]:
    by_maker: dict[int, list[str]] = {}
    for code, maker in codes.items():
        by_maker.setdefault(maker, []).append(code)
    listed = sorted(makers)
    for first in range(0, len(listed), BATCH):
        batch = tuple(listed[first : first + BATCH])
        theirs = {code: known[code] for maker in batch for code in by_maker.get(maker, ()) if code in known}
        yield Task(batch, theirs, manifest.scope, manifest.published_on, draft)


Made = list[tuple[str, Entry, bool]]


def _made(register: Register, tasks: Iterator[Task], press: Press, processes: int) -> Iterator[Made]:
    """What comes of each task, by as many processes as are worth it."""
    if processes < 2:
        yield from (pressed(register, press, task) for task in tasks)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (register.settings, press)) as pool:
        yield from pool.map(_work, tasks)


def pressed(register: Register, press: Press, task: Task) -> Made:
    """Write the pages of some makers that say something new; each product with its files and whether they are new."""
    found = []
    with register.reading() as session:
        for record, next_change in publishing.Records(session, task.scope, task.day).of(task.makers):
            code = record.product.shown_code
            known = task.known.get(code)
            if known and known.published_on <= task.day:
                pages = press.pages(register, record, known.published_on)
                if known.files == _digests(pages):
                    found.append((code, replace(known, next_change=next_change), False))
                    continue
            pages = press.pages(register, record, task.day)
            for path, body in pages.items():
                store(task.draft, path, press.packed(body))
            found.append((code, Entry(task.day, next_change, _digests(pages)), True))
    return found


def _finished(
    register: Register, shelf: Shelf, press: Press, before: Manifest | None, now: Manifest, written: Sequence[str]
) -> Outcome:
    """Take over what stays, add what stands once, and put the whole in place; nothing where nothing is new."""
    others = press.others(register, now.scope, now.products, now.published_on)
    now = replace(now, others=_digests(others))
    removed = len(before.products.keys() - now.products.keys()) if before else 0
    if before and not written and not removed and before.others == now.others:
        now = replace(now, published_on=before.published_on)
        if now != before:
            shelf.record(now)
        return Outcome(now, (), 0)
    new = set(written)
    shelf.keep(path for code, each in now.products.items() if code not in new for path in each.files)
    for path, body in others.items():
        store(shelf.draft, path, press.packed(body))
    for path, body in press.plain(now.scope).items():
        store(shelf.draft, path, {"": body})
    shelf.put_in_place(now)
    return Outcome(now, tuple(written), removed)


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: sha256(body).hexdigest() for path, body in files.items()}


_here: tuple[Register, Press]


def _begin(settings: Settings, press: Press) -> None:
    """In a process of its own: open the store once."""
    global _here
    _here = Register.open(settings), press


def _work(task: Task) -> Made:
    return pressed(*_here, task)
