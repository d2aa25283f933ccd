"""Which part of each buurt is covered by groups of WhatsApp-buurtpreventie, on a day.

What lies in several groups counts once. Of a group without a border it is not known what it covers:
it is counted apart, and never as nothing or all of its buurt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import AreaId, Level
from ivbgeo.errors import NotAllowedError
from ivbgeo.places import is_known
from ivbgeo.prevention.dwellings import Basis, Dwellings, dwellings_in
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.listing import preventions, sees_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo import Division, DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.prevention.prevention import PreventionVersion
    from ivbgeo.question import Per
    from ivbgeo.viewer import Viewer

__all__ = [
    "BuurtCoverage",
    "Coverage",
    "Groups",
    "coverage_on",
    "covered_in",
    "ground_of",
    "groups_on",
    "unbordered_in",
]

_HALF = 0.5
# A border that is drawn along another one is never quite the same: m² of a buurt.
_TOUCHED = 1.0
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that hold on a day, as one who sees all of them does.

    ``bordered``: those with a border; ``placed``: those of which only the buurt or wijk is known;
    ``nowhere``: those of which it is not known where they are.
    """

    on: date
    bordered: tuple[PreventionVersion, ...] = ()
    placed: tuple[PreventionVersion, ...] = ()
    nowhere: tuple[PreventionVersion, ...] = ()

    def __len__(self) -> int:
        return len(self.bordered) + len(self.placed) + len(self.nowhere)


