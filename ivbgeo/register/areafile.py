"""Camera areas as a file of polygons has them: a border each, and what is said of it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import shapely

from geo.areafile import read_areas
from geo.polygonfile import shapes_in_rd
from ivbgeo.camera import CameraKind
from ivbgeo.designation import Designation
from ivbgeo.errors import DataError
from ivbgeo.measures.days import read_begin, read_day
from ivbgeo.measures.personal import suspects
from ivbgeo.outline import POLYGONS, check_outline
from ivbgeo.sources.fault import Rejection, visible
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.figure import Classification

__all__ = ["FIELDS", "read_border", "read_designations"]

FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("naam", "cameragebied", "naam gebied", "gebied", "name"),
    "code": ("code", "kenmerk", "id", "nummer"),
    "kind": ("soort", "type", "kind"),
    "starts": ("begin", "sinds", "vanaf", "ingangsdatum", "startdatum", "from", "start"),
    "ends": ("einde", "tot", "tot en met", "t/m", "einddatum", "to", "end"),
    "withdrawn_on": ("ingetrokken", "ingetrokken op", "datum intrekking", "withdrawn"),
    "evaluation": ("evaluatie", "evaluatiedatum", "volgende evaluatie", "evaluation"),
    "evaluation_every": ("hoe vaak evalueren", "evaluatie elke", "evaluatie termijn"),
    "order": ("besluit", "aanwijzingsbesluit", "besluit burgemeester", "order", "decision"),
    "bylaw": ("verordening", "apv", "verordening raad", "bylaw"),
    "signs": ("borden", "kenbaarheid", "signs"),
    "live_viewing": ("meekijken", "live meekijken", "live viewing"),
    "consultation": ("overleg", "driehoek", "consultation"),
    "necessity": ("noodzaak", "necessity"),
    "proportionality": ("proportionaliteit", "proportionality"),
    "subsidiarity": ("subsidiariteit", "subsidiarity"),
    "withdrawal": ("wanneer het stopt", "stopt als", "intrekking", "withdrawal"),
    "retention_days": ("bewaartermijn", "bewaren", "dagen bewaren", "retention"),
    "source": ("bron", "source"),
    "remark": ("opmerking", "toelichting", "remark"),
}
"""What is said → the names that a column of it can have; the first is the one to suggest."""

_DAYS = ("ends", "withdrawn_on", "evaluation")
_KINDS = {
    CameraKind.VAST: ("vast", "vaste", "vaste camera", "permanent", "fixed"),
    CameraKind.TIJDELIJK: ("tijdelijk", "tijdelijke", "mobiel", "flexibel", "temporary"),
}
_TERM = re.compile(r"(\d{1,3})\s*(dag|dagen|week|weken)?")
_DAYS_A_WEEK = 7
# In an order an address is a place.
_PLACE = "een adres"


def read_designations(
    path: Path,
    classification: Classification,
    taken: Collection[str],
    crs: int | None = None,
) -> tuple[dict[str, Designation], int, tuple[Rejection, ...], tuple[str, ...]]:
    """Read a file of camera areas.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, Shapefile (as .zip) or GeoParquet, in RD New or WGS84.
    classification
        Who they are for.
    taken
        Names of camera areas that are there already.
    crs
        28992 or 4326, which goes before what the file says.

    Returns
    -------
    tuple
        The camera areas by what each is called for good (its code, else its name), how many the
        file has, what is wrong with those that were left out, and the columns that nobody reads.

    Raises
    ------
    GeoError
        If the file as a whole can't be read.
    DataError
        If it has no camera areas, or no column with names.
    """
    content = read_areas(path, lambda layers: _layer(layers, path))
    columns = {plain(name): values for name, values in content.columns.items()}
    found = _columns(columns)
    if "name" not in found:
        raise DataError("camera_areas.no_names", file=path.name, needed=FIELDS["name"][0])
    if not content.shapes:
        raise DataError("file.no_rows", file=path.name)
    labels = [f"vlak {at}" for at in range(1, len(content.shapes) + 1)]
    shapes = shapes_in_rd(content, labels, path, crs)
    named: dict[str, Designation] = {}
    rejections = []
    names = {name.casefold() for name in taken}
    for at, shape in enumerate(shapes):
        told = {field: columns[column][at] for field, column in found.items()}
        try:
            made = _designation(told, shape, classification)
            key = _text(told.get("code")) or made.name
            if made.name.casefold() in names or key in named or key in taken:
                _refuse("register.name_taken", what="cameragebied", value=made.name)
            names.add(made.name.casefold())
            named[key] = made
        except DataError as error:
            value = visible(error.values.get("value", ""))
            message = f"Vlak {at + 1}: {error}"
            rejections.append(Rejection(at + 1, "", value, error.rule, message))
    unread = tuple(name for name in content.columns if plain(name) not in found.values())
    return named, len(shapes), tuple(rejections), unread


def read_border(
    path: Path, crs: int | None = None, *, sorts: Collection[str] = POLYGONS
) -> BaseGeometry:
    """Read the border of one area: all polygons of a file together, EPSG:28992.

    Parameters
    ----------
    sorts
        The sorts of shapes that it can be (names of GeoJSON), such as lines of a round.

    Raises
    ------
    GeoError
        If the file can't be read.
    DataError
        If it has no shapes, one of another sort, or one that crosses itself.
    """
    content = read_areas(path, lambda layers: _layer(layers, path))
    labels = [f"vlak {at}" for at in range(1, len(content.shapes) + 1)]
    shapes = [one for one in shapes_in_rd(content, labels, path, crs) if one is not None]
    if not shapes:
        raise DataError("register.no_polygons", file=path.name)
    for shape in shapes:
        # Each by itself: joined, what crosses itself would be mended in silence.
        check_outline(shape, sorts, "designation.border")
    return shapely.union_all(shapes)


def _designation(
    told: Mapping[str, Any], shape: BaseGeometry | None, classification: Classification
) -> Designation:
    said: dict[str, Any] = {field: _text(value) for field, value in told.items() if field != "code"}
    said |= {field: _day(told.get(field)) for field in _DAYS}
    said |= {
        "kind": _kind(said.get("kind", "")),
        "starts": _begin(told.get("starts")),
        "retention_days": _term(said.get("retention_days", "")),
        "border": None if shape is None or shape.is_empty else shape,
        "classification": classification,
    }
    made = Designation(**said)
    for one in suspects(made.texts):
        if one.what != _PLACE:
            _refuse("camera_areas.personal", value=one.text, what=one.what)
    return made


def _refuse(rule: str, **values: object) -> None:
    raise DataError(rule, **values)


def _columns(columns: Mapping[str, Sequence[Any]]) -> dict[str, str]:
    """Give the column of each thing that is said, by the first name that there is."""
    found = {}
    for field, names in FIELDS.items():
        column = next((plain(name) for name in names if plain(name) in columns), None)
        if column is not None:
            found[field] = column
    return found


def _layer(layers: Sequence[str], path: Path) -> str:
    meant = [name for name in layers if "camera" in name.lower()]
    if len(meant) != 1:
        shown = ", ".join(map(visible, layers))
        raise DataError("plannerfile.layers", file=path.name, value=shown)
    return meant[0]


def _text(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else read_day(_text(value))


def _begin(value: Any) -> str:
    found = _day(value) if isinstance(value, date) else None
    return found.isoformat() if found else read_begin(_text(value))


def _kind(text: str) -> CameraKind:
    for kind, words in _KINDS.items():
        if plain(text) in map(plain, words):
            return kind
    raise DataError("camera_areas.kind", value=visible(text))


def _term(text: str) -> int | None:
    if not text:
        return None
    found = _TERM.fullmatch(text.lower())
    if found is None:
        raise DataError("camera_areas.retention", value=visible(text))
    return int(found[1]) * (_DAYS_A_WEEK if (found[2] or "").startswith("we") else 1)
