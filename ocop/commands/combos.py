"""`python -m ocop combos [--region … --theme …]`: the curated combos, filled from the register as of a day."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from ocop import settings
from ocop.domain.recognition import Scope
from ocop.domain.said import dong
from ocop.services import combos
from ocop.services.combos import Full, Place
from ocop.services.register import Register


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("combos", help="các bộ quà theo vùng, theo chủ đề, xếp món từ sổ đăng ký")
    parser.add_argument("--region", metavar="VÙNG", help="như dong-bang-song-hong; ca-nuoc là bộ của cả nước")
    parser.add_argument("--theme", metavar="CHỦ ĐỀ", help=", ".join(combos.THEMES))
    parser.add_argument("--date", type=date.fromisoformat, metavar="NGÀY", help="tính đến ngày, mặc định hôm nay")
    parser.add_argument("--scope", type=Scope, choices=list(Scope), default=Scope.REAL)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print every combo that is asked for; 3 where a slot of one of them has no product."""
    register = Register.open(settings.load())
    day = given.date or register.today()
    found = combos.filled(register, given.scope, day, region=given.region, theme=given.theme)
    if given.json:
        print(json.dumps([as_json(each, given.scope, day) for each in found], ensure_ascii=False))
    else:
        print("\n".join(map(in_words, found)))
    return 0 if all(each.is_whole for each in found) else 3


def as_json(full: Full, scope: Scope, day: date) -> dict[str, Any]:
    """A combo as an object; a slot without a product says how many of its kind are in force and lack a price."""
    combo = full.combo
    return {
        "id": combo.id,
        "version": combo.version,
        "name": combo.name,
        "name_en": combo.name_en,
        "theme": combo.theme,
        "region": combo.region,
        "place": combo.place,
        "story": combo.story,
        "story_en": combo.story_en,
        "source": combo.source,
        "confidence": combo.confidence,
        "checked_on": combo.checked_on.isoformat(),
        "scope": scope,
        "date": day.isoformat(),
        "whole": full.is_whole,
        "total": full.total,
        "slots": [
            {"what": place.slot.what, "in_force": place.in_force, "unpriced": place.unpriced, "item": _item(place)}
            for place in full.places
        ],
    }


def _item(place: Place) -> dict[str, Any] | None:
    if place.piece is None:
        return None
    product = place.piece.product
    return {
        "code": product.shown_code,
        "name": product.name,
        "stars": place.piece.stars,
        "price": place.piece.price,
    }


def in_words(full: Full) -> str:
    """A combo as lines to be read."""
    state = f"tổng {dong(full.total)}" if full.is_whole else f"mới có {len(full.pieces)} trong {len(full.places)} món"
    lines = [f"{full.combo.name} ({full.combo.place}): {state}"]
    for place in full.places:
        if place.piece is None:
            why = f"{place.in_force} sản phẩm còn hiệu lực, {place.unpriced} chưa có giá" if place.in_force else "0"
            lines.append(f"  chưa có {place.slot.what} trong sổ" + ("" if why == "0" else f" tặng được ({why})"))
        else:
            made = place.piece
            lines.append(f"  {made.product.shown_code}  {made.stars} sao  {dong(made.price)}  {made.product.name}")
    return "\n".join(lines)
