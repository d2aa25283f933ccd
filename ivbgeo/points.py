"""Where incidents were, point by point, for a viewer who plans by it.

Only coordinates travel: no number, kind, time or text of an incident, and not its place in a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import RdPoints
from ivbgeo.errors import NotAllowedError
from ivbgeo.rowfiles import covering
from ivbgeo.store.points import read_places

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.period import Period
    from ivbgeo.store.datasets import Dataset
    from ivbgeo.viewer import Viewer

__all__ = ["Points", "dataset_of", "may_have_points", "points_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """The places of the incidents of a category that began in a period.

    Parameters
    ----------
    category, period
        Of what, and when.
    places
        EPSG:28992, metres, in order of x and y.
    unplaced
        How many incidents more have no point: a code of an area, or no place at all.
    provenance
        Where they come from.
    """

    category: str
    period: Period
    places: RdPoints
    unplaced: int
    provenance: Provenance

    def __len__(self) -> int:
        return len(self.places)


def may_have_points(edition: Edition, viewer: Viewer, category: str, period: Period) -> bool:
    """Whether a viewer may see points of a category, and files cover the whole period.

    Without reading a single one: there may turn out to be none.
    """
    return viewer.may_see_points and any(
        one.id in edition.readable(viewer) for one in covering(edition, viewer, category, period)
    )


def points_of(edition: Edition, viewer: Viewer, category: str, period: Period) -> Points | None:
    """Give the points of a category over a period, of the one dataset that answers.

    That is the dataset that came last of those whose files cover the period, as for counts.

    Returns
    -------
    Points or None
        None where no files of incidents cover the category and the whole period: it is not known
        whether there were any, or where.

    Raises
    ------
    NotAllowedError
        If the viewer may see no points, or may not read the only datasets that have them.
    UsageError
        If there is no such category.
    """
    dataset = dataset_of(edition, viewer, category, period)
    if dataset is None:
        return None
    leaves = edition.taxonomy.leaves(category)

    def read() -> Points:
        with edition.reading() as connection:
            places, unplaced = read_places(connection, viewer, dataset.id, leaves, period)
        return Points(category, period, places, unplaced, dataset.provenance)

    return edition.once(("points", viewer, dataset.id, category, period), read)


def dataset_of(edition: Edition, viewer: Viewer, category: str, period: Period) -> Dataset | None:
    """Give the dataset that answers where incidents were; raises as :func:`points_of`."""
    if not viewer.may_see_points:
        raise NotAllowedError("points.not_allowed", role=viewer.role)
    found = covering(edition, viewer, category, period)
    readable = [one for one in found if one.id in edition.readable(viewer)]
    if found and not readable:
        raise NotAllowedError("points.withheld", period=period, role=viewer.role)
    return readable[0] if readable else None
