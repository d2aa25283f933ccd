"""Of which division year the codes of a table are: a code alone never tells.

Codes are used again for other places: WK063705 was Rokkeveen in 2024 and is Meerzicht in 2025. So
names have to be the same as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import DivisionId, Level
from ivbgeo.errors import DataError
from ivbgeo.fetch.grid import LEVELS
from ivbgeo.sources.text import plain
from ivbgeo.store import divisions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

__all__ = ["fitting_year"]

_SHOWN = 3
# How the CBS tells a gemeente from a province of the same name.
_GEMEENTE = " (gemeente)"


def fitting_year(
    connection: Connection, table: str, regions: Mapping[str, str], wanted: int | None = None
) -> int:
    """Give the newest division year of the store that has all these codes with these names.

    Parameters
    ----------
    table
        For the sentence.
    regions
        Code → name of the gemeente and its wijken and buurten.
    wanted
        Only this year will do.

    Raises
    ------
    DataError
        If there is none; the sentence names the first codes that differ.
    """
    numbers = divisions.division_numbers(connection)
    years = sorted({division.year for division in numbers}, reverse=True)
    first: tuple[int, list[str]] | None = None
    for year in years:
        found = [
            numbers.get(DivisionId(level, year))
            for level in (Level.BUURT, Level.WIJK, Level.GEMEENTE)
        ]
        if None in found or wanted not in (None, year):
            continue
        names: dict[str, str] = {}
        for number in found:
            names |= divisions.read_names(connection, number) if number is not None else {}
        differing = [code for code in regions if not _alike(names.get(code), regions[code])]
        if not differing:
            return year
        if first is None:
            first = year, [_difference(code, names.get(code), regions[code]) for code in differing]
    gemeente = next(code for code in regions if LEVELS.get(code[:2]) is Level.GEMEENTE)
    if first is None:
        raise DataError(
            "fetch.no_division",
            value=wanted or "wijken en buurten",
            table=table,
            gemeente=gemeente,
        )
    year, differences = first
    more = f"; en nog {len(differences) - _SHOWN}" if len(differences) > _SHOWN else ""
    raise DataError(
        "fetch.other_division",
        table=table,
        year=year,
        differences="; ".join(differences[:_SHOWN]) + more,
        gemeente=gemeente,
    )


def _alike(ours: str | None, theirs: str) -> bool:
    if ours is None:
        return False
    return plain(ours.removesuffix(_GEMEENTE)) == plain(theirs.removesuffix(_GEMEENTE))


def _difference(code: str, ours: str | None, theirs: str) -> str:
    if ours is None:
        return f"{code} ({theirs}) is er niet"
    return f"{code} heet er ‘{ours}’, in de tabel ‘{theirs}’"
