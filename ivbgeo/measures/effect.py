"""Before and after: whether a count went another way in one place than elsewhere at the same time.

Pure functions on counts by month. They tell what differs, never why.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from math import exp, inf, log
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

__all__ = ["LEAST", "Comparison", "Obstacle", "Windows", "compare_change", "windows"]

LEAST = 20
"""Fewer than this before, in the area or elsewhere, and nothing is said."""

_YEAR = 12
_MOST_YEARS = 3  # the longer ago, the more else has changed
_LEAST_MONTHS = 3
_LEVEL = 0.95
_FAR = 40.0  # of a logarithm: further than any ratio of counts
_STEPS = 100


class Obstacle(StrEnum):
    """Why before and after can't be compared."""

    NO_START = "no_start"
    WHOLE_CITY = "whole_city"
    NO_CATEGORY = "no_category"
    ONLY_INDICATOR = "only_indicator"
    NOT_MEASURED = "not_measured"
    TWO_SOURCES = "two_sources"
    NOT_STARTED = "not_started"
    TOO_RECENT = "too_recent"
    TOO_SHORT = "too_short"
    NO_BEFORE = "no_before"
    ESTIMATED = "estimated"
    UNPLACED = "unplaced"
    FEW_BEFORE = "few_before"
    FEW_ELSEWHERE = "few_elsewhere"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Windows:
    """As many months before as after, of the same season.

    ``before`` and ``after`` are half-open runs of places on the axis of months. Between them lies
    the month in which it began, unless that was on its first day; where there is less than a year
    after, the months before are those of the year before.
    """

    before: slice
    after: slice

    @property
    def months(self) -> int:
        """How many months each has."""
        return int(self.after.stop - self.after.start)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counts before and after, in the area and elsewhere.

    ``ratio`` is that of after to before in the area, divided by the same elsewhere: below 1 it fell
    more (or rose less) than elsewhere. ``low`` and ``high`` bound it with 95% confidence.
    ``dispersion`` is how much more the months vary than chance alone would have it, 1 at least.
    """

    before: float
    after: float
    elsewhere_before: float
    elsewhere_after: float
    ratio: float
    low: float
    high: float
    dispersion: float

    @property
    def side(self) -> int:
        """1 if it rose more than elsewhere, -1 if it fell more, 0 if that can't be told apart."""
        return int(self.low > 1) - int(self.high < 1)


def windows(
    known: NDArray[np.bool_], first: int, starts: date, ends: date | None = None
) -> Windows | Obstacle:
    """Find the months to compare.

    Parameters
    ----------
    known
        Shape (months,): whether it was measured, in the area and elsewhere.
    first
        The first of these months, as ``year * 12 + month - 1``.
    starts, ends
        First and last day of the inspanning.

    Returns
    -------
    Windows or Obstacle
        Whole years where both sides have them, at most three; else the same months of the year
        before, at least three.
    """
    begun = _place(starts, first)
    start, stop = begun + (starts.day > 1), len(known)
    if ends is not None:
        whole = _place(ends, first) + (ends.day == monthrange(ends.year, ends.month)[1])
        if whole - start < _LEAST_MONTHS:
            return Obstacle.TOO_SHORT
        stop = min(stop, whole)
    if not known.any():
        return Obstacle.NOT_MEASURED
    newest = int(np.flatnonzero(known)[-1])
    if start > newest:
        return Obstacle.NOT_STARTED if begun > newest else Obstacle.TOO_RECENT
    if begun <= 0:
        return Obstacle.NO_BEFORE
    after = _run(known[start:stop])
    if after < _LEAST_MONTHS:
        return Obstacle.TOO_RECENT if start + after > newest else Obstacle.NOT_MEASURED
    return _before(known, begun, start, after)


def _before(known: NDArray[np.bool_], begun: int, start: int, after: int) -> Windows | Obstacle:
    """Find the months before that go with the months after."""
    years = min(after, _run(known[:begun][::-1])) // _YEAR
    if years:
        months = _YEAR * min(years, _MOST_YEARS)
        return Windows(slice(begun - months, begun), slice(start, start + months))
    back = start - _YEAR
    # What begins a year earlier must end before it began.
    months = _run(known[back : back + min(after, begun - back)]) if back >= 0 else 0
    if months < _LEAST_MONTHS:
        return Obstacle.NO_BEFORE
    return Windows(slice(back, back + months), slice(start, start + months))


