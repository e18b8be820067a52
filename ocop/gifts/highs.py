"""A program handed to HiGHS in one call, as arrays, and asked level by level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from ocop.gifts.model import HALF, Basket, Program, program_of, together
from ocop.gifts.objective import Rows

WHOLE_GAP = 0.9
FINE = 1e-9


@dataclass(frozen=True)
class Built:
    """A program in HiGHS, and where each basket's choices stand in it."""

    solver: Any
    program: Program
    choices: tuple[NDArray[np.int64], ...]


def build(baskets: tuple[Basket, ...], stock: Mapping[int, int], elastic: bool = False) -> Built:
    """All baskets in one program in HiGHS."""
    program, choices = program_of(baskets, stock, elastic)
    return Built(_loaded(program), program, choices)


class _Quiet(highspy.Highs):
    """HiGHS greets the terminal as soon as it takes callbacks; there are none here, and our output may be JSON."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is HiGHS's
        """Silence instead."""
        self.setOptionValue("output_flag", False)


def _loaded(program: Program) -> Any:
    """The program in HiGHS."""
    solver = _Quiet()  # type: ignore[no-untyped-call]
    for option, value in (
        ("threads", 1),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", WHOLE_GAP),
        ("mip_feasibility_tolerance", FINE),
        ("primal_feasibility_tolerance", FINE),
    ):
        solver.setOptionValue(option, value)
    starts = np.cumsum([0, *(len(index) for _low, _high, index, _value in program.rows)])
    integral = np.concatenate(program.whole).astype(np.uint8)
    solver.passModel(
        program.size,
        len(program.rows),
        int(starts[-1]),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMaximize),
        0.0,
        np.zeros(program.size),
        np.concatenate(program.lower),
        np.concatenate(program.upper),
        np.array([low for low, _high, _index, _value in program.rows], np.float64),
        np.array([high for _low, high, _index, _value in program.rows], np.float64),
        starts[:-1].astype(np.int32),
        np.concatenate([index for _low, _high, index, _value in program.rows]).astype(np.int32),
        np.concatenate([value for _low, _high, _index, value in program.rows]).astype(np.float64),
        integral.astype(np.int32),
    )
    return solver


def fix(built: Built, level: str, value: int) -> None:
    """A level must have a value."""
    index, values = together(built.program, [(level, 1)])
    built.solver.addRow(value - HALF, value + HALF, len(index), index.astype(np.int32), values.astype(np.float64))


def best(built: Built, weights: list[tuple[str, int]]) -> int | None:
    """Maximise levels by weight, and hold what was reached; None where nothing fits."""
    index, values = together(built.program, weights)
    cost = np.zeros(built.program.size)
    cost[index] = values
    built.solver.changeColsCost(built.program.size, np.arange(built.program.size, dtype=np.int32), cost)
    built.solver.run()
    status = built.solver.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError(f"HiGHS ended with {status}")
    reached: int = round(built.solver.getObjectiveValue())
    if len(index):
        built.solver.addRow(
            reached - HALF, reached + HALF, len(index), index.astype(np.int32), values.astype(np.float64)
        )
    return reached


def chosen(built: Built) -> list[Rows]:
    """For each basket the places of its items among its goods."""
    values = np.asarray(built.solver.getSolution().col_value)
    return [np.flatnonzero(values[columns] > HALF) for columns in built.choices]
