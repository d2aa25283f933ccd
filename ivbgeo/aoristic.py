"""When something happened that is only known to lie between two times: counted in parts.

Each incident counts as 1, spread evenly over the time in which it can have been. Source of the
method: Ratcliffe and McCullagh (1998), "Aoristic crime analysis", International Journal of
Geographical Information Science 12(7), 751-764.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DAYS", "HOURS", "hours_of_week"]

DAYS, HOURS = 7, 24
_WEEK = DAYS * HOURS
_HOUR = 3600
# 1 January 1970 was a Thursday; Monday is the first day.
_EPOCH_HOUR = 3 * HOURS
_BATCH = 20_000


def hours_of_week(
    starts: NDArray[np.datetime64], ends: NDArray[np.datetime64]
) -> NDArray[np.float64]:
    """Spread incidents over the hours of the week.

    Parameters
    ----------
    starts, ends
        Local times to the second, shape (n,); ``ends`` is NaT where the moment itself is known,
        and is nowhere before its start.

    Returns
    -------
    ndarray
        Shape (7, 24): Monday to Sunday by hour of the day; the sum is n.

    Examples
    --------
    A burglary between Monday 22:30 and Tuesday 00:30, a quarter of it before 23:00:

    >>> told = hours_of_week(
    ...     np.array(["2024-01-01T22:30"], dtype="datetime64[s]"),
    ...     np.array(["2024-01-02T00:30"], dtype="datetime64[s]"),
    ... )
    >>> told[0, 22:].tolist(), told[1, 0].item()
    ([0.25, 0.5], 0.25)
    """
    weights = np.zeros(_WEEK)
    for at in range(0, len(starts), _BATCH):
        part = slice(at, at + _BATCH)
        first = starts[part].astype("datetime64[s]").astype(np.int64)
        last = np.where(np.isnat(ends[part]), starts[part], ends[part])
        last = last.astype("datetime64[s]").astype(np.int64)
        if (last < first).any():
            raise ValueError("an incident can't end before it starts")
        weights += _spread(first, last)
    return weights.reshape(DAYS, HOURS)


def _spread(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the weights of the 168 hours; ``first`` and ``last`` are seconds, shape (k,)."""
    # A known moment is a second of its hour.
    seconds = np.maximum(last - first, 1)
    weeks, rest = np.divmod(seconds, _WEEK * _HOUR)
    # What covers whole weeks gives every hour the same; what is left touches some hours.
    weights = np.full(_WEEK, (weeks * _HOUR / seconds).sum())
    end = first + rest
    touched = np.where(rest > 0, (end - 1) // _HOUR - first // _HOUR + 1, 0)
    incident = np.repeat(np.arange(len(first)), touched)
    hour = np.arange(touched.sum()) - np.repeat(np.cumsum(touched) - touched, touched)
    hour += first[incident] // _HOUR
    inside = np.minimum(end[incident], (hour + 1) * _HOUR) - np.maximum(
        first[incident], hour * _HOUR
    )
    bins = (hour + _EPOCH_HOUR) % _WEEK
    return weights + np.bincount(bins, weights=inside / seconds[incident], minlength=_WEEK)
