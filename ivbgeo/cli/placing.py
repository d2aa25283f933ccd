"""``ivbgeo locate``."""

from __future__ import annotations

from pathlib import Path

from geo import Level
from ivbgeo.bulk.areas import Areas
from ivbgeo.bulk.parts import place_by_workers
from ivbgeo.bulk.placing import check_target, place
from ivbgeo.bulk.source import Source
from ivbgeo.cli import output
from ivbgeo.dutch import number
from ivbgeo.errors import UsageError
from ivbgeo.settings import Settings

__all__ = ["open_areas", "open_source", "run_locate"]


def run_locate(
    path: Path,
    out: Path,
    areas_file: Path,
    coordinates: tuple[str | None, str | None, str],
    level: Level | None,
    hands: tuple[int | None, str | None],
) -> None:
    """Write the rows of a file again, each with the code of its area."""
    source = open_source(path, *coordinates)
    check_target(source, path, out)
    areas = open_areas(areas_file, level, source.size)
    with output.advancing(path.name, source.size) as advance:
        if hands == (None, None):
            placed = place(source, areas, path, out, advance)
        else:
            placed = place_by_workers(source, areas, path, out, hands, advance)
    output.say(
        f"De {number(placed.rows)} rijen van {path.name} staan in {out.name}, met de code van hun "
        f"gebied. Zonder gebied: {number(placed.unplaced)}."
    )


def open_areas(path: Path, level: Level | None, points: int) -> Areas:
    """Read areas, and make ready to place about so many points in them."""
    with output.working(f"{path.name} lezen"):
        areas = Areas.open(path, level, Settings.load().cache_dir)
    with output.working("Het plaatsen voorbereiden (de eerste keer duurt dat even)"):
        areas.locator.prepare(points)
    return areas


def open_source(path: Path, x: str | None, y: str | None, crs: str) -> Source:
    """Open files of points by what is said of their coordinates.

    Raises
    ------
    DataError, UsageError
        If the system is unknown, or as ``Source.open`` says.
    """
    digits = crs.upper().removeprefix("EPSG:")
    if not digits.isdecimal():
        raise UsageError("import.crs", value=crs)
    return Source.open(path, x, y, int(digits))
