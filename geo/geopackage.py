"""GeoPackage: one layer of it, a real table, read in batches by GDAL; nothing is left beside it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import struct
import warnings
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geo.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["SQLITE", "Layer", "list_layers", "open_layer"]

SQLITE = b"SQLite format 3\0"
"""How the file begins."""

MOST_ROWS = 5_000_000
"""A damaged file can say the same rows over and over; no file of a city has more."""

# "GPKG", or the marks of the first two versions.
_MARKS = (b"GPKG", b"GP10", b"GP11")
_MARK = struct.Struct("68x4s")
_BATCH = 20_000
# An address of a database, or a file within a file.
_SIGNS = re.compile(r"[!?#%:]|\.(?:zip|tar|tgz|gz)", re.IGNORECASE)
# What GDAL can't be asked. A view may go on for ever.
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
    _counts: dict[str, int]

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Give the rows, in batches.

        Raises
        ------
        UnreadableFileError
            If it is broken.
        """
        rows, given = 0, dict.fromkeys(self._counts, 0)
        while True:
            try:
                with _quiet():
                    batch = self._reader.read_next_batch()
                    batch.validate(full=True)
            except StopIteration:
                break
            except Exception as error:
                raise _broken(self.file, error) from error
            rows += len(batch)
            if rows > MOST_ROWS:
                raise _broken(self.file, f"more than {MOST_ROWS} rows")
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                if name in given:
                    given[name] += len(column) - column.null_count
            yield batch
        # GDAL gives nothing for a day that it can't read, and goes on.
        lost = [name for name, count in self._counts.items() if given[name] != count]
        if lost:
            raise UnreadableFileError(
                "geo.gpkg.values",
                f"{self.file}: not all values of {lost[0]} can be read.",
                file=self.file,
                column=lost[0][:80],
            )


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
    import pyogrio  # noqa: PLC0415 - brings all of GeoPandas, that only this needs

    try:
        with _quiet(), _plainly(path) as plain:
            found = pyogrio.list_layers(plain)
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
    if not _ask(path, _IS_TABLE, (layer,))[0]:
        raise UnreadableFileError(
            "geo.gpkg.view", f"{path.name}: {layer} is no table.", file=path.name, value=layer[:80]
        )
    import pyogrio.raw  # noqa: PLC0415 - as above

    with _plainly(path) as plain:
        with _quiet():
            try:
                source = pyogrio.raw.open_arrow(
                    # As it is: reading leaves nothing beside the file.
                    plain,
                    layer=layer,
                    batch_size=_BATCH,
                    use_pyarrow=True,
                    datetime_as_string=True,  # GDAL makes 1970 of what is no moment
                    IMMUTABLE="YES",
                )
                meta, reader = source.__enter__()
            except Exception as error:
                raise _broken(path.name, error) from error
        try:
            yield _layer(path, layer, kind, meta, reader)
        finally:
            with _quiet():
                source.__exit__(None, None, None)


def _layer(path: Path, name: str, kind: str | None, meta: dict[str, Any], reader: Any) -> Layer:
    names = list(reader.schema.names)
    geometry = (meta["geometry_name"] or "wkb_geometry") if kind is not None else None
    if geometry is not None and geometry not in names:
        raise _broken(path.name, "there is no geometry")
    columns = tuple(each for each in names if each != geometry)
    counts = _values(path, name, reader.schema, columns)
    crs = meta["crs"] if geometry else None
    return Layer(path.name, columns, kind, geometry, crs, reader, counts)


def _values(path: Path, layer: str, schema: pa.Schema, names: Sequence[str]) -> dict[str, int]:
    """Count the values of each column; refuse one with values of another type than it says.

    A column of SQLite may hold anything. GDAL makes a nought of a word among the numbers, and
    another day of one that does not exist.
    """
    if not names:
        return {}
    asked = ", ".join(
        f"count({_quoted(name)}), coalesce(sum({_other(_quoted(name), schema.field(name))}), 0)"
        for name in names
    )
    told = _ask(path, f"SELECT {asked} FROM {_quoted(layer)}")  # noqa: S608 - names in quotes
    for name, other in zip(names, told[1::2], strict=True):
        if other:
            raise UnreadableFileError(
                "geo.gpkg.values",
                f"{path.name}: {other} values of {name} are of another type.",
                file=path.name,
                column=name[:80],
            )
    return dict(zip(names, told[::2], strict=True))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _other(name: str, field: pa.Field) -> str:
    """Give the condition that a value is of another type than its column."""
    types = pa.types
    if types.is_date(field.type):  # of the 31st of February GDAL makes the 2nd of March
        return f"{name} IS NOT NULL AND date({name}, '+0 days') IS NOT {name}"
    known = "'text'"
    if types.is_integer(field.type) or types.is_boolean(field.type):
        known = "'integer'"
    elif types.is_floating(field.type):
        known = "'real', 'integer'"
    elif types.is_binary(field.type):
        known = "'blob'"
    return f"typeof({name}) NOT IN ('null', {known})"


def _ask(path: Path, question: str, values: tuple[str, ...] = ()) -> tuple[int, ...]:
    """Ask SQLite for one row of numbers. Nothing is written, not even a lock."""
    try:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute(question, values).fetchone()
    except (sqlite3.Error, UnicodeError, ValueError, OverflowError) as error:
        raise _broken(path.name, error) from error
    return tuple(int(number) for number in found)


@contextmanager
def _plainly(path: Path) -> Iterator[Path]:
    """Give a copy of a file of which GDAL would not take the name for a name."""
    if not _SIGNS.search(str(path.absolute())):
        yield path.absolute()
        return
    with TemporaryDirectory() as folder:
        yield Path(shutil.copyfile(path, Path(folder, "laag.gpkg")))


@contextmanager
def _quiet() -> Iterator[None]:
    # GDAL's remarks; what can't be read is refused.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _broken(file: str, why: object) -> UnreadableFileError:
    return UnreadableFileError("geo.gpkg.broken", f"{file} can't be read: {why}.", file=file)