def compare_change(
    area: NDArray[np.float64], elsewhere: NDArray[np.float64], found: Windows
) -> Comparison | Obstacle:
    """Compare how a count changed in an area with how it changed elsewhere.

    Parameters
    ----------
    area, elsewhere
        Shape (months,), counts; known in both windows.
    found
        The months to compare.

    Returns
    -------
    Comparison or Obstacle
        The latter where there were fewer than 20 before, or none elsewhere after.

    Notes
    -----
    Counts of a month in the area and elsewhere are taken as Poisson around a level that both share:
    given their sum, that of the area is binomial, whatever the season and the trend of the city.
    The interval is that of the profile likelihood of the odds ratio (Venzon, D. J. and Moolgavkar,
    S. H. (1988). A method for computing profile-likelihood-based confidence intervals. Applied
    Statistics 37, 87-94). Where the months vary more than that, the likelihood is divided by
    Pearson's dispersion, and the quantile is that of F (McCullagh, P. and Nelder, J. A. (1989).
    Generalized Linear Models, sections 4.5 and 9.2).

    Examples
    --------
    >>> area = np.array([10.0] * 12 + [5.0] * 12)
    >>> elsewhere = np.array([100.0] * 24)
    >>> found = compare_change(area, elsewhere, Windows(slice(0, 12), slice(12, 24)))
    >>> found.ratio, round(found.low, 2), round(found.high, 2), found.side
    (0.5, 0.35, 0.7, -1)
    """
    before, after = (float(area[window].sum()) for window in (found.before, found.after))
    elsewhere_before, elsewhere_after = (
        float(elsewhere[window].sum()) for window in (found.before, found.after)
    )
    if before < LEAST:
        return Obstacle.FEW_BEFORE
    if elsewhere_before < LEAST or elsewhere_after == 0:
        return Obstacle.FEW_ELSEWHERE
    dispersion, freedom = _dispersion(area, elsewhere, found)
    # The square of Student's t is F with one degree of freedom above.
    allowed = dispersion * float(special.stdtrit(freedom, (1 + _LEVEL) / 2)) ** 2
    ratio = (after / before) / (elsewhere_after / elsewhere_before)
    low, high = _interval(before, after, elsewhere_before, elsewhere_after, allowed)
    return Comparison(
        before, after, elsewhere_before, elsewhere_after, ratio, low, high, dispersion
    )


def _place(day: date, first: int) -> int:
    return day.year * _YEAR + day.month - 1 - first


def _run(known: NDArray[np.bool_]) -> int:
    """Count the months from the first on that are all known."""
    return len(known) if known.all() else int(np.argmin(known))


def _dispersion(
    area: NDArray[np.float64], elsewhere: NDArray[np.float64], found: Windows
) -> tuple[float, int]:
    """Give how much more the area's share varies by month than chance has it, and of how many."""
    squares, months = 0.0, 0
    for window in (found.before, found.after):
        part, whole = area[window], area[window] + elsewhere[window]
        share = part.sum() / whole.sum()
        some = whole > 0
        expected = whole[some] * share
        if 0 < share < 1:
            squares += float(((part[some] - expected) ** 2 / (expected * (1 - share))).sum())
        months += int(some.sum())
    freedom = max(months - 2, 1)
    return max(1.0, squares / freedom), freedom


def _deviance(ratio: float, before: float, after: float, *elsewhere: float) -> float:
    """Give how far the four counts are from the likeliest ones with this ratio of ratios."""
    other_before, other_after = elsewhere
    here, late = before + after, after + other_after
    # The likeliest count after, given the margins: the root of a quadratic, in its stable form.
    middle = ratio * (here + late) + other_before + other_after - late
    root = max(middle * middle - 4 * ratio * (ratio - 1) * here * late, 0.0) ** 0.5
    fitted = 2 * ratio * here * late / (middle + root)
    pairs = (
        (after, fitted),
        (before, here - fitted),
        (other_after, late - fitted),
        (other_before, other_before + other_after - late + fitted),
    )
    return 2 * sum(count * log(count / fit) if fit > 0 else inf for count, fit in pairs if count)


def _interval(
    before: float, after: float, other_before: float, other_after: float, allowed: float
) -> tuple[float, float]:
    """Give the ratios at which the deviance is what is allowed."""
    cells = (before, after, other_before, other_after)
    best = log(after / before * other_before / other_after) if after else -_FAR

    def end(far: float) -> float:
        near = best
        for _ in range(_STEPS):
            middle = (near + far) / 2
            if _deviance(exp(middle), *cells) <= allowed:
                near = middle
            else:
                far = middle
        return exp(near)

    return (end(best - _FAR) if after else 0.0), end(max(best, -_FAR) + 2 * _FAR)
