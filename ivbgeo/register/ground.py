"""The ground that is designated for cameras on a day, as far as its borders are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from ivbgeo.register.listing import designations

if TYPE_CHECKING:
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["designated_ground"]


def designated_ground(edition: Edition, viewer: Viewer, when: date) -> BaseGeometry | None:
    """Give all ground of the camera areas of a day, EPSG:28992; None where no border is known."""
    borders = [
        one.designation.border
        for one in designations(edition, viewer)
        if one.designation.border is not None and one.designation.is_valid_on(when)
    ]
    return shapely.union_all(borders) if borders else None
