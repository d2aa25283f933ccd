"""Which files of incidents tell of a category over a whole period."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period
    from ivbgeo.store.datasets import Dataset
    from ivbgeo.viewer import Viewer

__all__ = ["covering"]


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
