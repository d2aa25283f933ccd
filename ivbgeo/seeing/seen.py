"""What one camera sees, as plain data: how much, how finely, and what of it is not public."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo import Obstacles, visible_area
from geo.sight import Detail, SeenPlace, detail_rings, seen_in
from ivbgeo.plannerfiles.areas import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from geo import VisibleArea
    from ivbgeo.plannerfiles import KeptAreas
    from ivbgeo.seeing.around import Around
    from ivbgeo.seeing.look import Look

__all__ = ["Ring", "Seen", "Use", "see"]

_MOVED = 0.001  # metres: nearer than this an eye is where the camera is


class Use(StrEnum):
    """What a picture is fine enough for, after IEC 62676-4."""

    WAARNEMEN = "waarnemen"
    OBSERVEREN = "observeren"
    HERKENNEN = "herkennen"
    IDENTIFICEREN = "identificeren"

    @property
    def words(self) -> str:
        """Say it in Dutch for who does not know the norm."""
        return _WORDS[self]


_USES = dict(zip(Detail, Use, strict=True))
_WORDS = {
    Use.WAARNEMEN: "iemand waarnemen",
    Use.OBSERVEREN: "zien wat iemand doet",
    Use.HERKENNEN: "een bekende herkennen",
    Use.IDENTIFICEREN: "een onbekende identificeren",
}


@dataclass(frozen=True, slots=True)
class Ring:
    """Where the picture is fine enough for a use.

    Parameters
    ----------
    use
        For what.
    per_metre
        Pixels per metre that it asks for.
    distance
        Up to how far over the ground, metres; 0 where it is nowhere so fine.
    limited
        Whether the reach ends it, and not the pixels.
    area
        The ground, EPSG:28992. What is finer is a part of it.
    """

    use: Use
    per_metre: int
    distance: float
    limited: bool
    area: BaseGeometry = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a camera sees. None is what is not known, which is not 0.

    Parameters
    ----------
    look
        How it looks.
    area
        The ground that it sees, EPSG:28992.
    free
        How much it would see if nothing stood in the way, m².
    buildings
        How many buildings lie within its reach.
    rings
        The coarsest first; none where it is not known how fine the picture is.
    public, not_public
        Of the ground seen, m².
    frontage
        Walls in view, metres; of homes; and of buildings of which it is not said what they are.
    private_frontage, unsaid_frontage
        Of homes, and of buildings of which it is not said whether they are; metres.
    places
        Sensitive places of which anything is seen, most first.
    on_wall
        Whether it hangs on a wall, and is taken to look from just before it.
    files
        What the files of buildings, public space and sensitive places are called.
    outside
        Of the ground seen, m² outside all designated camera areas.
    """

    look: Look
    area: BaseGeometry = field(repr=False)
    free: float
    buildings: int
    rings: tuple[Ring, ...]
    public: float | None
    not_public: float | None
    frontage: float | None
    private_frontage: float | None
    unsaid_frontage: float | None
    places: tuple[SeenPlace, ...] | None
    on_wall: bool
    files: tuple[str, str, str]
    outside: float | None = None

    @property
    def square_metres(self) -> float:
        """How much ground it sees."""
        return float(shapely.area(self.area))

    @property
    def without_buildings(self) -> bool:
        """Whether no building was reckoned with: then all of this is more than it really is."""
        return not self.buildings

    def record(self) -> dict[str, Any]:
        """Give the figures as JSON has them; geometry is left out."""
        return {
            "name": self.look.name,
            "x": self.look.x,
            "y": self.look.y,
            "direction": self.look.direction,
            "angle": self.look.angle,
            "reach": self.look.reach,
            "height": self.look.height,
            "pixels": self.look.pixels,
            "lens": self.look.one_picture,
            "without_buildings": self.without_buildings,
            "buildings_within_reach": self.buildings,
            "square_metres": self.square_metres,
            "square_metres_free": self.free,
            "public": self.public,
            "not_public": self.not_public,
            "outside_designated": self.outside,
            "frontage": self.frontage,
            "private_frontage": self.private_frontage,
            "unsaid_frontage": self.unsaid_frontage,
            "rings": [
                {
                    "use": ring.use.value,
                    "pixels_per_metre": ring.per_metre,
                    "distance": ring.distance,
                    "limited_by_reach": ring.limited,
                    "square_metres": float(shapely.area(ring.area)),
                }
                for ring in self.rings
            ],
            "places": None
            if self.places is None
            else [
                {"name": one.name, "square_metres": one.area, "share": one.share}
                for one in self.places
            ],
            "sources": [name for name in self.files if name],
        }


def see(look: Look, around: Around) -> Seen:
    """Tell what a camera sees among what is known of the ground around it.

    Raises
    ------
    SightError
        If it is inside a building.
    """
    visible = visible_area(look.sight, around.obstacles)
    there = shapely.Point(look.x, look.y)
    near = around.obstacles.tree.query(there, predicate="dwithin", distance=look.reach)
    buildings = int(np.unique(around.obstacles.part_of[near]).size)
    private, unsaid = _frontage(visible, around.buildings)
    found = seen_in(
        visible,
        public=None if around.public is None else _near(around.public, visible.area),
        places=None if around.sensitive is None else _places(around.sensitive, visible.area),
    )
    return Seen(
        look,
        visible.area,
        float(shapely.area(visible_area(look.sight, Obstacles()).area)),
        buildings,
        _rings(visible, look),
        found.public,
        found.not_public,
        # Of no buildings it is not known how much wall there is.
        found.frontage if buildings else None,
        private if buildings else None,
        unsaid if buildings else None,
        found.places,
        bool(shapely.distance(there, visible.eye) > _MOVED),
        around.files,
        _outside(visible.area, around.designated),
    )


def _frontage(
    visible: VisibleArea, buildings: KeptAreas | None
) -> tuple[float | None, float | None]:
    """Give metres of wall of homes, and of buildings of which it isn't said."""
    if buildings is None or buildings.private is None:
        return None, None
    return (
        visible.frontage(buildings.private == PRIVATE["yes"]),
        visible.frontage(buildings.private == PRIVATE["unsaid"]),
    )


def _outside(area: BaseGeometry, designated: BaseGeometry | None) -> float | None:
    return None if designated is None else float(shapely.difference(area, designated).area)


def _near(areas: KeptAreas, shape: BaseGeometry) -> Any:
    return areas.polygons[areas.near(shape)]


def _places(areas: KeptAreas, shape: BaseGeometry) -> Mapping[str, BaseGeometry]:
    return {areas.called(at): areas.polygons[at] for at in areas.near(shape).tolist()}


def _rings(visible: VisibleArea, look: Look) -> tuple[Ring, ...]:
    lens = look.one_picture
    if look.pixels is None or lens is None:
        return ()
    return tuple(
        Ring(_USES[ring.detail], int(ring.detail), ring.distance, ring.limited, ring.area)
        for ring in detail_rings(visible, look.pixels, lens, look.above)
    )
