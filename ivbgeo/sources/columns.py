"""Which column is which field, by the names in use in Dutch and English."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.sources.fault import visible
from ivbgeo.sources.kind import Kind
from ivbgeo.sources.names import NameScope
from ivbgeo.sources.place import RD, WGS84
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ivbgeo.sources.kind import Schema
    from ivbgeo.sources.mapping import ColumnMapping
    from ivbgeo.sources.table import Table

__all__ = [
    "PLACE_FIELDS",
    "Columns",
    "find_columns",
    "guess_columns",
    "is_personal",
    "is_remark",
    "places_of",
]

PLACE_FIELDS = ("x", "y", "area_code", "area_name", "division_year")
# Only to find a place by: never in a row, so never stored. The first of the names is used.
_PLACING = {
    "postcode": "postcode,postcode6,pc6,postal code,zip code,zip,postcode4,pc4,postcode cijfers",
    "street": "straatnaam,straat,naam openbare ruimte,openbare ruimte,street,street name",
    "house_number": "huisnummer,huisnr,huis nr,house number,house no",
    "house_letter": "huisletter,house letter",
    "house_suffix": "toevoeging,huisnummertoevoeging,huisnr toevoeging,house suffix,suffix",
    "town": "woonplaats,woonplaatsnaam,plaatsnaam,plaats,town,city",
}
_PLACED = frozenset({Kind.INCIDENTS, Kind.CASES, Kind.CAMERAS})
_ADDRESS = re.compile("(?<!mail)adres|address|straat|street|huis[nlt]|house|postcode|postal|pc[46]")


def places_of(kind: Kind) -> tuple[str, ...]:
    """Give the fields of the place of a kind of rows; those after PLACE_FIELDS are never stored."""
    return PLACE_FIELDS + (tuple(_PLACING) if kind in _PLACED else ())


def _plain(names: str) -> tuple[str, ...]:
    return tuple(plain(name) for name in names.split(","))


# Coordinates: of a file that has both, RD is used, for it needs no transformation.
_PAIRS: tuple[tuple[int | None, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        RD,
        _plain("rd_x,x_rd,x-coördinaat RD,RD x-coördinaat,RDX coordinaat,x 28992"),
        _plain("rd_y,y_rd,y-coördinaat RD,RD y-coördinaat,RDY coordinaat,y 28992"),
    ),
    (
        None,
        _plain("x,x_coordinaat,x_coord,coord_x,xco,x coordinate,coordinaat x"),
        _plain("y,y_coordinaat,y_coord,coord_y,yco,y coordinate,coordinaat y"),
    ),
    (
        WGS84,
        _plain("lon,lng,long,longitude,lengtegraad,lengte graad,geo_lon,wgs84 lon,wgs lon"),
        _plain("lat,latitude,breedtegraad,breedte graad,geo_lat,wgs84 lat,wgs lat"),
    ),
)
# Areas: of a file that has more than one level, the finest is used.
_AREAS = (
    (
        _plain("buurtcode,bu_code,code buurt,buurt code"),
        _plain("buurtnaam,bu_naam,naam buurt,buurt"),
    ),
    (_plain("wijkcode,wk_code,code wijk,wijk code"), _plain("wijknaam,wk_naam,naam wijk,wijk")),
    (
        _plain("gebiedscode,gebiedcode,area_code,statcode,regiocode,gwb_code,code gebied,code"),
        _plain("gebiedsnaam,gebiednaam,area_name,statnaam,regionaam,naam gebied,gebied"),
    ),
)
_DIVISION_YEAR = _plain(
    "jaar indeling,indelingsjaar,division_year,jaar van indeling,indeling,jaar wijkindeling"
)
_WITH_YEAR = re.compile(r"(.+?)(20\d\d)", re.ASCII)
_PERSONAL = re.compile(
    "naam|name$|^name|voorletter|bsn|burgerservice|mail|telefoon|telnr|phone|mobielnummer|adres"
    "|address|straat|street|huisn|postcode|geboorte|birth|leeftijd|geslacht|melder|verdachte"
    "|slachtoffer|aangever|bewoner|betrokken|dader|getuige|iban|kenteken|behandelaar|medewerker"
    "|contact"
)
_REMARK = re.compile(
    "toelichting|omschrijving|opmerking|beschrijving|bijzonderhe|notitie|verhaal|tekst|description"
    "|remark|comment|note"
)
_NOT_PERSONAL = re.compile(
    "^(naam|name)?(plaats|woonplaats|wijk|buurt|gebied|gebieds|regio|gemeente|bestand|bestands"
    "|camera|stat|bu|wk|area|locatie)(naam|name)?$"
)


def is_personal(column: str) -> bool:
    """Whether a column, by its name, may hold persons, addresses or free text."""
    name = plain(column)
    told = _PERSONAL.search(name) or _REMARK.search(name)
    return bool(told) and not _NOT_PERSONAL.match(name)


def is_remark(column: str) -> bool:
    """Whether a column, by its name, holds free text, and is not of some person."""
    name = plain(column)
    return bool(_REMARK.search(name)) and not _PERSONAL.search(name)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file: field → position; what is not used; what is known of the place.

    ``crs`` and ``division_year`` are what the names tell (``lon``, ``buurtcode_2024``), or None;
    ``scope`` what the name of the column of area names tells of their level. ``placing`` are used
    to find places by, and for nothing else.
    """

    positions: Mapping[str, int]
    ignored: tuple[str, ...]
    personal: tuple[str, ...]
    crs: int | None = None
    division_year: int | None = None
    scope: NameScope = NameScope.ANY
    placing: tuple[str, ...] = ()


