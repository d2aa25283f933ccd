"""What a plan is worked out on where it comes from files of one's own: no store is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import Obstacles
from ivbgeo.bulk.areas import Areas
from ivbgeo.cli import output
from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.plannerfiles import FileKind, KeptAreas, read_kept
from ivbgeo.scenario.demand import demand_of_spots
from ivbgeo.scenario.ground import Cameras, Ground, Source
from ivbgeo.scenario.words import places
from ivbgeo.settings import Settings
from ivbgeo.sources.opening import digest
from ivbgeo.sources.spots import read_spots

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from ivbgeo.sources.spots import Spots

__all__ = ["Files", "ground_of"]


@dataclass(frozen=True, slots=True)
class Files:
    """What is read and written."""

    candidates: Path | None
    demand: Path | None
    existing: Path | None
    obstacles: Path | None
    public: Path | None
    forbidden: Path | None
    areas: Path | None
    out: Path

    @property
    def read(self) -> list[Path]:
        """All that the answer comes from."""
        given = (self.candidates, self.demand, self.existing, self.obstacles, self.forbidden)
        return [each for each in given if each is not None]


def ground_of(files: Files, *, leave_out: bool, budgeted: bool) -> Ground:
    """Read the files; places on a grid of their own go too, if all are.

    Raises
    ------
    DataError
        If one can't be read, or they don't go together.
    """
    assert files.candidates is not None  # noqa: S101 - the command sees to it
    assert files.demand is not None  # noqa: S101 - as above
    spots = read_spots(files.candidates, named=True)
    wanted = read_spots(files.demand, named=False)
    there = None if files.existing is None else read_spots(files.existing, named=False)
    _check_systems(files, [each for each in (spots, wanted, there) if each is not None])
    notes: list[str] = []
    if files.areas is not None:
        spots = _within(spots, files.candidates, files.areas, notes, leave_out=leave_out)
    if budgeted and len(spots) and "yearly_cost" not in spots.numbers:
        raise DataError("plan.no_costs", file=files.candidates.name)
    buildings = _areas(files.obstacles, FileKind.BUILDINGS)
    return Ground(
        spots,
        demand_of_spots(wanted),
        Cameras() if there is None else _cameras(there, files.existing),
        None if buildings is None else Obstacles(buildings.polygons),
        None if buildings is None or buildings.private is None else buildings.private != 0,
        "" if files.obstacles is None else files.obstacles.name,
        _barred(spots, files.forbidden),
        leave_out=leave_out,
        notes=tuple(notes),
        sources=tuple(Source(each.name, digest(each)) for each in files.read),
    )


def _areas(path: Path | None, kind: FileKind) -> KeptAreas | None:
    if path is None:
        return None
    found = read_kept(path, kind)
    assert isinstance(found, KeptAreas)  # noqa: S101 - its kind says so
    return found


def _cameras(there: Spots, file: Path | None) -> Cameras:
    name = "" if file is None else file.name
    names = tuple(each or name for each in there.ids)
    return Cameras(names, there.places, (None,) * len(names))


def _barred(spots: Spots, file: Path | None) -> NDArray[np.bool_] | None:
    zones = _areas(file, FileKind.FORBIDDEN)
    if zones is None:
        return None
    barred = np.zeros(len(spots), dtype=np.bool_)
    tree = shapely.STRtree(shapely.points(spots.places))
    barred[tree.query(zones.polygons, predicate="intersects")[1]] = True
    return barred


def _check_systems(files: Files, given: list[Spots]) -> None:
    """Refuse places of different kinds; those on a grid of their own go with nothing else."""
    kinds = {each.local for each in given if len(each)}
    borders = [each for each in (files.obstacles, files.forbidden, files.areas) if each is not None]
    if len(kinds) > 1 or (kinds == {True} and borders):
        names = ", ".join(each.name for each in dict.fromkeys([*files.read, *borders]))
        raise DataError("plan.systems", files=names)
    if kinds == {True}:
        output.say("De coördinaten zijn geen RD. Ze worden gelezen als meters op een eigen raster.")


def _within(spots: Spots, file: Path, areas: Path, notes: list[str], *, leave_out: bool) -> Spots:
    opened = Areas.open(areas, None, Settings.load().cache_dir)
    out = opened.locator.locate(spots.places[:, 0], spots.places[:, 1]) < 0
    if not out.any():
        return spots
    if not leave_out:
        raise DataError(
            "plan.outside", file=file.name, value=number(int(out.sum())), areas=areas.name,
            first=spots.ids[int(np.flatnonzero(out)[0])],
        )  # fmt: skip
    notes.append(f"Buiten {areas.name}, en dus weggelaten: {places(int(out.sum()))}.")
    return spots.some(~out)
