"""The way back: an import, or all that was fetched of a kind, is taken away as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ivbgeo.borders import release_divisions
from ivbgeo.errors import UsageError
from ivbgeo.overlap import chained
from ivbgeo.record import Act
from ivbgeo.record.told import dataset_entry, import_entry
from ivbgeo.store import categories, datasets, shields
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from ivbgeo.store import Store
    from ivbgeo.store.datasets import Dataset, ImportRecord
    from ivbgeo.viewer import Viewer

__all__ = ["forgets", "undo_dataset", "undo_import"]


def forgets(store: Store, what: int | str) -> str | None:
    """Tell whether undoing makes it forgotten what was shown: the title of the dataset, or None.

    With the last import of a kind its dataset goes, and all that a later file would be held to.

    Parameters
    ----------
    what
        The number of an import, or the key of a dataset.
    """
    with store.reading() as connection:
        imports = datasets.list_imports(connection)
        for one in datasets.list_datasets(connection):
            own = [record.id for record in imports if record.dataset_id == one.id]
            if what == one.provenance.dataset or own == [what]:
                shown = shields.read_head(connection, one.id) is not None
                return one.provenance.title if shown else None
    return None


def undo_import(store: Store, viewer: Viewer, import_id: int, data_dir: Path) -> ImportRecord:
    """Take away one import with all of its rows.

    Parameters
    ----------
    data_dir
        The embedded data: areas that were put in place of those come back.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If there is no such import.
    DataError
        If other data lies in areas that it brought.
    """
    viewer.must_manage()
    with store.writing() as connection:
        found = [one for one in datasets.list_imports(connection) if one.id == import_id]
        if not found:
            known = ", ".join(str(one.id) for one in datasets.list_imports(connection)) or "geen"
            raise UsageError("undo.unknown", value=import_id, known=known)
        _take_away(connection, found[0], data_dir)
        add_lines(connection, [import_entry(viewer, Act.TERUGGEDRAAID, found[0])])
        return found[0]


def undo_dataset(store: Store, viewer: Viewer, key: str, data_dir: Path) -> Dataset:
    """Take away a dataset with everything that it brought.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If there is no such dataset, it came with ivbgeo, or other data leans on it.
    """
    viewer.must_manage()
    with store.writing() as connection:
        found = {one.provenance.dataset: one for one in datasets.list_datasets(connection)}
        if key not in found:
            known = ", ".join(sorted(k for k, one in found.items() if not one.is_embedded))
            raise UsageError("undo.unknown", value=key, known=known or "geen")
        if found[key].is_embedded:
            raise UsageError("undo.embedded", value=key)
        _remove(connection, found[key], data_dir)
        gone = dataset_entry(viewer, Act.TERUGGEDRAAID, found[key].provenance)
        add_lines(connection, [gone])
        return found[key]


def _take_away(connection: Connection, record: ImportRecord, data_dir: Path) -> None:
    """Take away an import within a transaction; its dataset goes with the last of them."""
    datasets.remove_import(connection, record.id)
    (dataset,) = (d for d in datasets.list_datasets(connection) if d.id == record.dataset_id)
    left = [one for one in datasets.list_imports(connection) if one.dataset_id == dataset.id]
    if not left:
        _remove(connection, dataset, data_dir)
        return
    provenance = replace(
        dataset.provenance,
        table=left[-1].file,
        retrieved=left[-1].imported_at.date(),
        sha256=chained(left[:-1], left[-1].sha256),
    )
    datasets.change_dataset(connection, dataset.id, provenance)


def _remove(connection: Connection, dataset: Dataset, data_dir: Path) -> None:
    used = categories.used_elsewhere(connection, dataset.id)
    if used:
        raise UsageError(
            "undo.categories", value=dataset.provenance.title, used=", ".join(used[:5])
        )
    release_divisions(connection, dataset.id, data_dir)
    datasets.remove_datasets(connection, {dataset.provenance.dataset})
