"""Parquet with or without geometry: what its end says of it, and batches that stay small.

Source of the form of the geometry: GeoParquet 1.1 (https://geoparquet.org).
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["GeoParquet", "open_geoparquet"]

MOST_ROWS = 5_000_000
"""A few bytes can say "and so on, a thousand million times"; no file of a city has more rows."""

LONGEST_TEXT = 131_072
"""Bytes of one value."""

_MOST_COLUMNS = 1_000
_MOST_BYTES = 2 << 30
_HIGHEST_RATIO = 1_000
_FREE = 16 << 20
_SMALL, _PIECE = 64 << 20, 1 << 20
_BATCH = 20_000
_BATCH_BYTES = 32 << 20
_LARGEST_WKB = 64 << 20
_THRIFT_TEXT, _THRIFT_LIST = 16 << 20, 1_000_000


@dataclass(frozen=True, slots=True)
class GeoParquet:
    """An open file of Parquet.

    ``plain``: names of the columns with one simple value in each row. ``other``: lists, groups,
    bytes and the like, which aren't read. ``geometry``: the column of WKB, or None. ``crs``: its
    system as text; None where the file says that it doesn't know.
    """

    path: Path
    schema: pa.Schema
    plain: tuple[str, ...]
    other: tuple[str, ...]
    geometry: str | None
    crs: str | None
    _file: pq.ParquetFile
    _size: int

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Give the plain columns and the geometry, in batches; texts are dictionaries.

        Raises
        ------
        UnreadableFileError
            If it is broken, or a value is too long.
        """
        columns = [*self.plain, *([self.geometry] if self.geometry else [])]
        rows = self._file.metadata.num_rows
        if not rows:
            return
        fitting = max(1, min(_BATCH, rows * _BATCH_BYTES // max(self._size, 1)))
        done = 0
        source = self._file.iter_batches(fitting, columns=columns, use_threads=False)
        while True:
            try:
                batch = next(source)
                batch.validate(full=True)
                self._measure(batch)
            except StopIteration:
                break
            except UnreadableFileError:
                raise
            except Exception as error:  # Arrow has a dozen of its own, and Python's
                raise _broken(self.path.name, error) from error
            done += len(batch)
            yield batch
        if done != rows:
            raise _broken(self.path.name, f"{done} of {rows} rows")

    def _measure(self, batch: pa.RecordBatch) -> None:
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            values = column.dictionary if pa.types.is_dictionary(column.type) else column
            if not (_is_text(values.type) or _is_binary(values.type)):
                continue
            longest = pc.max(pc.binary_length(values)).as_py() or 0
            if longest > (_LARGEST_WKB if name == self.geometry else LONGEST_TEXT):
                raise UnreadableFileError(
                    "geo.parquet.long",
                    f"{self.path.name}: a value in {name} has {longest} bytes.",
                    file=self.path.name,
                    column=name[:80],
                )


@contextmanager
def open_geoparquet(path: Path) -> Iterator[GeoParquet]:
    """Open a file of Parquet or GeoParquet.

    Raises
    ------
    UnreadableFileError
        If it is broken, encrypted, larger or more tightly packed than is likely, or its geometry
        is written in another way than as WKB.
    OSError
        If the file can't be opened.
    """
    with path.open("rb") as stream:
        if stream.read(4) == b"PARE":
            raise UnreadableFileError(
                "geo.parquet.locked", f"{path.name} is encrypted.", file=path.name
            )
    try:
        file = _open(path)
    except Exception as error:
        raise _broken(path.name, error) from error
    with file:
        try:
            schema, meta = file.schema_arrow, file.metadata
            # Not by column: on a damaged file that ends the process.
            size = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
        except Exception as error:
            raise _broken(path.name, error) from error
        if (
            meta.num_rows > MOST_ROWS
            or len(schema) > _MOST_COLUMNS
            or not 0 <= size <= _MOST_BYTES
            or size > max(_FREE, path.stat().st_size * _HIGHEST_RATIO)
        ):
            raise UnreadableFileError(
                "geo.parquet.too_large",
                f"{path.name} has {meta.num_rows} rows, {len(schema)} columns, {size} bytes.",
                file=path.name,
                value=meta.num_rows,
                limit=MOST_ROWS,
            )
        if meta.num_rows < 0 or len(set(schema.names)) != len(schema.names):
            raise _broken(path.name, "columns with the same name")
        geometry, crs = _geometry(schema, path.name)
        plain = tuple(f.name for f in schema if f.name != geometry and _is_plain(f.type))
        other = tuple(n for n in schema.names if n != geometry and n not in plain)
        yield GeoParquet(path, schema, plain, other, geometry, crs, file, size)


def _open(path: Path) -> pq.ParquetFile:
    options = {
        "thrift_string_size_limit": _THRIFT_TEXT,
        "thrift_container_size_limit": _THRIFT_LIST,
        # Types that a program brings along are given as what they are stored as.
        "arrow_extensions_enabled": False,
    }
    with pq.ParquetFile(path, **options) as file:
        texts = [field.name for field in file.schema_arrow if _is_text(field.type)]
    # A row group of a large file is not fetched whole. One of a small file is: then a page that
    # says to have a thousand million bytes gets no more than there are.
    piece = _PIECE if path.stat().st_size > _SMALL else 0
    # A text that is there a million times is there once.
    return pq.ParquetFile(
        path, read_dictionary=texts, pre_buffer=False, buffer_size=piece, **options
    )


def _geometry(schema: pa.Schema, file: str) -> tuple[str | None, str | None]:
    """Give the column of the geometry and its system."""
    said = (schema.metadata or {}).get(b"geo")
    if said is None:
        return None, None
    try:
        document = json.loads(said)
        name = document["primary_column"]
        column = document["columns"][name]
        encoding = column["encoding"]
        crs = column.get("crs", "OGC:CRS84")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _broken(file, error) from error
    if name not in schema.names or encoding != "WKB" or not _is_binary(schema.field(name).type):
        raise UnreadableFileError(
            "geo.parquet.encoding",
            f"{file}: the geometry is written as {encoding!r}; WKB is needed.",
            file=file,
            value=str(encoding)[:40],
        )
    return name, crs if crs is None or isinstance(crs, str) else json.dumps(crs)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _is_plain(kind: pa.DataType) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    tests = (
        _is_text, types.is_boolean, types.is_integer, types.is_floating, types.is_decimal,
        types.is_date, types.is_timestamp, types.is_time, types.is_null,
    )  # fmt: skip
    return any(test(kind) for test in tests)


def _broken(file: str, why: object) -> UnreadableFileError:
    return UnreadableFileError("geo.parquet.broken", f"{file} can't be read: {why}.", file=file)
