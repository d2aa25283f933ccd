"""Cameras on the map: a symbol, and a wedge over what each looks over, in RD New.

Nothing stands in the way of a wedge: buildings are not reckoned with, and the text says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import RdPoints, to_wgs84
from ivbgeo.dutch import day, number
from layers.keep import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ivbgeo.camera import Camera

__all__ = ["CameraViews", "camera_views", "camera_words", "wedge"]

_ROUND = 360.0
_ARC = 5.0  # degrees at most between two corners: 0.1% of the reach inside the true arc
_DECIMALS = 6
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
    """

    day: date
    kept: Kept | None
    shown: int

    def command(self) -> dict[str, Any] | None:
        """Give what the map's script reads as ``views``; None where there is nothing to draw."""
        return None if self.kept is None else {"hash": self.kept.hash}


def camera_views(cameras: Sequence[Camera], when: date) -> CameraViews:
    """Draw the cameras that are valid on a day and have a place."""
    shown = [camera for camera in cameras if camera.is_valid_on(when) and camera.x is not None]
    if not shown:
        return CameraViews(when, None, 0)
    places = _degrees(np.array([(camera.x, camera.y) for camera in shown]))
    data = [
        [camera.name, _view(camera), _validity(camera), place, outline]
        for camera, place, outline in zip(shown, places, map(_outline, shown), strict=True)
    ]
    return CameraViews(when, Kept.of({"cameras": data}), len(shown))


def wedge(camera: Camera) -> RdPoints | None:
    """Give the corners of what a camera looks over, EPSG:28992; None where that is not known.

    From the camera along its reach, ``direction`` minus half of ``angle`` to plus half; of one that
    looks all around, a circle. Corners on the arc are on the true arc, 5 degrees apart at most.
    """
    if not camera.has_view:
        return None
    assert camera.x is not None and camera.y is not None  # noqa: S101, PT018 - for the type checker
    assert camera.angle is not None and camera.reach is not None  # noqa: S101, PT018 - the same
    all_around = camera.angle >= _ROUND
    steps = math.ceil(camera.angle / _ARC)
    bearing = (camera.direction or 0.0) + np.linspace(-0.5, 0.5, steps + 1) * camera.angle
    # Clockwise from north: x by the sine.
    x = camera.x + camera.reach * np.sin(np.radians(bearing))
    y = camera.y + camera.reach * np.cos(np.radians(bearing))
    if all_around:
        return RdPoints(x[:-1], y[:-1])
    return RdPoints(np.append(x, camera.x), np.append(y, camera.y))


def camera_words(camera: Camera, when: date) -> tuple[str, str, str, str, str]:
    """Tell of a camera: name, kind and validity, what it looks over, whether it is on the map."""
    if camera.valid_from is not None and when < camera.valid_from:
        state = "nog niet in gebruik"
    elif not camera.is_valid_on(when):
        state = "niet meer in gebruik"
    else:
        state = "op de kaart" if camera.x is not None else "in gebruik, zonder plaats"
    return camera.name, _validity(camera), _view(camera), state, camera.decision


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


def _outline(camera: Camera) -> list[list[float]]:
    corners = wedge(camera)
    return [] if corners is None else _degrees(np.column_stack([corners.x, corners.y]))


def _degrees(places: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[list[float]]:
    """Give places, x and y in metres, as latitude and longitude."""
    found = to_wgs84(RdPoints(places[:, 0].copy(), places[:, 1].copy()))
    pairs: list[list[float]] = np.column_stack([found.lat, found.lon]).round(_DECIMALS).tolist()
    return pairs
