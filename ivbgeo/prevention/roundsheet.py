"""What a team takes along on its round: plekken, rounds and what to look out for, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from geo import DivisionId, Level
from ivbgeo.municipality import municipality_of
from ivbgeo.period import Period
from ivbgeo.places import own_ground, touches
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.listing import may_report, preventions, spots
from ivbgeo.prevention.lookout import Lookout, lookout
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.prevention import PreventionVersion
    from ivbgeo.prevention.spot import SpotVersion
    from ivbgeo.viewer import Viewer

__all__ = ["VALID", "RoundSheet", "round_sheet"]

VALID = timedelta(days=14)
"""So long a sheet holds: then lamps are mended and others are broken."""

_KINDS = (PreventionKind.WAS_GEBIED, PreventionKind.RONDE)


@dataclass(frozen=True, slots=True, eq=False)
class RoundSheet:
    """All that is on a sheet, as one viewer may see it.

    Parameters
    ----------
    wijk, name, gemeente
        Of which wijk it is, its name, and that of the gemeente (empty: not known).
    role, sees_spots
        Who it is for, and whether that one sees the plekken of this wijk.
    made
        The day on which it was made.
    plekken, buurten
        Stille and enge plekken in the wijk that are not solved, from north to south, and the name
        of the buurt of each; empty where that is not known.
    rounds
        Areas and rounds of WAS-teams that touch the wijk and hold on that day.
    lookout
        What open figures say of the month.
    """

    wijk: AreaId
    name: str
    gemeente: str
    role: Role
    sees_spots: bool
    made: date
    plekken: tuple[SpotVersion, ...]
    buurten: tuple[str, ...]
    rounds: tuple[PreventionVersion, ...]
    lookout: Lookout

    @property
    def valid_to(self) -> date:
        """The last day on which it holds."""
        return self.made + VALID

    @property
    def is_open(self) -> bool:
        """Whether all of it is for everybody."""
        return self.role is Role.PUBLIEK


def round_sheet(
    edition: Edition,
    viewer: Viewer,
    wijk: AreaId,
    made: date | None = None,
    month: Period | None = None,
) -> RoundSheet:
    """Gather what is on the sheet of a wijk.

    Parameters
    ----------
    made
        The day on it; today if left out.
    month
        What to look out for in which month; that of the day if left out.

    Raises
    ------
    KeyError, UnknownCodeError
        If there is no such wijk.
    ValueError
        If ``month`` is longer than one.
    """
    day = made or date.today()  # noqa: DTZ011 - the day where it is made
    area = edition.division(wijk.division).area(wijk.code)
    gemeente = municipality_of(edition)
    at = edition.division(wijk.division).codes.index(wijk.code)
    sees = may_report(viewer) and bool(own_ground(edition, viewer, wijk.division)[at])
    plekken = _plekken(edition, viewer, wijk) if sees else ()
    rounds = tuple(
        one
        for one in preventions(edition, viewer, on=day, kinds=_KINDS)
        if _is_here(edition, one, wijk)
    )
    return RoundSheet(
        wijk,
        area.name,
        gemeente.name if gemeente else "",
        viewer.role,
        sees,
        day,
        plekken,
        _buurten(edition, wijk, plekken),
        rounds,
        lookout(edition, wijk, month or Period.month(day.year, day.month)),
    )


def _plekken(edition: Edition, viewer: Viewer, wijk: AreaId) -> tuple[SpotVersion, ...]:
    found = spots(edition, viewer)
    inside = _located(edition, wijk.division, found)
    at = edition.division(wijk.division).codes.index(wijk.code)
    here = [one for one, place in zip(found, inside.tolist(), strict=True) if place == at]
    return tuple(sorted(here, key=lambda one: (-one.spot.y, one.spot.x, one.number)))


def _buurten(edition: Edition, wijk: AreaId, plekken: tuple[SpotVersion, ...]) -> tuple[str, ...]:
    wanted = DivisionId(Level.BUURT, wijk.year)
    if wanted not in edition.numbers:
        return ("",) * len(plekken)
    names = edition.division(wanted).names
    places = _located(edition, wanted, plekken).tolist()
    return tuple(names[place] if place >= 0 else "" for place in places)


def _located(
    edition: Edition, wanted: DivisionId, plekken: tuple[SpotVersion, ...]
) -> NDArray[np.int32]:
    """Give the position of the area that each lies in; -1 for none."""
    x, y = (np.array([getattr(one.spot, axis) for one in plekken], dtype=float) for axis in "xy")
    return edition.division(wanted).locator().locate(x, y)


def _is_here(edition: Edition, one: PreventionVersion, wijk: AreaId) -> bool:
    border, area = one.prevention.border, one.prevention.area
    if border is not None:
        polygon = edition.division(wijk.division).area(wijk.code).polygon
        # What only touches the border is of the neighbours.
        return bool(border.intersection(polygon.buffer(-1)).length > 0)
    return area is not None and touches(edition, area, wijk)
