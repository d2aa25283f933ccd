"""From a scenario to what it is worked out on: out of the store, the register and kept files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import Level
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, NotAllowedError
from ivbgeo.municipality import municipality_of
from ivbgeo.places import is_known
from ivbgeo.plannerfiles import FileKind, areas_of, find_by_hash, obstacles_of, spots_of
from ivbgeo.register import cameras, designations
from ivbgeo.scenario.demand import demand_of_incidents, demand_of_spots
from ivbgeo.scenario.grid import grid_in
from ivbgeo.scenario.ground import Cameras, Ground, Source
from ivbgeo.scenario.kinds import remark
from ivbgeo.scenario.question import DemandFrom
from ivbgeo.scenario.spreading import demand_of_counts
from ivbgeo.scenario.words import cameras as counted
from ivbgeo.scenario.words import places as spots_counted
from ivbgeo.seeing import Look
from ivbgeo.sources.spots import Spots

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo import Sight
    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.plannerfiles import PlannerFile
    from ivbgeo.scenario.demand import Demand
    from ivbgeo.scenario.question import Scenario
    from ivbgeo.viewer import Viewer

__all__ = ["MOST_PLACES", "gather", "must_plan"]

MOST_PLACES = 20_000


def must_plan(viewer: Viewer) -> None:
    """Let only those pass who may see where cameras are.

    Raises
    ------
    NotAllowedError
        If this viewer may not.
    """
    if not viewer.may_see_points:
        raise NotAllowedError("scenario.not_allowed", role=viewer.role)


def gather(
    edition: Edition,
    viewer: Viewer,
    asked: Scenario,
    today: date,
    spots: Spots | None = None,
) -> Ground:
    """Read all that a scenario needs.

    Parameters
    ----------
    today
        The cameras of the register that are valid on this day are there.
    spots
        In place of those that the scenario asks, wherever they are.

    Raises
    ------
    NotAllowedError
        If the viewer may not see where cameras are.
    DataError
        If something that it names is not there, or nothing is left of it.
    """
    must_plan(viewer)
    return _Gathering(edition, viewer, asked).ground(today, spots)


class _Gathering:
    """One scenario on its way to what it is worked out on."""

    def __init__(self, edition: Edition, viewer: Viewer, asked: Scenario) -> None:
        self.edition, self.viewer, self.asked = edition, viewer, asked
        self.notes: list[str] = []
        self.sources: list[Source] = []
        self.city = _city(edition)
        self.designated: BaseGeometry | None = None

    def ground(self, today: date, given: Spots | None) -> Ground:
        asked = self.asked
        file = self._file("buildings", FileKind.BUILDINGS)
        obstacles = private = None
        polygons = None
        if file is not None:
            obstacles = obstacles_of(self.edition, self.viewer, file)
            areas = areas_of(self.edition, self.viewer, file)
            polygons = areas.polygons
            if areas.private is not None:
                # Where it is not said, a building is taken to be a home.
                private = areas.private != 0
        spots = self._public(self._spots()) if given is None else given
        barred = self._barred(spots.places)
        demand = self._demand(polygons)
        self.notes += demand.notes
        said = remark(self.edition, self._kinds())
        self.sources += [
            Source(one.citation, one.sha256, one.retrieved.isoformat()) for one in demand.provenance
        ]
        return Ground(
            spots,
            demand,
            self._cameras(today) if asked.existing else Cameras(),
            obstacles,
            private,
            "" if file is None else file.name,
            barred,
            self.city.area,
            designated=self.designated,
            # Of a grid nobody chose the places.
            leave_out=asked.leave_out or not asked.candidates or given is not None,
            notes=tuple(self.notes),
            cautions=(*([said] if said else []), *demand.cautions),
            sources=tuple(self.sources),
        )

    def _kinds(self) -> tuple[str, ...]:
        if self.asked.demand is DemandFrom.FILE:
            return ()
        return tuple(code for code, _ in self.asked.kinds)

    def _file(self, field: str, kind: FileKind) -> PlannerFile | None:
        """Find a kept file that the scenario names; None where it names none."""
        sha256 = self.asked.files.get(field)
        if sha256 is None:
            return None
        file = find_by_hash(self.edition, self.viewer, kind, sha256)
        if file is None:
            raise DataError("scenario.file_gone", kind=kind.words.lower())
        self.sources.append(Source(file.name, file.sha256))
        return file

    def _spots(self) -> Spots:
        file = self._file("candidates", FileKind.CANDIDATES)
        if file is None:
            return self._grid()
        spots = spots_of(self.edition, self.viewer, file)
        return self._left(
            spots, _within(spots.places, self.city), "scenario.outside", "Buiten de gemeente"
        )

    def _public(self, spots: Spots) -> Spots:
        """Leave out what is no public ground, where the scenario says what is."""
        file = self._file("public", FileKind.PUBLIC)
        if file is None:
            return spots
        areas = areas_of(self.edition, self.viewer, file)
        inside = _touching(spots.places, areas.polygons)
        return self._left(spots, inside, "scenario.not_public", "Buiten de openbare ruimte")

    def _left(self, spots: Spots, kept: NDArray[np.bool_], rule: str, where: str) -> Spots:
        """Leave out spots, or refuse them: somebody chose those of a file."""
        away = int((~kept).sum())
        if away:
            if self.asked.candidates and not self.asked.leave_out:
                first = spots.ids[int(np.flatnonzero(~kept)[0])]
                raise DataError(rule, value=number(away), first=first)
            self.notes.append(f"{where}, en dus weggelaten: {spots_counted(away)}.")
            spots = spots.some(kept)
        if not len(spots):
            raise DataError("plan.no_candidates")
        return spots

    def _grid(self) -> Spots:
        asked = self.asked
        shapes: list[BaseGeometry] = []
        if asked.designations:
            self.designated = shapely.union_all([self._border(key) for key in asked.designations])
            shapes.append(self.designated)
        for area in asked.areas:
            if not is_known(self.edition, area):
                raise DataError("scenario.area_gone", value=area)
            shapes.append(self.edition.division(area.division).area(area.code).polygon)
        ground = shapely.union_all(shapes) if shapes else self.city
        most = ground.area / asked.spacing**2
        if most > MOST_PLACES:
            fits = np.ceil(np.sqrt(ground.area / MOST_PLACES) / 5) * 5
            raise DataError(
                "scenario.fine_grid", value=number(most, 0), most=number(MOST_PLACES),
                spacing=number(asked.spacing), fits=number(float(fits)),
            )  # fmt: skip
        places = grid_in(ground, asked.spacing)
        if not len(places):
            raise DataError("scenario.coarse_grid", spacing=number(asked.spacing))
        self.notes.append(
            f"De plekken zijn een raster: elke {number(asked.spacing)} meter een. Of er echt een "
            "camera kan hangen, moet u ter plaatse bekijken."
        )
        names = tuple(f"x {x:.0f}, y {y:.0f}" for x, y in places.tolist())
        return Spots(names, places, {}, local=False)

    def _border(self, key: str) -> BaseGeometry:
        for one in designations(self.edition, self.viewer):
            if one.key == key:
                if one.designation.border is None:
                    raise DataError("scenario.no_border", value=one.designation.name)
                return one.designation.border
        raise DataError("scenario.area_gone", value=key)

    def _barred(self, places: NDArray[np.float64]) -> NDArray[np.bool_] | None:
        file = self._file("forbidden", FileKind.FORBIDDEN)
        if file is None:
            return None
        zones = areas_of(self.edition, self.viewer, file)
        barred = _touching(places, zones.polygons)
        self.notes.append(
            f"In een verboden gebied van ‘{file.name}’, waar geen camera mag komen: "
            f"{spots_counted(int(barred.sum()))}."
        )
        return barred

    def _demand(self, buildings: NDArray[np.object_] | None) -> Demand:
        if self.asked.demand is DemandFrom.INCIDENTS:
            return demand_of_incidents(self.edition, self.viewer, self.asked)
        if self.asked.demand is DemandFrom.AREAS:
            return demand_of_counts(self.edition, self.viewer, self.asked, buildings)
        file = self._file("demand_file", FileKind.DEMAND)
        assert file is not None  # noqa: S101 - a scenario of a file names one
        return demand_of_spots(spots_of(self.edition, self.viewer, file))

    def _cameras(self, today: date) -> Cameras:
        there = [
            one.camera
            for one in cameras(self.edition, self.viewer)
            if not one.withdrawn and one.camera.is_valid_on(today)
        ]
        placed = [one for one in there if one.x is not None]
        blind = len(there) - len(placed)
        if blind:
            self.notes.append(
                f"Van {counted(blind)} in het register is de plek niet bekend. Die telt niet mee."
            )
        unknown = sum(not one.has_view for one in placed)
        if unknown:
            self.notes.append(
                f"Van {counted(unknown)} in het register is niet bekend welke kant op, hoe breed "
                f"of hoe ver. Dat telt als rondom, tot {number(self.asked.radius)} meter."
            )
        return Cameras(
            tuple(one.name for one in placed),
            np.array([[one.x, one.y] for one in placed], dtype=np.float64).reshape(-1, 2),
            tuple(map(_sight, placed)),
        )


def _sight(camera: Camera) -> Sight | None:
    """Give how a camera looks; None where that is not known."""
    return Look.of(camera).sight if camera.has_view else None


def _city(edition: Edition) -> BaseGeometry:
    """Give the ground of the gemeente, EPSG:28992."""
    gemeente = municipality_of(edition)
    if gemeente is not None:
        return edition.division(gemeente.id.division).area(gemeente.id.code).polygon
    levels = [level for level in (Level.WIJK, Level.BUURT) if edition.division_ids(level)]
    if not levels:
        raise DataError("check.empty")
    return shapely.union_all(edition.division(edition.division_id(levels[0])).polygons)


def _within(places: NDArray[np.float64], ground: BaseGeometry) -> NDArray[np.bool_]:
    shapely.prepare(ground)
    return np.asarray(shapely.intersects_xy(ground, places[:, 0], places[:, 1]))


def _touching(places: NDArray[np.float64], areas: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which places lie in any of some areas, or on its border; shape (n,)."""
    inside = np.zeros(len(places), dtype=np.bool_)
    tree = shapely.STRtree(shapely.points(places))
    inside[tree.query(areas, predicate="intersects")[1]] = True
    return inside
