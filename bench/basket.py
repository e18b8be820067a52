"""What a proven gift basket costs: `python -m bench.basket --json`.

Fifty seeded requests of 6 to 10 items over a made-up register: law, rules, reductions, solving to the proven optimum
and explaining, with the products in memory. Beside them in the same run, for the products that the rules leave, the
same model in HiGHS without our reductions and in OR-tools CP-SAT; all three must come to the same ten levels. CP-SAT
stops after `--patience` seconds; how often it had proven nothing by then is told. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from math import floor, inf
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from bench.search import DAY, filled
from ocop import settings
from ocop.domain.recognition import Scope
from ocop.gifts import model, solve
from ocop.gifts.basket import Problem, prepare
from ocop.gifts.objective import LEVELS, Score, score
from ocop.gifts.request import Avoid, Event, EventKind, GuestClass, Recipient, Role, Wish
from ocop.services import gifts
from ocop.services.register import Register

SCOPE, HANDED_OVER = Scope.DEMO, date(2026, 12, 1)
REQUESTS = 50
LIMITS = {18_243: {"p50_s": 0.5, "worst_s": 1.5}, 200_000: {"worst_s": 5.0}}
Request = tuple[Event, Recipient, Wish]


def requests(count: int) -> list[Request]:
    """Guests of every kind, with and without a budget of the host's own."""
    chance, found = random.Random(7), []
    for _ in range(count):
        kind = chance.choice([EventKind.VISIT, EventKind.ROTATING_CONFERENCE, EventKind.CONFERENCE])
        event = Event(kind=kind, day=HANDED_OVER, special_case="1/QĐ")
        recipient = Recipient(
            guest_class=GuestClass(chance.choice("ABC")),
            role=chance.choice(list(Role)),
            country=chance.choice(["JP", "US", "FR", "SA", "LA", "KR", None]),
            avoids=frozenset(chance.sample(list(Avoid), chance.choice([0, 1, 1, 2]))),
        )
        budget = chance.choice([None, None, 150_000, 300_000, 600_000, 900_000])
        found.append((event, recipient, Wish(items=chance.randint(6, 10), budget=budget)))
    return found


def plainly(problem: Problem, _patience: float) -> tuple[Score | None, bool]:
    """The same stages in HiGHS over everything that the rules leave."""
    found = solve.solve_plainly(problem.baskets)
    return (found.score if found else None), True


def cpsat(problem: Problem, patience: float) -> tuple[Score | None, bool]:
    """The same columns and rows in CP-SAT, the levels with exact weights in one objective."""
    (basket,) = problem.baskets
    program, (choices,) = model.program_of((basket,), {})
    peer = cp_model.CpModel()
    lower, upper = np.concatenate(program.lower), np.concatenate(program.upper)
    most = [basket.items if high == inf else int(high) for high in upper]
    columns = [peer.new_int_var(int(low), high, "") for low, high in zip(lower, most, strict=True)]
    for low, high, index, value in program.rows:
        total = cp_model.LinearExpr.weighted_sum([columns[each] for each in index], [round(each) for each in value])
        bounds = (-(2**60) if low == -inf else round(low), 2**60 if high == inf else floor(high))
        peer.add_linear_constraint(total, *bounds)
    weight, weights, spans = 1, [], model.ranges(program, basket.items)
    for level in reversed(LEVELS):
        weights.append((level, weight))
        weight *= spans[level] + 1
    assert weight < 2**62, "the weights are exact"
    index, value = model.together(program, weights)
    peer.maximize(cp_model.LinearExpr.weighted_sum([columns[each] for each in index], value.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = patience
    status = solver.solve(peer)
    if status == cp_model.INFEASIBLE:
        return None, True
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False
    rows = np.flatnonzero([solver.value(columns[each]) for each in choices])
    return score(basket.goods.take(rows)), status == cp_model.OPTIMAL


def timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = ask()
    return time.perf_counter() - begun, answer


def measured(register: Register, rows: int, asked: list[Request], peers: int, patience: float) -> dict[str, Any]:
    """Ours over all requests, the peers over some."""
    with register.reading() as session:
        register.finder.index(session, SCOPE)
    read, offer = timed(lambda: gifts.offer(register, SCOPE, HANDED_OVER))
    spent, scores = [], []
    for event, recipient, wish in asked:
        seconds, answer = timed(
            lambda e=event, r=recipient, w=wish: gifts.choose(register, SCOPE, e, (r,), w, alternatives=0)
        )
        spent.append(seconds)
        scores.append(tuple(answer.levels.values()) if answer.levels else None)
    found: dict[str, Any] = {
        "rows": rows,
        "requests": len(asked),
        "p50_s": round(median(spent), 3),
        "worst_s": round(max(spent), 3),
        "candidates_s": round(read, 3),
        "feasible": sum(each is not None for each in scores),
    }
    problems = [prepare(offer, event, (recipient,), wish) for event, recipient, wish in asked[:peers]]
    same = True
    for name, peer in (("highs", plainly), ("cpsat", cpsat)):
        times, unproven = [], 0
        for place, (problem, expected) in enumerate(zip(problems, scores[:peers], strict=True), start=1):
            assert isinstance(problem, Problem)
            _ = problem.baskets  # made before the clock runs
            seconds, (reached, proven) = timed(lambda p=peer, q=problem: p(q, patience))
            times.append(seconds)
            unproven += not proven
            same &= not proven or reached == expected
            print(f"{name} {place}/{len(problems)} {seconds:.2f} s", file=sys.stderr, flush=True)
        if times:
            found |= {f"{name}_p50_s": round(median(times), 3), f"{name}_unproven": unproven}
    if problems:
        found |= {"ratio_highs": round(found["highs_p50_s"] / found["p50_s"], 1)}
        found |= {"ratio_cpsat": round(found["cpsat_p50_s"] / found["p50_s"], 1), "same_optimum": same}
    limits = LIMITS.get(rows, {})
    return found | {"limits": limits, "within": all(found[name] <= limit for name, limit in limits.items())}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", type=int, default=18_243)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--peers", type=int, help="of how many requests; by default all, of 200000 none")
    parser.add_argument("--patience", type=float, default=60)
    parser.add_argument("--stores", type=Path)
    given = parser.parse_args()
    stores = given.stores or Path(tempfile.mkdtemp())
    stores.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{stores / f'search-{given.rows}.db'}"
    filled(url, given.rows)
    register = Register.open(settings.load({"OCOP_DATABASE_URL": url, "OCOP_TODAY": DAY.isoformat(), "OCOP_DEMO": "0"}))
    peers = given.peers if given.peers is not None else given.requests if given.rows <= 20_000 else 0
    found = measured(register, given.rows, requests(given.requests), peers, given.patience)
    if given.stores is None:
        register.engine.dispose()
        shutil.rmtree(stores)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
