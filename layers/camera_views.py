"""Cameras on the map: a symbol, and what each sees, in RD New.

What stands in the way hides what is behind it, as far as there is a file of buildings; where no
building is known around a camera it says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo import Obstacles, RdPoints, Sight, SightError, polygons_to_wgs84, to_wgs84, visible_areas
from ivbgeo.dutch import day, number
from ivbgeo.seeing import WITHOUT
from ivbgeo.words import listed
from layers.keep import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.camera import Camera
    from ivbgeo.seeing import Around

__all__ = ["CameraViews", "camera_views", "camera_words"]

_ROUND = 360.0
_FINE = 0.25  # metres: what is smaller is not sent to a map of a city
_DECIMALS = 6
_MOST_NAMED = 8
_WINDS = (
    "noorden",
    "noordoosten",
    "oosten",
    "zuidoosten",
    "zuiden",
    "zuidwesten",
    "westen",
    "noordwesten",
)


@dataclass(frozen=True, slots=True)
class CameraViews:
    """The cameras of one day.

    ``kept``: those with a place, for the frame; None if there are none. ``shown``: how many.
    ``told``: what has to be known of what they see: with which buildings, and without.
    """

    day: date
    kept: Kept | None
    shown: int
    told: tuple[str, ...] = ()

    def command(self) -> dict[str, Any] | None:
        """Give what the map's script reads as ``views``; None where there is nothing to draw."""
        return None if self.kept is None else {"hash": self.kept.hash}


def camera_views(
    cameras: Sequence[Camera], when: date, around: Around | None = None
) -> CameraViews:
    """Draw the cameras that are valid on a day and have a place.

    Parameters
    ----------
    around
        With the buildings that stand in the way; None for no buildings.
    """
    shown = [camera for camera in cameras if camera.is_valid_on(when) and camera.x is not None]
    if not shown:
        return CameraViews(when, None, 0)
    obstacles = Obstacles() if around is None else around.obstacles
    seen = _seen(shown, obstacles)
    places = _degrees(np.array([(camera.x, camera.y) for camera in shown]))
    data = [
        [camera.name, _said(camera, one), _validity(camera), place, _outline(one.area)]
        for camera, one, place in zip(shown, seen, places, strict=True)
    ]
    file = "" if around is None else around.files[0]
    return CameraViews(when, Kept.of({"cameras": data}), len(shown), _told(shown, seen, file))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a camera sees: None where it isn't known where it looks, or it is in a building."""

    area: BaseGeometry | None = None
    without: bool = False
    inside: bool = False


def _seen(cameras: Sequence[Camera], obstacles: Obstacles) -> list[_Seen]:
    sights = [_sight(camera) for camera in cameras]
    looking = [at for at, sight in enumerate(sights) if sight is not None]
    found = visible_areas([sight for sight in sights if sight is not None], obstacles)
    seen = [_Seen()] * len(cameras)
    for i, at in enumerate(looking):
        sight = found.sights[i]
        if found.inside[i]:
            seen[at] = _Seen(inside=True)
            continue
        there = shapely.Point(sight.x, sight.y)
        near = obstacles.tree.query(there, predicate="dwithin", distance=sight.reach)
        seen[at] = _Seen(found.areas[i], without=not near.size)
    return seen


def _sight(camera: Camera) -> Sight | None:
    """Give how a camera looks; None where that is not known, or less than can be looked with."""
    if not camera.has_view:
        return None
    assert camera.x is not None and camera.y is not None  # noqa: S101, PT018 - for the type checker
    assert camera.angle is not None and camera.reach is not None  # noqa: S101, PT018 - the same
    try:
        return Sight(camera.x, camera.y, camera.direction or 0.0, camera.angle, camera.reach)
    except SightError:
        return None


def _told(cameras: Sequence[Camera], seen: Sequence[_Seen], file: str) -> tuple[str, ...]:
    """Say with which buildings it was computed, and of which cameras without or not at all."""
    named = list(zip((camera.name for camera in cameras), seen, strict=True))
    without = [name for name, one in named if one.without]
    inside = [name for name, one in named if one.inside]
    told = []
    if any(one.area is not None and not one.without for one in seen):
        told.append(f"Wat een camera ziet, is berekend met de gebouwen uit {file}.")
    if without:
        which = f" van {_named(without)}" if told or inside else ""
        why = f"; in {file} staan daar geen gebouwen" if file else ""
        told.append(
            f"{WITHOUT}{which}{why}: in werkelijkheid kan het minder zijn wat een camera ziet."
        )
    if inside:
        told.append(
            f"Volgens {file} in een gebouw: {_named(inside)}. Wat zo’n camera ziet, is niet te "
            "berekenen. Verbeter de plaats in het register."
        )
    return tuple(told)


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return listed([*names[:_MOST_NAMED], *([f"nog {more}"] if more > 0 else [])])


def camera_words(camera: Camera, when: date) -> tuple[str, str, str, str, str]:
    """Tell of a camera: name, kind and validity, what it looks over, whether it is on the map."""
    if camera.valid_from is not None and when < camera.valid_from:
        state = "nog niet in gebruik"
    elif not camera.is_valid_on(when):
        state = "niet meer in gebruik"
    else:
        state = "op de kaart" if camera.x is not None else "in gebruik, zonder plaats"
    return camera.name, _validity(camera), _view(camera), state, camera.decision


def _said(camera: Camera, seen: _Seen) -> str:
    """Say what a camera looks over, and whether buildings were reckoned with."""
    if seen.inside:
        return f"{_view(camera)} (in een gebouw: niet te berekenen)"
    return f"{_view(camera)} ({WITHOUT.lower()})" if seen.without else _view(camera)


def _view(camera: Camera) -> str:
    """Say what a camera looks over, as far as it is known."""
    angle, reach = camera.angle, camera.reach
    told = []
    if angle is not None and angle >= _ROUND:
        told.append("rondom")
    elif camera.direction is not None:
        wind = _WINDS[round(camera.direction / 45) % 8]
        told.append(f"naar het {wind} ({number(camera.direction)}°)")
    if angle is not None and angle < _ROUND:
        told.append(f"{number(angle)}° breed")
    if reach is not None:
        told.append(f"tot {number(reach)} meter")
    return ", ".join(told) or "niet bekend waarnaar"


def _validity(camera: Camera) -> str:
    first = f"vanaf {day(camera.valid_from)}" if camera.valid_from else "begin niet bekend"
    last = f" tot en met {day(camera.valid_to)}" if camera.valid_to else ""
    return f"{camera.kind}, {first}{last}"


def _outline(area: BaseGeometry | None) -> list[list[list[list[float]]]]:
    """Give what is seen as parts, of each its rings of (latitude, longitude)."""
    if area is None:
        return []
    (shape,) = polygons_to_wgs84(np.array([shapely.simplify(area, _FINE)]))
    return [
        [
            shapely.get_coordinates(ring)[:, ::-1].round(_DECIMALS).tolist()
            for ring in (part.exterior, *part.interiors)
        ]
        for part in shapely.get_parts(shape)
    ]


def _degrees(places: NDArray[np.float64]) -> list[list[float]]:
    """Give places, x and y in metres, as latitude and longitude."""
    found = to_wgs84(RdPoints(places[:, 0].copy(), places[:, 1].copy()))
    pairs: list[list[float]] = np.column_stack([found.lat, found.lon]).round(_DECIMALS).tolist()
    return pairs
