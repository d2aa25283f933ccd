"""How well places that were pointed at hold what happened later: PAI and PEI."""

from __future__ import annotations

__all__ = ["accuracy_index", "efficiency_index"]


def accuracy_index(hits: float, events: float, area: float, whole: float) -> float | None:
    """Give the predictive accuracy index: the share of events, by the share of ground.

    Chainey, S., Tompson, L. and Uhlig, S. (2008). The utility of hotspot mapping for predicting
    spatial patterns of crime. Security Journal 21, 4-28.

    Parameters
    ----------
    hits, events
        Events in the places pointed at, and in all.
    area, whole
        Ground of these places, and of all, in one unit.

    Returns
    -------
    float or None
        1 is no better than anywhere; None without events or ground.

    Examples
    --------
    >>> accuracy_index(25, 100, 50, 100), accuracy_index(20, 100, 10, 100)
    (0.5, 2.0)
    """
    if events <= 0 or whole <= 0 or area <= 0:
        return None
    return (hits / events) / (area / whole)


def efficiency_index(index: float, best: float) -> float | None:
    """Give the predictive efficiency index: an accuracy index by the best that was possible.

    Hunt, J. M. (2016). Do crime hot spots move? Doctoral dissertation, American University.

    Examples
    --------
    >>> efficiency_index(2.0, 5.0)
    0.4
    """
    return index / best if best > 0 else None
