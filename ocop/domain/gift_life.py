"""The life of a kept gift basket: what may be done in which state, and who counts as having made it."""

from __future__ import annotations

from enum import StrEnum

from ocop.domain.roles import Act


class State(StrEnum):
    """Where a basket stands. `given` and `withdrawn` are the end."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What somebody did with it."""

    KEPT = "kept"
    RENAMED = "renamed"
    CHANGED = "changed"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    GAVE = "gave"
    WITHDREW = "withdrew"


# Where each step leads, by the state in which it may be taken; what does not stand here cannot be done.
LIFE: dict[Step, dict[State, State]] = {
    Step.RENAMED: {State.DRAFT: State.DRAFT},
    Step.CHANGED: {State.DRAFT: State.DRAFT},
    Step.PROPOSED: {State.DRAFT: State.PROPOSED},
    Step.RETURNED: {State.PROPOSED: State.DRAFT},
    Step.APPROVED: {State.PROPOSED: State.APPROVED},
    Step.GAVE: {State.APPROVED: State.GIVEN},
    Step.WITHDREW: dict.fromkeys((State.DRAFT, State.PROPOSED, State.APPROVED), State.WITHDRAWN),
}
# Whoever did one of these made the basket or asked for it, and cannot approve it.
MADE = frozenset({Step.KEPT, Step.CHANGED, Step.PROPOSED})
WITH_REASON = frozenset({Step.RETURNED, Step.WITHDREW})


def act(step: Step, state: State) -> Act:
    """What somebody must be allowed to do for a step; to take back what was approved is as much as approving."""
    if step is Step.GAVE:
        return Act.RECORD_GIFT
    if step in (Step.RETURNED, Step.APPROVED) or (step is Step.WITHDREW and state is State.APPROVED):
        return Act.APPROVE
    return Act.PROPOSE
