"""What gifts and buyers need to know of a made-up product; each fact is missing now and then, as in life."""

from __future__ import annotations

from decimal import Decimal

from ocop.demo.chance import Chance, Weighted
from ocop.demo.goods import CRAFTS, Speciality
from ocop.demo.names import Named
from ocop.demo.places import Home
from ocop.demo.stories import story
from ocop.domain.entries import Facts

SPIRIT, WINE, SOFT, LIVING = 14, 15, (16, 17), 23
PROOF = tuple(Decimal(percent) for percent in range(29, 46))
WINE_PROOF = tuple(Decimal(half) / 2 for half in range(16, 61))
NO_ALCOHOL = Decimal(0)
PRICE_LOW, PRICE_HIGH = 20_000, 2_500_000
DEARER = {3: 1.0, 4: 1.12, 5: 1.35}
LANGUAGES = Weighted(
    [
        (("vi",), 0.56),
        (("vi", "en"), 0.34),
        (("vi", "en", "zh"), 0.06),
        (("vi", "en", "ja"), 0.02),
        (("vi", "en", "ko"), 0.02),
    ]
)


def facts(chance: Chance, speciality: Speciality, named: Named, home: Home, stars: int) -> Facts:
    """The facts of one product."""
    family, known = speciality.family, chance.known
    by_volume = family.unit == "ml"
    pack = known(named.pack, 0.1)
    made_of = _made_of(speciality, named)
    is_craft = speciality.set_number in CRAFTS
    told = story(chance, speciality, home) or (None, None)
    tangible = speciality.set_number < LIVING
    return Facts(
        name_en=known(named.en, 0.1),
        net_weight_g=None if by_volume else pack,
        volume_ml=pack if by_volume else None,
        alcohol_percent=_alcohol(chance, speciality.set_number),
        price_vnd=known(_price(chance, speciality, named, stars), 0.12),
        shelf_life_days=known(_shelf_life(chance, speciality), 0.12),
        storage=known(family.storage, 0.1),
        ingredients=None if is_craft else known(made_of, 0.12),
        animal_origin=known(speciality.animal, 0.09),
        materials=known(made_of, 0.1) if is_craft else None,
        fragile=known(family.fragile, 0.12),
        lead_time_days=known(chance.between(*family.lead), 0.18),
        monthly_capacity=known(_capacity(chance, speciality), 0.16),
        label_languages=known(chance.of(LANGUAGES), 0.12) if tangible else None,
        story_vi=known(told[0], 0.12),
        story_en=known(told[1], 0.2),
    )


def _made_of(speciality: Speciality, named: Named) -> str | None:
    """Ingredients or materials with what the form adds; None for a service."""
    if not speciality.made_of or not named.adds:
        return speciality.made_of or None
    new = [part for part in named.adds.split(", ") if part not in speciality.made_of]
    return ", ".join([speciality.made_of, *new])


def _alcohol(chance: Chance, set_number: int) -> Decimal | None:
    """Percent by volume of drinks; unknown for a tenth of the alcoholic ones, and not asked of anything else."""
    if set_number in SOFT:
        return NO_ALCOHOL
    if set_number not in (SPIRIT, WINE):
        return None
    return chance.known(chance.pick(PROOF if set_number == SPIRIT else WINE_PROOF), 0.1)


def _price(chance: Chance, speciality: Speciality, named: Named, stars: int) -> int:
    """Đồng a pack in whole thousands; low prices are likelier than high ones."""
    low, high = speciality.family.price
    price = (low + (high - low) * chance.roll() ** 2) * DEARER[stars]
    if named.pack and speciality.family.unit != "piece":
        price *= named.pack / 1000
    return min(max(round(price / 1000) * 1000, PRICE_LOW), PRICE_HIGH)


def _shelf_life(chance: Chance, speciality: Speciality) -> int | None:
    """Days, in months of thirty where it is long; None where nothing goes off."""
    low, high = speciality.family.shelf
    if not high:
        return None
    days = chance.between(low, high)
    return days if days < 60 else days // 30 * 30


def _capacity(chance: Chance, speciality: Speciality) -> int:
    low, high = speciality.family.capacity
    return max(int(low + (high - low) * chance.roll() ** 2) // 10 * 10, low)
