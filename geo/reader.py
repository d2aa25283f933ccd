"""Reading a division from a file: GeoJSON, GeoPackage, Shapefile or GeoParquet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import numpy as np

from geo.area import Area, AreaId, Level
from geo.areafile import read_areas
from geo.division import Division
from geo.errors import InvalidDivisionError, UnreadableFileError
from geo.polygonfile import shapes_in_rd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


__all__ = ["read_division"]

_T = TypeVar("_T")
_Columns: TypeAlias = "Mapping[str, Sequence[Any]]"

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
_WATER = ("water", "h2o")
# As PDOK, CBS (of which B is water outside the dikes) and programs write yes and no.
_YES, _NO = frozenset({"ja", "b", "true", "1", "1.0"}), frozenset({"nee", "false", "0", "0.0"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def read_division(
    path: str | Path, level: Level | None = None, year: int | None = None, crs: int | None = None
) -> Division:
    """Read a division from GeoJSON, GeoPackage, Shapefile (.shp, or one in a .zip) or GeoParquet.

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
    crs
        28992 or 4326; needed if the file doesn't say, as a Shapefile without .prj. It goes before
        what the file says.

    Returns
    -------
    Division
        The areas in EPSG:28992, sorted by code.

    Raises
    ------
    InvalidDivisionError
        If the file can't be read, has no codes, says of water neither yes nor no, contradicts
        ``level`` or ``year``, is in another coordinate system than it says, or if its areas are no
        valid coverage.
    """
    path = Path(path)
    if not path.is_file():
        raise InvalidDivisionError("geo.file.missing", f"There is no file {path}.", file=path.name)
    try:
        content = read_areas(path, lambda layers: _layer(layers, level, path))
    except UnreadableFileError as error:
        raise InvalidDivisionError(error.rule, error.message, **error.values) from error
    columns = content.columns
    if not content.shapes:
        raise InvalidDivisionError(
            "geo.division.empty", f"{path} has no areas.", divisions=path.name
        )
    codes = _texts(columns, _CODE, path)
    found_level = _level(columns, codes, level, path)
    found_year = _year(columns, year, path)
    names = _texts(columns, _NAME, path)
    parents = _column(columns, _PARENT[found_level])
    labels = [f"{code} ({name})" for code, name in zip(codes, names, strict=True)]
    polygons = shapes_in_rd(content, labels, path, crs)
    areas = [
        Area(
            AreaId(code, found_year, found_level),
            name,
            polygon,
            None if parents is None or _blank(parents[i]) else str(parents[i]).strip(),
            water,
        )
        for i, (code, name, polygon, water) in enumerate(
            zip(codes, names, polygons, _water(columns, codes, path), strict=True)
        )
    ]
    with np.errstate(all="ignore"):  # corners of a damaged file can differ by next to nothing
        return Division.from_areas(areas)


def _layer(layers: Sequence[str], level: Level | None, path: Path) -> str:
    wanted = [name for name in layers if level is not None and _LAYER[level] == name.lower()]
    if len(wanted) != 1:
        raise InvalidDivisionError(
            "geo.file.layer",
            f"{path} has the layers {layers}; say by level which of them is meant.",
            file=path.name,
            layers=", ".join(layers),
        )
    return wanted[0]


def _column(columns: _Columns, names: Sequence[str]) -> Sequence[Any] | None:
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


def _water(columns: _Columns, codes: Sequence[str], path: Path) -> list[bool]:
    """Tell which areas are open water; what is not said to be, is land."""
    column = _column(columns, _WATER)
    if column is None:
        return [False] * len(codes)
    told = ["nee" if _blank(value) else str(value).strip().casefold() for value in column]
    for code, value in zip(codes, told, strict=True):
        if value not in _YES | _NO:
            raise InvalidDivisionError(
                "geo.file.water",
                f"{path}: water of {code} is {value!r}, not one of JA and NEE, true and false, "
                "1 and 0.",
                file=path.name,
                area=code,
                value=value[:40],
            )
    return [value in _YES for value in told]


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
