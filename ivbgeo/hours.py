"""At what hour of the week incidents were, for a viewer: aoristic where only from and to are known.

An incident is of the period in which it began, as everywhere. One without a time of day tells
nothing of the hour: it is counted apart.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.aoristic import DAYS, HOURS, hours_of_week
from ivbgeo.cube import OUTSIDE
from ivbgeo.errors import UnknownAreaError, UsageError
from ivbgeo.figure import State
from ivbgeo.rowfiles import counted_for, covering
from ivbgeo.store.moments import read_moments
from ivbgeo.tally import RowPlacer
from ivbgeo.viewer import COUNTING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["WeekProfile", "by_hour", "has_hours"]


@dataclass(frozen=True, slots=True, eq=False)
class WeekProfile:
    """Incidents by the hour of the week.

    ``counts``: shape (7, 24), Monday to Sunday by hour, None unless ``state`` is gemeten or nul.
    ``timed``: how many incidents these are; ``untimed``: how many have no time of day, and are
    not in them; ``unplaced``: how many lie in no known place, where an area was asked.
    """

    category: str
    period: Period
    area: AreaId | None
    state: State
    provenance: Provenance | None
    counts: NDArray[np.float64] | None = field(repr=False)
    timed: int = 0
    untimed: int = 0
    unplaced: int = 0

    def __post_init__(self) -> None:
        if self.state.has_value != (self.counts is not None and self.provenance is not None):
            raise ValueError(f"state {self.state} does not fit its counts")


def by_hour(
    edition: Edition, viewer: Viewer, category: str, period: Period, area: AreaId | None = None
) -> WeekProfile:
    """Spread the incidents of a category over the hours of the week; kept with the edition.

    Parameters
    ----------
    area
        Where; None: everywhere, which is not for who sees exact counts of their own wijken alone.

    Raises
    ------
    UsageError
        If there is no such category or division.
    UnknownAreaError
        If the division has no such area.
    """
    if area is not None:
        _position(edition, area)
    found = tuple(covering(edition, viewer, category, period))
    dataset, exact = counted_for(edition, viewer, found, area)
    if dataset is None:
        state = State.AFGESCHERMD if found else State.NIET_GEMETEN
        return WeekProfile(category, period, area, state, None, None)
    asked = dataset.id, category, period, area
    told = edition.once(("hours", *asked), lambda: _count(edition, *asked))
    # Elsewhere is not for who sees their own wijken alone, not even how many.
    return told if exact else replace(told, unplaced=0)


def has_hours(
    edition: Edition, viewer: Viewer, category: str, period: Period, area: AreaId | None = None
) -> bool:
    """Whether files cover a category and the whole period, and a viewer may see hours of them.

    Without reading a row: there may turn out to be none, or none with a time.
    """
    found = covering(edition, viewer, category, period)
    return counted_for(edition, viewer, found, area)[0] is not None


def _position(edition: Edition, area: AreaId) -> int:
    if area.division not in edition.numbers:
        known = ", ".join(str(d) for d in sorted(edition.numbers)) or "geen"
        raise UsageError("division.unknown", value=area.division, known=known)
    codes = edition.division(area.division).codes
    if area.code not in codes:
        raise UnknownAreaError("area.not_here", value=area.code, division=area.division)
    return codes.index(area.code)


def _count(
    edition: Edition,
    dataset_id: int,
    category: str,
    period: Period,
    area: AreaId | None,
) -> WeekProfile:
    leaves = edition.taxonomy.leaves(category)
    placer, position = None, OUTSIDE
    if area is not None:
        placer = RowPlacer(edition.division(area.division), edition.up(area.division))
        position = _position(edition, area)
    counts = np.zeros((DAYS, HOURS))
    timed = untimed = unplaced = 0
    with edition.reading() as connection:
        batches = read_moments(connection, COUNTING, dataset_id, leaves, period)
        with closing(batches):
            for batch in batches:
                here = np.ones(len(batch.timed), dtype=bool)
                if placer is not None:
                    places = placer.positions(batch)
                    here = places == position
                    unplaced += int((places < 0).sum())
                known = here & batch.timed
                counts += hours_of_week(batch.starts[known], batch.ends[known])
                timed += int(known.sum())
                untimed += int((here & ~batch.timed).sum())
    provenance = edition.datasets[dataset_id].provenance
    if not timed and (untimed or unplaced):
        # There was something, but not a word of when, or where: that is not nul.
        state = State.NIET_GEMETEN
        return WeekProfile(category, period, area, state, None, None, 0, untimed, unplaced)
    state = State.GEMETEN if timed else State.NUL
    return WeekProfile(category, period, area, state, provenance, counts, timed, untimed, unplaced)
