"""A store as it is now into one file, while it is used."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ivbgeo.backup.manifest import Manifest, pack
from ivbgeo.errors import StoreError, UsageError
from ivbgeo.record import Act, Entry
from ivbgeo.record.keeping import note
from ivbgeo.sources.opening import digest
from ivbgeo.store import Store, copying
from ivbgeo.whole import whole, working_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ivbgeo.viewer import Viewer

    Follow = Callable[[str, int, int], None]

__all__ = ["NO_ROOM", "make_backup"]

_FOR_ONE = 0o600  # it holds what is intern
_TRIES = 60  # of ten seconds each
NO_ROOM = frozenset({"fault.full", "fault.disk"})
"""What the copy itself may run into."""


def make_backup(store: Store, viewer: Viewer, out: Path, follow: Follow | None = None) -> Manifest:
    """Write all that a store holds into one file, as it is at one moment; that it was is recorded.

    Parameters
    ----------
    out
        The file; one that is there is replaced when the new one is whole.
    follow
        Told what is being done, how much of it was done and how much there is.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    UsageError
        If the file can't be written.
    StoreError
        If the store can't be read.
    """
    viewer.must_manage()
    follow = follow or (lambda *_: None)
    # Before the copy is made, so that it is in there too.
    _note(store, Entry.by(viewer, Act.UITGEVOERD, "reservekopie"))
    with working_folder(out) as folder:
        copy = folder / "store.sqlite"
        try:
            _copy(store, copy, follow)
        except StoreError as error:
            if error.rule not in NO_ROOM:
                raise
            raise UsageError("backup.no_room", file=out) from None
        manifest = _told(copy)
        with whole(out) as beside:
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FOR_ONE))
            done = 0

            def packed(size: int) -> None:
                nonlocal done
                done += size
                follow("Inpakken (kB)", done // 1000, manifest.size // 1000)

            pack(beside, manifest, copy, packed)
    return manifest


def _note(store: Store, entry: Entry) -> None:
    """Write a line of the record; on SQLite that waits for an import, which may take minutes."""
    for left in reversed(range(_TRIES)):
        try:
            note(store, entry)
        except StoreError as error:
            why = error.values.get("why")
            if not left or not isinstance(why, StoreError) or why.rule != "fault.busy":
                raise
        else:
            return


def _copy(store: Store, path: Path, follow: Follow) -> None:
    """Make a store in SQLite of what is in any store."""
    if store.engine.dialect.name == "sqlite":
        copying.snapshot(store, path)
        return
    with (
        closing(Store.open(f"sqlite:///{path}")) as copy,
        store.reading() as source,
        copy.writing(figures=False) as target,
    ):
        total, done = sum(copying.count_rows(source).values()), 0

        def copied(rows: int) -> None:
            nonlocal done
            done += rows
            follow("Kopiëren (rijen)", done, total)

        copying.fill(source, target, copied)


def _told(path: Path) -> Manifest:
    with closing(Store.open(f"sqlite:///{path}")) as copy, copy.reading() as connection:
        version, rows = Store.version_in(connection), copying.count_rows(connection)
        revision = Store.revision_in(connection)
    return Manifest(
        made=datetime.now(UTC),
        data_version=version,
        revision=revision,
        sha256=digest(path),
        size=path.stat().st_size,
        rows=rows,
    )
