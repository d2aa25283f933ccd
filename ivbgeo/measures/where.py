"""Which inspanningen are of a place, and whose place it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import AreaId, level_of
from ivbgeo.figure import Classification
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import Measure
    from ivbgeo.viewer import Viewer

__all__ = ["is_known", "lies_in", "may_change", "may_see", "own_areas", "touches"]

_HALF = 0.5


def is_known(edition: Edition, area: AreaId) -> bool:
    """Whether the store has this area in the division of its year."""
    return area.division in edition.numbers and area.code in edition.division(area.division)


def lies_in(edition: Edition, inner: AreaId, outer: AreaId) -> bool:
    """Whether at least half of an area lies in another, of whatever level and year.

    By surface and not by code: a code may have been another place in another year.
    """
    if inner == outer:
        return True

    if not (is_known(edition, inner) and is_known(edition, outer)):
        return False
    one, other = (edition.division(a.division).area(a.code).polygon for a in (inner, outer))
    if not one.intersects(other):
        return False
    return bool(one.intersection(other).area >= _HALF * one.area)


def touches(edition: Edition, area: AreaId | None, place: AreaId) -> bool:
    """Whether what is done in an area (None: the whole city) is done in a place, or around it."""
    return area is None or lies_in(edition, area, place) or lies_in(edition, place, area)


def own_areas(edition: Edition, viewer: Viewer) -> tuple[AreaId, ...]:
    """Give the areas that a viewer covers, each in the newest division that has its code."""
    found = []
    for code in sorted(viewer.wijken):
        level = level_of(code)
        for division in edition.division_ids(level) if level else ():
            area = AreaId(code, division.year, division.level)
            if is_known(edition, area):
                found.append(area)
                break
    return tuple(found)


def may_see(edition: Edition, viewer: Viewer, measure: Measure) -> bool:
    """Whether a viewer may see an inspanning: what is intern, in one's own wijken or of the city.

    Who plans for the city, or manages the data, sees them all.
    """
    if not viewer.may_read(measure.classification):
        return False
    is_open = viewer.role is not Role.WIJKREGISSEUR or measure.classification is Classification.OPEN
    if is_open or measure.area is None:
        return True
    return any(touches(edition, measure.area, own) for own in own_areas(edition, viewer))


def may_change(edition: Edition, viewer: Viewer, area: AreaId | None) -> bool:
    """Whether a viewer may say what is done in an area: the beheerder, or whose wijk it is."""
    if viewer.may_manage:
        return True
    if viewer.role is not Role.WIJKREGISSEUR or area is None:
        return False
    return any(lies_in(edition, area, own) for own in own_areas(edition, viewer))
