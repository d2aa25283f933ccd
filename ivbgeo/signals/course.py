"""How it went in the months up to a signal: what was counted, and what was expected each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.period import Period
from ivbgeo.signals.expecting import expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.history import History
    from ivbgeo.signals.watching import Signal

__all__ = ["Course", "Step", "courses"]

_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Step:
    """A month: what was counted, and what was expected when it was the newest; None: not known."""

    month: Period
    count: float | None
    expected: float | None
    limit: float | None

    @property
    def is_above(self) -> bool:
        """Whether the count lay above its limit."""
        return self.count is not None and self.limit is not None and self.count > self.limit


@dataclass(frozen=True, slots=True)
class Course:
    """The months up to and with that of a signal, the newest last."""

    steps: tuple[Step, ...]


def courses(history: History, signals: Sequence[Signal]) -> tuple[Course, ...]:
    """Give the course of each signal, all of one month; each step knows nothing of later ones."""
    if not signals:
        return ()
    month = signals[0].month
    key = ("courses", history.viewer, history.division.id, tuple(signals))
    return history.edition.once(key, lambda: _courses(history, signals, month))


def _courses(history: History, signals: Sequence[Signal], month: Period) -> tuple[Course, ...]:
    # With the other areas of each category: they say how dispersed it is.
    codes = list(dict.fromkeys(one.category for one in signals))
    counts = np.concatenate([history.by_month(code).values.count for code in codes])
    areas = len(history.division.codes)
    kin = np.repeat(np.arange(len(codes)), areas)
    rows = [
        codes.index(one.category) * areas + history.division.codes.index(one.area.code)
        for one in signals
    ]
    end = history.at(month.last_index) + 1
    steps: list[list[Step]] = [[] for _ in signals]
    for at in range(max(0, end - _MONTHS), end):
        found = expect(counts[:, : at + 1], kin)
        index = history.months.first_index + at
        for row, mine in zip(rows, steps, strict=True):
            mine.append(
                Step(
                    Period.of_indices(index, index),
                    _known(counts[row, at]),
                    _known(found.mean[row]),
                    _known(found.limit[row]),
                )
            )
    return tuple(Course(tuple(mine)) for mine in steps)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
