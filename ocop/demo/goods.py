"""What is made where: specialities of the 63 former provinces and the families of goods they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ocop import reference

SPIRITS = frozenset({14, 15})
CRAFTS = frozenset({21, 22})
GROUP_OF_STORY = (("food", 17), ("herb", 20), ("craft", 22), ("plant", 25), ("tourism", 26))


@dataclass(frozen=True, slots=True)
class Form:
    """A form, flavour or pack that a product comes in; `adds` is the ingredient that comes with it."""

    vi: str
    en: str
    adds: str


@dataclass(frozen=True, slots=True)
class Family:
    """Goods that are made, packed, priced and kept alike. Prices are by kilogram or litre, else by piece."""

    label: str
    verb: str
    craft: str
    craft_en: str
    unit: str
    packs: tuple[int, ...]
    price: tuple[int, int]
    shelf: tuple[int, int]
    storage: str | None
    fragile: bool
    lead: tuple[int, int]
    capacity: tuple[int, int]
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Speciality:
    """What a province is known for; `placed` when its name already says where it comes from."""

    name: str
    name_en: str
    set_number: int
    group: str
    family: Family
    animal: tuple[str, ...]
    made_of: str
    forms: tuple[Form, ...]
    finishes: tuple[Form, ...]
    placed: bool

    @property
    def story(self) -> str:
        """Which stories are told of it."""
        return next(name for name, last in GROUP_OF_STORY if self.set_number <= last)


@cache
def specialities() -> dict[str, tuple[Speciality, ...]]:
    """The specialities by code of the 63 provinces."""
    families, forms, sets = _families(), _forms(), reference.product_sets()
    found: dict[str, list[Speciality]] = {}
    for row in reference.rows("demo/specialities.csv"):
        number = int(row["set_number"])
        words = row["name"].split()
        found.setdefault(row["province_63"], []).append(
            Speciality(
                name=row["name"],
                name_en=row["name_en"],
                set_number=number,
                group=sets[number].group_en,
                family=families[row["family"]],
                animal=tuple(row["animal"].split()),
                made_of=row["made_of"],
                forms=_fitting(families[row["family"]].forms, row["name"]),
                finishes=_fitting(forms.get(_finishes(number), ()), row["name"]),
                placed=any(word[0].isupper() for word in words[1:]),
            )
        )
    return {code: tuple(those) for code, those in found.items()}


def _finishes(set_number: int) -> str:
    """Which general forms suit a set; spirits get none, since a name must not praise them."""
    if set_number in SPIRITS or set_number > max(CRAFTS):
        return ""
    return "any-craft" if set_number in CRAFTS else "any-goods"


def _fitting(forms: tuple[Form, ...], name: str) -> tuple[Form, ...]:
    """The forms that repeat no word of a name."""
    words = frozenset(name.lower().split())
    return tuple(form for form in forms if words.isdisjoint(form.vi.split()))


def _forms() -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for row in reference.rows("demo/forms.csv"):
        found.setdefault(row["family"], []).append(Form(row["vi"], row["en"], row["adds"]))
    return {family: tuple(forms) for family, forms in found.items()}


def _families() -> dict[str, Family]:
    forms = _forms()
    return {
        row["family"]: Family(
            label=row["label"],
            verb=row["verb"],
            craft=row["craft"],
            craft_en=row["craft_en"],
            unit=row["unit"],
            packs=tuple(int(pack) for pack in row["packs"].split()),
            price=_range(row, "price"),
            shelf=_range(row, "shelf"),
            storage=row["storage"] or None,
            fragile=row["fragile"] == "1",
            lead=_range(row, "lead"),
            capacity=_range(row, "capacity"),
            forms=forms[row["family"]],
        )
        for row in reference.rows("demo/families.csv")
    }


def _range(row: dict[str, str], name: str) -> tuple[int, int]:
    return int(row[f"{name}_low"]), int(row[f"{name}_high"])
