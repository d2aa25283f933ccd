"""Who may see an inspanning, and who may say what is done in a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.figure import Classification
from ivbgeo.places import lies_in, own_areas, touches
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import Measure
    from ivbgeo.viewer import Viewer

__all__ = ["may_change", "may_see"]


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
