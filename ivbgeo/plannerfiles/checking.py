"""Whether what is kept of the planner's files can still be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely.errors import ShapelyError

from ivbgeo.filekind import FileKind
from ivbgeo.plannerfiles.packing import unpacked
from ivbgeo.store import plannerfiles as stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

__all__ = ["damaged"]

# Of Arrow and of JSON too: those are ValueErrors, or one of these.
_BROKEN = (ValueError, TypeError, KeyError, OSError, ShapelyError)


def damaged(connection: Connection) -> Iterator[str]:
    """Give the names of files of which the content can't be read; those withdrawn too."""
    for row in stored.list_files(connection):
        try:
            unpacked(stored.file_content(connection, row.id) or b"", FileKind(row.kind))
        except _BROKEN:
            yield row.name
