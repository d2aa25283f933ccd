"""Whether a burglary is soon followed by another one nearby, for an area: pairs, never points."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo import RdPoints
from ivbgeo.dutch import number
from ivbgeo.statistics import FEWEST_EVENTS, near_repeat
from ivbgeo.store.moments import read_moments
from ivbgeo.tally import RowPlacer

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.period import Period
    from ivbgeo.statistics import NearRepeat
    from ivbgeo.viewer import Viewer

__all__ = ["Repeats", "repeats"]

_DAY = "datetime64[D]"


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """What was found, None where nothing can be said, and in Dutch what that is or why.

    ``bands``: the Dutch names of the rows, by distance; ``spans``: of the columns, by days.
    """

    found: NearRepeat | None
    sentence: str
    provenance: Provenance | None = None

    @property
    def bands(self) -> tuple[str, ...]:
        """How far apart, for each row."""
        if self.found is None:
            return ()
        edges = (1.0, *self.found.distances)
        return (
            "dezelfde plek",
            *(f"{number(a, 0)} tot {number(b, 0)} m" for a, b in pairwise(edges)),
        )

    @property
    def spans(self) -> tuple[str, ...]:
        """How soon after, for each column."""
        if self.found is None:
            return ()
        days, count = self.found.days, self.found.observed.shape[1]
        return tuple(f"na {i * days} tot {(i + 1) * days - 1} dagen" for i in range(count))


def repeats(
    edition: Edition, viewer: Viewer, category: str, period: Period, area: AreaId
) -> Repeats:
    """Look for near repeats of a category within an area, over a period.

    Only incidents with a place of their own and a day that is known count: a burglary of a holiday
    of two weeks says nothing of days. Of from and to, the first day counts where they are at most
    a day apart.
    """
    wanted = range(period.first_index, period.last_index + 1)
    covering = [
        dataset.id
        for dataset in edition.datasets.values()
        if dataset.kind == "incidents"
        and viewer.may_read(dataset.provenance.classification)
        and edition.months_of_rows(dataset.id, category, viewer).issuperset(wanted)
    ]
    if not covering:
        return Repeats(None, "Losse incidenten met een plek en een dag zijn hier niet bekend.")
    newest = max(covering)
    return edition.once(
        ("repeats", viewer, newest, category, period, area),
        lambda: _look(edition, viewer, newest, category, period, area),
    )


def _look(
    edition: Edition,
    viewer: Viewer,
    dataset_id: int,
    category: str,
    period: Period,
    area: AreaId,
) -> Repeats:
    division = edition.division(area.division)
    placer = RowPlacer(division, edition.up(area.division))
    position = division.codes.index(area.code)
    x, y, days = [np.empty(0)], [np.empty(0)], [np.empty(0, dtype=np.int64)]
    leaves = edition.taxonomy.leaves(category)
    with (
        edition.reading() as connection,
        closing(read_moments(connection, viewer, dataset_id, leaves, period)) as batches,
    ):
        for batch in batches:
            first = batch.starts.astype(_DAY).astype(np.int64)
            last = batch.ends.astype(_DAY).astype(np.int64)
            known = np.isnat(batch.ends) | (last - first <= 1)
            here = (placer.positions(batch) == position) & ~np.isnan(batch.x) & known
            x.append(batch.x[here])
            y.append(batch.y[here])
            days.append(first[here])
    provenance = edition.datasets[dataset_id].provenance
    day = np.concatenate(days)
    if len(day) < FEWEST_EVENTS:
        return Repeats(
            None,
            f"Er zijn er hier {number(len(day))} met een plek en een dag. Met minder dan "
            f"{FEWEST_EVENTS} is niet te zeggen of het zich dichtbij herhaalt.",
            provenance,
        )
    found = near_repeat(RdPoints(np.concatenate(x), np.concatenate(y)), day)
    return Repeats(found, _words(found), provenance)


def _words(found: NearRepeat) -> str:
    sure = np.argwhere(found.found)
    if not len(sure):
        return (
            "Dat het zich dichtbij herhaalt, is niet te onderscheiden van toeval "
            f"({number(found.events)} incidenten)."
        )
    edges = ("op dezelfde plek", *(f"binnen {number(edge, 0)} meter" for edge in found.distances))
    band, span = max(sure.tolist(), key=lambda at: found.ratio[at[0], at[1]])
    often = number(float(found.ratio[band, span]), 1)
    return (
        f"Na een eerste keer is de kans op nog een keer groter, het meest {edges[band]} en in "
        f"{'de eerste week' if span == 0 else f'week {span + 1}'}: {often} keer zo vaak als toeval "
        f"({number(found.events)} incidenten)."
    )
