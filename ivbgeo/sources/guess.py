"""A first look at a file: its columns, and which of them is which field, as far as names tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError
from ivbgeo.sources.columns import guess_columns, is_personal, places_of
from ivbgeo.sources.opening import open_table
from ivbgeo.sources.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ivbgeo.sources.kind import Kind

__all__ = ["FieldTitle", "FirstLook", "fields_of", "first_look"]

_PLACES = {
    "x": "X, of lengte",
    "y": "Y, of breedte",
    "area_code": "Gebiedscode",
    "area_name": "Naam van het gebied",
    "division_year": "Jaar van de indeling",
    "postcode": "Postcode (alleen voor de plaats)",
    "street": "Straat (alleen voor de plaats)",
    "house_number": "Huisnummer (alleen voor de plaats)",
    "house_letter": "Huisletter (alleen voor de plaats)",
    "house_suffix": "Toevoeging (alleen voor de plaats)",
    "town": "Woonplaats (alleen voor de plaats)",
}


@dataclass(frozen=True, slots=True)
class FieldTitle:
    """A field: its name, its Dutch title, and whether a row can do without it."""

    name: str
    title: str
    required: bool


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a file's first line tells.

    ``columns``: those that may be used. ``withheld``: those that may hold persons, by their name.
    ``guess``: field → column. ``has_points``: places come from geometry.
    """

    columns: tuple[str, ...]
    withheld: tuple[str, ...]
    guess: Mapping[str, str]
    crs: int | None
    has_points: bool


def fields_of(kind: Kind) -> tuple[FieldTitle, ...]:
    """Give the fields of a kind, those of the place last."""
    own = tuple(
        FieldTitle(each.name, each.synonyms[0].capitalize(), each.required)
        for each in SCHEMAS[kind].fields
    )
    return own + tuple(FieldTitle(name, _PLACES[name], required=False) for name in places_of(kind))


def first_look(path: Path, kind: Kind) -> FirstLook:
    """Look at the columns of a file.

    Raises
    ------
    DataError
        If the file can't be read.
    """
    try:
        with open_table(path) as table:
            guess = guess_columns(table, SCHEMAS[kind], path.name)
            named = [column for column in table.columns if column]
    except OSError as error:
        raise DataError("file.unreadable", file=path.name, why=trouble(error)) from error
    used = set(guess.values())
    withheld = tuple(c for c in named if c not in used and is_personal(c))
    return FirstLook(
        tuple(column for column in named if column not in withheld),
        withheld,
        guess,
        table.crs,
        table.has_points,
    )
