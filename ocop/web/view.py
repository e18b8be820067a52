"""A view of the catalogue as it stands in the address, in stable codes: to be shared, kept, and stepped back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ocop.domain.codes import is_code, shown, tidy
from ocop.domain.recognition import Scope
from ocop.domain.register import PAGE, Choices, Facet, ProductQuery, Sort
from ocop.domain.text import fold
from ocop.i18n import SOURCE, facets, language

TEXT, SORT, FORM, SHEET, PICKED = "q", "xep", "xem", "trang", "chon"
KEYS = {
    Facet.STARS: "sao",
    Facet.STATUS: "tinh-trang",
    Facet.GROUP: "nhom",
    Facet.SET: "bo",
    Facet.REGION: "vung",
    Facet.PROVINCE: "tinh",
    Facet.FORMER_PROVINCE: "tinh-cu",
    Facet.KIND: "loai",
    Facet.YEAR: "nam",
    Facet.EVIDENCE: "chung-cu",
    Facet.CERTIFICATE: "chung-nhan",
}
# The word in an address for each register; without it the reader sees the default one.
SCOPES = {"that": Scope.REAL, "minh-hoa": Scope.DEMO}
LONGEST = 200
MOST_PICKED = 24
COMPARED = 4


class Form(StrEnum):
    """How the answer is shown."""

    CARDS = "the"
    TABLE = "bang"
    REGIONS = "vung"
    PICKED = "da-chon"
    COMPARED = "so-sanh"


@dataclass(frozen=True)
class View:
    """What is asked for and how it is shown. `picked` are the codes of products put aside, as they are printed."""

    text: str = ""
    choices: Choices = frozenset()
    sort: Sort = Sort.BEST
    form: Form = Form.CARDS
    sheet: int = 1
    picked: tuple[str, ...] = ()

    def query(self, scope: Scope) -> ProductQuery:
        """The question to the register for this page of the list."""
        return ProductQuery(self.text, self.choices, scope, self.sort, PAGE, (self.sheet - 1) * PAGE)

    def parameters(self) -> dict[str, str]:
        """The view as it stands in an address; what is as usual is left out."""
        found = {TEXT: self.text}
        for facet, key in KEYS.items():
            found[key] = ",".join(sorted(code for each, code in self.choices if each is facet))
        found[SORT] = "" if self.sort is Sort.BEST else self.sort
        found[FORM] = "" if self.form is Form.CARDS else self.form
        found[SHEET] = str(self.sheet) if self.sheet > 1 else ""
        found[PICKED] = ",".join(self.picked)
        return {key: value for key, value in found.items() if value}

    def toggled(self, facet: Facet, code: str) -> View:
        """With a choice made, or taken back; a new choice begins at the first page."""
        return replace(self, choices=self.choices ^ {(facet, code)}, sheet=1, form=self._list)

    def without(self, facet: Facet | None = None) -> View:
        """Without the choices of a facet, or without any."""
        kept = frozenset(each for each in self.choices if facet is not None and each[0] is not facet)
        return replace(self, choices=kept, sheet=1)

    def sorted_by(self, sort: Sort) -> View:
        """In another order, from the first page."""
        return replace(self, sort=sort, sheet=1)

    def shown_as(self, form: Form) -> View:
        """In another form."""
        return replace(self, form=form)

    def asking(self, text: str) -> View:
        """With other words, from the first page."""
        return replace(self, text=text[:LONGEST], sheet=1, form=self._list)

    def at(self, sheet: int) -> View:
        """On another page."""
        return replace(self, sheet=sheet)

    def picking(self, code: str) -> View:
        """With a product put aside, or put back."""
        if code in self.picked:
            return replace(self, picked=tuple(each for each in self.picked if each != code))
        return replace(self, picked=(*self.picked, code)[:MOST_PICKED])

    def with_none_picked(self) -> View:
        """With nothing put aside."""
        return replace(self, picked=(), form=self._list)

    @property
    def is_one_letter(self) -> bool:
        """Whether a single letter was typed, by which nothing is looked for but a word of one letter."""
        return len(fold(self.text)) == 1

    @property
    def _list(self) -> Form:
        """A form that shows what is found, not what was put aside."""
        return self.form if self.form in (Form.CARDS, Form.TABLE, Form.REGIONS) else Form.CARDS


def read(parameters: Mapping[str, str]) -> tuple[View, list[str]]:
    """The view that an address asks for, and the values in it that nothing is known of."""
    known, unknown = set(), []
    for facet, key in KEYS.items():
        labels = facets.labels(facet, language(SOURCE))
        for value in dict.fromkeys(filter(None, parameters.get(key, "").split(","))):
            if value in labels:
                known.add((facet, value))
            else:
                unknown.append(value)
    sort, form = (parameters.get(key, "") for key in (SORT, FORM))
    unknown += [value for value, kinds in ((sort, Sort), (form, Form)) if value and value not in set(kinds)]
    picked = [tidy(code) for code in parameters.get(PICKED, "").split(",") if code]
    unknown += [code for code in picked if not is_code(code)]
    sheet = parameters.get(SHEET, "")
    unknown += [sheet] if sheet and str(_sheet(sheet)) != sheet else []
    view = View(
        parameters.get(TEXT, "")[:LONGEST],
        frozenset(known),
        Sort(sort) if sort in set(Sort) else Sort.BEST,
        Form(form) if form in set(Form) else Form.CARDS,
        _sheet(parameters.get(SHEET, "1")),
        tuple(dict.fromkeys(shown(code) for code in picked if is_code(code)))[:MOST_PICKED],
    )
    return view, unknown


def _sheet(asked: str) -> int:
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
