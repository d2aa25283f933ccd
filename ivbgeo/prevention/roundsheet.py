"""What a team takes along on its round: plekken, rounds and what to look out for, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from geo import DivisionId, Level
from ivbgeo.municipality import municipality_of
from ivbgeo.period import Period
from ivbgeo.places import own_ground
from ivbgeo.prevention.inwijk import holds_in, spots_in
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.listing import may_report
from ivbgeo.prevention.lookout import Lookout, lookout
from ivbgeo.viewer import Role

if TYPE_CHECKING:
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
    plekken = spots_in(edition, viewer, wijk) if sees else ()
    rounds = holds_in(edition, viewer, wijk, day, _KINDS)
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


def _buurten(edition: Edition, wijk: AreaId, plekken: tuple[SpotVersion, ...]) -> tuple[str, ...]:
    wanted = DivisionId(Level.BUURT, wijk.year)
    if wanted not in edition.numbers:
        return ("",) * len(plekken)
    names = edition.division(wanted).names
    x, y = (np.array([getattr(one.spot, axis) for one in plekken], dtype=float) for axis in "xy")
    places = edition.division(wanted).locator().locate(x, y).tolist()
    return tuple(names[place] if place >= 0 else "" for place in places)
