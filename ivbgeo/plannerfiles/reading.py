"""From a file to what is planned with: read whole, or refused in a sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.areafile import read_areas
from geo.polygonfile import shapes_in_rd
from geo.sight.obstacles import mended
from ivbgeo.dutch import number, trouble
from ivbgeo.errors import DataError
from ivbgeo.filekind import FileKind
from ivbgeo.plannerfiles.areas import PRIVATE, Condition, KeptAreas
from ivbgeo.sources.fault import visible
from ivbgeo.sources.spots import read_spots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.areafile import AreaFile
    from ivbgeo.sources.spots import Spots

__all__ = ["MOST_AREAS", "MOST_BYTES", "read_kept"]

MOST_BYTES = 64 << 20
"""A file has no more than this: the buildings of a large city do, those of a province don't."""

MOST_AREAS = 200_000

# What a layer of a GeoPackage that holds several may be called.
_LAYERS = {
    FileKind.BUILDINGS: ("pand", "gebouw", "building"),
    FileKind.PUBLIC: ("openbaar", "wegdeel", "public"),
    FileKind.SENSITIVE: ("gevoelig", "school", "sensitive"),
    FileKind.FORBIDDEN: ("verboden", "forbidden"),
}
_NAMES = ("naam", "name", "titel", "title", "omschrijving")
_HOME = ("woning", "prive", "privé", "private")
_USE, _LIVING = "gebruiksdoel", "woonfunctie"
_YES, _NO = {"ja", "j", "true", "1", "1.0", "yes"}, {"nee", "n", "false", "0", "0.0", "no"}
_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
_OVERLAP = 1.0  # m²: less is how exactly they were drawn


def read_kept(path: Path, kind: FileKind) -> KeptAreas | Spots:
    """Read a file of a kind.

    Parameters
    ----------
    path
        Areas: GeoJSON, GeoPackage, Shapefile (as .zip) or GeoParquet. Spots: any table that ivbgeo
        reads. In RD New or WGS84, as the file says.
    kind
        What it holds.

    Raises
    ------
    DataError, GeoError
        If it is too large, can't be read, holds something else, or nothing.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise DataError("file.unreadable", file=path.name, why=trouble(error)) from None
    if size > MOST_BYTES:
        value, most = number(size / (1 << 20), 0), number(MOST_BYTES / (1 << 20))
        raise DataError("plannerfile.large", file=path.name, value=value, most=most)
    if not size:
        raise DataError("file.empty", file=path.name)
    return _areas(path, kind) if kind.has_areas else _spots(path, kind)


def _spots(path: Path, kind: FileKind) -> Spots:
    found = read_spots(path, named=kind is FileKind.CANDIDATES)
    if not len(found):
        raise DataError("file.no_rows", file=path.name)
    if found.local:
        raise DataError("plannerfile.own_grid", file=path.name)
    return found


def _areas(path: Path, kind: FileKind) -> KeptAreas:
    content = read_areas(path, _chooser(path, kind))
    if len(content.shapes) > MOST_AREAS:
        value = number(len(content.shapes))
        raise DataError("plannerfile.many", file=path.name, value=value, most=number(MOST_AREAS))
    labels = [f"nummer {i + 1}" for i in range(len(content.shapes))]
    shapes = shapes_in_rd(content, labels, path)
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    wrong = np.flatnonzero(there & ~np.isin(shapely.get_type_id(shapes), _POLYGONS))
    if wrong.size:
        at = int(wrong[0])
        raise DataError(
            "plannerfile.not_polygon", file=path.name, number=at + 1, value=shapes[at].geom_type
        )
    whole, broken = mended(shapes)
    solid = np.flatnonzero(~shapely.is_empty(whole) & (shapely.area(whole) > 0))
    if not solid.size:
        raise DataError("plannerfile.empty", file=path.name)
    polygons = whole[solid]
    condition = Condition(broken, len(shapes) - solid.size, _overlapping(polygons))
    names = _names(content, kind)
    private = _private(content, path) if kind is FileKind.BUILDINGS else None
    return KeptAreas(
        _told_apart([names[i] for i in solid]),
        polygons,
        None if private is None else private[solid],
        condition,
    )


def _chooser(path: Path, kind: FileKind) -> Callable[[Sequence[str]], str]:
    def choose(layers: Sequence[str]) -> str:
        meant = [name for name in layers if any(word in name.lower() for word in _LAYERS[kind])]
        if len(meant) != 1:
            shown = ", ".join(map(visible, layers))
            raise DataError("plannerfile.layers", file=path.name, value=shown)
        return meant[0]

    return choose


def _overlapping(polygons: NDArray[np.object_]) -> int:
    """Count those that lie over another one."""
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    pairs = one < other
    one, other = one[pairs], other[pairs]
    # What only touches is the most, and quickly told.
    over = ~shapely.touches(polygons[one], polygons[other])
    one, other = one[over], other[over]
    both = shapely.area(shapely.intersection(polygons[one], polygons[other])) > _OVERLAP
    return int(np.unique(np.concatenate([one[both], other[both]])).size)


def _names(content: AreaFile, kind: FileKind) -> list[str]:
    """Give names of what is told by its name; a building is not."""
    column = next((content.columns[name] for name in _NAMES if name in content.columns), None)
    if column is None or kind in {FileKind.BUILDINGS, FileKind.PUBLIC}:
        return [""] * len(content.shapes)
    return ["" if _blank(value) else visible(" ".join(str(value).split())) for value in column]


def _told_apart(names: list[str]) -> tuple[str, ...]:
    """Give those of one name a number: Speeltuin (1), Speeltuin (2)."""
    times, seen = Counter(names), Counter[str]()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name} ({seen[name]})" if name and times[name] > 1 else name)
    return tuple(told)


def _private(content: AreaFile, path: Path) -> NDArray[np.int8] | None:
    """Tell which buildings are homes; None where no column says it."""
    column = next((name for name in _HOME if name in content.columns), None)
    if column is not None:
        return np.array(
            [_home(value, path, column) for value in content.columns[column]], dtype=np.int8
        )
    if _USE not in content.columns:
        return None
    # In the BAG what nobody lives or works in, such as a shed, has no use.
    return np.array(
        [
            PRIVATE["yes"] if _LIVING in str(value or "").lower() else PRIVATE["no"]
            for value in content.columns[_USE]
        ],
        dtype=np.int8,
    )


def _home(value: Any, path: Path, column: str) -> int:
    if _blank(value):
        return PRIVATE["unsaid"]
    text = str(value).strip().casefold()
    if text not in _YES | _NO:
        raise DataError("plannerfile.yes_no", file=path.name, column=column, value=visible(value))
    return PRIVATE["yes" if text in _YES else "no"]


def _blank(value: Any) -> bool:
    return value is None or value != value or not str(value).strip()  # noqa: PLR0124 - NaN
