"""Prevention as a file of shapes has it: where it is, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import AreaId, Level, level_of
from ivbgeo.errors import DataError
from ivbgeo.prevention.checking import refuse_persons
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.register.features import day_of, gather, read_features, text_of
from ivbgeo.sources.fault import visible
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping
    from pathlib import Path
    from typing import TypeAlias

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.figure import Classification
    from ivbgeo.sources.fault import Rejection

    # An area by its code or name, its level and the year that its code is of.
    FindArea: TypeAlias = Callable[[str, Level, int | None], AreaId]

__all__ = ["FIELDS", "read_preventions", "shared_name"]

FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("naam", "groep", "naam groep", "groepsnaam", "titel", "gebied", "name"),
    "code": ("code", "kenmerk", "id", "nummer"),
    "kind": ("soort", "type", "kind"),
    "valid_from": ("vanaf", "begin", "sinds", "geldig vanaf", "ingangsdatum", "datum", "from"),
    "valid_to": ("tot en met", "t/m", "einde", "geldig tot", "tot", "einddatum", "to"),
    "times": ("tijden", "tijd", "tijdstip", "times"),
    "contact_role": ("functie", "rol", "contact functie", "contactfunctie", "contact role"),
    "contact": ("contact", "contactadres", "functieadres", "e-mail", "email", "website", "url"),
    "decision": ("besluit", "aanwijzingsbesluit", "decision"),
    "place": ("plaats", "locatie", "adres", "place"),
    "area_code": ("gebiedscode", "buurtcode", "wijkcode", "area code"),
    "division_year": ("jaar indeling", "indelingsjaar", "jaar van de indeling", "division year"),
    "buurt": ("buurt", "buurtnaam"),
    "wijk": ("wijk", "wijknaam"),
    "source": ("bron", "source"),
    "remark": ("opmerking", "toelichting", "remark"),
}
"""What is said → the names that a column of it can have; the first is the one to suggest."""

_KINDS = {
    PreventionKind.GROEP: (
        *("groep", "whatsapp", "whatsappgroep", "whatsapp-buurtpreventie", "wabp"),
        *("buurtpreventie", "buurtapp", "buurt whatsapp", "buurtpreventiegroep"),
    ),
    PreventionKind.WAS_GEBIED: ("was-gebied", "was", "was-team", "gebied van een was-team"),
    PreventionKind.RONDE: ("ronde", "route", "looproute", "ronde van een was-team"),
    PreventionKind.ALCOHOLVERBOD: ("alcoholverbod", "alcoholverbodsgebied", "alcohol"),
    PreventionKind.DRUGSVERBOD: ("drugsverbod", "blowverbod", "softdrugsverbod", "drugs"),
    PreventionKind.VUURWERKVRIJ: ("vuurwerkvrij", "vuurwerkvrije zone", "vuurwerkverbod"),
    PreventionKind.AVOND: ("avond", "wijkveiligheidsavond", "bijeenkomst"),
}
# Where a GeoPackage has several layers.
_LAYERS = ("preventie", "whatsapp", "wabp", "was", "verbod", "vuurwerk", "avond")
_PLAIN = ("name", "times", "contact_role", "contact", "decision", "place", "source", "remark")
_UNIT = "gebied"
_LONGEST_CODE = 120


def shared_name(said: Prevention) -> Hashable:
    """Give what no two have in common: kind, name and first day."""
    return said.kind, said.name.strip().casefold(), said.valid_from


def read_preventions(
    path: Path,
    classification: Classification,
    find_area: FindArea,
    check: Callable[[Prevention], None],
    taken: tuple[Collection[str], Mapping[Hashable, str]],
    *,
    kind: PreventionKind | None = None,
    crs: int | None = None,
) -> tuple[dict[str, Prevention], int, tuple[Rejection, ...], tuple[str, ...]]:
    """Read a file of prevention.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, Shapefile (as .zip) or GeoParquet, in RD New or WGS84.
    classification
        Who it is for.
    find_area
        Gives an area by what it is called, its level and a year; raises DataError if there is none.
    check
        Raises DataError where one can't be here.
    taken
        Keys that files have already; and names as ``shared_name`` gives them, with their keys.
    kind
        What all of it is; None: the file has a column that says so.
    crs
        28992 or 4326, which goes before what the file says.

    Returns
    -------
    tuple
        By what each is called for good (its code, else its name), how many the file has, what is
        wrong with those that were left out, and the columns that nobody reads.

    Raises
    ------
    GeoError
        If the file as a whole can't be read.
    DataError
        If it has nothing in it, or no column with names, or none with kinds while ``kind`` is None.
    """
    features = read_features(path, FIELDS, _LAYERS, _UNIT, crs)
    if not features.shapes:
        raise DataError("file.no_rows", file=path.name)
    if "name" not in features.columns:
        raise DataError("camera_areas.no_names", file=path.name, needed=FIELDS["name"][0])
    if kind is None and "kind" not in features.columns:
        raise DataError("prevention.no_kind", file=path.name, needed=FIELDS["kind"][0])

    def make(told: Mapping[str, Any], shape: BaseGeometry | None) -> tuple[str, Prevention]:
        said = {field: text_of(told.get(field)) for field in _PLAIN}
        made = Prevention(
            **said,
            kind=kind or _kind(text_of(told.get("kind"))),
            border=shape,
            area=_area(told, find_area),
            valid_from=day_of(told.get("valid_from")),
            valid_to=day_of(told.get("valid_to")),
            classification=classification,
        )
        _refuse_persons(made)
        check(made)
        code = text_of(told.get("code"))
        if len(code) > _LONGEST_CODE:
            raise DataError("measure.long", what="code", value=len(code), most=_LONGEST_CODE)
        first = f" ({made.valid_from})" if made.kind is PreventionKind.AVOND else ""
        return code or f"{made.name}{first}"[:_LONGEST_CODE], made

    named, rejections = gather(
        features, make, shared_name, taken, lambda made: (made.kind.words, made.name), _UNIT
    )
    return named, len(features.shapes), rejections, features.unread


def _kind(text: str) -> PreventionKind:
    for kind, words in _KINDS.items():
        if plain(text) in map(plain, words):
            return kind
    known = ", ".join(words[0] for words in _KINDS.values())
    raise DataError("prevention.kind", value=visible(text), known=known)


def _area(told: Mapping[str, Any], find_area: FindArea) -> AreaId | None:
    """Give the area that a file names: by its code and the year of that, else by its name."""
    code, year = (text_of(told.get(name)) for name in ("area_code", "division_year"))
    if code:
        level = level_of(code)
        if level is None:
            raise DataError("prevention.area", value=visible(code))
        if not year.isdecimal():
            raise DataError("prevention.area_year", value=visible(code))
        return find_area(code, level, int(year))
    for level in (Level.BUURT, Level.WIJK):
        name = text_of(told.get(level.value))
        if name:
            return find_area(name, level, int(year) if year.isdecimal() else None)
    return None


def _refuse_persons(made: Prevention) -> None:
    """Refuse what looks personal, without saying it again: the report may be kept."""
    try:
        refuse_persons(made, confirmed=())
    except DataError as error:
        raise DataError("prevention.file_personal", what=error.values["what"]) from None