def find_columns(table: Table, schema: Schema, mapping: ColumnMapping, file: str) -> Columns:
    """Tell which column is which field: first what the mapping says, then by name.

    Raises
    ------
    DataError
        If names are double, a required column is missing, more than one column could be a field,
        or the mapping names what is not there or may not be used.
    """
    search = _Search(table, file)
    search.tell(schema, mapping)
    for each in schema.fields:
        search.pick(each.name, [plain(synonym) for synonym in each.synonyms])
    crs = search.find_pair(mapping.crs)
    year = search.find_area(schema.kind)
    search.find_placing(schema.kind)
    search.require(schema)
    left = search.left
    return Columns(
        search.found,
        tuple(visible(column) for column in left),
        tuple(visible(column) for column in left if is_personal(column)),
        crs,
        year,
        search.scope,
        tuple(visible(table.columns[at]) for at in search.placing),
    )


def guess_columns(table: Table, schema: Schema, file: str) -> dict[str, str]:
    """Guess which column is which field, as far as the names tell: field → column.

    What is missing, or could be more than one, is left out: to be told by who knows the file.

    Raises
    ------
    DataError
        If names are double.
    """
    search = _Search(table, file)
    for each in schema.fields:
        with suppress(DataError):
            search.pick(each.name, [plain(synonym) for synonym in each.synonyms])
    with suppress(DataError):
        search.find_pair(None)
    with suppress(DataError):
        search.find_area(schema.kind)
    search.find_placing(schema.kind)
    return {field: table.columns[at] for field, at in search.found.items()}


