"""Whether incidents follow each other nearby sooner than by chance.

Only numbers of pairs travel: no place, day or number of an incident.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo import RdPoints
from ivbgeo.dutch import number
from ivbgeo.errors import UsageError
from ivbgeo.points import dataset_of
from ivbgeo.rowfiles import counted_for, covering
from ivbgeo.statistics import near_repeat
from ivbgeo.store.moments import read_moments
from ivbgeo.tally import RowPlacer
from ivbgeo.viewer import COUNTING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.period import Period
    from ivbgeo.statistics import NearRepeat
    from ivbgeo.store.moments import Moments
    from ivbgeo.viewer import Viewer

__all__ = ["LONGEST_SPAN", "Following", "following"]

LONGEST_SPAN = 3
"""Days: of an incident that may have been in a longer time the day is not known well enough."""

_DAY = 86_400
_MOST_NAMED = 3
_NOTHING = "Nergens volgen zij elkaar dichtbij aantoonbaar vaker op dan door toeval"


@dataclass(frozen=True, slots=True, eq=False)
class Following:
    """Pairs of incidents of a category in a period, by distance and days between them.

    ``found`` None: ``refusal`` says why. ``placeless``, ``dayless``: how many incidents took no
    part, for they have no point, or no day that is known well enough.
    """

    found: NearRepeat | None
    refusal: UsageError | None
    placeless: int
    dayless: int
    provenance: Provenance

    @property
    def sentences(self) -> list[str]:
        """What can be said, in Dutch."""
        if self.found is None:
            return [str(self.refusal), *self._left_out]
        told = [
            f"{distance.capitalize()}, {span}: {_cell(self.found, at, when)}."
            for at, distance in enumerate(distances(self.found))
            for when, span in enumerate(spans(self.found))
            if self.found.found[at, when]
        ]
        if not told:
            told = [f"{_NOTHING} ({number(self.found.events)} voorvallen)."]
        elif len(told) > _MOST_NAMED:
            told = [*told[:_MOST_NAMED], f"En zo nog {len(told) - _MOST_NAMED}, in de tabel."]
        return [*told, *self._left_out]

    @property
    def table(self) -> dict[str, list[str]]:
        """The ratios by column: the distances, then a column for each span of days."""
        if self.found is None:
            return {}
        rows = distances(self.found)
        cells = {
            span: [_cell(self.found, at, when) for at in range(len(rows))]
            for when, span in enumerate(spans(self.found))
        }
        return {"Afstand": rows, **cells}

    @property
    def _left_out(self) -> list[str]:
        span = f"op meer dan {LONGEST_SPAN} dagen zijn geweest"
        return [
            f"{number(many)} {'doet' if many == 1 else 'doen'} niet mee: {why}."
            for many, why in (
                (self.placeless, "er is geen punt van"),
                (self.dayless, f"het kan {span}"),
            )
            if many
        ]


def following(
    edition: Edition, viewer: Viewer, category: str, period: Period, area: AreaId | None = None
) -> Following | None:
    """Count the pairs of incidents of the one dataset that answers, and compare with chance.

    Parameters
    ----------
    area
        Only incidents in it, for who may see exact counts of it; None: all, for who plans by
        points.

    Returns
    -------
    Following or None
        None where no files of incidents cover the category and the whole period, or, in an area,
        none that the viewer may read.

    Raises
    ------
    NotAllowedError
        Without an area, if the viewer may see no points, or may not read the only datasets that
        have them.
    UsageError
        If there is no such category.
    """
    if area is None:
        dataset = dataset_of(edition, viewer, category, period)
    else:
        found = covering(edition, viewer, category, period)
        dataset, _ = counted_for(edition, viewer, found, area)
    if dataset is None:
        return None

    def count() -> Following:
        leaves = edition.taxonomy.leaves(category)
        with (
            edition.reading() as connection,
            closing(read_moments(connection, COUNTING, dataset.id, leaves, period)) as batches,
        ):
            places, days, placeless, dayless = _events(batches, _within(edition, area))
        found, refusal = None, None
        try:
            found = near_repeat(places, days)
        except UsageError as error:
            refusal = error
        return Following(found, refusal, placeless, dayless, dataset.provenance)

    key = ("following", dataset.id, category, period, area)
    return edition.once(key, count)


def distances(found: NearRepeat) -> list[str]:
    """Name the bands of distance."""
    ends = [round(end) for end in found.distances]
    bands = [f"{low} tot {high} meter" for low, high in pairwise(ends)]
    return ["dezelfde plek", f"tot {ends[0]} meter", *bands]


def spans(found: NearRepeat) -> list[str]:
    """Name the bands of days."""
    many, each = found.observed.shape[1], found.days
    first = f"binnen {each} dagen"
    return [first, *(f"na {each * at} tot {each * (at + 1)} dagen" for at in range(1, many))]


def _cell(found: NearRepeat, at: int, when: int) -> str:
    pairs = int(found.observed[at, when])
    if np.isnan(found.ratio[at, when]):
        return "te weinig"
    more = ", meer dan toeval" if found.found[at, when] else ""
    return f"{number(float(found.ratio[at, when]), 1)} keer ({number(pairs)} paren{more})"


def _within(edition: Edition, area: AreaId | None) -> Callable[[Moments], NDArray[np.bool_]] | None:
    """Give what tells which rows of a batch lie in an area."""
    if area is None:
        return None
    division = edition.division(area.division)
    placer = RowPlacer(division, edition.up(area.division))
    position = division.codes.index(area.code)
    return lambda batch: placer.positions(batch) == position


def _events(
    batches: Iterable[Moments], within: Callable[[Moments], NDArray[np.bool_]] | None
) -> tuple[RdPoints, NDArray[np.int64], int, int]:
    """Gather where and on which day incidents were, and how many have no point or no day."""
    xs, ys, days = [np.empty(0)], [np.empty(0)], [np.empty(0, dtype=np.int64)]
    placeless = dayless = 0
    for batch in batches:
        here = np.ones(len(batch.x), dtype=bool) if within is None else within(batch)
        starts = batch.starts.astype(np.int64)
        ends = np.where(np.isnat(batch.ends), starts, batch.ends.astype(np.int64))
        placed = ~np.isnan(batch.x + batch.y)
        known = ends - starts < LONGEST_SPAN * _DAY
        placeless += int((here & ~placed).sum())
        dayless += int((here & placed & ~known).sum())
        chosen = here & placed & known
        xs.append(batch.x[chosen])
        ys.append(batch.y[chosen])
        # The middle of the time in which it can have been.
        days.append((starts + (ends - starts) // 2)[chosen] // _DAY)
    x, y, day = np.concatenate(xs), np.concatenate(ys), np.concatenate(days)
    # So that what is drawn anew does not go by the order of a file.
    order = np.lexsort((day, y, x))
    return RdPoints(x[order], y[order]), day[order], placeless, dayless
