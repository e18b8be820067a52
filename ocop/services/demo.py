"""The illustration in the store: loaded, seen to be there, dropped."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from ocop import demo
from ocop.domain.recognition import Scope
from ocop.services.pause import no_collection
from ocop.services.register import Register
from ocop.store import actions, queries
from ocop.store.engine import writing

PRODUCTS = 18_243
SEED = 1


@no_collection()
def load(
    register: Register,
    *,
    products: int = PRODUCTS,
    seed: int = SEED,
    by: str,
    once: bool = False,
    progress: Callable[[int], object] = lambda _n: None,
) -> int:
    """Put the made-up register into its own scope, in place of the one that was there; how many products.

    Everything in one transaction: readers see the old one until the new one is whole. With `once` it is left out
    where the store has had one before, dropped or not, so any number of processes may try at their start.
    """
    with writing(register.engine) as session:
        if once and queries.had_demo(session):
            return 0
        actions.drop_demo(session, by=by, reason="thay bằng bản minh họa mới")
        entered = actions.enter_products(
            session,
            entries=demo.generate(products=products, seed=seed, today=register.today()),
            scope=Scope.DEMO,
            by=by,
            reason=f"bản minh họa {products} sản phẩm, hạt giống {seed}",
            progress=progress,
        )
        actions.add_points_of_sale(
            session, points=demo.points_of_sale(seed), scope=Scope.DEMO, by=by, reason="điểm bán minh họa"
        )
    return len(entered)


def load_in_background(register: Register) -> None:
    """Give a new store its illustration while the real records are already served; a line on the terminal tells."""
    products = register.settings.demo_products

    def work() -> None:
        begun = time.monotonic()
        try:
            loaded = load(register, products=products, by=queries.INSTALLER, once=True)
        except DBAPIError as error:
            print(f"OCOP: chưa nạp được bản minh họa ({error.orig}); sổ thật vẫn phục vụ.", file=sys.stderr)
            return
        if loaded:
            print(f"OCOP: đã nạp bản minh họa {loaded} sản phẩm trong {time.monotonic() - begun:.0f} giây.", flush=True)

    if products:
        threading.Thread(target=work, name="illustration", daemon=True).start()


def drop(register: Register, *, by: str) -> int:
    """Remove the made-up register; how many products it had. It does not come back by itself."""
    with writing(register.engine) as session:
        return actions.drop_demo(session, by=by, reason="bỏ bản minh họa")
