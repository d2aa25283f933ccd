"""Which wijken there are for a viewer, and which areas belong to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import AreaId, DivisionId, Level
from ivbgeo.denominator import people_of
from ivbgeo.errors import UnknownAreaError
from ivbgeo.places import own_ground
from ivbgeo.question import Per

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["areas_of", "casewijk_around", "first_wijk", "own_wijken", "wijk_by_name", "wijken_of"]


def wijken_of(edition: Edition) -> dict[AreaId, str]:
    """Give the wijken of the newest division of which there are buurten too, by name.

    Where no division has buurten, those of the newest.
    """
    whole = [
        division
        for division in edition.division_ids(Level.WIJK)
        if DivisionId(Level.BUURT, division.year) in edition.numbers
    ]
    for division_id in (whole or edition.division_ids(Level.WIJK))[:1]:
        division = edition.division(division_id)
        named = zip(division.names, division.codes, strict=True)
        return {division.area_id(code): name for name, code in sorted(named, key=_by_name)}
    return {}


def own_wijken(edition: Edition, viewer: Viewer) -> dict[AreaId, str]:
    """Give the wijken of ``wijken_of`` that lie in those that a viewer covers, by name."""
    wijken = wijken_of(edition)
    for division_id in {area.division for area in wijken}:
        division = edition.division(division_id)
        own = own_ground(edition, viewer, division_id)
        codes = {code for code, is_own in zip(division.codes, own, strict=True) if is_own}
        return {area: name for area, name in wijken.items() if area.code in codes}
    return {}


def first_wijk(edition: Edition, viewer: Viewer) -> AreaId | None:
    """Give the wijk to begin with: of the viewer's own, else of all, the one with most people."""
    wijken = wijken_of(edition)
    own = [area for area in wijken if area.code in viewer.wijken] or list(wijken)
    if not own:
        return None
    division = edition.division(own[0].division)
    people, _, _ = people_of(edition, viewer, division.id, Per.INWONERS, division.year)
    number = dict(zip(division.codes, np.nan_to_num(people.count).tolist(), strict=True))
    return max(own, key=lambda area: number[area.code])


def wijk_by_name(edition: Edition, text: str) -> AreaId:
    """Find a wijk by what somebody wrote: its name, its code, or year and code (2025-WK063705).

    Raises
    ------
    UnknownAreaError
        If there is none; the sentence names those that there are.
    """
    wijken = wijken_of(edition)
    wanted = text.strip().casefold()
    for area, name in wijken.items():
        if wanted in {name.casefold(), area.code.casefold(), f"{area.year}-{area.code}".casefold()}:
            return area
    year, _, code = text.strip().partition("-")
    if year.isdecimal():
        older = DivisionId(Level.WIJK, int(year))
        if older in edition.numbers and code in edition.division(older):
            return edition.division(older).area_id(code)
    raise UnknownAreaError("wijk.unknown", value=text, known=", ".join(wijken.values()) or "geen")


def areas_of(edition: Edition, wijk: AreaId) -> tuple[AreaId, ...]:
    """Give the areas that are looked at for a wijk: itself, its buurten, the casewijk around it.

    A casewijk only where all of the wijk's buurten belong to it for certain.
    """
    buurten = edition.buurten_in(wijk)
    own = tuple(AreaId(code, wijk.year, Level.BUURT) for code in buurten)
    casewijk = casewijk_around(edition, wijk)
    return (wijk, *own, *((casewijk,) if casewijk else ()))


def casewijk_around(edition: Edition, wijk: AreaId) -> AreaId | None:
    """Give the casewijk in which all buurten of a wijk lie for certain, None if there is none."""
    casewijken = edition.casewijk_of_buurten(wijk.year)
    around = {casewijken.get(buurt) for buurt in edition.buurten_in(wijk)}
    divisions = edition.division_ids(Level.CASEWIJK)
    code = around.pop() if len(around) == 1 else None
    return AreaId(code, divisions[0].year, Level.CASEWIJK) if code and divisions else None


def _by_name(named: tuple[str, str]) -> tuple[str, str]:
    name, code = named
    return name.casefold(), code
