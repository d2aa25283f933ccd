"""Which files of incidents tell of a category over a whole period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.places import own_ground
from ivbgeo.viewer import Detail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period
    from ivbgeo.store.datasets import Dataset
    from ivbgeo.viewer import Viewer

__all__ = ["counted_for", "covering"]


def covering(edition: Edition, viewer: Viewer, category: str, period: Period) -> list[Dataset]:
    """Give the datasets of incidents whose files tell of all months; the last to come is first.

    Also those that the viewer may not read.
    """
    wanted = range(period.first_index, period.last_index + 1)
    found = [
        dataset
        for dataset in edition.datasets.values()
        if dataset.kind == "incidents"
        and edition.months_of_rows(dataset.id, category, viewer).issuperset(wanted)
    ]
    return sorted(found, key=lambda dataset: -dataset.id)


def counted_for(
    edition: Edition, viewer: Viewer, found: Iterable[Dataset], area: AreaId | None
) -> tuple[Dataset | None, bool]:
    """Give the first dataset of which a viewer may see exact counts of an area (None: the city).

    Returns
    -------
    dataset
        None if there is none.
    everywhere
        Whether exact counts of all other areas may be seen too.
    """
    for dataset in found:
        detail = viewer.detail(dataset.kind, dataset.provenance.classification)
        if detail is Detail.EXACT:
            return dataset, True
        if detail is Detail.OWN and area is not None:
            codes = edition.division(area.division).codes
            if own_ground(edition, viewer, area.division)[codes.index(area.code)]:
                return dataset, False
    return None, False
