"""What each place sees of the demand: in circles, or past buildings by line of sight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.sparse import csr_array, vstack

from geo import Obstacles, RdPoints, Sight, visible_areas
from geo.sight import FARTHEST, LEAST
from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.planning import within_reach
from ivbgeo.scenario.words import cameras as counted
from ivbgeo.scenario.words import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.sight import VisibleAreas
    from ivbgeo.scenario.ground import Ground

__all__ = ["BESIDE", "Views", "in_circles", "past_buildings"]

BESIDE = 10.0
"""Metres behind a wall in view that count as seen, for addresses lie in buildings."""

_CHUNK = 400  # places that are looked from between two looks at an interruption
_CIRCLE = 90  # corners for each quarter of a circle


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """What sites see: the spots, then the cameras that stay.

    Parameters
    ----------
    cover
        Shape (sites, demand): what each sees.
    areas
        Object array (sites,): the ground that each sees, EPSG:28992.
    bare
        Shape (sites,): around which the file of buildings knows of none; nowhere without a file.
    front
        Shape (sites,): metres of private front in view; NaN where ``bare``, None without a file.
    sights
        How each looks past buildings; empty without a file.
    """

    cover: csr_array[Any, Any]
    areas: NDArray[np.object_]
    bare: NDArray[np.bool_]
    front: NDArray[np.float64] | None = None
    sights: tuple[Sight, ...] = ()


def in_circles(ground: Ground, radius: float) -> Views:
    """Tell what is seen where nothing stands in the way, up to a radius in metres."""
    spots, cameras, demand = ground.spots, ground.cameras, ground.demand
    places = np.concatenate([spots.places, cameras.places])
    cover = within_reach(places, demand.places, radius)
    areas = np.asarray(shapely.buffer(shapely.points(places), radius, quad_segs=_CIRCLE))
    looking = [at for at, sight in enumerate(cameras.sights) if sight is not None]
    if looking:
        sights = [sight for sight in cameras.sights if sight is not None]
        own, seen = _views(sights, Obstacles(), demand.places, 0.0)
        at = len(spots) + np.array(looking)
        areas[at] = seen.areas
        cover = _with_rows(cover, at, own)
    return Views(cover, areas, np.zeros(len(areas), dtype=np.bool_))


def past_buildings(
    ground: Ground,
    radius: float,
    notes: list[str],
    tell: Callable[[str, int, int], None] | None,
) -> tuple[Ground, Views]:
    """Tell what is seen past buildings, up to a radius in metres; and give the ground that is left.

    Raises
    ------
    DataError
        If nobody sees so far, or spots are inside a building and may not be left out, or all are.
    """
    assert ground.obstacles is not None  # noqa: S101 - where there are buildings
    if not LEAST <= radius <= FARTHEST:
        raise DataError(
            "scenario.far", value=number(radius), low=number(LEAST), most=number(FARTHEST)
        )
    spots, cameras = ground.spots, ground.cameras
    around = [Sight(x, y, 0, 360, radius) for x, y in spots.places.tolist()]
    there = [
        sight or Sight(x, y, 0, 360, radius)
        for (x, y), sight in zip(cameras.places.tolist(), cameras.sights, strict=True)
    ]
    sights = [*around, *there]
    parts = []
    for start in range(0, len(sights), _CHUNK):
        if tell is not None:
            tell("Zichtlijnen berekenen", start, len(sights))
        part = sights[start : start + _CHUNK]
        own, seen = _views(part, ground.obstacles, ground.demand.places, BESIDE)
        parts.append((own, seen.areas, seen.frontage(ground.private), seen.inside))
    covers, areas, walls, inside = zip(*parts, strict=True)
    is_inside = np.concatenate(inside)
    names = [*spots.ids, *cameras.names]
    if is_inside.any() and not ground.leave_out:
        raise DataError(
            "plan.inside", value=number(int(is_inside.sum())), file=ground.buildings,
            first=names[int(np.flatnonzero(is_inside)[0])],
        )  # fmt: skip
    mine = is_inside[: len(spots)]
    if mine.any():
        notes.append(f"In een gebouw, en dus weggelaten: {places(int(mine.sum()))}.")
    blind = np.flatnonzero(is_inside[len(spots) :])
    if len(blind):
        notes.append(
            f"Volgens het bestand in een gebouw: {counted(len(blind))} van nu, zoals "
            f"‘{cameras.names[int(blind[0])]}’. Wat die ziet, is dan niet te berekenen en telt als "
            "niets. Verbeter de plek in het register."
        )
    kept = np.concatenate([~mine, np.ones(len(cameras), dtype=np.bool_)])
    left = replace(
        ground,
        spots=spots.some(~mine),
        barred=None if ground.barred is None else ground.barred[~mine],
    )
    if not len(left.spots):
        raise DataError("scenario.all_inside", file=ground.buildings)
    at = np.flatnonzero(kept)
    bare = _bare(sights, ground.obstacles)
    front = np.where(bare, np.nan, np.concatenate(walls))
    return left, Views(
        csr_array(vstack(covers, format="csr"))[at],
        np.concatenate(areas)[at],
        bare[at],
        front[at],
        tuple(sights[each] for each in at),
    )


def _bare(sights: list[Sight], obstacles: Obstacles) -> NDArray[np.bool_]:
    """Tell around which no building is known within reach."""
    at = shapely.points([(sight.x, sight.y) for sight in sights])
    reach = np.array([sight.reach for sight in sights])
    bare = np.ones(len(sights), dtype=np.bool_)
    bare[obstacles.tree.query(at, predicate="dwithin", distance=reach)[0]] = False
    return bare


def _views(
    sights: list[Sight], obstacles: Obstacles, demand: NDArray[np.float64], beside: float
) -> tuple[csr_array[Any, Any], VisibleAreas]:
    """Tell what each sees of the demand."""
    seen = visible_areas(sights, obstacles)
    site, point = seen.covers(RdPoints(*demand.T), beside)
    shape = (len(sights), len(demand))
    return csr_array((np.ones(len(site), dtype=np.bool_), (site, point)), shape=shape), seen


def _with_rows(
    cover: csr_array[Any, Any], at: NDArray[np.intp], rows: csr_array[Any, Any]
) -> csr_array[Any, Any]:
    """Put other rows in the place of some."""
    whole = vstack([cover, rows], format="csr")
    order = np.arange(cover.shape[0])
    order[at] = cover.shape[0] + np.arange(len(at))
    return csr_array(whole)[order]
