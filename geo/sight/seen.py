"""What lies in a visible area: public ground, walls of homes, places that ask for care."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.errors import SightError
from geo.sight.obstacles import mended

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.sight.visible import VisibleArea

__all__ = ["Seen", "SeenPlace", "seen_in"]


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """A place of which something is seen.

    Parameters
    ----------
    name
        What it is called.
    area
        How much of it is seen, m².
    share
        The same as a part of all of it, above 0 and at most 1.
    """

    name: str
    area: float
    share: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies in a visible area; None where it was not told, which is not 0.

    Parameters
    ----------
    area
        Ground seen, m².
    public, not_public
        How much of it is public, and how much is not, m².
    frontage
        Walls of all obstacles that are seen, metres.
    private_frontage
        Walls of those that are private, metres.
    places
        The sensitive places of which anything is seen, most first.
    """

    area: float
    public: float | None
    not_public: float | None
    frontage: float
    private_frontage: float | None
    places: tuple[SeenPlace, ...] | None


def seen_in(
    visible: VisibleArea,
    *,
    public: Sequence[BaseGeometry] | NDArray[np.object_] | None = None,
    private: NDArray[np.bool_] | None = None,
    places: Mapping[str, BaseGeometry] | None = None,
) -> Seen:
    """Tell what lies in a visible area.

    Parameters
    ----------
    visible
        What is seen.
    public
        Polygons of public ground, EPSG:28992; where they overlap, ground counts once.
    private
        Boolean array, a value for each obstacle: whether its walls are private.
    places
        Polygons of sensitive places by name. A wall around one hides it as any other would.

    Raises
    ------
    SightError
        If what is given is no polygon, or ``private`` doesn't go with the obstacles.
    InvalidDivisionError
        If it is not in RD New.
    """
    area = float(shapely.area(visible.area))
    open_ground = None if public is None else _common(visible.area, public)
    if private is not None and visible.wall_of.size and visible.wall_of.max() >= private.size:
        raise SightError(
            "geo.sight.private",
            f"It is told of {private.size} obstacles whether they are private, but number "
            f"{visible.wall_of.max() + 1} is seen.",
            value=int(private.size),
            number=int(visible.wall_of.max()) + 1,
        )
    return Seen(
        area,
        open_ground,
        None if open_ground is None else max(area - open_ground, 0.0),
        visible.frontage(),
        None if private is None else visible.frontage(private),
        None if places is None else _places(visible.area, places),
    )


def _common(area: BaseGeometry, polygons: Sequence[BaseGeometry] | NDArray[np.object_]) -> float:
    """Give how much of an area polygons cover together, m²."""
    valid, _ = mended(polygons)
    near = valid[shapely.STRtree(valid).query(area, predicate="intersects")]
    return float(shapely.area(shapely.union_all(shapely.intersection(near, area))))


def _places(area: BaseGeometry, places: Mapping[str, BaseGeometry]) -> tuple[SeenPlace, ...]:
    valid, _ = mended(list(places.values()))
    part = shapely.area(shapely.intersection(valid, area))
    found = [
        SeenPlace(name, float(some), min(float(some / shapely.area(whole)), 1.0))
        for name, whole, some in zip(places, valid, part, strict=True)
        if some > 0
    ]
    return tuple(sorted(found, key=lambda place: (-place.area, place.name)))
