"""Points of files placed by workers: each writes parts, which are put in order at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.bulk.cluster import crew
from ivbgeo.bulk.csvfile import CsvFile
from ivbgeo.bulk.placing import Placed
from ivbgeo.bulk.target import CsvTarget, ParquetTarget
from ivbgeo.errors import DataError
from ivbgeo.whole import whole, working_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from geo import Locator
    from ivbgeo.bulk.areas import Areas
    from ivbgeo.bulk.parquetfile import ParquetFile
    from ivbgeo.bulk.partition import Partition
    from ivbgeo.bulk.source import Source

__all__ = ["place_by_workers"]


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """What each worker needs: what to read, how to place, and where the parts go."""

    source: Source
    locator: Locator
    codes: tuple[str, ...]
    parts: Path


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one worker does at a time: some rows of one file, or all of them."""

    number: int
    file: int
    partitions: tuple[Partition, ...]


def place_by_workers(
    source: Source,
    areas: Areas,
    path: Path,
    out: Path,
    hands: tuple[int | None, str | None],
    advance: Callable[[int], None],
) -> Placed:
    """Write the rows of files with the code of their area: what ``place`` does, by workers.

    Parameters
    ----------
    source, areas, path, out, advance
        As for ``ivbgeo.bulk.placing.place``; the file that comes of it is the same, byte for byte.
    hands
        How many processes to start, or the address of a scheduler, see ``ivbgeo.bulk.cluster``.

    Raises
    ------
    DataError
        If a row can't be read, or the work could not be done; it says which piece.
    UsageError
        If the file can't be written.
    """
    placed = Placed()
    with working_folder(out) as folder:
        parts = folder / "parts"
        parts.mkdir()
        pieces = list(_pieces(source, by_file=path.is_dir()))
        names = [piece.partitions[0].name if piece.partitions else "" for piece in pieces]
        job = _Job(source, areas.locator, areas.codes, parts)
        with crew(job, folder, *hands) as workers:
            for _, (done, size) in workers.each(_place, pieces, names):
                placed += done
                advance(size)
        with whole(out) as beside:
            if path.is_dir():
                for piece in pieces:
                    at = beside / source.files[piece.file].path.relative_to(path)
                    at.parent.mkdir(parents=True, exist_ok=True)
                    (parts / str(piece.number)).replace(at)
            else:
                _join([parts / str(piece.number) for piece in pieces], source, areas, beside)
    return placed


def _pieces(source: Source, *, by_file: bool) -> Iterator[_Piece]:
    """Cut the work: by files that stay files, else by partitions of the one file."""
    if by_file:
        for number, file in enumerate(source.files):
            yield _Piece(number, number, tuple(file.partitions()))
        return
    for number, partition in enumerate(source.files[0].partitions()):
        yield _Piece(number, 0, (partition,))


def _place(job: _Job, piece: _Piece) -> tuple[Placed, int]:
    """Write one part, in a worker; give what is in it, and its size as ``Source.size`` has it."""
    if not job.parts.is_dir():
        # The work was stopped.
        raise DataError("cluster.folder", file=job.parts)
    placed, size = Placed(), 0
    file = job.source.files[piece.file]
    with whole(job.parts / str(piece.number)) as beside, _target(beside, file, job.codes) as target:
        for partition in piece.partitions:
            for batch in job.source.read(partition):
                positions = job.locator.locate(batch.points.x, batch.points.y)
                target.write(batch.rows, positions)
                placed += Placed(positions.size, int(np.count_nonzero(positions < 0)))
                size += batch.size
    return placed, size


def _target(
    path: Path, file: CsvFile | ParquetFile, codes: Sequence[str], *, heading: bool = False
) -> CsvTarget | ParquetTarget:
    if isinstance(file, CsvFile):
        return CsvTarget(path, file, codes, heading=heading)
    return ParquetTarget(path, file, codes)


def _join(parts: Sequence[Path], source: Source, areas: Areas, out: Path) -> None:
    """Put the parts of one file together, in order."""
    with _target(out, source.files[0], areas.codes, heading=True) as target:
        for part in parts:
            target.append(part)
            part.unlink()
