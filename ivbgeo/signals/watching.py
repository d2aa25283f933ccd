"""The signals of a month: which counts of a division lie above what their series gives to expect.

A group is left out where the signals of its members explain it (``ivbgeo.signals.groups``): so
``hic`` is not said beside the mishandeling that made it. Kinds that each rose a little, and are a
signal only together, are said as the group.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from geo import AreaId
from ivbgeo.fetch.announced import LAG
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.signals.baseline import GUARD, WINDOW
from ivbgeo.signals.expecting import Judged, expect
from ivbgeo.signals.groups import parts_of, unexplained
from ivbgeo.statistics import discoveries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo import Level
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.history import History
    from ivbgeo.viewer import Viewer

__all__ = [
    "Signal",
    "Watch",
    "last_complete",
    "months_to_watch",
    "past_of",
    "watch",
    "watched_categories",
]

# Kinds of categories that nothing happens in: people live there, cases stand open.
_STANDING = frozenset({"bevolking", "woonoverlast"})


@dataclass(frozen=True, slots=True)
class Signal:
    """A count in an area, in a month, above the largest one that is no signal (``limit``).

    ``expected``: what the series gave reason to expect; ``p``: the chance of such a count or more,
    if nothing changed; ``firm``: of all that are firm together at most 5% are chance, in the long
    run (Benjamini-Hochberg over every series of the month); ``rough``: the count is an estimate, or
    a lower bound.
    """

    area: AreaId
    area_name: str
    category: str
    title: str
    month: Period
    count: float
    expected: float
    limit: float
    p: float
    firm: bool
    provisional: bool
    rough: bool
    provenance: Provenance

    @property
    def excess(self) -> float:
        """How many more there were than expected."""
        return self.count - self.expected


@dataclass(frozen=True, slots=True)
class Watch:
    """What was found in a month.

    ``signals``: the surest first, and of those the largest; ``judged``: how many series;
    ``not_judged``: how many were not, by why; ``false_alarms``: how many signals at most were to
    be expected among these series if nothing had changed.
    """

    month: Period
    signals: tuple[Signal, ...]
    judged: int
    not_judged: Mapping[Judged, int]
    false_alarms: float


def watched_categories(past: History) -> tuple[str, ...]:
    """Give the categories of which something happens in a month, and that there are months of."""
    kind_of = {one.code: one.kind for one in past.edition.taxonomy}
    return tuple(
        code
        for code in past.categories
        if kind_of[code] not in _STANDING and past.by_month(code).provenance is not None
    )


def months_to_watch(past: History) -> tuple[Period, ...]:
    """Give the months that may be judged: known of any category and complete, the newest first."""
    places = np.arange(past.months.first_index, past.months.last_index + 1)
    known = np.zeros(places.size, dtype=bool)
    for code in watched_categories(past):
        told = past.by_month(code)
        complete = places <= last_complete(told.provenance)
        known |= complete & ~np.isnan(told.values.count).all(axis=0)
    return tuple(Period.of_indices(month, month) for month in places[known][::-1].tolist())


def past_of(edition: Edition, viewer: Viewer, level: Level) -> History:
    """Give the history of the newest division of a level that there are months of.

    Raises
    ------
    UsageError
        If the store has no division of this level.
    """
    newest = history(edition, viewer, edition.division_id(level))
    others = (history(edition, viewer, one) for one in edition.division_ids(level)[1:])
    return next((one for one in (newest, *others) if months_to_watch(one)), newest)


def watch(past: History, month: Period | None = None) -> Watch | None:
    """Find the signals of a month for the viewer of a history.

    Parameters
    ----------
    month
        One month; None is the newest that is complete.

    Returns
    -------
    watch
        None where there are no counts by month at all.
    """
    if month is None:
        month = next(iter(months_to_watch(past)), None)
    if month is None:
        return None
    key = ("signals", past.viewer, past.division.id, month)
    return past.edition.once(key, lambda: _watch(past, month))


def _watch(past: History, month: Period) -> Watch:
    codes = watched_categories(past)
    at = month.last_index - past.months.first_index
    if not codes or not past.months.contains(month):
        return Watch(month, (), 0, {}, 0.0)
    told = [past.by_month(code) for code in codes]
    shape = len(codes), len(past.division.codes)
    # One category in all areas is kin.
    kin = np.repeat(np.arange(shape[0]), shape[1])
    found = expect(np.concatenate([one.of_source(at) for one in told]), kin)
    state = found.state.reshape(shape).copy()
    complete = np.array([month.last_index <= last_complete(one.sources[at]) for one in told])
    state[~complete] = Judged.INCOMPLETE
    first = max(0, at - GUARD - WINDOW)
    # What is hidden is small: of the months that are left, too much would seem usual.
    state[np.array([one.hidden[:, first : at + 1].any(axis=1) for one in told])] = Judged.HIDDEN
    judged = state == Judged.JUDGED

    def of(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(judged, values.reshape(shape), np.nan)

    count, mean, limit, p = of(found.count), of(found.mean), of(found.limit), of(found.p)
    firm = discoveries(p.ravel()).reshape(shape)
    parts = parts_of(past.edition.taxonomy, codes)
    said = unexplained(parts, count, mean, limit)
    signals = [
        Signal(
            area=AreaId(past.division.codes[a], past.division.year, past.division.level),
            area_name=past.division.names[a],
            category=codes[c],
            title=past.edition.taxonomy[codes[c]].title,
            month=month,
            count=float(count[c, a]),
            expected=float(mean[c, a]),
            limit=float(limit[c, a]),
            p=float(p[c, a]),
            firm=bool(firm[c, a]),
            provisional=bool(told[c].values.provisional[a, at]),
            rough=told[c].unsure or bool(told[c].values.estimated[a, at]),
            provenance=provenance,
        )
        for c, a in np.argwhere(said).tolist()
        if (provenance := told[c].sources[at]) is not None
    ]
    signals.sort(key=lambda one: (one.p, -one.excess, one.area.code, one.category))
    reasons = Counter(state[~judged].tolist())
    return Watch(
        month,
        tuple(signals),
        int(judged.sum()),
        {Judged(reason): number for reason, number in sorted(reasons.items())},
        float(np.nansum(of(found.false_alarm))),
    )


def last_complete(source: Provenance | None) -> int:
    """Give the last month, as ``year * 12 + month - 1``, that a source can tell all of."""
    if source is None:
        return -1
    after = source.retrieved - LAG + timedelta(days=1)
    return after.year * 12 + after.month - 2
