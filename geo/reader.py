"""Reading a division from a file: GeoJSON or GeoPackage."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.area import Area, AreaId, Level
from geo.crs import CoordinateGuess, diagnose, polygons_to_rd
from geo.division import Division
from geo.errors import InvalidDivisionError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["read_division"]

_T = TypeVar("_T")
_Columns: TypeAlias = dict[str, list[Any]]

_SQLITE = b"SQLite format 3\0"

# What CBS, PDOK and ivbgeo itself call a property, the most specific first.
_CODE = ("code", "statcode", "buurtcode", "wijkcode", "gemeentecode")
_NAME = ("name", "statnaam", "buurtnaam", "wijknaam", "gemeentenaam")
_YEAR = ("year", "jaar", "jaarcode")
_PARENT = {
    Level.BUURT: ("parent", "wkcode", "wijkcode"),
    Level.WIJK: ("parent", "gmcode", "gemeentecode"),
    Level.CASEWIJK: ("parent", "gmcode", "gemeentecode"),
    Level.GEMEENTE: ("parent",),
}
_PREFIX = {"BU": Level.BUURT, "WK": Level.WIJK, "GM": Level.GEMEENTE, "CW": Level.CASEWIJK}
_LAYER = {
    Level.BUURT: "buurten",
    Level.WIJK: "wijken",
    Level.GEMEENTE: "gemeenten",
    Level.CASEWIJK: "casewijken",
}
# RD New, and RD New with heights.
_RD_CODES = (28992, 7415)
# WGS84 and ETRS89, which differ by less than the borders are drawn to.
_WGS_CODES = (4326, 4979, 4258)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def read_division(
    path: str | Path, level: Level | None = None, year: int | None = None
) -> Division:
    """Read a division from GeoJSON or GeoPackage.

    Parameters
    ----------
    path
        A file in RD New (EPSG:28992) or WGS84, as the file itself says: GeoJSON without a ``crs``
        member is WGS84 (RFC 7946).
    level
        Needed if neither a property ``level`` nor the codes (BU, WK, GM, CW) tell it, or to choose
        the layer of a GeoPackage that holds several.
    year
        Needed if the file has no property ``jaar`` or ``year``.

    Returns
    -------
    Division
        The areas in EPSG:28992, sorted by code.

    Raises
    ------
    InvalidDivisionError
        If the file can't be read, has no codes, contradicts ``level`` or ``year``, is in another
        coordinate system than it says, or if its areas are no valid coverage.
    """
    path = Path(path)
    if not path.is_file():
        raise InvalidDivisionError("geo.file.missing", f"There is no file {path}.", file=path.name)
    columns, crs, shapes = _read(path, level)
    if shapes.size == 0:
        raise InvalidDivisionError(
            "geo.division.empty", f"{path} has no areas.", divisions=path.name
        )
    codes = _texts(columns, _CODE, path)
    found_level = _level(columns, codes, level, path)
    found_year = _year(columns, year, path)
    names = _texts(columns, _NAME, path)
    parents = _column(columns, _PARENT[found_level])
    polygons = _in_rd(shapes, crs, path)
    return Division.from_areas(
        Area(
            AreaId(code, found_year, found_level),
            name,
            polygon,
            None if parents is None or _blank(parents[i]) else str(parents[i]).strip(),
        )
        for i, (code, name, polygon) in enumerate(zip(codes, names, polygons, strict=True))
    )


def _read(path: Path, level: Level | None) -> tuple[_Columns, str | None, NDArray[np.object_]]:
    """Give the columns by lower-case name, the coordinate system and the geometries."""
    try:
        with path.open("rb") as file:
            packed = file.read(len(_SQLITE)) == _SQLITE
        return _read_geopackage(path, level) if packed else _read_geojson(path)
    except (DataSourceError, DataLayerError, OSError, ValueError) as error:
        raise InvalidDivisionError(
            "geo.file.unreadable",
            f"{path} can't be read as GeoJSON or GeoPackage: {error}.",
            file=path.name,
        ) from error


def _read_geopackage(
    path: Path, level: Level | None
) -> tuple[_Columns, str | None, NDArray[np.object_]]:
    layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
    meta, _, wkb, data = pyogrio.raw.read(path, layer=_layer(layers, level, path))
    columns = {str(name).lower(): list(c) for name, c in zip(meta["fields"], data, strict=True)}
    return columns, meta["crs"], _shapes(list(wkb), shapely.from_wkb, path)


def _read_geojson(path: Path) -> tuple[_Columns, str | None, NDArray[np.object_]]:
    # Not by GDAL, which closes open rings, or drops them, with no more than a warning.
    collection = json.loads(path.read_text(encoding="utf-8-sig"))
    try:
        features = collection["features"]
        rows = [
            {str(name).lower(): value for name, value in (each["properties"] or {}).items()}
            for each in features
        ]
        shapes = [each["geometry"] and json.dumps(each["geometry"]) for each in features]
        crs = collection["crs"]["properties"]["name"] if collection.get("crs") else None
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no FeatureCollection ({error!r})") from error
    if "crs" not in collection:
        crs = "OGC:CRS84"
    columns = {name: [row.get(name) for row in rows] for name in dict.fromkeys(chain(*rows))}
    return columns, crs, _shapes(shapes, shapely.from_geojson, path)


def _shapes(written: list[Any], parse: Callable[[Any], Any], path: Path) -> NDArray[np.object_]:
    shapes = np.full(len(written), None, dtype=object)
    for i, shape in enumerate(written):
        try:
            shapes[i] = parse(shape)
        except shapely.GEOSException as error:
            raise InvalidDivisionError(
                "geo.division.ring",
                f"{path}: the border of area number {i + 1} is broken: {error}.",
                areas=f"nr. {i + 1} ({error})",
            ) from error
    return shapes


def _layer(layers: Sequence[str], level: Level | None, path: Path) -> str:
    if len(layers) == 1:
        return layers[0]
    wanted = [name for name in layers if level is not None and _LAYER[level] == name.lower()]
    if len(wanted) != 1:
        raise InvalidDivisionError(
            "geo.file.layer",
            f"{path} has the layers {layers}; say by level which of them is meant.",
            file=path.name,
            layers=", ".join(layers),
        )
    return wanted[0]


def _column(columns: _Columns, names: Sequence[str]) -> list[Any] | None:
    return next((columns[name] for name in names if name in columns), None)


def _texts(columns: _Columns, names: Sequence[str], path: Path) -> list[str]:
    column = _column(columns, names)
    if column is None:
        raise InvalidDivisionError(
            "geo.file.property",
            f"{path} has none of the properties {', '.join(names)}.",
            file=path.name,
            known=", ".join(names),
        )
    blank = [i + 1 for i, value in enumerate(column) if _blank(value)]
    if blank:
        raise InvalidDivisionError(
            "geo.file.blank",
            f"{path}: area number {blank[0]} has nothing in {names[0]}.",
            file=path.name,
            number=blank[0],
            property=names[0],
        )
    return [str(value).strip() for value in column]


def _level(columns: _Columns, codes: list[str], level: Level | None, path: Path) -> Level:
    said = columns.get("level")
    known = {str(each): each for each in Level}
    if said is not None:
        found = {known.get(str(value)) for value in said}
    else:
        found = {_PREFIX.get(code[:2].upper()) for code in codes}
    return _agreed(found, level, "geo.file.level", path)


def _year(columns: _Columns, year: int | None, path: Path) -> int:
    column = _column(columns, _YEAR)
    found: set[int | None] = {None} if column is None else {_as_year(value) for value in column}
    return _agreed(found, year, "geo.file.year", path)


def _agreed(found: set[_T | None], said: _T | None, rule: str, path: Path) -> _T:
    """Give the one value that the file and the caller agree on; either may not know."""
    values = (found | {said}) - {None}
    # A file of which some areas tell it and others don't is not to be filled in.
    if len(values) == 1 and (found == {None} or None not in found):
        return cast("_T", values.pop())
    told = ", ".join(sorted(str(value) for value in values)) or "?"
    raise InvalidDivisionError(
        rule,
        f"{path}: one level and one year are needed, the file and the question say {told}.",
        file=path.name,
        value=told,
    )


def _as_year(value: object) -> int | None:
    text = str(value).strip().removesuffix(".0")
    if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return None
    return int(text)


def _blank(value: object) -> bool:
    return value is None or value != value or not str(value).strip()  # noqa: PLR0124 - NaN


def _in_rd(shapes: NDArray[np.object_], crs: str | None, path: Path) -> NDArray[np.object_]:
    epsg = _epsg(crs)
    if epsg in _RD_CODES:
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


def _epsg(crs: str | None) -> int | None:
    if crs is None:
        return None
    try:
        known = CRS.from_user_input(crs)
    except CRSError:
        return None
    # CRS84 is WGS84 with lon first, which is how GeoJSON and GDAL give it anyway.
    return 4326 if known.name.startswith("WGS 84 (CRS84)") else known.to_epsg()
