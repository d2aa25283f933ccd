"""The values of a question over all periods together: what classes of colour are made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.denominator import population_of
from ivbgeo.finding import find
from ivbgeo.mapreading import FEWEST_FOR_RATE, Statistic
from ivbgeo.statistics import FEWEST_PEOPLE, empirical_bayes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period
    from ivbgeo.question import Question
    from ivbgeo.viewer import Viewer

__all__ = ["spread"]

# More say hardly more of where classes should end, and each takes a while to read.
_MOST = 36


def spread(
    edition: Edition,
    question: Question,
    statistic: Statistic,
    viewer: Viewer,
    periods: Sequence[Period],
) -> NDArray[np.float64]:
    """Give what would be painted of a question in each of many periods.

    Parameters
    ----------
    statistic
        One that has breaks.
    periods
        Of very many, some evenly spaced ones are read; none that is shorter than the others.

    Returns
    -------
    array
        Shape (n,), the values of all areas and periods that are known and not too few to compare,
        in any order.
    """
    # What is shorter than the others, such as a year that is not over, is not of their scale.
    longest = max((one.last_index - one.first_index for one in periods), default=0)
    periods = [one for one in periods if one.last_index - one.first_index == longest]
    places = np.unique(np.linspace(0, len(periods) - 1, min(len(periods), _MOST)).round())
    found = [
        _values(edition, replace(question, period=periods[int(place)]), statistic, viewer)
        for place in places
    ]
    return np.concatenate(found) if found else np.empty(0)


def _values(
    edition: Edition, question: Question, statistic: Statistic, viewer: Viewer
) -> NDArray[np.float64]:
    question = statistic.asks(question)
    found, _ = find(edition, question, viewer)
    if found is None:
        return np.empty(0)
    count = found.values.count
    if statistic is Statistic.AANTAL:
        return count[~np.isnan(count)]
    population, _, _ = population_of(edition, question, viewer, edition.division(found.division))
    people = np.nan_to_num(population.count)
    if statistic is Statistic.BIJGESTELD:
        if (found.hidden.astype(bool) & (people > 0)).any():
            return np.empty(0)  # as in ``ivbgeo.answering``
        shrunk = 1000 * empirical_bayes(count, people)
        return shrunk[~np.isnan(shrunk)]
    # Nul is always painted as nul.
    compared = (people >= FEWEST_PEOPLE) & ((count >= FEWEST_FOR_RATE) | (count == 0))
    rates: NDArray[np.float64] = 1000 * count[compared] / people[compared]
    return rates
