"""What one column of the page Mijn wijk is about: a wijk over a period, for this viewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.wijk import wijk_profile
from views.components.looked import looked, told_to

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.period import Period
    from ivbgeo.reading import Statistic
    from ivbgeo.viewer import Viewer
    from ivbgeo.wijk import WijkProfile

__all__ = ["FIRST", "SECOND", "WijkSheet", "sheet_of"]

FIRST, SECOND = "wijk", "wijk-2"


@dataclass(frozen=True, slots=True)
class WijkSheet:
    """What one column of the page is about; ``key`` names it within the session."""

    key: str
    edition: Edition
    viewer: Viewer
    profile: WijkProfile
    category: Category
    statistic: Statistic


def sheet_of(
    key: str,
    edition: Edition,
    viewer: Viewer,
    of: tuple[AreaId, Period],
    category: Category,
    statistic: Statistic,
) -> WijkSheet:
    """Gather what is said of a wijk over a period."""
    profile = wijk_profile(edition, viewer, *of)
    measures = [one.measure for one in profile.measures]
    sources = told_to(edition, viewer, *measures, *profile.cameras)
    looked(viewer, "wijkprofiel", sources, area=profile.area, detail=str(profile.period))
    return WijkSheet(key, edition, viewer, profile, category, statistic)
