"""Points in Parquet: a file of any size by row groups, in batches that stay small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ivbgeo.bulk.partition import Form, Partition
from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["ParquetFile", "numbers"]

# No batch, and so no row group that is written, is larger: what bounds the memory.
_MOST_ROWS = 1 << 20
_MOST_BYTES = 128 << 20
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """One file of Parquet.

    Parameters
    ----------
    path
        The file.
    rows
        How many rows it has.
    schema
        Names and types of its columns, and what its maker wrote beside them.
    sizes
        Of each row group: rows, and bytes when unpacked.
    """

    path: Path
    rows: int
    schema: pa.Schema
    sizes: tuple[tuple[int, int], ...]

    @classmethod
    def open(cls, path: Path) -> ParquetFile:
        """Read what the end of the file says of it.

        Raises
        ------
        DataError
            If it can't be read as Parquet.
        """
        try:
            with pq.ParquetFile(path) as file:
                meta = file.metadata
                groups = [meta.row_group(i) for i in range(meta.num_row_groups)]
                sizes = tuple((group.num_rows, group.total_byte_size) for group in groups)
                return cls(path, meta.num_rows, file.schema_arrow, sizes)
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(path, error) from None

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self.schema.names)

    def partitions(self, rows: int = _MOST_ROWS, number: int = 0) -> Iterator[Partition]:
        """Cut the file in pieces of row groups that have about ``rows`` rows together.

        ``number`` is that of the first. A file without rows has no pieces.
        """
        start = held = 0
        for i, (size, _) in enumerate(self.sizes):
            held += size
            if held >= rows or i == len(self.sizes) - 1:
                yield Partition(self.path, Form.PARQUET, number, start, i + 1)
                start, held, number = i + 1, 0, number + 1

    def read(
        self, partition: Partition, columns: Sequence[str] | None = None
    ) -> Iterator[pa.Table]:
        """Give the rows of a piece, in order: a table for each row group, or more if it is large.

        Parameters
        ----------
        partition
            One of :meth:`partitions`.
        columns
            The columns that are needed; texts among them come as a list of the different ones and
            which of these each row has. Without: all, as they are.

        Raises
        ------
        DataError
            If it can't be read.
        """
        kinds = dict(zip(self.schema.names, self.schema.types, strict=True))
        texts = [name for name in columns or () if pa.types.is_string(kinds[name])]
        try:
            # A row group may be as large as the file: it is not to be fetched as a whole.
            with pq.ParquetFile(
                partition.path, read_dictionary=texts, pre_buffer=False, buffer_size=_BUFFER
            ) as file:
                for group in range(partition.start, partition.stop):
                    rows, size = self.sizes[group]
                    fitting = min(rows, _MOST_ROWS, rows * _MOST_BYTES // max(size, 1))
                    for batch in file.iter_batches(max(fitting, 1), [group], columns):
                        yield pa.Table.from_batches([batch])
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(partition.path, error) from None


def numbers(column: pa.ChunkedArray, name: str, file: str) -> NDArray[np.float64]:
    """Give a column as float64 array (n,), NaN where there is nothing.

    Raises
    ------
    DataError
        If the column is of another type than a number, or has one that can't exist.
    """
    kind, types = column.type, pa.types
    # A column with nothing in it may have no type at all.
    known = (types.is_integer, types.is_floating, types.is_decimal, types.is_null)
    if not any(is_known(kind) for is_known in known):
        raise DataError("points.not_numbers", file=file, column=name, value=str(kind))
    # Whole numbers past 2**53 lose their last digit, far outside any coordinate system.
    plain = pc.cast(column, pa.float64(), safe=False)
    return np.asarray(plain.to_numpy(), dtype=np.float64)


def _unreadable(path: Path, error: Exception) -> DataError:
    if isinstance(error, OSError) and error.errno:
        return DataError("file.unreadable", file=path.name, why=trouble(error))
    return DataError("points.parquet", file=path.name)
