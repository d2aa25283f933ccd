"""Heterdaad: which groups to inform of what happens at a place, and where there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import AreaId, Level, WgsPoints, to_rd
from geo.crs import NETHERLANDS_BOUNDS
from ivbgeo.dutch import number
from ivbgeo.errors import UsageError
from ivbgeo.municipality import municipality_of
from ivbgeo.prevention.coverage import ground_of, groups_on, unbordered_in
from ivbgeo.prevention.dwellings import Basis, Dwellings, dwellings_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry import Point, Polygon
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.coverage import Groups
    from ivbgeo.prevention.prevention import PreventionVersion
    from ivbgeo.question import Per
    from ivbgeo.viewer import Viewer

__all__ = ["RADII", "Gap", "Heterdaad", "NearGroup", "by_distance", "groups_near"]

RADII = (50.0, 5_000.0)
"""The smallest and the largest radius that can be asked, in metres."""

_SEGMENTS = 64  # of a quarter of the circle: less than 0.01% of its surface is lost
_HECTARE = 10_000.0
# What is left along borders that were drawn by hand is no gap, m²; in all buurten together.
_SLIVER, _ROUNDING = 100.0, 1.0


@dataclass(frozen=True, slots=True)
class NearGroup:
    """A group and how near it is.

    ``metres``: from the place to its border, 0 where the place lies in it. ``share``: which part of
    the circle it covers, 0 to 1.
    """

    version: PreventionVersion
    metres: float
    share: float


@dataclass(frozen=True, slots=True)
class Gap:
    """The part of a circle in one buurt that no group with a known border covers.

    Parameters
    ----------
    area, name
        The buurt.
    hectares
        How large it is.
    share
        Which part of the whole circle it is, 0 to 1.
    dwellings
        About how many stand there, an estimate; None where that is not known.
    basis
        What ``dwellings`` goes by.
    unbordered
        How many groups are in that buurt of which the border is not known: they may cover it.
    """

    area: AreaId
    name: str
    hectares: float
    share: float
    dwellings: float | None
    basis: Basis
    unbordered: int


@dataclass(frozen=True, slots=True, eq=False)
class Heterdaad:
    """Which groups to inform of what happens at a place.

    Parameters
    ----------
    point, circle
        The place, and all within the radius, EPSG:28992.
    radius
        Metres.
    on
        The day of which the groups are.
    buurt, name
        Where the place lies; None and empty where that is outside the gemeente.
    groups
        Those whose border touches the circle, in the order in which to inform them: nearest first,
        then who covers most of the circle, then by name.
    placed
        Those without a border, of a buurt or wijk that the circle touches: they may be near.
    nowhere
        Those of which it is not known where they are.
    beyond
        The nearest of those that do not touch the circle, where none does; else None.
    gaps
        What no group covers, by buurt, the largest first. What is left along borders that were
        drawn by hand is none.
    uncovered
        All gaps as one shape, EPSG:28992; empty where there are none.
    outside
        Which part of the circle lies outside the gemeente, 0 to 1: nothing is known of it.
    per, year, file
        What the dwellings of gaps are, and of when; the file of buildings they go by.
    slivers
        Which part of the circle no group covers either, and is in no gap, 0 to 1.
    groups_there
        How many groups hold in the whole gemeente on that day.
    """

    point: Point
    circle: Polygon
    radius: float
    on: date
    buurt: AreaId | None
    name: str
    groups: tuple[NearGroup, ...]
    placed: tuple[PreventionVersion, ...]
    nowhere: tuple[PreventionVersion, ...]
    beyond: NearGroup | None
    gaps: tuple[Gap, ...]
    uncovered: BaseGeometry
    outside: float
    per: Per
    year: int | None
    slivers: float
    groups_there: int
    file: str = field(default="")

    @property
    def uncovered_share(self) -> float:
        """Which part of the circle no group covers, 0 to 1, leaving out what lies outside."""
        return float(sum(one.share for one in self.gaps))


def groups_near(
    edition: Edition,
    viewer: Viewer,
    *,
    lon: float,
    lat: float,
    radius: float,
    on: date | None = None,
) -> Heterdaad:
    """Tell which groups to inform of what happens at a place, and where there is none.

    Parameters
    ----------
    lon, lat
        The place, WGS84 (EPSG:4326), degrees.
    radius
        Metres, within ``RADII``.
    on
        Of which day; None: today.

    Raises
    ------
    NotAllowedError
        If the viewer does not see all groups.
    UsageError
        If the radius is out of range, or nothing within it lies in the gemeente.
    """
    day = on or date.today()  # noqa: DTZ011 - the user's own day
    groups = groups_on(edition, viewer, day)
    if not (isfinite(radius) and RADII[0] <= radius <= RADII[1]):
        value = number(radius) if isfinite(radius) else radius
        raise UsageError(
            "heterdaad.radius", value=value, least=number(RADII[0]), most=number(RADII[1])
        )
    point = _in_rd(lon, lat)
    circle = point.buffer(radius, quad_segs=_SEGMENTS)
    living = dwellings_in(edition, viewer, edition.division_id(Level.BUURT), day.year)
    buurten = living.division
    near = np.flatnonzero(shapely.intersects(buurten.polygons, circle))
    if not near.size:
        known = municipality_of(edition)
        away = float(shapely.distance(buurten.polygons, point).min())
        raise UsageError(
            "heterdaad.outside",
            gemeente=known.name if known else "de gemeente",
            metres=number(round(away)),
        )
    position = int(buurten.locator().locate(np.array([point.x]), np.array([point.y]))[0])
    touching, rest = by_distance(point, circle, radius, groups.bordered)
    placed = tuple(
        one for one in groups.placed if shapely.intersects(ground_of(edition, one), circle)
    )
    gaps, uncovered, slivers = _gaps(edition, living, circle, groups, touching)
    within = shapely.union_all(shapely.intersection(buurten.polygons[near], circle))
    return Heterdaad(
        point=point,
        circle=circle,
        radius=radius,
        on=day,
        buurt=None
        if position < 0
        else AreaId(buurten.codes[position], buurten.year, buurten.level),
        name="" if position < 0 else buurten.names[position],
        groups=touching,
        placed=placed,
        nowhere=groups.nowhere,
        beyond=rest[0] if rest and not touching else None,
        gaps=gaps,
        uncovered=uncovered,
        outside=min(1.0, max(0.0, 1 - within.area / circle.area)),
        per=living.per,
        year=living.year,
        slivers=slivers,
        groups_there=len(groups),
        file=living.file,
    )


def by_distance(
    point: Point, circle: Polygon, radius: float, groups: Iterable[PreventionVersion]
) -> tuple[tuple[NearGroup, ...], tuple[NearGroup, ...]]:
    """Put groups with a border in the order in which to inform them.

    Parameters
    ----------
    point, circle
        The place, and all within the radius, EPSG:28992.
    radius
        Metres.

    Returns
    -------
    touching, rest
        Those whose border touches the circle, and the others; each nearest first, then who covers
        most of the circle, then by name.
    """
    found = [
        NearGroup(
            one,
            float(shapely.distance(one.prevention.border, point)),
            min(1.0, float(shapely.intersection(one.prevention.border, circle).area) / circle.area),
        )
        for one in groups
    ]
    found.sort(
        key=lambda one: (
            one.metres,
            -one.share,
            one.version.prevention.name.casefold(),
            one.version.key,
        )
    )
    return (
        tuple(one for one in found if one.metres <= radius),
        tuple(one for one in found if one.metres > radius),
    )


def _gaps(
    edition: Edition,
    living: Dwellings,
    circle: Polygon,
    groups: Groups,
    touching: Sequence[NearGroup],
) -> tuple[tuple[Gap, ...], BaseGeometry, float]:
    """Give what of a circle no group covers by buurt, as one shape, and what is left beside it."""
    here = living.division
    covered = shapely.union_all([one.version.prevention.border for one in touching])
    bare = shapely.difference(circle, covered)
    parts = shapely.intersection(here.polygons, bare)
    size = shapely.area(parts)
    dwellings = living.share_in(bare) * living.dwellings
    by_homes, unbordered = living.by_homes, unbordered_in(edition, here, groups)
    found = []
    # Of many buurten together what is left may be much, and then each of them is a gap.
    least = _SLIVER if size[size < _SLIVER].sum() < _SLIVER else _ROUNDING
    for i in np.flatnonzero(size >= least).tolist():
        count = float(dwellings[i])
        # Where nobody lives are no dwellings, also where that is known of the inhabitants alone.
        known = 0.0 if living.is_empty[i] else (None if np.isnan(count) else count)
        found.append(
            (
                Gap(
                    AreaId(here.codes[i], here.year, here.level),
                    here.names[i],
                    float(size[i]) / _HECTARE,
                    float(size[i]) / circle.area,
                    known,
                    Basis.WONINGEN if by_homes[i] else Basis.OPPERVLAKTE,
                    int(unbordered[i]),
                ),
                parts[i],
            )
        )
    found.sort(key=lambda one: (-one[0].share, one[0].area.code))
    left = float(size[size < least].sum()) / circle.area
    return tuple(gap for gap, _ in found), shapely.union_all([part for _, part in found]), left


def _in_rd(lon: float, lat: float) -> Point:
    west, south, east, north = NETHERLANDS_BOUNDS
    if not (west <= lon <= east and south <= lat <= north):
        swapped = west <= lat <= east and south <= lon <= north
        rule = "heterdaad.swapped" if swapped else "heterdaad.elsewhere"
        raise UsageError(rule, lon=f"{lon:g}", lat=f"{lat:g}")
    there = to_rd(WgsPoints([lon], [lat]))
    return shapely.Point(float(there.x[0]), float(there.y[0]))
