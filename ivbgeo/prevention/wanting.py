"""Buurten where a group would be of most use: many dwellings, much burglary, no or little coverage.

They are ranked by the lower end of how many burglaries a year are to be expected in the dwellings
that no group covers: all three count in that one number, without a bound on any of them, and a
buurt of which little is known does not come first. See ADR 0038.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.figure import State
from ivbgeo.period import Period
from ivbgeo.prevention.coverage import coverage_on
from ivbgeo.question import Per, Question
from ivbgeo.statistics import FEWEST_PEOPLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Figure
    from ivbgeo.prevention.coverage import BuurtCoverage, Coverage
    from ivbgeo.question import Answer
    from ivbgeo.viewer import Viewer

__all__ = ["BURGLARY", "Wanting", "WantingBuurt", "most_wanting", "places_of"]

BURGLARY = "1.1.1"
"""Burglary of dwellings, as the police count it."""

_SPANS = (3, 2, 1)  # whole years, rather many than few


@dataclass(frozen=True, slots=True)
class WantingBuurt:
    """A buurt, what is covered of it, and what is to be expected where nothing is.

    Parameters
    ----------
    coverage
        What is covered.
    figure
        The burglaries of all years together, with rate, interval and verdict.
    expected, low, high
        How many a year are to be expected in dwellings that no group covers, and the ends of its
        interval of 95%; None where it is not ranked.
    place, best, worst
        Its place in the list, from 1, and the first and last place that it may as well have.
    reason
        Why it is not ranked, in Dutch; empty where it is.
    """

    coverage: BuurtCoverage
    figure: Figure
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    place: int | None = None
    best: int | None = None
    worst: int | None = None
    reason: str = ""

    @property
    def uncovered_dwellings(self) -> float | None:
        """About how many dwellings no group covers; None where that can't be said."""
        share, dwellings = self.coverage.share, self.figure.population
        return None if share is None or dwellings is None else (1 - share) * dwellings


@dataclass(frozen=True, slots=True, eq=False)
class Wanting:
    """Buurten where a group would be of most use.

    Parameters
    ----------
    ranked
        Those that are compared, in the order of their places.
    others
        Those that are not, each with its reason, by code.
    coverage
        What is covered of all of them.
    period
        The whole years that were counted; None where there are none.
    per
        What rates are per 1,000 of: dwellings, or households where those are not known.
    smoothed
        Whether chance is taken off the rates (empirical Bayes); else it is the interval of each
        count by itself (Garwood), because not all buurten may be seen or are known.
    alike
        Whether the rates of the buurten differ no more than chance makes them: then the order is of
        the number of dwellings alone.
    """

    ranked: tuple[WantingBuurt, ...]
    others: tuple[WantingBuurt, ...]
    coverage: Coverage
    period: Period | None
    per: Per
    smoothed: bool = False
    alike: bool = False

    @property
    def years(self) -> int:
        """How many years were counted."""
        return 0 if self.period is None else self.period.last[0] - self.period.first[0] + 1


def most_wanting(edition: Edition, viewer: Viewer, *, on: date | None = None) -> Wanting:
    """Rank the buurten that have dwellings which no group covers on a day (None: today).

    Raises
    ------
    NotAllowedError
        If the viewer does not see all groups.
    UsageError
        If there are no buurten.
    """
    found = _burglaries(edition, viewer)
    own = found.division.id if found else None
    covered = coverage_on(edition, viewer, on=on, division=own)
    if found is None:
        return Wanting((), (), covered, None, Per.WONINGEN)
    period = found.question.period
    years = period.last[0] - period.first[0] + 1
    rows = [
        WantingBuurt(one, figure, reason=_reason(one, figure))
        for one, figure in zip(covered.rows, found.figures, strict=True)
    ]
    judged = [row for row in rows if not row.reason]
    smoothed = all(row.figure.eb_rate is not None for row in judged) and bool(judged)
    expected, low, high = _expected(judged, years, smoothed=smoothed)
    order = sorted(
        range(len(judged)),
        key=lambda i: (-low[i], -expected[i], judged[i].coverage.area.code),
    )
    best, worst = places_of(low, high)
    ranked = tuple(
        replace(
            judged[i],
            expected=float(expected[i]),
            low=float(low[i]),
            high=float(high[i]),
            place=place,
            best=min(place, int(best[i])),
            worst=max(place, int(worst[i])),
        )
        for place, i in enumerate(order, start=1)
    )
    alike = smoothed and all(row.figure.eb_low == row.figure.eb_high for row in judged)
    others = tuple(row for row in rows if row.reason)
    return Wanting(ranked, others, covered, period, found.question.per, smoothed, alike)


def places_of(
    low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Tell which places each of n numbers can have, known as they are between two ends.

    Parameters
    ----------
    low, high
        Shape (n,), the ends of the intervals.

    Returns
    -------
    best, worst
        Shape (n,), from 1: one comes after those that lie wholly above it, and before those that
        lie wholly below it. Intervals that overlap can't be told apart.

    Examples
    --------
    >>> best, worst = places_of(np.array([5.0, 2.0, 0.0]), np.array([9.0, 6.0, 1.0]))
    >>> best.tolist(), worst.tolist()
    ([1, 1, 3], [2, 2, 3])
    """
    ends, starts = np.sort(high), np.sort(low)
    above = len(low) - np.searchsorted(starts, high, side="right")
    below = np.searchsorted(ends, low, side="left")
    return 1 + above, len(low) - below


def _burglaries(edition: Edition, viewer: Viewer) -> Answer | None:
    """Find the burglaries by buurt over the newest whole years; None where nothing is known."""
    if BURGLARY not in edition.taxonomy:
        return None
    years = edition.years_of(BURGLARY, viewer)
    for span in _SPANS:
        for last in years:
            period = Period((last - span + 1, 1), (last, 12))
            found = _asked(edition, viewer, period)
            if found is not None:
                return found
    return None


def _asked(edition: Edition, viewer: Viewer, period: Period) -> Answer | None:
    found = None
    for per in (Per.WONINGEN, Per.HUISHOUDENS):
        found = answer(edition, Question(BURGLARY, Level.BUURT, period, per), viewer)
        if not any(one.count is not None for one in found.figures):
            return None
        if any(one.population is not None for one in found.figures):
            return found
    return found


def _reason(covered: BuurtCoverage, figure: Figure) -> str:
    """Say why a buurt is not ranked; empty where it is."""
    if figure.state is State.AFGESCHERMD or figure.count is None:
        return figure.reason or "Van deze buurt zijn de inbraken niet bekend."
    if figure.rate is None or figure.population is None:
        return "Hoeveel woningen er zijn, is niet bekend."
    if figure.population < FEWEST_PEOPLE or covered.share is None:
        return "Er zijn te weinig woningen om iets van te zeggen."
    if (1 - covered.share) * figure.population < FEWEST_PEOPLE:
        return "Bijna alle woningen liggen al in een groep."
    return ""


def _expected(
    rows: list[WantingBuurt], years: int, *, smoothed: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Give how many are to be expected a year where no group is, and the ends of its interval."""
    names = ("eb_rate", "eb_low", "eb_high") if smoothed else ("rate", "rate_low", "rate_high")
    bare = np.array([row.uncovered_dwellings for row in rows], dtype=np.float64)
    rates = (
        np.array([getattr(row.figure, name) for row in rows], dtype=np.float64) for name in names
    )
    expected, low, high = (rate / 1000 * bare / years for rate in rates)
    return expected, low, high
