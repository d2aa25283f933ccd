"""What files with geometry share: points out of their bytes, systems, and geo's refusals."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo import GeoError
from geo.system import epsg_of
from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.place import known_crs

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["point_of", "refusals", "stated_crs"]

_HEAD = {0: struct.Struct(">I"), 1: struct.Struct("<I")}
_XY = {0: struct.Struct(">dd"), 1: struct.Struct("<dd")}
_TYPES = (
    "Geometry", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString",
    "MultiPolygon", "GeometryCollection",
)  # fmt: skip
_MORE = 0xE0000000  # PostGIS: with a height, a measure, a number of a system
_HAS_SYSTEM = 0x20000000
_POINT = 1


@contextmanager
def refusals() -> Iterator[None]:
    """Let what geo refuses be refused data: the rules and the sentences are the same.

    Raises
    ------
    DataError
        In the place of an error of geo.
    """
    try:
        yield
    except GeoError as error:
        raise DataError(error.rule, **error.values) from error


def stated_crs(text: str | None, told: int | None, file: str, *, ask: bool) -> int | None:
    """Give the system that a file says, 28992 or 4326.

    Parameters
    ----------
    text
        WKT, PROJJSON or a name; None where the file says none.
    told
        What the user says: then a file may say nothing.
    file
        Its name.
    ask
        Whether a file that says nothing is refused if the user says nothing either.

    Raises
    ------
    DataError
        If it is another system, or has to be asked for.
    """
    if text:
        epsg, name = epsg_of(text)
        if epsg is not None or name:
            return known_crs(epsg, name, file)
    if ask and told is None:
        raise DataError("coords.no_crs", file=file)
    return None


def point_of(wkb: object) -> tuple[float, float] | None:
    """Give (first, second) coordinate of a point in WKB; None for no point or an empty one.

    A height and a measure are left out.

    Raises
    ------
    ValueRefusedError
        If it is another shape, or broken.
    """
    if wkb is None:
        return None
    if not isinstance(wkb, bytes) or not wkb or wkb[0] not in _HEAD:
        raise ValueRefusedError("geometry.broken")
    order = wkb[0]
    try:
        (said,) = _HEAD[order].unpack_from(wkb, 1)
        kind = (said & ~_MORE) % 1000
        if kind != _POINT:
            known = kind < len(_TYPES)
            raise ValueRefusedError("geometry.not_point", _TYPES[kind] if known else kind)
        first, second = _XY[order].unpack_from(wkb, 9 if said & _HAS_SYSTEM else 5)
    except struct.error:
        raise ValueRefusedError("geometry.broken") from None
    # Two that are no number: this is how WKB writes an empty point.
    return None if first != first and second != second else (first, second)  # noqa: PLR0124 - NaN
