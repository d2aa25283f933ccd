"""Where placed rows go: the same rows as came in, and the code of the area behind each."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ivbgeo.bulk.csvfile import CsvBlock, CsvFile
    from ivbgeo.bulk.parquetfile import ParquetFile

__all__ = ["AREA_CODE", "CsvTarget", "ParquetTarget"]

AREA_CODE = "area_code"
"""Name of the column that is added."""


# Bytes that are copied in one go.
_COPIED = 16 << 20


class CsvTarget:
    """A file of CSV: every byte of the other, and one field more before each line end.

    Parameters
    ----------
    path
        The file to write.
    file
        The file that the rows are of.
    codes
        Codes of the areas, by position.
    heading
        Whether to write the column names too; not for a piece out of the middle.
    """

    def __init__(
        self, path: Path, file: CsvFile, codes: Sequence[str], *, heading: bool = True
    ) -> None:
        fields = [_field(code, file) for code in ("", *codes)]
        self._fields = pa.array(fields, pa.large_binary())
        self._stream = path.open("wb")
        if heading:
            with file.path.open("rb") as stream:
                start = stream.read(file.start)
            column = _field(AREA_CODE, file)
            self._stream.write(start[: file.heading] + column + start[file.heading :])

    def write(self, rows: CsvBlock, positions: NDArray[np.int32]) -> None:
        """Write a block; ``positions`` (n,) of its n records are -1 for no area."""
        stops = rows.records.stops
        if not stops.size:
            self._stream.write(rows.text)
            return
        # Each piece runs from the line end of the record before, over blank lines, to its own.
        bounds = pa.py_buffer(np.concatenate([np.zeros(1, dtype=np.int64), stops]))
        text = pa.py_buffer(rows.text)
        pieces = pa.Array.from_buffers(pa.large_binary(), stops.size, [None, bounds, text])
        fields = self._fields.take(pa.array(positions + np.int32(1)))
        joined = pc.binary_join_element_wise(pieces, fields, pa.scalar(b"", pa.large_binary()))
        self._stream.write(joined.buffers()[2])
        self._stream.write(memoryview(rows.text)[int(stops[-1]) :])

    def append(self, part: Path) -> None:
        """Write what another target without column names wrote."""
        with part.open("rb") as stream:
            shutil.copyfileobj(stream, self._stream, _COPIED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


class ParquetTarget:
    """A file of Parquet with the columns, types, metadata and packing of the other.

    Parameters
    ----------
    path
        The file to write.
    file
        The file that the rows are of.
    codes
        Codes of the areas, by position.
    """

    def __init__(self, path: Path, file: ParquetFile, codes: Sequence[str]) -> None:
        self._codes = pa.array(codes, pa.string())
        self._schema = file.schema.append(pa.field(AREA_CODE, pa.string()))
        self._writer = pq.ParquetWriter(path, self._schema, compression=_packing(file.path))

    def write(self, rows: pa.Table, positions: NDArray[np.int32]) -> None:
        """Write a table as a row group; ``positions`` (n,) of its n rows are -1 for no area."""
        codes = self._codes.take(pa.array(positions, mask=positions < 0))
        self._writer.write_table(
            pa.Table.from_arrays([*rows.columns, codes], schema=self._schema),
            row_group_size=max(1, rows.num_rows),
        )

    def append(self, part: Path) -> None:
        """Write what another target of the same file wrote, row group by row group."""
        with pq.ParquetFile(part) as file:
            for group in range(file.num_row_groups):
                rows = file.read_row_group(group)
                self._writer.write_table(rows, row_group_size=max(1, rows.num_rows))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()


def _field(text: str, file: CsvFile) -> bytes:
    """Write one field with the separator before it."""
    written = io.StringIO()
    csv.writer(written, delimiter=file.separator, lineterminator="").writerow(["", text])
    return written.getvalue().encode(file.encoding)


def _packing(path: Path) -> dict[str, str] | str:
    """Give the compression of each column, as the first row group has it."""
    meta = pq.read_metadata(path)
    if not meta.num_row_groups:
        return "snappy"
    group: Any = meta.row_group(0)
    columns = [group.column(i) for i in range(group.num_columns)]
    names = {"UNCOMPRESSED": "NONE"}
    found = {
        column.path_in_schema: names.get(column.compression, column.compression)
        for column in columns
    }
    return found | {AREA_CODE: next(iter(found.values()), "snappy")}
