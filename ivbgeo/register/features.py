"""A file of shapes, each with what is said of it: read once, whatever it is that they are of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from geo.areafile import read_areas
from geo.polygonfile import shapes_in_rd
from ivbgeo.errors import DataError
from ivbgeo.measures.days import read_day
from ivbgeo.sources.fault import Rejection, visible
from ivbgeo.sources.text import one_line, plain
from ivbgeo.textfilter import take_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

__all__ = ["Features", "day_of", "gather", "read_features", "text_of"]

_Made = TypeVar("_Made")
_LONGEST = 80  # characters of a value that is shown


@dataclass(frozen=True, slots=True)
class Features:
    """What a file says of n shapes.

    ``told``: by field, as it stands there; ``shapes``: EPSG:28992, None where there is none;
    ``columns``: field → column; ``unread``: the columns that nobody reads.
    """

    told: Sequence[Mapping[str, Any]]
    shapes: Sequence[BaseGeometry | None]
    columns: Mapping[str, str]
    unread: tuple[str, ...]


def read_features(
    path: Path,
    fields: Mapping[str, Sequence[str]],
    layers: Collection[str],
    unit: str,
    crs: int | None = None,
) -> Features:
    """Read a file of shapes.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, Shapefile (as .zip) or GeoParquet, in RD New or WGS84.
    fields
        Field → the names that a column of it can have.
    layers
        Words that the name of the layer has, where a GeoPackage has several.
    unit
        What one shape is called, such as ‘vlak’.
    crs
        28992 or 4326, which goes before what the file says.

    Raises
    ------
    GeoError
        If the file as a whole can't be read.
    DataError
        If it is not clear which layer is meant.
    """

    def choose(names: Sequence[str]) -> str:
        meant = [name for name in names if any(word in name.lower() for word in layers)]
        if len(meant) != 1:
            shown = ", ".join(map(visible, names))
            raise DataError("plannerfile.layers", file=path.name, value=shown)
        return meant[0]

    content = read_areas(path, choose)
    columns = {plain(name): values for name, values in content.columns.items()}
    found: dict[str, str] = {}
    for field, names in fields.items():
        column = next((plain(name) for name in names if plain(name) in columns), None)
        if column is not None:
            found[field] = column
    labels = [f"{unit} {at}" for at in range(1, len(content.shapes) + 1)]
    shapes = shapes_in_rd(content, labels, path, crs)
    return Features(
        [
            {field: columns[column][at] for field, column in found.items()}
            for at in range(len(shapes))
        ],
        [None if shape is None or shape.is_empty else shape for shape in shapes],
        found,
        tuple(name for name in content.columns if plain(name) not in found.values()),
    )


def gather(
    features: Features,
    make: Callable[[Mapping[str, Any], BaseGeometry | None], tuple[str, _Made]],
    called: Callable[[_Made], Hashable],
    taken: tuple[Collection[str], Mapping[Hashable, str]],
    words: Callable[[_Made], tuple[str, str]],
    unit: str,
) -> tuple[dict[str, _Made], tuple[Rejection, ...]]:
    """Make what is said of each; gives them by what each is called for good, and what is wrong.

    Parameters
    ----------
    make
        Gives what one is called for good, and what is said of it.
    called
        What no two may have in common, such as a name.
    taken
        What files have already, as those are called for good; and what may not be shared, with
        what it is of: the file that it came from may be brought in anew.
    words
        What it is and what it is called, for the sentence that there is one already.
    unit
        What one is called, such as ‘vlak’.
    """
    keys, shared = set(taken[0]), dict(taken[1])
    named: dict[str, _Made] = {}
    rejections = []
    for line, (told, shape) in enumerate(zip(features.told, features.shapes, strict=True), 1):
        try:
            key, made = make(told, shape)
            if key in keys or shared.get(called(made), key) != key:
                what, name = words(made)
                raise DataError("register.name_taken", what=what, value=name)  # noqa: TRY301 - told with its line, as the others
            keys.add(key)
            shared[called(made)] = key
            named[key] = made
        except DataError as error:
            # A report is kept: what looks personal in a value is not said again.
            values = {name: _impersonal(value, told) for name, value in error.values.items()}
            value = visible(values.get("value", ""))
            message = f"{unit.capitalize()} {line}: {DataError(error.rule, **values)}"
            column = features.columns.get(str(values.get("field", "")), "")
            rejections.append(Rejection(line, column, value, error.rule, message))
    return named, tuple(rejections)


def _impersonal(value: object, told: Mapping[str, Any]) -> object:
    """Give a value without what looks personal; of one that was cut off, as it was before."""
    if not isinstance(value, str):
        return value
    texts = map(text_of, told.values())
    whole = next((text for text in texts if visible(text, len(value)) == value), value)
    return visible(take_out(whole).text, max(_LONGEST, len(value)))


def text_of(value: Any) -> str:
    """Give a value of a file as text on one line; empty where there is none."""
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return one_line(str(value))


def day_of(value: Any) -> date | None:
    """Read a day; None where there is none.

    Raises
    ------
    DataError
        If it is no day.
    """
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else read_day(text_of(value))
