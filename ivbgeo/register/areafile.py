"""Camera areas as a file of polygons has them: a border each, and what is said of it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import shapely

from ivbgeo.camera import CameraKind
from ivbgeo.designation import Designation
from ivbgeo.errors import DataError
from ivbgeo.measures.days import read_begin
from ivbgeo.measures.personal import suspects
from ivbgeo.outline import POLYGONS, check_outline
from ivbgeo.register.features import day_of, gather, read_features, text_of
from ivbgeo.sources.fault import visible
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.figure import Classification
    from ivbgeo.sources.fault import Rejection

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

# Where a GeoPackage has several layers.
_LAYERS = ("camera",)
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
    check: Callable[[Designation], None] = lambda _: None,
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
    check
        Raises DataError where one can't be here.

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
    features = read_features(path, FIELDS, _LAYERS, "vlak", crs)
    if "name" not in features.columns:
        raise DataError("camera_areas.no_names", file=path.name, needed=FIELDS["name"][0])
    if not features.shapes:
        raise DataError("file.no_rows", file=path.name)

    def make(told: Mapping[str, Any], shape: BaseGeometry | None) -> tuple[str, Designation]:
        key, made = _designation(told, shape, classification)
        check(made)
        return key, made

    named, rejections = gather(
        features,
        make,
        lambda made: made.name.casefold(),
        (taken, dict.fromkeys((name.casefold() for name in taken), "")),
        lambda made: ("cameragebied", made.name),
        "vlak",
    )
    return named, len(features.shapes), rejections, features.unread


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
    features = read_features(path, {}, _LAYERS, "vlak", crs)
    shapes = [shape for shape in features.shapes if shape is not None]
    if not shapes:
        raise DataError("register.no_polygons", file=path.name)
    for shape in shapes:
        # Each by itself: joined, what crosses itself would be mended in silence.
        check_outline(shape, sorts, "designation.border")
    return shapely.union_all(shapes)


def _designation(
    told: Mapping[str, Any], shape: BaseGeometry | None, classification: Classification
) -> tuple[str, Designation]:
    said: dict[str, Any] = {
        field: text_of(value) for field, value in told.items() if field != "code"
    }
    said |= {field: day_of(told.get(field)) for field in _DAYS}
    said |= {
        "kind": _kind(said.get("kind", "")),
        "starts": _begin(told.get("starts")),
        "retention_days": _term(said.get("retention_days", "")),
        "border": shape,
        "classification": classification,
    }
    made = Designation(**said)
    for one in suspects(made.texts):
        if one.what != _PLACE:
            raise DataError("camera_areas.personal", value=one.text, what=one.what)
    return text_of(told.get("code")) or made.name, made


def _begin(value: Any) -> str:
    found = day_of(value) if isinstance(value, date) else None
    return found.isoformat() if found else read_begin(text_of(value))


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
