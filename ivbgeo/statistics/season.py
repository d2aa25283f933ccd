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

_YEAR, _HALF = 12, 6
_MOST_YEARS = 5
_DAYS = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_TAIL = 0.025
# A year around a month: of the thirteen the first and the last are the same month, half each.
_WEIGHTS = np.array([0.5, *([1.0] * 11), 0.5])


@dataclass(frozen=True, slots=True)
class Seasonal:
    """How much there is in one month of the year, beside a month in which as much happens each day.

    ``ratio``: times as much, with its 95% interval ``low`` to ``high``; ``p``: how often chance
    alone brings as much or more, whichever year is left out; ``years``: of how many; ``start``:
    where these begin in the counts. They end ``12 * years`` months later, with half of that month.
    """

    ratio: float
    low: float
    high: float
    p: float
    years: int
    start: int


def season_of(counts: NDArray[np.float64], first: int, month: int) -> Seasonal | None:
    """Compare one month of the year with the year around it, over the newest years.

    Parameters
    ----------
    counts
        Shape (months,): months in a row, the newest last; each is known.
    first
        Which month of the year the first of them is, 1 to 12.
    month
        1 to 12.

    Returns
    -------
    seasonal
        None where that month has fewer than ``FEWEST_YEARS`` times six months before and after it,
        there is less than ``FEWEST_COUNTED`` in all, or nothing in that month, or in another.

    Raises
    ------
    ValueError
        If the shape is another, a count is negative or not known, or there is no such month.

    Notes
    -----
    Each such month stands beside the twelve around it, as in a centred moving average of X-11
    (Shiskin, J., Young, A. H. and Musgrave, J. C. (1967). The X-11 Variant of the Census Method II
    Seasonal Adjustment Program): what falls or rises steadily is above it on one side and as much
    below it on the other. Of years that end with the newest month, the month after that is always
    the first, so that a fall looks like a season.

    Given what each such year has in all, what its months have is multinomial where nothing changes.
    How much more they spread than that is Pearson's X² of the table of years by months over its
    degrees of freedom, never taken for less than 1 (McCullagh, P. and Nelder, J. A. (1989).
    Generalized Linear Models, 4.5). A steady fall adds nothing to it: in logarithms it is a part of
    the year plus a part of the month. The variance is so many times as large, and Student's t takes
    the place of the normal.
    The chance is the largest of those without one of the years: what ran wild once is no season.

    Examples
    --------
    >>> counts = np.full(49, 20.0)
    >>> counts[5::12] = 40
    >>> found = season_of(counts, 7, 12)
    >>> round(found.ratio, 2), found.p < 0.001, found.years, found.start
    (1.81, True, 3, 11)
    """
    if counts.ndim != 1 or not 1 <= first <= _YEAR or not 1 <= month <= _YEAR:
        raise ValueError(f"no months in a row, or no month: {counts.shape}, {first}, {month}")
    if not (counts >= 0).all() or np.isinf(counts).any():
        raise ValueError("counts are known, and 0 or more")
    middle = np.arange((month - first) % _YEAR, len(counts), _YEAR)
    middle = middle[(middle >= _HALF) & (middle + _HALF < len(counts))][-_MOST_YEARS:]
    around = counts[middle[:, None] + np.arange(-_HALF, _HALF + 1)]
    years = len(middle)
    if years < FEWEST_YEARS or (around @ _WEIGHTS).sum() < FEWEST_COUNTED:
        return None
    whole = _compare(around, month)
    if whole is None:
        return None
    ratio, reach, p = whole
    for left_out in range(years):
        rest = _compare(np.delete(around, left_out, axis=0), month)
        p = max(p, 1.0 if rest is None else rest[2])
    start = int(middle[0]) - _HALF
    return Seasonal(ratio, ratio / reach, ratio * reach, p, years, start)


def _compare(around: NDArray[np.float64], month: int) -> tuple[float, float, float] | None:
    """Give the ratio, by how many times its interval reaches around it, and the chance of more."""
    total, counted = float((around @ _WEIGHTS).sum()), float(around[:, _HALF].sum())
    if not counted:
        return None
    share = float(_DAYS[month - 1] / _DAYS.sum())
    counts = around[:, :_YEAR]
    freedom = (len(counts) - 1) * (_YEAR - 1)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
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
