"""What each further camera adds."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.planning.choosing import Choice, choose
from ivbgeo.planning.problem import problem_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ivbgeo.planning.sites import Limits, Sites

__all__ = ["Step", "curve"]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """The best choice of a number of cameras, and what it adds to that of one fewer."""

    number: int
    choice: Choice
    gain: float


def curve(
    sites: Sites,
    limits: Limits,
    *,
    seconds: float = 60.0,
    gap: float = 0.0,
    tell: Callable[[int], None] | None = None,
) -> list[Step]:
    """Choose 1, 2, … up to the number of ``limits``: each the best of its number, by itself.

    A choice of more need not hold that of fewer. Where so few can't see all that has to be seen,
    there is no step.

    Parameters
    ----------
    sites, limits
        The question, with a number.
    seconds
        How long all of it may take; each choice has its own gap.
    gap
        As of :func:`choose`.
    tell
        Called while it works, with how many numbers are done; what it raises stops the work.

    Raises
    ------
    DataError
        As :func:`choose`.
    """
    if limits.number is None:
        raise DataError("plan.curve")
    until = time.monotonic() + seconds
    problem = problem_of(sites, limits)
    before = float(problem.reached.min())
    steps: list[Step] = []
    for number in range(1, limits.number + 1):
        left = (until - time.monotonic()) / (limits.number - number + 1)
        heard = None if tell is None else (lambda done=number - 1: tell(done))
        try:
            found = choose(
                sites, replace(limits, number=number), seconds=max(left, 0.1), gap=gap, tell=heard
            )
        except DataError as error:
            if error.rule == "plan.impossible" and number < limits.number:
                continue
            raise
        if steps and found.worth < steps[-1].choice.worth:
            # Time ran out on it: one fewer is allowed too.
            last = steps[-1].choice
            found = replace(last, bound=max(found.bound, last.worth))
        steps.append(Step(number, found, found.worth - before))
        before = found.worth
    return steps
