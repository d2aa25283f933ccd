"""A place as somebody types it: two numbers, in metres or in degrees."""

from __future__ import annotations

import re

from geo import NETHERLANDS_BOUNDS, RdPoints, to_wgs84
from ivbgeo.errors import DataError

__all__ = ["read_place"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RD = (0.0, 289_000.0, 300_000.0, 629_000.0)  # left, bottom, right, top of EPSG:28992, metres


def read_place(text: str) -> tuple[float, float]:
    """Read ‘93500 452500’ (x and y of RD) or ‘52.057 4.493’ (latitude and longitude).

    Returns
    -------
    tuple of float
        Longitude and latitude, WGS84, degrees. Degrees may be given in either order: in the
        Netherlands these can't be taken for each other.

    Raises
    ------
    DataError
        If it is no place in the Netherlands.

    Examples
    --------
    >>> read_place("52,057 4,493"), read_place("4.493, 52.057")
    ((4.493, 52.057), (4.493, 52.057))
    """
    found = [float(one.replace(",", ".")) for one in _NUMBER.findall(text)]
    if len(found) == 2:  # noqa: PLR2004 - a place has two
        one, other = found
        west, south, east, north = NETHERLANDS_BOUNDS
        for lat, lon in ((one, other), (other, one)):
            if south <= lat <= north and west <= lon <= east:
                return lon, lat
        left, bottom, right, top = _RD
        if left <= one <= right and bottom <= other <= top:
            at = to_wgs84(RdPoints([one], [other]))
            return float(at.lon[0]), float(at.lat[0])
    raise DataError("preventie.place", value=text[:40])
