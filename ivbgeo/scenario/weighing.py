"""How much an incident weighs: by its kind, the hours in which it can have been, and its age."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from ivbgeo.category import Taxonomy

__all__ = ["hour_share", "leaf_weights", "recency"]

_HOUR, _DAY = 3600, 86_400


def leaf_weights(taxonomy: Taxonomy, kinds: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Give the weight of each category without members.

    Raises
    ------
    DataError
        If one kind is a part of another: it would count twice.
    UsageError
        If there is no such category.
    """
    found: dict[str, float] = {}
    owner: dict[str, str] = {}
    for code, weight in kinds:
        for leaf in sorted(taxonomy.leaves(code)):
            if leaf in owner:
                one, other = taxonomy[owner[leaf]].title, taxonomy[code].title
                raise DataError("scenario.kinds_overlap", one=one, other=other)
            owner[leaf] = code
            found[leaf] = weight
    return found


def hour_share(
    starts: NDArray[np.datetime64],
    ends: NDArray[np.datetime64],
    timed: NDArray[np.bool_],
    hours: tuple[int, int],
) -> NDArray[np.float64]:
    """Tell how much of each incident falls in some hours of the day.

    An incident counts as 1, spread evenly over the time in which it can have been (aoristic:
    ``ivbgeo.aoristic``); one without a time of day over the whole day.

    Parameters
    ----------
    starts, ends
        Local times to the second, shape (n,); ``ends`` is NaT where the moment itself is known.
    timed
        Whether these have a time of day, shape (n,).
    hours
        From and to, whole hours; the first may be the later: (22, 6) is the night.

    Returns
    -------
    ndarray
        Shape (n,), 0 to 1.

    Examples
    --------
    Between 20:00 and 24:00, of which half is after 22:00:

    >>> day = np.array(["2024-01-01T20:00", "2024-01-02T00:00"], dtype="datetime64[s]")
    >>> hour_share(day[:1], day[1:], np.array([True]), (22, 6)).tolist()
    [0.5]
    """
    first, last = hours
    if first > last:
        return 1.0 - hour_share(starts, ends, timed, (last, first))
    width = (last - first) * _HOUR
    start = starts.astype("datetime64[s]").astype(np.int64)
    end = np.where(np.isnat(ends), starts, ends).astype("datetime64[s]").astype(np.int64)
    # A known moment is a second of its hour.
    end = np.maximum(end, start + 1)

    def until(second: NDArray[np.int64]) -> NDArray[np.int64]:
        days, rest = np.divmod(second, _DAY)
        return np.asarray(days * width + np.clip(rest - first * _HOUR, 0, width))

    share = (until(end) - until(start)) / (end - start)
    return np.where(timed, share, width / _DAY)


def recency(months: NDArray[np.int64], newest: int, half_life: float | None) -> NDArray[np.float64]:
    """Give weights that halve with age; 1 for all where there is no half-life.

    Parameters
    ----------
    months
        Of each, as ``year * 12 + month - 1``.
    newest
        The month that counts in full.
    half_life
        Months after which something counts half.
    """
    if half_life is None:
        return np.ones(len(months))
    return np.asarray(0.5 ** ((newest - months) / half_life), dtype=np.float64)