@dataclass(frozen=True, slots=True)
class BuurtCoverage:
    """Which part of a buurt is covered.

    Parameters
    ----------
    area, name
        The buurt.
    share
        0 to 1, an estimate: the part of the homes in a group. None where nobody lives.
    basis
        What ``share`` goes by.
    dwellings, inhabitants
        How many there are; None where not known.
    estimated
        Whether ``dwellings`` is an estimate itself.
    groups
        How many groups with a border touch it.
    unbordered
        How many groups are here of which the border is not known: they may cover more of it.
    """

    area: AreaId
    name: str
    share: float | None
    basis: Basis
    dwellings: float | None
    inhabitants: float | None
    estimated: bool
    groups: int
    unbordered: int

    def __post_init__(self) -> None:
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError(f"{self.area}: a share of {self.share!r} does not lie in 0 to 1")

    @property
    def covered_dwellings(self) -> float | None:
        """About how many dwellings are covered; None where that can't be said."""
        return _part(self.share, self.dwellings)

    @property
    def covered_inhabitants(self) -> float | None:
        """About how many inhabitants are covered, as if as many lived in each dwelling."""
        return _part(self.share, self.inhabitants)


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Which part of each buurt is covered on a day.

    Parameters
    ----------
    division
        The buurten.
    rows
        One for each, in the order of its codes.
    groups
        The groups that hold on that day.
    per
        What ``dwellings`` of the rows are: dwellings, or households.
    year
        Of which they are; None where nothing is known.
    file
        The file of buildings of which homes were taken; empty where there is none.
    provenance
        Where the numbers come from.
    """

    division: Division
    rows: tuple[BuurtCoverage, ...]
    groups: Groups
    per: Per
    year: int | None
    file: str
    provenance: tuple[Provenance, ...]

    @property
    def on(self) -> date:
        """The day."""
        return self.groups.on

    @property
    def share(self) -> float | None:
        """The part of all dwellings that is covered, of the buurten of which these are known."""
        return self._whole("covered_dwellings", "dwellings")

    @property
    def inhabitants_share(self) -> float | None:
        """The part of all inhabitants that is covered, of the buurten of which these are known."""
        return self._whole("covered_inhabitants", "inhabitants")

    def _whole(self, covered: str, there: str) -> float | None:
        known = [one for one in self.rows if getattr(one, covered) is not None]
        total = sum(getattr(one, there) for one in known)
        return sum(getattr(one, covered) for one in known) / total if total else None


def groups_on(edition: Edition, viewer: Viewer, on: date) -> Groups:
    """Give the groups that hold on a day.

    Raises
    ------
    NotAllowedError
        If the viewer does not see all of them: what some of them cover is not what is covered.
    """
    if not sees_all(viewer):
        raise NotAllowedError("coverage.not_allowed", role=viewer.role)
    groups = preventions(edition, viewer, on=on, kinds={PreventionKind.GROEP})
    without = [one for one in groups if one.prevention.border is None]

    def is_placed(one: PreventionVersion) -> bool:
        return one.prevention.area is not None and is_known(edition, one.prevention.area)

    return Groups(
        on,
        tuple(one for one in groups if one.prevention.border is not None),
        tuple(one for one in without if is_placed(one)),
        tuple(one for one in without if not is_placed(one)),
    )


def coverage_on(
    edition: Edition, viewer: Viewer, *, on: date | None = None, division: DivisionId | None = None
) -> Coverage:
    """Tell which part of each buurt is covered on a day (None: today).

    Parameters
    ----------
    division
        By which buurten; None: the newest.

    Raises
    ------
    NotAllowedError
        If the viewer does not see all groups.
    UsageError
        If there are no buurten.
    """
    day = on or date.today()  # noqa: DTZ011 - the user's own day
    groups = groups_on(edition, viewer, day)
    living = dwellings_in(edition, viewer, division or edition.division_id(Level.BUURT), day.year)
    here = living.division
    borders = [one.prevention.border for one in groups.bordered]
    rows = covered_in(living, borders, unbordered_in(edition, here, groups))
    return Coverage(here, rows, groups, living.per, living.year, living.file, living.provenance)


def covered_in(
    living: Dwellings, borders: Sequence[BaseGeometry], unbordered: NDArray[np.int_]
) -> tuple[BuurtCoverage, ...]:
    """Tell which part of each area lies in at least one border.

    Parameters
    ----------
    living
        The areas, and who lives there.
    borders
        Valid polygons and multipolygons, EPSG:28992; they may overlap.
    unbordered
        Shape (areas,): in how many groups without a border each may lie.
    """
    here = living.division
    touching = np.zeros(len(here.codes), dtype=int)
    for border in borders:
        shapely.prepare(border)
        near = shapely.intersects(border, here.polygons)
        both = shapely.area(shapely.intersection(here.polygons[near], border))
        touching[np.flatnonzero(near)[both > _TOUCHED]] += 1
    share = living.share_in(shapely.union_all(borders))
    # A border that is the same as that of the buurt leaves a rest of rounding.
    share = np.where(share < _ROUNDING, 0.0, np.where(share > 1 - _ROUNDING, 1.0, share))
    by_homes, empty = living.by_homes, living.is_empty
    return tuple(
        BuurtCoverage(
            AreaId(code, here.year, here.level),
            name,
            None if empty[i] else float(share[i]),
            Basis.WONINGEN if by_homes[i] else Basis.OPPERVLAKTE,
            _known(living.dwellings[i]),
            _known(living.inhabitants[i]),
            bool(living.estimated[i]),
            int(touching[i]),
            int(unbordered[i]),
        )
        for i, (code, name) in enumerate(zip(here.codes, here.names, strict=True))
    )


def unbordered_in(edition: Edition, here: Division, groups: Groups) -> NDArray[np.int_]:
    """Count the groups without a border that each area of a division may have, by their area.

    An area has one that lies in it, or that has it within, for at least half of the smaller.

    Returns
    -------
    ndarray
        Shape (areas,).
    """
    count = np.zeros(len(here.codes), dtype=int)
    size = shapely.area(here.polygons)
    for one in groups.placed:
        ground = ground_of(edition, one)
        both = shapely.area(shapely.intersection(here.polygons, ground))
        count += both >= _HALF * np.minimum(size, ground.area)
    return count


def ground_of(edition: Edition, group: PreventionVersion) -> BaseGeometry:
    """Give the buurt or wijk of a group of which only that is known, EPSG:28992."""
    area = group.prevention.area
    assert area is not None  # noqa: S101 - for the type checker: such a group has one
    return edition.division(area.division).area(area.code).polygon


def _part(share: float | None, there: float | None) -> float | None:
    return None if share is None or there is None else share * there


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
