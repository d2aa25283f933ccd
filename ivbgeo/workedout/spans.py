"""Which months are laid side by side: before, while it was there, and after it went.

On the axis of months that counts are known of. Pure.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.measures.effect import Obstacle, Windows, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LEAST_MONTHS", "Spans", "find_spans", "first_day", "used_months"]

LEAST_MONTHS = 3
"""Fewer months than this are not compared."""

_YEAR = 12
_DAY, _MONTH = 10, 7  # how long a day and a month are when written


@dataclass(frozen=True, slots=True)
class Spans:
    """Months to compare.

    ``there``: before it came and while it was there. ``gone``: before it came and after it went,
    as many months as of ``there`` or as many as are known by now; None while it is there, or for
    too short a time away. ``begun``: the month in which it came; what is earlier went by itself.
    """

    there: Windows
    gone: Windows | None
    begun: int


def first_day(starts: str) -> date | None:
    """Give the first day of what began on a day or in a month; None where not even that is known.

    Of a month it is the second day, so that the whole month is left out of before and after.

    Examples
    --------
    >>> first_day("2014-08-01"), first_day("2014-08"), first_day("2014")
    (datetime.date(2014, 8, 1), datetime.date(2014, 8, 2), None)
    """
    if len(starts) == _DAY:
        return date.fromisoformat(starts)
    if len(starts) == _MONTH:
        return date.fromisoformat(f"{starts}-02")
    return None


def find_spans(
    known: NDArray[np.bool_],
    first: int,
    starts: date,
    ends: date | None = None,
    most: int | None = None,
) -> Spans | Obstacle:
    """Find the months to compare.

    Parameters
    ----------
    known
        Shape (months,): whether it was counted.
    first
        The first of these months, as ``year * 12 + month - 1``.
    starts, ends
        First and last day that it was there.
    most
        Compare this many months at most.

    Returns
    -------
    Spans or Obstacle
        As :func:`ivbgeo.measures.effect.windows` finds them: whole years where both sides have
        them, three at most, else the same months of an earlier year.
    """
    begun = starts.year * _YEAR + starts.month - 1 - first
    until = ends
    if most is not None:
        year, month = divmod(begun + (starts.day > 1) + most - 1 + first, _YEAR)
        last = date(year, month + 1, monthrange(year, month + 1)[1])
        until = last if ends is None else min(ends, last)
    there = windows(known, first, starts, until)
    if isinstance(there, Obstacle):
        return there
    gone = None if ends is None else _gone(known, first, begun, ends, there.months)
    return Spans(there, gone, max(begun, 0))


def used_months(spans: Spans) -> NDArray[np.intp]:
    """Give the places on the axis of the months that are compared, rising."""
    both = [spans.there] if spans.gone is None else [spans.there, spans.gone]
    return np.unique(np.r_[tuple(part for one in both for part in (one.before, one.after))])


def _gone(
    known: NDArray[np.bool_], first: int, begun: int, ends: date, months: int
) -> Windows | None:
    """Find the months after it went, and the same months of the year before it came."""
    # The month in which it went is left out.
    start = ends.year * _YEAR + ends.month - first
    stop = start
    while stop < min(start + months, len(known)) and known[stop]:
        stop += 1
    length = stop - start
    if length >= _YEAR:
        length -= length % _YEAR
    if length < LEAST_MONTHS:
        return None
    back = -(-(start + length - begun) // _YEAR) * _YEAR
    before = slice(start - back, start - back + length)
    if before.start < 0 or not known[before].all():
        return None
    return Windows(before, slice(start, start + length))
