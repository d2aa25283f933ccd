"""What can be chosen for a scenario: kinds, periods, and areas to look for places in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import AreaId, Level
from ivbgeo.period import Period
from ivbgeo.register import designations
from ivbgeo.scenario.kinds import default_kinds, kinds_of_points, newest_run
from ivbgeo.scenario.question import DemandFrom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["PlaceOffered", "default_kinds", "demand_kinds", "periods_of", "places_offered"]

_LEVELS = (Level.WIJK, Level.BUURT)
_PEOPLE = "bevolking"  # the kind of categories that nothing happens in
_YEAR = 12


@dataclass(frozen=True, slots=True)
class PlaceOffered:
    """An area to look for places in: a camera area (by its key) or an area of a division."""

    name: str
    designation: str = ""
    area: AreaId | None = None


def demand_kinds(edition: Edition, viewer: Viewer, demand: DemandFrom) -> tuple[str, ...]:
    """Give the categories that demand can be of."""
    points = kinds_of_points(edition, viewer)
    if demand is DemandFrom.INCIDENTS:
        return points
    return tuple(
        category.code
        for category in edition.taxonomy
        if category.kind != _PEOPLE
        and (
            category.code in points
            or set(edition.levels_of(category.code, viewer)) & {Level.BUURT, Level.WIJK}
        )
    )


def periods_of(
    edition: Edition, viewer: Viewer, demand: DemandFrom, kinds: Sequence[str]
) -> tuple[Period, ...]:
    """Give the periods over which all of the kinds are known, the shortest first.

    Years of twelve months back from the newest month; what is shorter than a year as it is.
    """
    if not kinds:
        return ()
    if demand is DemandFrom.INCIDENTS:
        run = newest_run(edition, viewer, kinds)
        if run is None:
            return ()
        first, last = run
    else:
        years = set.intersection(*(set(edition.years_of(code, viewer)) for code in kinds))
        if not years:
            return ()
        newest = oldest = max(years)
        while oldest - 1 in years:
            oldest -= 1
        first, last = oldest * _YEAR, newest * _YEAR + _YEAR - 1
    count = (last - first + 1) // _YEAR
    if not count:
        return (Period.of_indices(first, last),)
    return tuple(Period.of_indices(last - _YEAR * n + 1, last) for n in range(1, count + 1))


def places_offered(edition: Edition, viewer: Viewer) -> dict[str, PlaceOffered]:
    """Give the areas to look for places in, by a key that an address or a form can hold.

    Camera areas of which the border is known, then the newest wijken and buurten.
    """
    found = {
        f"cameragebied {one.key}": PlaceOffered(
            f"{one.designation.name} (cameragebied)", designation=one.key
        )
        for one in designations(edition, viewer)
        if one.designation.border is not None
    }
    for level in _LEVELS:
        ids = edition.division_ids(level)
        if not ids:
            continue
        division = edition.division(ids[0])
        pairs = sorted(zip(division.names, division.codes, strict=True))
        for name, code in pairs:
            area = AreaId(code, division.year, level)
            found[f"{level} {division.year} {code}"] = PlaceOffered(f"{name} ({level})", area=area)
    return found
