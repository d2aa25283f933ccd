"""GeoPackage: one layer of it, a real table, read in batches by GDAL; nothing is left beside it."""

from __future__ import annotations

import sqlite3
import struct
import warnings
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyogrio
import pyogrio.raw

from geo.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

__all__ = ["SQLITE", "Layer", "list_layers", "open_layer"]

SQLITE = b"SQLite format 3\0"
"""How the file begins."""

MOST_ROWS = 5_000_000
"""A damaged file can say the same rows over and over; no file of a city has more."""

# "GPKG", or the marks of the first two versions.
_MARKS = (b"GPKG", b"GP10", b"GP11")
_MARK = struct.Struct("68x4s")
_BATCH = 20_000
# The one question to SQLite that GDAL can't be asked: a view may go on for ever.
_IS_TABLE = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = ?"


@dataclass(frozen=True, slots=True)
class Layer:
    """An open layer.

    ``names`` of the columns; ``kind`` of geometry as GDAL calls it, None for a table without;
    ``geometry``: its column; ``crs`` as text, None where it says none.
    """

    file: str
    names: tuple[str, ...]
    kind: str | None
    geometry: str | None
    crs: str | None
    _reader: Any

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Give the rows, in batches.

        Raises
        ------
        UnreadableFileError
            If it is broken.
        """
        rows = 0
        while True:
            try:
                with _quiet():
                    batch = self._reader.read_next_batch()
                    batch.validate(full=True)
            except StopIteration:
                return
            except Exception as error:
                raise _broken(self.file, error) from error
            rows += len(batch)
            if rows > MOST_ROWS:
                raise _broken(self.file, f"more than {MOST_ROWS} rows")
            yield batch


def list_layers(path: Path) -> dict[str, str | None]:
    """Give each layer with its kind of geometry, None for a table without.

    Raises
    ------
    UnreadableFileError
        If it is no GeoPackage, is broken, or has changes that lie in a file beside it.
    """
    with path.open("rb") as stream:
        head = stream.read(_MARK.size)
    if not head.startswith(SQLITE) or len(head) < _MARK.size or _MARK.unpack(head)[0] not in _MARKS:
        raise _broken(path.name, "it has no mark of a GeoPackage")
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        if beside.exists() and beside.stat().st_size:
            raise UnreadableFileError(
                "geo.gpkg.in_use", f"{path.name} has changes in {beside.name}.", file=path.name
            )
    try:
        with _quiet():
            found = pyogrio.list_layers(path.absolute())
        return {str(name): None if kind is None else str(kind) for name, kind in found}
    except Exception as error:  # GDAL's, and what comes of names that are no text
        raise _broken(path.name, error) from error


@contextmanager
def open_layer(path: Path, layer: str, kind: str | None) -> Iterator[Layer]:
    """Open one of :func:`list_layers`.

    Raises
    ------
    UnreadableFileError
        If it is broken, or is a view.
    """
    try:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            (tables,) = connection.execute(_IS_TABLE, (layer,)).fetchone()
    except (sqlite3.Error, UnicodeError, ValueError, OverflowError) as error:
        raise _broken(path.name, error) from error
    if not tables:
        raise UnreadableFileError(
            "geo.gpkg.view", f"{path.name}: {layer} is no table.", file=path.name, value=layer[:80]
        )
    with _quiet():
        try:
            source = pyogrio.raw.open_arrow(
                # As it is: reading leaves nothing beside the file.
                path.absolute(), layer=layer, batch_size=_BATCH, use_pyarrow=True, IMMUTABLE="YES"
            )  # fmt: skip
            meta, reader = source.__enter__()
        except Exception as error:
            raise _broken(path.name, error) from error
    try:
        names = list(reader.schema.names)
        geometry = (meta["geometry_name"] or "wkb_geometry") if kind is not None else None
        if geometry is not None and geometry not in names:
            raise _broken(path.name, "there is no geometry")
        columns = tuple(name for name in names if name != geometry)
        yield Layer(path.name, columns, kind, geometry, meta["crs"] if geometry else None, reader)
    finally:
        with _quiet():
            source.__exit__(None, None, None)


@contextmanager
def _quiet() -> Iterator[None]:
    # GDAL's remarks; what can't be read is refused.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _broken(file: str, why: object) -> UnreadableFileError:
    return UnreadableFileError("geo.gpkg.broken", f"{file} can't be read: {why}.", file=file)
