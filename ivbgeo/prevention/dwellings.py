"""How many live in each area of a division, and where in it as far as that is known.

Where homes stand is known of a file of buildings that says which are homes; else all ground of an
area counts alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ivbgeo.denominator import people_of
from ivbgeo.plannerfiles.areas import PRIVATE
from ivbgeo.plannerfiles.holding import newest_homes
from ivbgeo.question import Per

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo import Division, DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.viewer import Viewer

__all__ = ["FEWEST_HOMES", "Basis", "Dwellings", "dwellings_in"]

FEWEST_HOMES = 10
"""Where a file has fewer homes in an area, it says too little of where its people live."""


class Basis(StrEnum):
    """How it is worked out which part of an area lies in a shape."""

    WONINGEN = "woningen"
    """By the places of homes."""
    OPPERVLAKTE = "oppervlakte"
    """By surface, as if people lived everywhere alike."""

    @property
    def words(self) -> str:
        """Dutch words for it."""
        return _WORDS[self]


_WORDS = {
    Basis.WONINGEN: "geschat naar de plek van de woningen",
    Basis.OPPERVLAKTE: "geschat naar oppervlakte",
}


@dataclass(frozen=True, slots=True, eq=False)
class Dwellings:
    """How many live in the n areas of a division, and where.

    Parameters
    ----------
    division
        Its areas.
    dwellings, inhabitants
        Shape (n,); NaN where not known.
    estimated
        Shape (n,): which of ``dwellings`` are an estimate, on the borders of another year.
    per
        What ``dwellings`` are: dwellings, or households where nothing is known of those.
    year
        Of which they are; None where nothing is known.
    homes, inside
        Shape (k, 2): where homes stand, x and y in metres, EPSG:28992; shape (k,): the position of
        the area that each stands in.
    file
        What the file of buildings is called; empty where there is none.
    provenance
        Where the numbers come from.
    """

    division: Division
    dwellings: NDArray[np.float64]
    inhabitants: NDArray[np.float64]
    estimated: NDArray[np.bool_]
    per: Per = Per.WONINGEN
    year: int | None = None
    homes: NDArray[np.float64] | None = None
    inside: NDArray[np.intp] | None = None
    file: str = ""
    provenance: tuple[Provenance, ...] = ()

    @property
    def by_homes(self) -> NDArray[np.bool_]:
        """In which areas enough homes have a place to go by them, shape (n,)."""
        n = len(self.division.codes)
        if self.inside is None:
            return np.zeros(n, dtype=bool)
        return np.bincount(self.inside, minlength=n) >= FEWEST_HOMES

    @property
    def is_empty(self) -> NDArray[np.bool_]:
        """In which areas it is known that nobody lives, shape (n,)."""
        water = np.array(self.division.water)
        # CBS rounds to five, so that nul dwellings are only none where it is known of nobody too.
        nobody = (self.dwellings == 0) & (self.inhabitants == 0)
        return np.asarray(water | nobody)

    def share_in(self, shape: BaseGeometry) -> NDArray[np.float64]:
        """Tell which part of the homes of each area lies in a shape (EPSG:28992); else of its land.

        Returns
        -------
        ndarray
            Shape (n,), 0 to 1. What lies on the border of the shape lies in it.
        """
        polygons = self.division.polygons
        surface = shapely.area(shapely.intersection(polygons, shape)) / shapely.area(polygons)
        share = np.asarray(np.clip(surface, 0.0, 1.0))
        known = self.by_homes
        if self.homes is None or self.inside is None or not known.any():
            return share
        shapely.prepare(shape)
        there = shapely.intersects_xy(shape, self.homes[:, 0], self.homes[:, 1])
        n = len(polygons)
        all_, some = (np.bincount(one, minlength=n) for one in (self.inside, self.inside[there]))
        return np.asarray(np.where(known, some / np.maximum(all_, 1), share))


def dwellings_in(edition: Edition, viewer: Viewer, wanted: DivisionId, year: int) -> Dwellings:
    """Give how many live in the areas of a division about a year, and where."""
    division = edition.division(wanted)
    per = Per.WONINGEN
    values, told, source = people_of(edition, viewer, wanted, per, year)
    if not values.known.any():
        per = Per.HUISHOUDENS
        values, told, source = people_of(edition, viewer, wanted, per, year)
    people, _, other = people_of(edition, viewer, wanted, Per.INWONERS, year)
    found = newest_homes(edition)
    homes = inside = None
    if found is not None:
        file, areas = found
        homes, inside = edition.once(
            ("homes", file.sha256, wanted), lambda: _placed(division, areas.polygons, areas.private)
        )
    return Dwellings(
        division,
        values.count,
        people.count,
        values.estimated,
        per,
        told,
        homes,
        inside,
        found[0].words if found is not None else "",
        tuple(dict.fromkeys(one for one in (source, other) if one is not None)),
    )


def _placed(
    division: Division, buildings: NDArray[np.object_], private: NDArray[np.int8] | None
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Give the places of homes that lie in a division, and in which of its areas."""
    assert private is not None  # noqa: S101 - such a file was asked for
    homes = buildings[private == PRIVATE["yes"]]
    at = shapely.get_coordinates(shapely.point_on_surface(homes))
    found = division.locator().locate(at[:, 0].copy(), at[:, 1].copy())
    return at[found >= 0], found[found >= 0].astype(np.intp)
