"""What there is in one wijk: its open plekken, and the prevention that holds there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.places import reaches, touches
from ivbgeo.prevention.listing import preventions, spots

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.kind import PreventionKind
    from ivbgeo.prevention.prevention import PreventionVersion
    from ivbgeo.prevention.spot import SpotVersion
    from ivbgeo.viewer import Viewer

__all__ = ["holds_in", "spots_in"]


def spots_in(
    edition: Edition, viewer: Viewer, wijk: AreaId, *, solved: bool = False
) -> tuple[SpotVersion, ...]:
    """Give the plekken in a wijk that a viewer may see, from north to south.

    ``solved``: also those that were solved.

    Raises
    ------
    KeyError, ValueError
        If there is no such wijk.
    """
    found = spots(edition, viewer, solved=solved)
    division = edition.division(wijk.division)
    x, y = (np.array([getattr(one.spot, axis) for one in found], dtype=float) for axis in "xy")
    inside = division.locator().locate(x, y) == division.codes.index(wijk.code)
    here = [one for one, is_here in zip(found, inside.tolist(), strict=True) if is_here]
    return tuple(sorted(here, key=lambda one: (-one.spot.y, one.spot.x, one.number)))


def holds_in(
    edition: Edition,
    viewer: Viewer,
    wijk: AreaId,
    on: date,
    kinds: Collection[PreventionKind] | None = None,
) -> tuple[PreventionVersion, ...]:
    """Give what a viewer may see that holds in a wijk on a day; of evenings also those to come.

    Raises
    ------
    KeyError, ValueError
        If there is no such wijk.
    """
    return tuple(
        one
        for one in preventions(edition, viewer, on=on, kinds=kinds)
        if _is_here(edition, one, wijk)
    )


def _is_here(edition: Edition, one: PreventionVersion, wijk: AreaId) -> bool:
    border, area = one.prevention.border, one.prevention.area
    if border is not None:
        return reaches(edition, border, (wijk,))
    return area is not None and touches(edition, area, wijk)
