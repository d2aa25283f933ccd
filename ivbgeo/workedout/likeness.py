"""Where it went alike before: which areas together make a good control for another place.

Pure functions on counts by month. The difference of counts after is fair only if the counts before
went alike, in height and in course (Wheeler and Ratcliffe 2018): so both are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MOST", "Likeness", "alike", "most_alike"]

MOST = 6
"""A control zone has this many areas at most."""

_RUNS = (1, 2, 3, 4, 6, 12)  # months that are looked at together
_FEWEST = 5.0  # of so many a square root has the same spread, whatever the count
_LEAST_BLOCKS = 3
_GAIN = 0.95  # one more area is worth it if it makes the difference this much smaller
_LEVEL = 0.95
_SHIFT = 3 / 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two series of counts went.

    ``difference`` is 1 where chance alone makes them differ, more where something else does.
    ``is_good``: it is no larger than chance explains. ``ratio``: of their totals, the other's to
    this one's; None where this one has none.
    """

    difference: float
    is_good: bool
    ratio: float | None


def alike(series: NDArray[np.float64], other: NDArray[np.float64]) -> Likeness:
    """Tell how alike two series of counts by month went, shape (months,) each.

    Notes
    -----
    Counts are taken as Poisson: then the square root of a count and 3/8 has a variance of a quarter
    (Anscombe, F. J. (1948). The transformation of Poisson, binomial and negative-binomial data.
    Biometrika 35, 246-254), and the mean of twice the squared differences is 1. Months are added
    up to runs long enough for that.

    Examples
    --------
    >>> series = np.array([10.0, 12.0, 9.0, 11.0] * 3)
    >>> alike(series, series).difference, alike(series, series * 3).is_good
    (0.0, False)
    """
    run = _run_of(series)
    mine, others = _roots(series, run), _roots(other, run)
    course = 2 * (mine - others) ** 2
    total, other_total = float(series.sum()), float(other.sum())
    height = 2 * float(np.sqrt(total + _SHIFT) - np.sqrt(other_total + _SHIFT)) ** 2
    # Month by month, and in all: what is a little more each month shows only in all.
    is_good = course.sum() <= _limit(len(course)) and height <= _limit(1)
    return Likeness(float(course.mean()), bool(is_good), other_total / total if total else None)


def most_alike(
    target: NDArray[np.float64], areas: NDArray[np.float64], allowed: NDArray[np.bool_]
) -> tuple[int, ...]:
    """Choose the areas that together went most like another place.

    The best one first, then whichever makes the whole most alike, as long as that helps.

    Parameters
    ----------
    target
        Shape (months,), counts of the place.
    areas
        Shape (n, months), counts of each area; NaN where not known.
    allowed
        Shape (n,), the areas to choose from.

    Returns
    -------
    tuple of int
        Positions among the areas, rising; none where there is nothing to choose from, or nothing
        to be alike to.

    Examples
    --------
    >>> areas = np.array([[2.0], [5.0], [4.0]]).repeat(12, 1)
    >>> most_alike(np.full(12, 9.0), areas, np.full(3, True))
    (1, 2)
    """
    open_to = allowed & ~np.isnan(areas).any(axis=1)
    if not open_to.any() or not target.sum():
        return ()
    run = _run_of(target)
    mine = _roots(target, run)
    blocks = _blocks(np.nan_to_num(areas), run)
    chosen: list[int] = []
    total, best = np.zeros_like(mine), np.inf
    while len(chosen) < MOST and open_to.any():
        differences = ((np.sqrt(total + blocks + _SHIFT) - mine) ** 2).mean(axis=1)
        differences[~open_to] = np.inf
        at = int(np.argmin(differences))
        if chosen and differences[at] >= _GAIN * best:
            break
        best = float(differences[at])
        chosen.append(at)
        total = total + blocks[at]
        open_to[at] = False
    return tuple(sorted(chosen))


def _limit(count: int) -> float:
    """Give what the sum of so many squares stays under by chance; two sums are looked at."""
    return float(special.chdtri(count, (1 - _LEVEL) / 2))


def _run_of(series: NDArray[np.float64]) -> int:
    """Give how many months go together: as few as hold enough, and leave enough of them."""
    fitting = [run for run in _RUNS if len(series) // run >= _LEAST_BLOCKS] or [1]
    enough = [run for run in fitting if series.mean() * run >= _FEWEST]
    return enough[0] if enough else fitting[-1]


def _blocks(series: NDArray[np.float64], run: int) -> NDArray[np.float64]:
    """Add up runs of months along the last axis; the oldest that fill no run are left out."""
    whole = series.shape[-1] // run * run
    recent = series[..., series.shape[-1] - whole :]
    return np.asarray(recent.reshape(*series.shape[:-1], -1, run).sum(axis=-1))


def _roots(series: NDArray[np.float64], run: int) -> NDArray[np.float64]:
    return np.sqrt(_blocks(series, run) + _SHIFT)
