"""The register as its readers see it: one store, one clock, answers as frozen values."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import TypeVar

from sqlalchemy.orm import Session

from ocop import settings
from ocop.domain.codes import is_code, nearest, shown, tidy
from ocop.domain.coverage import Coverage
from ocop.domain.details import Details
from ocop.domain.promotion import Promotion
from ocop.domain.recognition import Scope
from ocop.domain.register import Found, Product, ProductQuery, Record
from ocop.domain.scans import Key
from ocop.errors import OcopError, StoreUnavailable
from ocop.services.figures import Figures
from ocop.services.finder import Finder
from ocop.services.memo import Memo
from ocop.services.opened import VERDICT_SECONDS, Opened, pool_of
from ocop.services.replica import Replica
from ocop.services.scans import Scans
from ocop.store import photos, publishing, queries, records
from ocop.store.details import details
from ocop.store.gtins import code_of_gtin

T = TypeVar("T")
# Of more changed products than these (an import) it is not worth asking which they are.
MOST_CONCERNED = 2000


@dataclass(frozen=True)
class Register(Opened, Figures):
    """Every question that the public may ask; those of numbers stand in `Figures`."""

    finder: Finder = field(default_factory=Finder, compare=False, repr=False)
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)
    scans: Scans = field(default_factory=Scans, compare=False, repr=False)

    def revision(self) -> int:
        """The number that grows whenever a public fact changes."""
        with self.reading(VERDICT_SECONDS) as session:
            return queries.revision(session)

    def default_scope(self) -> Scope:
        """The register that a reader sees who has not chosen."""
        with self.reading() as session:
            return queries.default_scope(session)

    def sizes(self) -> dict[Scope, int]:
        """How many products the real register holds and how many the illustration beside it."""
        with self.reading() as session:
            return queries.sizes(session)

    def coverage(self, scope: Scope) -> tuple[Coverage, ...]:
        """What stewards have declared complete."""
        with self.reading() as session:
            return queries.coverage(session, scope)

    def search(self, query: ProductQuery, day: date) -> Found:
        """A page of products and how many there are in all."""
        return self.apart(lambda session: self.finder.search(session, query, day))

    @cached_property
    def replica(self) -> Replica | None:
        """The copy of the store that may answer what is no verdict; None where there is none."""
        url = self.settings.read_database_url
        return Replica(url, pool_of(self.settings)) if url else None

    def apart(self, ask: Callable[[Session], T]) -> T:
        """Search and figures: asked of the replica while it says what the store says, else of the store itself."""
        if self.replica is not None:
            try:
                with self.replica.reading(self.revision()) as session:
                    return ask(session)
            except StoreUnavailable:
                pass  # behind, gone, or cut off half-way: nothing but reads, so that they are asked once more
        with self.reading() as session:
            return ask(session)

    def record(self, typed: str, day: date) -> Record | None:
        """The product that bears a code, the register's own in any spelling or an official one."""
        with self.reading(VERDICT_SECONDS) as session:
            own = tidy(typed)
            if is_code(own) and (found := records.record(session, own, day)):
                return found
            code = queries.code_of(session, typed)
            return None if code is None else records.record(session, code, day)

    def concerned(self, since: int) -> frozenset[str] | None:
        """The codes of products whose pages may say something else since a revision; None where they are too many."""
        with self.reading(VERDICT_SECONDS) as session:
            return publishing.codes_concerned(session, since, MOST_CONCERNED)

    def code_of_gtin(self, typed: str) -> str | None:
        """The code of the product that bears a GTIN."""
        with self.reading() as session:
            return code_of_gtin(session, typed)

    def details(self, product: Product, day: date) -> Details:
        """What is known of a product besides its recognitions."""
        with self.reading() as session:
            return details(session, product, day)

    def photo(self, typed: str, day: date) -> tuple[str, bytes] | None:
        """The fingerprint of a product's photograph and the picture; None where there is none that may be shown."""
        with self.reading() as session:
            code = queries.code_of(session, typed)
            record = None if code is None else records.record(session, code, day)
            if record is None or record.product.photo is None or record.product.promotion is Promotion.NONE:
                return None
            found = photos.photo(session, record.product)
        return None if found is None else (record.product.photo, found[0])

    def related(self, product: Product, day: date) -> tuple[Product, ...]:
        """Others of its set that are in force, of its province, else of its region."""
        with self.reading() as session:
            return self.finder.related(session, product, day)

    def nearest(self, typed: str) -> tuple[tuple[str, str], ...]:
        """Products whose codes a mistyped one may stand for: code as printed and name, likeliest first."""
        own = tidy(typed)
        meant = [] if is_code(own) else nearest(own)
        if not meant:
            return ()
        with self.reading() as session:
            names = queries.names(session, meant)
        return tuple((shown(code), names[code]) for code in meant if code in names)

    def scope_of(self, typed: str) -> Scope | None:
        """Which register the product that bears a code is of; None when no product does."""
        with self.reading() as session:
            code = queries.code_of(session, typed)
            return None if code is None else queries.scope_of(session, code)

    def count_scan(self, code: str, language: str) -> None:
        """A product's mark page was handed out: counted today, in that language, and nothing else of it is kept."""
        self.scans.count(self.engine, Key(self.today(), code, language))

    def close(self) -> None:
        """Write what is still in memory; the program ends."""
        self.scans.write(self.engine)

    def codes(self, scope: Scope, *, limit: int, offset: int) -> list[str]:
        """The codes of a scope as they are printed, in order of entry."""
        with self.reading() as session:
            return [shown(code) for code in queries.codes(session, scope, limit, offset)]


@cache
def the_register() -> Register:
    """The register of this process, as the environment configures it; opened once.

    Raises:
        SettingsError, StoreError, DataError: in words for whoever started the program.
    """
    return Register.open(settings.load())


def the_register_or_exit() -> Register:
    """The register of this process; where it cannot be opened, one line on the terminal and the end."""
    try:
        return the_register()
    except OcopError as error:
        sys.exit(f"OCOP: {error}")
