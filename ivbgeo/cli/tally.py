"""``ivbgeo tally``."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo import Level
from ivbgeo.bulk.cluster import crew
from ivbgeo.bulk.counting import Counted, Counting, Piece
from ivbgeo.cli import output
from ivbgeo.cli.placing import open_areas, open_source
from ivbgeo.cubefile import cube_as_parquet
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, UsageError
from ivbgeo.period import Period
from ivbgeo.spreadsheet import cell_text
from ivbgeo.whole import whole, working_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.cube import Cube

__all__ = ["run_tally"]

_COLUMNS = ("area_code", "category", "month", "count")
# Rows of the table that are made and written in one go.
_ROWS = 1_000_000


def run_tally(
    paths: list[Path],
    out: Path,
    areas_file: Path,
    category: str,
    date: str,
    coordinates: tuple[str | None, str | None, str],
    level: Level | None,
    hands: tuple[int | None, str | None],
) -> None:
    """Count the rows of files by area, category and month."""
    if out.suffix.lower() not in _WRITERS:
        raise UsageError("tally.form", file=out)
    if not out.resolve().parent.is_dir():
        raise UsageError("export.write", file=out, why="de map is er niet")
    sources = [open_source(path, *coordinates) for path in paths]
    areas = open_areas(areas_file, level, sum(source.size for source in sources))
    counting = Counting.over(sources, areas, category, date)
    with whole(out) as beside:
        counted = _counted(counting, out, hands)
        cube, (outside, unknown) = counted.inside, counted.nowhere
        if cube is None:
            raise DataError("tally.no_rows")
        told = {
            "rijen": counted.rows,
            "in geen gebied": outside,
            "zonder coördinaten": unknown,
            "zonder soort": counted.without_category,
            "zonder maand": counted.without_month,
        }
        provenance = {
            "bestanden": ", ".join(path.name for path in paths),
            "gebieden": areas_file.name,
            "indeling": str(areas.id),
            **{name: str(value) for name, value in told.items()},
        }
        _WRITERS[out.suffix.lower()](beside, cube, provenance)
    output.say(f"De tellingen per gebied, soort en maand staan in {out.name}.")
    output.say(
        ". ".join(f"{name.capitalize()}: {number(value)}" for name, value in told.items()) + "."
    )


def _counted(counting: Counting, out: Path, hands: tuple[int | None, str | None]) -> Counted:
    with output.working("De bestanden bekijken"):
        pieces = counting.pieces()
    with output.advancing("Tellen", len(pieces)) as advance:
        if hands == (None, None):
            return counting.count(pieces, lambda: advance(1))
        groups = counting.groups(pieces)
        names = [_name(group) for group in groups]
        with working_folder(out) as folder, crew(counting, folder, *hands) as workers:
            return workers.total(
                Counting.count,
                Counted.of,
                groups,
                names,
                lambda position: advance(len(groups[position])),
            )


def _name(group: list[Piece]) -> str:
    first, last = group[0][1].name, group[-1][1].name
    return first if first == last else f"{first} tot en met {last}"


def _write_parquet(path: Path, cube: Cube, provenance: dict[str, str]) -> None:
    path.write_bytes(cube_as_parquet(cube, provenance))


def _write_csv(path: Path, cube: Cube, _: dict[str, str]) -> None:
    axes, counts = cube.axes, cube.counts.tocoo()
    every = range(axes.first_month, axes.first_month + axes.months)
    months = [Period.of_indices(month, month).start for month in every]
    words = [_fields(each) for each in (axes.areas, axes.categories, months)]
    with path.open("wb") as stream:
        stream.write(",".join(_COLUMNS).encode() + b"\n")
        for start in range(0, counts.nnz, _ROWS):
            rows = slice(start, start + _ROWS)
            positions = (counts.col[rows], *np.divmod(counts.row[rows], axes.months))
            columns = [
                fields.take(pa.array(at)) for fields, at in zip(words, positions, strict=True)
            ]
            number_of = pc.cast(pa.array(counts.data[rows]), pa.string())
            ends = pc.binary_join_element_wise(number_of, "", "\n")
            stream.write(pc.binary_join_element_wise(*columns, ends, ",").buffers()[2])


def _fields(words: Iterable[str]) -> pa.StringArray:
    """Write each as a field of CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="")
    found = []
    for word in words:
        writer.writerow([cell_text(word)])
        found.append(text.getvalue())
        text.seek(0)
        text.truncate()
    return pa.array(found, pa.string())


_WRITERS = {".csv": _write_csv, ".parquet": _write_parquet}
