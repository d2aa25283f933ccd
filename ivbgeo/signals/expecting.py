"""What a series of monthly counts gives reason to expect of its newest month."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from ivbgeo.signals.baseline import GUARD, WINDOW, Level, design, level_of, plain_level_of
from ivbgeo.signals.dispersion import cautious
from ivbgeo.signals.predicting import chance, upper_limit

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FEWEST", "LEVEL", "MONTHS", "Expectation", "Judged", "expect"]

# The chance below which a count is a signal, and the least count that can be one (Farrington et al.
# want five too). What false alarms come of it was simulated: benchmarks/signals.py.
LEVEL = 0.0015
FEWEST = 5
# Known months before one is judged: fewer can't tell season from chance.
MONTHS = 30
_RECENT, _RECENT_MONTHS = 12, 24
# A trend that is missed gives false alarms, one that is not there only costs some sharpness: so it
# is taken sooner than at the usual 5%, and soonest where counts go up.
_UP_LEVEL, _DOWN_LEVEL = 0.5, 0.2
# Of a negative binomial. Below it more variance would mean a lower limit: nearly always nul, and
# once in a very long while something enormous.
_SMALLEST_SIZE = 0.05
# Counts in all below which there is neither season nor trend to be seen.
_TOTAL = 20


class Judged(IntEnum):
    """Whether a month could be judged."""

    JUDGED = 0
    UNKNOWN = 1
    SHORT = 2
    OLD = 3
    INCOMPLETE = 4
    HIDDEN = 5

    @property
    def reason(self) -> str:
        """Say in Dutch why not; empty where it was judged."""
        return _REASONS[self]


_REASONS = {
    Judged.JUDGED: "",
    Judged.UNKNOWN: "Van deze maand is het aantal niet bekend.",
    Judged.SHORT: (
        f"Er zijn te weinig maanden om te weten wat gewoon is: minder dan {MONTHS} in de vijf jaar "
        "ervoor."
    ),
    Judged.OLD: (
        f"Van de {_RECENT_MONTHS} maanden ervoor zijn er minder dan {_RECENT} bekend. Oudere "
        "maanden zeggen te weinig over nu."
    ),
    Judged.HIDDEN: (
        "Een deel van deze maanden is afgeschermd. Wat u ziet, zegt te weinig over wat gewoon is."
    ),
    Judged.INCOMPLETE: (
        "Deze maand is nog niet compleet: aangiften van deze maand kunnen er nog bij komen."
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """What was expected of n series, shape (n,) each; NaN where a month was not judged.

    ``state``: a ``Judged``; ``mean``: the expected count; ``variance``: of the count to come, with
    the uncertainty of all that was estimated; ``limit``: the largest count that is no signal;
    ``p``: the chance of the count or more, if nothing changed; ``false_alarm``: the chance of a
    signal, if nothing changed. Both are on the safe side, as the variance is: simulated, they are
    less.
    """

    state: NDArray[np.int8]
    count: NDArray[np.float64]
    mean: NDArray[np.float64]
    variance: NDArray[np.float64]
    limit: NDArray[np.float64]
    p: NDArray[np.float64]
    false_alarm: NDArray[np.float64]

    @property
    def signal(self) -> NDArray[np.bool_]:
        """Which counts lie above the limit, shape (n,)."""
        return np.nan_to_num(self.count) > np.nan_to_num(self.limit, nan=np.inf)


def expect(counts: NDArray[np.float64], kin: NDArray[np.int64] | None = None) -> Expectation:
    """Say what was to be expected of the newest month of each series, and how it differs.

    Parameters
    ----------
    counts
        Shape (n, months), whole months in a row, the newest last; 0 or more, NaN where not known.
    kin
        Shape (n,): series with the same number, 0 or more, are about as dispersed as each other,
        such as one category in many areas; None: each stands alone.

    Raises
    ------
    ValueError
        If a count is negative or infinite.

    Notes
    -----
    After Farrington et al. (1996) and Noufaily et al. (2013), see ``ivbgeo.signals.baseline``: a
    quasi-Poisson regression on the five years before, without the last three months; a wave of a
    year for the season; a trend only where it is likely (p < 0.5 up, 0.2 down) and stays within
    what was counted; past outbreaks weigh less; the limit is that of a negative binomial. Theirs is
    for weeks; where this differs it was chosen by simulation (``benchmarks/signals.py``).
    """
    if np.isinf(counts).any() or (counts < 0).any():
        raise ValueError("counts are 0 or more, or NaN where not known")
    newest = counts[:, -1].copy() if counts.shape[1] else np.full(len(counts), np.nan)
    base = counts[:, max(0, counts.shape[1] - 1 - GUARD - WINDOW) : -1 - GUARD]
    known = ~np.isnan(base)
    state = _state(newest, known)
    judged = np.flatnonzero(state == Judged.JUDGED)
    level = _level(np.where(known, base, 0.0)[judged], known[judged])
    # Few counts tell nothing of the dispersion of others.
    related = np.where(level.regressed, -1 if kin is None else kin[judged], -1)
    dispersion = cautious(level.dispersion, level.freedom, related)
    variance = dispersion * (level.mean + level.mean**2 * level.uncertainty)
    variance = np.minimum(variance, level.mean + level.mean**2 / _SMALLEST_SIZE)
    limit = np.maximum(upper_limit(level.mean, variance, LEVEL), FEWEST - 1)

    def spread(values: NDArray[np.float64]) -> NDArray[np.float64]:
        out = np.full(len(counts), np.nan)
        out[judged] = values
        return out

    return Expectation(
        state,
        newest,
        spread(level.mean),
        spread(variance),
        spread(limit),
        spread(chance(newest[judged], level.mean, variance)),
        spread(chance(limit + 1, level.mean, variance)),
    )


def _state(newest: NDArray[np.float64], known: NDArray[np.bool_]) -> NDArray[np.int8]:
    state = np.full(len(newest), Judged.JUDGED, dtype=np.int8)
    state[known[:, -_RECENT_MONTHS:].sum(axis=1) < _RECENT] = Judged.OLD
    state[known.sum(axis=1) < MONTHS] = Judged.SHORT
    state[np.isnan(newest)] = Judged.UNKNOWN
    return state


def _level(counts: NDArray[np.float64], known: NDArray[np.bool_]) -> Level:
    """Choose for each series: a mean alone, with season, or with season and trend."""
    level = plain_level_of(counts, known)
    full = np.flatnonzero(counts.sum(axis=1) >= _TOTAL)
    if not full.size:
        return level
    months = counts.shape[1]
    terms = design(months, 1 + GUARD, trend=False)
    level = _put(level, full, level_of(counts[full], known[full], terms, trend=False))
    terms = design(months, 1 + GUARD, trend=True)
    moving = level_of(counts[full], known[full], terms, trend=True)
    p = 2 * special.stdtr(np.maximum(moving.freedom, 1.0), -np.abs(moving.trend_t))
    # Farrington et al.: a trend must not lead beyond the highest count that there was.
    likely = p < np.where(moving.trend_t > 0, _UP_LEVEL, _DOWN_LEVEL)
    sure = likely & (moving.mean <= counts[full].max(axis=1))
    return _put(level, full, moving, sure)


def _put(
    level: Level,
    at: NDArray[np.intp],
    other: Level,
    chosen: NDArray[np.bool_] | None = None,
) -> Level:
    """Take for the series in ``at`` what another regression says, where that found an answer."""
    take = other.regressed if chosen is None else other.regressed & chosen
    values = []
    for name in Level.__slots__:
        array = getattr(level, name).copy()
        array[at[take]] = getattr(other, name)[take]
        values.append(array)
    return Level(*values)
