"""Where points come from: one file of CSV or Parquet, or a folder of Parquet files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.bulk.coordinates import WGS84, Coordinates
from ivbgeo.bulk.csvfile import CsvBlock, CsvFile
from ivbgeo.bulk.parquetfile import ParquetFile, numbers
from ivbgeo.bulk.partition import Form
from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from geo import RdPoints
    from ivbgeo.bulk.partition import Partition

__all__ = ["Batch", "Source", "form_of"]

_FORMS = {
    ".csv": Form.CSV,
    ".tsv": Form.CSV,
    ".txt": Form.CSV,
    ".parquet": Form.PARQUET,
    ".pq": Form.PARQUET,
}
_PARQUET = b"PAR1"


def form_of(path: Path) -> Form:
    """Tell what a file is, or is to be, by the ending of its name.

    Raises
    ------
    UsageError
        If the ending is another than .csv, .tsv, .txt, .parquet or .pq.
    """
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise UsageError("points.form", value=path.name, known=", ".join(_FORMS))
    return form


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Some rows in a row: where they are, and what else of them was asked for.

    Parameters
    ----------
    points
        n points, EPSG:28992, metres; NaN where a row has no place.
    rows
        The rows as they were read: a table of n rows (Parquet), or a block of n records (CSV).
    """

    points: RdPoints
    rows: pa.Table | CsvBlock

    @property
    def size(self) -> int:
        """How much of ``Source.size`` it is."""
        return len(self.rows.text) if isinstance(self.rows, CsvBlock) else self.rows.num_rows


@dataclass(frozen=True, slots=True)
class Source:
    """Files of points, opened: small to send, for it holds none of the rows.

    Parameters
    ----------
    files
        One file, or those of a folder in the order of their names.
    coordinates
        Which columns say where a row is.
    """

    files: tuple[CsvFile | ParquetFile, ...]
    coordinates: Coordinates

    @classmethod
    def open(cls, path: Path, x: str | None, y: str | None, crs: int) -> Source:
        """Open a file or a folder.

        Parameters
        ----------
        path
            A file of CSV or Parquet, or a folder with files of Parquet, which may lie deeper.
        x, y
            Names of the columns; None: x and y, or with degrees lon and lat if these are there.
        crs
            28992 or 4326.

        Raises
        ------
        DataError
            If something can't be read, or the folder has no files of Parquet.
        UsageError
            If a column is not there, or the file is of an unknown form.
        """
        usual = ("lon", "lat") if crs == WGS84 else ("x", "y")
        paths = [path]
        if path.is_dir():
            # Names that start so are of programs that keep their books beside the data.
            found = sorted(path.rglob("*.parquet"))
            paths = [each for each in found if not each.name.startswith((".", "_"))]
            if not paths:
                raise DataError("points.empty_folder", file=path.name)
        files = tuple(_opened(each, [x or usual[0], y or usual[1]]) for each in paths)
        columns = files[0].columns
        if not (x or y) and crs == WGS84 and not {*usual} <= {*columns}:
            usual = ("x", "y")
        coordinates = Coordinates(x or usual[0], y or usual[1], crs)
        for file in files:
            coordinates.columns_of(file.columns, file.path.name)
        return cls(files, coordinates)

    @property
    def size(self) -> int:
        """How much there is to do: bytes of a CSV, rows of Parquet."""
        return sum(
            file.stop - file.start if isinstance(file, CsvFile) else file.rows
            for file in self.files
        )

    def partitions(self) -> tuple[Partition, ...]:
        """Cut all files in pieces, in the order of the rows."""
        pieces: list[Partition] = []
        for file in self.files:
            pieces.extend(file.partitions(number=len(pieces)))
        return tuple(pieces)

    def file_of(self, partition: Partition) -> CsvFile | ParquetFile:
        """Give the file that a piece is of."""
        return next(file for file in self.files if file.path == partition.path)

    def read(self, partition: Partition, columns: Sequence[str] | None = None) -> Iterator[Batch]:
        """Give the rows of a piece in order, in batches that stay small.

        Parameters
        ----------
        partition
            One of :meth:`partitions`.
        columns
            The columns of Parquet that are needed beside the coordinates; None: all. Of a CSV,
            ``CsvFile.texts`` gives columns of a block.

        Raises
        ------
        DataError
            If a row or value can't be read, or the first rows of a file show that its coordinates
            are in another form.
        """
        file = self.file_of(partition)
        first = True
        for x, y, rows in self._raw(file, partition, columns):
            # The first rows of a file tell for the whole file, whoever reads the other pieces.
            if first and _is_first(file, partition):
                self.coordinates.check(x, y, file.path.name)
            first = False
            yield Batch(self.coordinates.to_rd(x, y), rows)

    def _raw(
        self, file: CsvFile | ParquetFile, partition: Partition, columns: Sequence[str] | None
    ) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64], pa.Table | CsvBlock]]:
        if isinstance(file, CsvFile):
            for block in file.blocks(partition):
                yield (*file.points(block, self.coordinates), block)
            return
        names = (self.coordinates.x, self.coordinates.y)
        wanted = None if columns is None else list(dict.fromkeys([*names, *columns]))
        for table in file.read(partition, wanted):
            x, y = (numbers(table[name], name, file.path.name) for name in names)
            yield x, y, table


def _is_first(file: CsvFile | ParquetFile, partition: Partition) -> bool:
    return partition.start == (file.start if isinstance(file, CsvFile) else 0)


def _opened(path: Path, wanted: Sequence[str]) -> CsvFile | ParquetFile:
    form = form_of(path)
    if form is Form.PARQUET:
        return ParquetFile.open(path)
    try:
        with path.open("rb") as stream:
            if stream.read(len(_PARQUET)) == _PARQUET:
                raise DataError(
                    "file.other_format", file=path.name, suffix=path.suffix, found="Parquet"
                )
    except OSError as error:
        raise DataError("file.unreadable", file=path.name, why=trouble(error)) from None
    return CsvFile.open(path, wanted)
