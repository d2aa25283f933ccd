"""Whether more happens in one month of the year than in the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FEWEST_COUNTED", "FEWEST_YEARS", "Seasonal", "season_of"]

FEWEST_YEARS = 3
"""Of fewer years a season can't be told from chance."""
FEWEST_COUNTED = 100
"""With fewer in all, a month has so few of them that the method does not hold."""

_YEAR = 12
_DAYS = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Seasonal:
    """How much there is in one month of the year, beside a month in which as much happens each day.

    ``ratio``: times as much, with its 95% interval ``low`` to ``high``; ``p``: how often chance
    alone brings as much or more, whichever year is left out; ``years``: of how many.
    """

    ratio: float
    low: float
    high: float
    p: float
    years: int


def season_of(counts: NDArray[np.float64], month: int) -> Seasonal | None:
    """Compare one month of the year with the others, over whole years.

    Parameters
    ----------
    counts
        Shape (years, 12): whole years, January first; each is known.
    month
        1 to 12.

    Returns
    -------
    seasonal
        None where there are fewer than ``FEWEST_YEARS`` years, less than ``FEWEST_COUNTED`` in all,
        or nothing in that month, or nothing in another.

    Raises
    ------
    ValueError
        If the shape is another, a count is negative or not known, or there is no such month.

    Notes
    -----
    Given what each year has in all, what its months have is multinomial where nothing changes. How
    much more they spread than that is Pearson's X² of the table over its degrees of freedom, never
    taken for less than 1 (McCullagh, P. and Nelder, J. A. (1989). Generalized Linear Models, 4.5):
    the variance is so many times as large, and Student's t takes the place of the normal.
    The chance is the largest of those without one of the years: what ran wild once is no season.

    Examples
    --------
    >>> counts = np.full((4, 12), 20.0)
    >>> counts[:, 11] = 40
    >>> round(season_of(counts, 12).ratio, 2), season_of(counts, 12).p < 0.001
    (1.81, True)
    """
    if counts.ndim != 2 or counts.shape[1] != _YEAR or not 1 <= month <= _YEAR:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"no years of months, or no month: {counts.shape}, {month}")
    if not (counts >= 0).all() or np.isinf(counts).any():
        raise ValueError("counts are known, and 0 or more")
    years, total = counts.shape[0], float(counts.sum())
    if years < FEWEST_YEARS or total < FEWEST_COUNTED:
        return None
    whole = _compare(counts, month)
    if whole is None:
        return None
    ratio, reach, p = whole
    for left_out in range(years):
        rest = _compare(np.delete(counts, left_out, axis=0), month)
        p = max(p, 1.0 if rest is None else rest[2])
    return Seasonal(ratio, ratio / reach, ratio * reach, p, years)


def _compare(counts: NDArray[np.float64], month: int) -> tuple[float, float, float] | None:
    """Give the ratio, by how many times its interval reaches around it, and the chance of more."""
    total, counted = float(counts.sum()), float(counts[:, month - 1].sum())
    if not counted:
        return None
    share = float(_DAYS[month - 1] / _DAYS.sum())
    freedom = (counts.shape[0] - 1) * (_YEAR - 1)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total
    squares = (counts - expected) ** 2
    pearson = np.divide(squares, expected, out=np.zeros_like(squares), where=expected > 0).sum()
    spread = max(float(pearson) / freedom, 1.0)
    ratio = counted / (total * share)
    # Of a ratio the logarithm is symmetric: counts that spread much have a long tail upwards.
    error = np.sqrt(spread * max(1 - counted / total, 0.0) / counted)
    if not error:
        return None
    reach = float(np.exp(-special.stdtrit(freedom, _TAIL) * error))
    return ratio, reach, float(special.stdtr(freedom, -np.log(ratio) / error))
