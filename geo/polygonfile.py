"""The geometries of a file of areas, in RD New: whole, and where the file says that they are."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.crs import RD_BOUNDS, CoordinateGuess, diagnose, polygons_to_rd
from geo.errors import InvalidDivisionError
from geo.system import epsg_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.areafile import AreaFile

__all__ = ["shapes_in_rd"]

# RD New, and RD New with heights.
_RD_CODES = (28992, 7415)
# WGS84 and ETRS89, which differ by less than the borders are drawn to.
_WGS_CODES = (4326, 4979, 4258)
# Metres around the bounds of RD: a border at sea may lie there.
_MARGIN = 100_000.0


def shapes_in_rd(
    content: AreaFile, labels: Sequence[str], path: Path, crs: int | None = None
) -> NDArray[np.object_]:
    """Make the geometries of a file, in RD New.

    Parameters
    ----------
    content
        The file as it stands, n areas.
    labels
        What to call each of them in a message.
    path
        Where it stands.
    crs
        28992 or 4326, which goes before what the file says.

    Returns
    -------
    ndarray
        Object array (n,), EPSG:28992; None where there is no geometry.

    Raises
    ------
    InvalidDivisionError
        If one is broken, or they are not in RD New or WGS84, or not where the file says.
    """
    shapes = np.full(len(content.shapes), None, dtype=object)
    for i, (make, label) in enumerate(zip(content.shapes, labels, strict=True)):
        try:
            shapes[i] = make()
        except (shapely.GEOSException, ValueError, struct.error) as error:
            raise InvalidDivisionError(
                "geo.division.ring",
                f"{path}: the border of {label} is broken: {error}.",
                areas=label,
            ) from error
    return _in_rd(shapes, content.crs if crs is None else f"EPSG:{crs}", path)


def _refuse_far(shapes: NDArray[np.object_], path: Path) -> None:
    """Refuse corners that lie nowhere near the Netherlands, such as those of a damaged file."""
    xy = shapely.get_coordinates(shapes)
    west, south, east, north = RD_BOUNDS
    x, y = xy[:, 0], xy[:, 1]
    # What is no number is a broken border, and is said to be one.
    far = (
        (x < west - _MARGIN) | (x > east + _MARGIN) | (y < south - _MARGIN) | (y > north + _MARGIN)
    )
    if far.any():
        first = xy[int(np.flatnonzero(far)[0])]
        value = f"{first[0]:.10g}, {first[1]:.10g}"
        guess = diagnose(x, y)
        raise InvalidDivisionError(
            "geo.division.coordinates",
            f"{path} says it is in RD New, but has the corner ({value}), which is nowhere near; "
            f"the numbers fit: {guess}.",
            value=value,
            guess=guess.value,
        )


def _in_rd(shapes: NDArray[np.object_], crs: str | None, path: Path) -> NDArray[np.object_]:
    epsg, _ = epsg_of(crs) if crs else (None, "")
    if epsg in _RD_CODES:
        _refuse_far(shapes, path)
        return shapes
    if epsg not in _WGS_CODES:
        raise InvalidDivisionError(
            "geo.file.crs",
            f"{path} is in {crs or 'no coordinate system'}; EPSG:28992 or EPSG:4326 is needed.",
            file=path.name,
            value=crs or "?",
        )
    xy = shapely.get_coordinates(shapes)
    guess = diagnose(xy[:, 0], xy[:, 1])
    if xy.size and guess is not CoordinateGuess.WGS84:
        value = f"{xy[0, 0]:.10g}, {xy[0, 1]:.10g}"
        raise InvalidDivisionError(
            "geo.division.coordinates",
            f"{path} says it is in WGS84, but has the corner ({value}); the numbers fit: {guess}. "
            'Plain GeoJSON is WGS84 (lon, lat); a file in RD needs a "crs" member that says so.',
            value=value,
            guess=guess.value,
        )
    return polygons_to_rd(shapes)
