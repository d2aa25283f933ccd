"""Placing the points of files in areas, in as much memory as a few batches take."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from ivbgeo.bulk.csvfile import CsvFile
from ivbgeo.bulk.source import form_of
from ivbgeo.bulk.target import AREA_CODE, CsvTarget, ParquetTarget
from ivbgeo.errors import UsageError
from ivbgeo.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geo import Locator
    from ivbgeo.bulk.areas import Areas
    from ivbgeo.bulk.partition import Partition
    from ivbgeo.bulk.source import Source

__all__ = ["Placed", "check_target", "place", "place_rows"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Placed:
    """How many rows there were, and how many of them lie in no area."""

    rows: int = 0
    unplaced: int = 0

    def __add__(self, other: Placed) -> Placed:
        return Placed(self.rows + other.rows, self.unplaced + other.unplaced)


def check_target(source: Source, path: Path, out: Path) -> None:
    """Refuse what can't become of it before a lot of work is done.

    Raises
    ------
    UsageError
        If a column ``area_code`` is there already, or the output is of another form than the input.
    """
    for file in source.files:
        if AREA_CODE in file.columns:
            raise UsageError("points.has_code", file=file.path.name, column=AREA_CODE)
    if path.is_dir():
        if out.exists():
            raise UsageError("points.folder_there", file=out)
    elif form_of(out) is not form_of(path):
        raise UsageError("points.other_target", file=out.name, value=path.suffix)


def place(
    source: Source, areas: Areas, path: Path, out: Path, advance: Callable[[int], None]
) -> Placed:
    """Write the rows of files with the code of their area, whole or not at all.

    Parameters
    ----------
    source
        The points.
    areas
        The areas.
    path
        The file or folder that ``source`` was opened from.
    out
        The file or folder to write.
    advance
        Told how much was done, in the unit of ``Source.size``.

    Raises
    ------
    DataError
        If a row can't be read.
    UsageError
        If the file can't be written.
    """
    placed = Placed()
    with whole(out) as beside:
        if path.is_dir():
            beside.mkdir()
        for file in source.files:
            if isinstance(file, CsvFile):
                with CsvTarget(beside, file, areas.codes) as target:
                    placed += place_rows(source, [file.whole()], areas.locator, target, advance)
            else:
                at = beside
                if path.is_dir():
                    at = beside / file.path.relative_to(path)
                    at.parent.mkdir(parents=True, exist_ok=True)
                with ParquetTarget(at, file, areas.codes) as target:
                    placed += place_rows(source, file.partitions(), areas.locator, target, advance)
    return placed


def place_rows(
    source: Source,
    partitions: Iterable[Partition],
    locator: Locator,
    target: CsvTarget | ParquetTarget,
    advance: Callable[[int], None],
) -> Placed:
    """Write the rows of some pieces, in order, with the code of their area.

    Reading, placing and writing go on at the same time, each with a batch of its own.
    """
    placed = Placed()
    with ThreadPoolExecutor(1) as writer:
        written = writer.submit(advance, 0)  # nothing, so that there is always one to wait for
        for batch in _ahead(batch for each in partitions for batch in source.read(each)):
            positions = locator.locate(batch.points.x, batch.points.y)
            placed += Placed(positions.size, int(np.count_nonzero(positions < 0)))
            written.result()
            written = writer.submit(target.write, batch.rows, positions)
            advance(batch.size)
        written.result()
    return placed


def _ahead(items: Iterable[_T]) -> Iterator[_T]:
    """Give the same items, the next of which is fetched while one is worked on."""
    iterator = iter(items)
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, iterator, None)
        while (item := coming.result()) is not None:
            coming = reader.submit(next, iterator, None)
            yield item