class _Search:
    """The search through the columns of one file."""

    def __init__(self, table: Table, file: str) -> None:
        self.columns = table.columns
        self.has_points = table.has_points
        self.file = file
        self.names = [plain(column) for column in table.columns]
        self.found: dict[str, int] = {}
        seen: dict[str, str] = {}
        for column, name in zip(self.columns, self.names, strict=True):
            if column and (name or column) in seen:
                other = seen[name or column]
                raise DataError("columns.double", file=file, column=visible(column), other=other)
            seen[name or column] = visible(column)

    @property
    def left(self) -> list[str]:
        """The named columns that are no field."""
        taken = set(self.found.values())
        return [column for i, column in enumerate(self.columns) if column and i not in taken]

    @property
    def _shown(self) -> str:
        return visible(", ".join(f"‘{column}’" for column in self.columns if column), 400)

    def tell(self, schema: Schema, mapping: ColumnMapping) -> None:
        """Take the columns that a mapping names."""
        if mapping.kind != schema.kind:
            raise DataError("mapping.other_kind", value=mapping.kind, kind=schema.kind)
        synonyms = {each.name: set(map(plain, each.synonyms)) for each in schema.fields}
        for field, column in mapping.columns.items():
            name = plain(column)
            if field not in synonyms and field not in places_of(schema.kind):
                known = ", ".join([*synonyms, *places_of(schema.kind)])
                raise DataError("mapping.field", value=visible(field), known=known)
            if not name or name not in self.names:
                raise DataError(
                    "mapping.column", file=self.file, column=visible(column), found=self._shown
                )
            allowed = field in _PLACING and _ADDRESS.search(name)
            if is_personal(column) and name not in synonyms.get(field, ()) and not allowed:
                raise DataError("mapping.personal", file=self.file, column=visible(column))
            if self.names.index(name) in self.found.values():
                raise DataError("mapping.twice", file=self.file, column=visible(column))
            self.found[field] = self.names.index(name)

    def pick(self, field: str, synonyms: Iterable[str], names: list[str] | None = None) -> bool:
        """Find the one column whose name is a synonym; whether there is one."""
        if field in self.found:
            return True
        wanted, taken = set(synonyms), set(self.found.values())
        fitting = [
            i for i, name in enumerate(names or self.names) if name in wanted and i not in taken
        ]
        if len(fitting) > 1:
            both = " en ".join(f"‘{visible(self.columns[i])}’" for i in fitting[:2])
            raise DataError("columns.ambiguous", file=self.file, columns=both, field=field)
        if fitting:
            self.found[field] = fitting[0]
        return bool(fitting)

    def find_pair(self, crs: int | None) -> int | None:
        """Find the columns of coordinates; gives the system that their names tell, if they do."""
        if self.has_points:
            self.found.pop("x", None)
            self.found.pop("y", None)
            return None
        told = {"x", "y"} & self.found.keys()
        pairs = sorted(_PAIRS, key=lambda pair: crs is not None and pair[0] != crs)
        for system, xs, ys in [] if told else pairs:
            if self.pick("x", xs) | self.pick("y", ys):
                self._both()
                return system
        if told:
            self._both()
            x, y = (self.names[self.found[field]] for field in ("x", "y"))
            return next((system for system, xs, ys in _PAIRS if x in xs and y in ys), None)
        return None

    def _both(self) -> None:
        there = [field for field in ("x", "y") if field in self.found]
        if len(there) == 1:
            column = self.columns[self.found[there[0]]]
            raise DataError("columns.half_pair", file=self.file, columns=visible(column))

    @property
    def scope(self) -> NameScope:
        """What the name of the column of area names tells of their level."""
        if "area_name" in self.found:
            name = self.names[self.found["area_name"]]
            for scope, (_, names) in zip(NameScope, _AREAS, strict=True):
                if name in names:
                    return scope
        return NameScope.ANY

    @property
    def placing(self) -> list[int]:
        """The columns that are used to find places by alone."""
        return sorted(at for field, at in self.found.items() if field in _PLACING)

    def find_area(self, kind: Kind) -> int | None:
        """Find the columns of an area; gives the year in the name of its code (code_2025)."""
        self.pick("division_year", _DIVISION_YEAR)
        matches = [_WITH_YEAR.fullmatch(name) for name in self.names]
        stems = [
            match[1] if match else name for match, name in zip(matches, self.names, strict=True)
        ]
        for codes, names in _AREAS:
            if self.pick("area_code", codes, stems):
                at = self.found["area_code"]
                if stems[at] in codes:
                    self.pick("area_name", names)
                    break
        if "area_code" not in self.found:
            if kind not in _PLACED:
                self.found.pop("area_name", None)
            elif "area_name" not in self.found:
                self._first("area_name", [name for _, names in _AREAS for name in names])
            return None
        match = matches[self.found["area_code"]]
        return int(match[2]) if match else None

    def find_placing(self, kind: Kind) -> None:
        """Find the columns of a postcode and of an address; of half an address nothing is used."""
        if kind not in _PLACED:
            return
        told = set(self.found)
        for field, names in _PLACING.items():
            self._first(field, _plain(names))
        found = self.found.keys()
        numbered = {"street", "house_number"} & found
        if not numbered or not ("postcode" in found or {"street", "town"} <= found):
            for field in _PLACING.keys() - told - {"postcode"}:
                self.found.pop(field, None)

    def _first(self, field: str, synonyms: Iterable[str]) -> None:
        """Find the column with the first of these names that is there."""
        taken = set(self.found.values())
        free = {name: at for at, name in enumerate(self.names) if at not in taken}
        first = next((free[name] for name in synonyms if name in free), None)
        if field not in self.found and first is not None:
            self.found[field] = first

    def require(self, schema: Schema) -> None:
        """Refuse a file without a column that a row can't do without."""
        for each in schema.fields:
            if each.required and each.name not in self.found:
                raise DataError(
                    "columns.missing",
                    file=self.file,
                    column=each.synonyms[0],
                    known=", ".join(f"‘{word}’" for word in each.synonyms[1:7]),
                    found=self._shown,
                )
