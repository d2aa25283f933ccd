"""Where rows are counted for withholding: places that all areas of all levels are sums of.

A place is a buurt, or where there are casewijken what the buurt has of each of them, for they
cross. And of a wijk, a casewijk and the gemeente there is what is known to be in it, but not in
which buurt. What is in none of them is in no count that is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import DivisionId, Level
from ivbgeo.shielding.fitting import divisions_of
from ivbgeo.shielding.naming import area_name
from ivbgeo.tally import Places, RowPlacer
from ivbgeo.withholding import Axis

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.tally import Placed

__all__ = ["Ground"]

_NOWHERE = -1
_REST = "-"


class Ground:
    """The places of a year, and which areas they add up to.

    Parameters
    ----------
    edition
        Knows the divisions.
    year
        Of which year the buurten and wijken are.
    kind
        What is counted: incidents or cases.
    """

    def __init__(self, edition: Edition, year: int, kind: str) -> None:
        self.divisions = divisions_of(edition, year, kind)
        self._codes = {one: edition.division(one).codes for one in self.divisions}
        self._placers = {
            one: RowPlacer(edition.division(one), edition.up(one)) for one in self.divisions
        }
        self._casewijk_of = edition.casewijk_of_buurten(year)
        self._wijk_of = {
            code: around
            for wijk in self._of(Level.WIJK)
            for buurt in self._of(Level.BUURT)
            for code, around in edition.up(wijk).get(edition.numbers[buurt], {}).items()
        }
        self.places = tuple(self._make_places())
        self._position = {name: i for i, name in enumerate(self.places)}

    def _of(self, level: Level) -> tuple[DivisionId, ...]:
        """Give the division of a level, or none."""
        return tuple(one for one in self.divisions if one.level == level)

    def _make_places(self) -> list[str]:
        made = []
        crossing = self._casewijken()
        for division in self.divisions:
            for code in self._codes[division]:
                name = area_name(division, code)
                if division.level is Level.BUURT and not crossing:
                    made.append(name)
                elif division.level is Level.BUURT:
                    made += [_within(name, one) for one in (*crossing, _REST)]
                else:
                    made.append(_within(name, _REST))
        return made

    def _casewijken(self) -> tuple[str, ...]:
        return tuple(code for one in self._of(Level.CASEWIJK) for code in self._codes[one])

    def positions(self, rows: Placed) -> NDArray[np.int64]:
        """Tell in which place each row is, shape (k,); -1: in none, or it is not known."""
        found = np.full(len(rows.area_code), _NOWHERE, dtype=np.int64)
        for division in self.divisions:
            left = np.flatnonzero(found == _NOWHERE)
            if not left.size:
                break
            part = _some(rows, left)
            if division.level is Level.CASEWIJK:
                # By its code alone: what has a point was placed by the others.
                at = self._placers[division].coded(part)
            else:
                at = self._placers[division].positions(part)
            inside = at >= 0
            where = at[inside]
            if division.level is Level.BUURT:
                found[left[inside]] = self._within_buurt(
                    division, where, _some(part, np.flatnonzero(inside))
                )
            else:
                rest = [
                    self._position[_within(area_name(division, code), _REST)]
                    for code in self._codes[division]
                ]
                found[left[inside]] = np.array(rest, dtype=np.int64)[where]
        return found

    def _within_buurt(
        self, division: DivisionId, at: NDArray[np.int32], rows: Placed
    ) -> NDArray[np.int64]:
        names = [area_name(division, code) for code in self._codes[division]]
        around = self._of(Level.CASEWIJK)
        if not around:
            return self.numbers(names)[at]
        (casewijk,) = around
        casewijken = (*self._codes[casewijk], _REST)
        # By its point, as casewijken are drawn; without one by the casewijk of its buurt.
        where = self._placers[casewijk].positions(rows)
        number = {code: i for i, code in enumerate(casewijken)}
        by_code = np.array(
            [number[self._casewijk_of.get(code, _REST)] for code in self._codes[division]]
        )
        lost = (where < 0) & np.isnan(rows.x)
        where = np.where(lost, by_code[at], np.where(where < 0, number[_REST], where))
        table = np.array(
            [self.numbers([_within(name, one) for one in casewijken]) for name in names]
        )
        return np.asarray(table[at, where])

    def numbers(self, names: Sequence[str]) -> NDArray[np.int64]:
        """Give the positions of places by name."""
        return np.array([self._position[name] for name in names], dtype=np.int64)

    def filled(self, counts: NDArray[np.integer]) -> frozenset[str]:
        """Name the places in which something is; counts of shape (places, …)."""
        some = counts.reshape(len(self.places), -1).any(axis=1)
        return frozenset(self.places[i] for i in np.flatnonzero(some))

    def axis(self, filled: Collection[str], earlier: Collection[str] = ()) -> Axis:
        """Give the areas as one side of a table.

        Parameters
        ----------
        filled
            The places in which something is.
        earlier
            The places of the version before: none of them goes.
        """
        kept = [
            name for name in self.places if "/" not in name or name in filled or name in earlier
        ]
        parts: dict[str, tuple[str, ...]] = {}
        for division in self.divisions:
            for code in self._codes[division]:
                name = area_name(division, code)
                if name not in self._position:
                    inside = tuple(one for one in kept if self._is_in(one, division, code))
                    if not inside:
                        rest = _within(name, _REST)
                        kept.append(rest)
                        inside = (rest,)
                    parts[name] = inside
        whole = {name: tuple(self._tidied(name, under, parts)) for name, under in parts.items()}
        return Axis((*kept, *parts), whole)

    def _is_in(self, place: str, division: DivisionId, code: str) -> bool:
        area, _, within = place.partition("/")
        level, _, own = area.split(" ")
        if own == code and level == division.level:
            return True
        if division.level is Level.GEMEENTE:
            # The newest casewijken may be of another year: by their code alone nobody knows.
            return level != Level.CASEWIJK or area_year(area) == division.year
        if level != Level.BUURT:
            return False
        if division.level is Level.WIJK:
            return self._wijk_of.get(own) == code
        return within == code

    def _tidied(
        self, name: str, under: tuple[str, ...], parts: dict[str, tuple[str, ...]]
    ) -> list[str]:
        """Give the largest parts of a name: of the gemeente wijken, of a wijk buurten."""
        left = set(under)
        made: list[str] = []
        level = name.split(" ", maxsplit=1)[0]
        below = {Level.GEMEENTE: (Level.WIJK, Level.BUURT), Level.WIJK: (Level.BUURT,)}
        for finer in below.get(Level(level), ()):
            for other, inside in parts.items():
                if other.startswith(f"{finer} ") and left.issuperset(inside):
                    made.append(other)
                    left -= set(inside)
        return [*made, *(one for one in under if one in left)]


def area_year(name: str) -> int:
    """Give of which year an area is, by its name."""
    return int(name.split(" ")[1])


def _within(name: str, part: str) -> str:
    return f"{name}/{part}"


def _some(rows: Placed, at: NDArray[np.intp]) -> Places:
    return Places(
        rows.x[at], rows.y[at], rows.division[at], tuple(rows.area_code[i] for i in at.tolist())
    )
