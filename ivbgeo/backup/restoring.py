"""A reservekopie back into a store, in one transaction, while it is used."""

from __future__ import annotations

import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ivbgeo.backup.making import NO_ROOM
from ivbgeo.backup.manifest import read_manifest, unpack
from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError, StoreError
from ivbgeo.record import Act, Entry
from ivbgeo.store import Store, copying, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ivbgeo.backup.manifest import Manifest
    from ivbgeo.viewer import Viewer

    Follow = Callable[[str, int, int], None]

__all__ = ["Restored", "restore"]

# What somebody had taken away since, and is there again.
_GONE = (Act.GEWIST, Act.TERUGGEDRAAID)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    Parameters
    ----------
    manifest
        What the reservekopie says of itself.
    data_version
        Of the store from now on.
    back
        How often something was erased or undone since the reservekopie was made: that is there
        again, and has to be taken away again.
    """

    manifest: Manifest
    data_version: int
    back: int


def restore(store: Store, viewer: Viewer, path: Path, follow: Follow | None = None) -> Restored:
    """Let a store hold what a reservekopie holds, all of it or nothing; that it was is recorded.

    Who is reading goes on with what was there. The data version goes up. The record of access is
    not put back: it goes on with all its lines, which only a store without any takes over.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    DataError
        If the file is no reservekopie, is not whole, or is of a newer ivbgeo.
    StoreError
        If the store can't be written, or has a record of its own.
    """
    viewer.must_manage()
    follow = follow or (lambda *_: None)
    manifest = read_manifest(path)
    with _unpacked(path, manifest, follow) as copy, copy.reading() as source:
        total, done = sum(manifest.rows.values()), 0

        def copied(rows: int) -> None:
            nonlocal done
            done += rows
            follow("Terugzetten (rijen)", done, total)

        with store.writing() as target:
            copying.take_over(source, target, copied)
            back = copying.count_since(source, target, _GONE)
            entry = Entry.by(viewer, Act.INGELEZEN, "reservekopie", detail=manifest.sha256)
            record.add_lines(target, [entry])
            version = Store.version_in(target)
    return Restored(manifest, version, back)


@contextmanager
def _unpacked(path: Path, manifest: Manifest, follow: Follow) -> Iterator[Store]:
    """Open the store that is in a reservekopie, its tables brought up to date."""
    # Nobody else may look in it, and nothing of it stays.
    with tempfile.TemporaryDirectory(prefix="ivbgeo-") as folder:
        file = Path(folder) / "store.sqlite"
        done = 0

        def unpacked(size: int) -> None:
            nonlocal done
            done += size
            follow("Uitpakken (kB)", done // 1000, manifest.size // 1000)

        try:
            with file.open("wb") as target:
                unpack(path, manifest, target, unpacked)
        except OSError as error:
            raise StoreError("backup.space", folder=folder, why=trouble(error)) from None
        with closing(_opened(file, path)) as copy:
            yield copy


def _opened(file: Path, path: Path) -> Store:
    try:
        copy = Store.open(f"sqlite:///{file}")
        with copy.reading() as connection:
            whole = copying.sound(connection)
    except StoreError as error:
        if error.rule in NO_ROOM:
            why = error.values.get("why", "")
            raise StoreError("backup.space", folder=file.parent, why=why) from None
        rule = "backup.newer" if error.rule == "store.newer" else "backup.damaged"
        raise DataError(rule, file=path.name) from None
    if not whole:
        copy.close()
        raise DataError("backup.damaged", file=path.name)
    return copy
