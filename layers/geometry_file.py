"""The geometry of a division as a static file, fetched once by the browser; open data only.

Streamlit serves static files to anyone: a file holds codes, names and borders, never a figure.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo import RdPoints, polygons_to_wgs84, simplified, to_wgs84
from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.whole import write_whole
from layers.assets import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from numpy.typing import NDArray

    from geo import Division

__all__ = ["geometry", "publish"]

_FORM = 4  # raised when the form of the file changes, so that its address does too
# What can't be seen, metres: a pixel is 0.4 m at the closest zoom, 12 m where a city is in view.
_COARSE = 1.0
# Of what is larger, this part: who zooms in sixteen times from the whole sees a pixel at most.
_PART = 1 / 6_000
# Of a degree: about 10 cm, or 1 m where borders are that coarse.
_FINE, _ROUGH, _ROUGH_FROM = 10**6, 10**5, 10.0
# How near to the best place for a label, metres, and as a part of how wide the area is.
_NEAR, _NEAR_PART = 5.0, 0.02


def geometry(division: Division, only: Collection[str] | None = None) -> dict[str, Any]:
    """Give the borders of a division as the frame reads them.

    They are simplified as far as can't be seen; labels are placed by the true borders. ``only``:
    the codes of the areas to give; None: all of them.

    Returns
    -------
    dict
        ``attribution``; per area, in the order of the codes, ``codes``, ``names``, ``spots`` (lon
        and lat of the best place for a label, one after the other), ``rooms`` (metres around it
        that lie within the area) and ``shapes``: of each polygon of the area its rings, each a list
        of lon and lat, one after the other and each less the one before. The first vertex isn't
        repeated; outer rings go counterclockwise, holes clockwise. Degrees (WGS84) are whole
        numbers: ``unit`` times as large.
    """
    at = [i for i, code in enumerate(division.codes) if only is None or code in only]
    # An array that is empty has no bounds.
    around = division.polygons[at] if at else division.polygons
    west, south, east, north = shapely.total_bounds(around)
    tolerance = max(_COARSE, _PART * max(east - west, north - south))
    unit = _FINE if tolerance < _ROUGH_FROM else _ROUGH
    # The whole coverage: areas stay beside those that are left out.
    plain = simplified(division, tolerance).polygons[at]
    borders = shapely.orient_polygons(polygons_to_wgs84(plain))
    spots, rooms = _label_spots(division.polygons[at])
    return {
        "attribution": ATTRIBUTION,
        "unit": unit,
        "codes": tuple(division.codes[i] for i in at),
        "names": tuple(division.names[i] for i in at),
        "spots": np.rint(spots * unit).astype(int).ravel().tolist(),
        "rooms": rooms,
        "shapes": [
            [_rings(polygon, unit) for polygon in shapely.get_parts(border)] for border in borders
        ],
    }


def publish(division: Division, folder: Path, only: Collection[str] | None = None) -> str:
    """Write the geometry of a division into the app's static folder, once, and give its address.

    Parameters
    ----------
    division
        What to write.
    folder
        The app's ``static`` folder; the file comes in ``areas`` under it.
    only
        The codes of the areas to write, such as those of one wijk; None: all of them.

    Returns
    -------
    str
        The address relative to the frame of a component. It names the content, so that a browser
        may keep it. With dashes: streamlit-folium does not see what follows an underscore.
    """
    of = "" if only is None else f" of {' '.join(sorted(only))}"
    digest = hashlib.sha256(f"{_FORM} {division.content_hash}{of}".encode()).hexdigest()[:12]
    name = f"{division.id}-{digest}.json"
    target = folder / "areas" / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(geometry(division, only), ensure_ascii=False, separators=(",", ":"))
        write_whole(target, text.encode())
    return f"{ADDRESS}/areas/{name}"


def _rings(polygon: shapely.Geometry, unit: int) -> list[list[int]]:
    packed = []
    for ring in shapely.get_rings(polygon):
        whole = np.rint(shapely.get_coordinates(ring)[:-1] * unit).astype(np.int64)
        steps = np.diff(whole, axis=0, prepend=0)
        steps = steps[steps.any(axis=1)]  # neighbours that are rounded to the same place
        packed.append(steps.ravel().tolist())
    return packed


def _label_spots(polygons: NDArray[np.object_]) -> tuple[NDArray[np.float64], list[int]]:
    """Give the middle of the largest circle within each area, and its radius in metres."""
    near = np.maximum(_NEAR, _NEAR_PART * np.sqrt(shapely.area(polygons)))
    radius = shapely.maximum_inscribed_circle(polygons, tolerance=near)
    middle = shapely.get_coordinates(shapely.get_point(radius, 0))
    points = to_wgs84(RdPoints(middle[:, 0], middle[:, 1]))
    return np.column_stack([points.lon, points.lat]), shapely.length(radius).astype(int).tolist()
