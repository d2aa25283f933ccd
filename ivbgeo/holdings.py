"""What the store holds: each dataset, the imports that it came by, and how much of it there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.store import datasets

if TYPE_CHECKING:
    from ivbgeo.store import Store
    from ivbgeo.store.datasets import Dataset, ImportRecord
    from ivbgeo.viewer import Viewer

__all__ = ["Holding", "holdings"]


@dataclass(frozen=True, slots=True)
class Holding:
    """A dataset, the files that it was read from (the newest first), and its rows by noun.

    ``rows``: noun (incident, casus, telling, …) → how many of them.
    """

    dataset: Dataset
    imports: tuple[ImportRecord, ...]
    rows: dict[str, int]

    @property
    def can_be_undone(self) -> bool:
        """Whether it can be taken away: what came with ivbgeo can't."""
        return not self.dataset.is_embedded


def holdings(store: Store, viewer: Viewer) -> tuple[Holding, ...]:
    """Give what the store holds, what was brought in first, what came with ivbgeo last.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data: the name of a file may tell too much.
    """
    viewer.must_manage()
    with store.reading() as connection:
        found = datasets.list_datasets(connection)
        imports = datasets.list_imports(connection)
        rows = datasets.count_rows(connection)
    made = [
        Holding(
            dataset,
            tuple(one for one in reversed(imports) if one.dataset_id == dataset.id),
            rows.get(dataset.id, {}),
        )
        for dataset in found
    ]
    return tuple(sorted(made, key=lambda one: (one.dataset.is_embedded, -one.dataset.id)))
