"""Where is compared: the zone of the cameras, the zone around it, and what may be a control."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import Neighbours
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, UnknownAreaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo import Division
    from ivbgeo.atlas import Edition
    from ivbgeo.workedout.place import Place

__all__ = ["RING", "RING_BOUNDS", "Layout", "lay_out"]

RING = 200.0
"""Metres around the zone of the cameras, if nobody says otherwise."""
RING_BOUNDS = (20.0, 2_000.0)

_OVERLAP = 1.0  # m²; less is rounding of borders
_LARGE_PART = 0.1  # of the zone of the cameras: an area with less of it is not counted as the zone
_MOSTLY = 0.5  # of an area: more of it in the zone, and it belongs to it


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The zones, and which areas of a division are outside both.

    Parameters
    ----------
    division
        The areas that a control zone is made of.
    response, buffer
        EPSG:28992, metres; ``buffer`` None: none was asked.
    inside, around
        Positions of the areas that make up each, where they are whole areas.
    free
        Shape (n,): areas that have no ground in either zone, nor in another place with cameras.
    elsewhere
        Shape (n,): areas with ground in another place with cameras.
    """

    division: Division
    response: BaseGeometry
    buffer: BaseGeometry | None
    inside: tuple[int, ...]
    around: tuple[int, ...]
    free: NDArray[np.bool_] = field(repr=False)
    elsewhere: NDArray[np.bool_] = field(repr=False)

    def positions(self, codes: Sequence[str]) -> tuple[int, ...]:
        """Give where areas are that somebody chose as a control zone.

        Raises
        ------
        UnknownAreaError
            If the division has no such code.
        DataError
            If one has ground in the zone of the cameras or around it.
        """
        for code in codes:
            if code not in self.division.codes:
                raise UnknownAreaError("evaluate.area", value=code, division=self.division.id)
        found = tuple(sorted({self.division.codes.index(code) for code in codes}))
        names = [self.division.names[at] for at in found if self._touches(at)]
        if names:
            raise DataError("evaluate.overlap", names=", ".join(names))
        return found

    def _touches(self, at: int) -> bool:
        if self.inside and at in (*self.inside, *self.around):
            return True
        zones = [zone for zone in (self.response, self.buffer) if zone is not None]
        return any(_shared(self.division.polygons[[at]], zone)[0] > _OVERLAP for zone in zones)


def lay_out(
    edition: Edition,
    division: Division,
    place: Place,
    ring: float | None,
    others: Sequence[BaseGeometry],
    *,
    whole: bool,
) -> Layout:
    """Draw the zones.

    Parameters
    ----------
    ring
        Metres around the zone of the cameras; 0: no zone around it; None: the areas around it.
    others
        Other places with cameras, EPSG:28992.
    whole
        Take whole areas, for their counts are all that is known; then the zone around it is the
        areas around it, whatever was asked.

    Raises
    ------
    DataError
        If nothing of the place lies in the division, or the ring can't be.
    """
    low, high = RING_BOUNDS
    if ring and not low <= ring <= high:
        raise DataError("evaluate.ring", value=number(ring), low=number(low), most=number(high))
    polygons = division.polygons
    shared = _shared(polygons, place.polygon)
    if not (shared > _OVERLAP).any():
        raise DataError("evaluate.outside", name=place.name)
    touched = _whole_areas(division, place, shared) if whole or place.areas else ()
    response = (
        shapely.union_all(polygons[list(touched)])
        if touched
        else shapely.union_all(shapely.intersection(polygons[shared > _OVERLAP], place.polygon))
    )
    held = touched or tuple(np.flatnonzero(shared > _OVERLAP).tolist())
    near = _neighbours(edition, division, held)
    buffer: BaseGeometry | None = None
    around: tuple[int, ...] = ()
    if ring is None or (whole and ring):
        around = near if touched else ()
        # Of an area that the zone has a part of, the rest lies around it.
        ground = polygons[list(near if touched else (*held, *near))]
        buffer = shapely.difference(shapely.union_all(ground), response)
    elif ring:
        city = edition.once(("ground", division.id), lambda: shapely.union_all(polygons))
        buffer = shapely.intersection(shapely.difference(response.buffer(ring), response), city)
    taken = np.zeros(len(polygons)) if touched else shared.copy()
    if buffer is not None and not around:
        taken += _shared(polygons, buffer)
    taken[[*touched, *around]] = np.inf
    elsewhere = np.zeros(len(polygons), dtype=bool)
    for other in others:
        elsewhere |= _shared(polygons, other) > _OVERLAP
    free = (taken <= _OVERLAP) & ~elsewhere
    return Layout(division, response, buffer, touched, around, free, elsewhere)


def _shared(polygons: NDArray[np.object_], zone: BaseGeometry) -> NDArray[np.float64]:
    """Give how much ground of each polygon lies in a zone, m²."""
    shapely.prepare(zone)
    near = shapely.intersects(zone, polygons)
    found = np.zeros(len(polygons))
    found[near] = shapely.area(shapely.intersection(polygons[near], zone))
    return found


def _whole_areas(division: Division, place: Place, shared: NDArray[np.float64]) -> tuple[int, ...]:
    if place.areas:
        return tuple(division.codes.index(code) for code in place.areas)
    large = (shared >= _LARGE_PART * shared.sum()) | (
        shared >= _MOSTLY * shapely.area(division.polygons)
    )
    return tuple(np.flatnonzero(large).tolist())


def _neighbours(edition: Edition, division: Division, of: Sequence[int]) -> tuple[int, ...]:
    found = edition.once(("neighbours", division.id), lambda: Neighbours.of(division))
    touching = found.other[np.isin(found.one, of)]
    return tuple(np.setdiff1d(touching, of).tolist())
