"""The geometry of a division as a static file, fetched once by the browser; open data only.

Streamlit serves static files to anyone: a file holds codes, names and borders, never a figure.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import shapely

from geo import RdPoints, polygons_to_wgs84, simplified, to_wgs84
from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from geo import Division

__all__ = ["ADDRESS", "geometry", "publish"]

# Where the app's static folder is, seen from the frame of a component; holds under a base path too.
ADDRESS = "../../app/static"
_FORM = 2  # raised when the form of the file changes, so that its address does too
_DECIMALS = 6  # of a degree: about 10 cm
_COARSE = 1.0  # metres; a pixel is 0.4 m at the closest zoom, 12 m where the whole city is in view


def geometry(division: Division) -> dict[str, Any]:
    """Give the borders of a division as the frame reads them.

    They are simplified as far as can't be seen; labels are placed by the true borders.

    Returns
    -------
    dict
        A GeoJSON FeatureCollection in WGS84 (lon, lat), rounded to 6 decimals. Each feature has
        ``code``, ``name``, ``spot`` (lon, lat: the best place for a label) and ``room`` (metres
        around it that lie within the area).
    """
    borders = simplified(division, _COARSE).polygons
    rounded = shapely.transform(
        polygons_to_wgs84(borders), lambda lonlat: np.round(lonlat, _DECIMALS)
    )
    shapes = shapely.to_geojson(shapely.orient_polygons(rounded))
    spots, rooms = _label_spots(division)
    return {
        "type": "FeatureCollection",
        "attribution": ATTRIBUTION,
        "features": [
            {
                "type": "Feature",
                "properties": {"code": code, "name": name, "spot": spot, "room": room},
                "geometry": json.loads(shape),
            }
            for code, name, shape, spot, room in zip(
                division.codes, division.names, shapes, spots, rooms, strict=True
            )
        ],
    }


def publish(division: Division, folder: Path) -> str:
    """Write the geometry of a division into the app's static folder, once, and give its address.

    Parameters
    ----------
    division
        What to write.
    folder
        The app's ``static`` folder; the file comes in ``areas`` under it.

    Returns
    -------
    str
        The address relative to the frame of a component. It names the content, so that a browser
        may keep it. With dashes: streamlit-folium does not see what follows an underscore.
    """
    digest = hashlib.sha256(f"{_FORM} {division.content_hash}".encode()).hexdigest()[:12]
    name = f"{division.id}-{digest}.json"
    target = folder / "areas" / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(geometry(division), ensure_ascii=False, separators=(",", ":"))
        write_whole(target, text.encode())
    return f"{ADDRESS}/areas/{name}"


def _label_spots(division: Division) -> tuple[list[list[float]], list[int]]:
    """Give the middle of the largest circle within each area, and its radius in metres."""
    spots = [_largest_circle(polygon) for polygon in division.polygons]
    points = to_wgs84(
        RdPoints(np.array([spot[0] for spot in spots]), np.array([spot[1] for spot in spots]))
    )
    lonlat = np.column_stack([points.lon, points.lat]).round(_DECIMALS)
    return cast("list[list[float]]", lonlat.tolist()), [int(spot[2]) for spot in spots]


def _largest_circle(polygon: shapely.Geometry) -> tuple[float, float, float]:
    radius_line = shapely.maximum_inscribed_circle(polygon, tolerance=5.0)
    middle = shapely.get_point(radius_line, 0)
    return float(middle.x), float(middle.y), float(radius_line.length)
