"""What there is: prevention and plekken that a viewer may see, and what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.errors import UsageError
from ivbgeo.figure import Classification
from ivbgeo.places import lies_in, own_areas, owns_points, part_in, reaches, touches
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.store.spots import SPOTS
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.kind import PreventionKind
    from ivbgeo.prevention.prevention import Prevention, PreventionVersion
    from ivbgeo.prevention.spot import SpotVersion
    from ivbgeo.viewer import Viewer

__all__ = [
    "history",
    "may_change",
    "may_change_it",
    "may_report",
    "preventions",
    "sees_all",
    "spot_history",
    "spots",
    "withdrawn",
]

_OF_WIJK = frozenset({Role.WAS, Role.WIJKREGISSEUR})
_HALF = 0.5


def sees_all(viewer: Viewer) -> bool:
    """Whether a viewer sees the prevention of the whole city, also what is intern."""
    return viewer.may_read(Classification.INTERN)


def may_change(viewer: Viewer) -> bool:
    """Whether a viewer may say what there is at all: see ``may_change_it``."""
    return viewer.may_manage or (viewer.role is Role.WIJKREGISSEUR and bool(viewer.wijken))


def may_report(viewer: Viewer) -> bool:
    """Whether a viewer may report a plek, in wijken of its own, and see those that are there."""
    return viewer.role in _OF_WIJK and bool(viewer.wijken)


def may_change_it(edition: Edition, viewer: Viewer, said: Prevention) -> bool:
    """Whether a viewer may say this: the beheerder, or the wijkregisseur of where most of it lies.

    What has neither a border nor an area is for the beheerder alone.
    """
    if viewer.may_manage:
        return True
    if not may_change(viewer):
        return False
    own, area = _own(edition, viewer), said.area
    if said.border is not None:
        return part_in(edition, said.border, own) >= _HALF
    return area is not None and any(lies_in(edition, area, one) for one in own)


def preventions(
    edition: Edition,
    viewer: Viewer,
    *,
    on: date | None = None,
    kinds: Collection[PreventionKind] | None = None,
) -> tuple[PreventionVersion, ...]:
    """Give what is said now of all prevention that a viewer may see.

    What is open everybody sees. What is intern: who may read that, everywhere; a WAS-team, what
    reaches its own wijk (``ivbgeo.places.reaches``).

    Parameters
    ----------
    on
        Only what holds on this day; None: all that is on the list.
    kinds
        Only these; None: all.

    Returns
    -------
    tuple
        First those of files, in the order in which they stand there, then those added here.
    """
    return tuple(
        one
        for one in _read(edition, viewer)
        if not one.withdrawn
        and (kinds is None or one.prevention.kind in kinds)
        and (on is None or one.prevention.is_valid_on(on))
        and _may_see(edition, viewer, one.prevention)
    )


def withdrawn(edition: Edition, viewer: Viewer) -> tuple[PreventionVersion, ...]:
    """Give what was taken off the list, to who may put it back."""
    return tuple(
        one
        for one in _read(edition, viewer)
        if one.withdrawn and may_change_it(edition, viewer, one.prevention)
    )


def history(edition: Edition, viewer: Viewer, key: str) -> tuple[PreventionVersion, ...]:
    """Give what is said of one now and, to who may change it, all that was said before.

    The newest first. What was taken out again, such as a name, is not for everybody to read on.

    Raises
    ------
    UsageError
        If there is no such one, or this viewer may not see what is said of it now.
    """
    with edition.store.reading() as connection:
        found = PREVENTIONS.history(connection, viewer, key)
    if not found or not _may_see(edition, viewer, found[0].prevention):
        raise UsageError("prevention.unknown", value=key)
    may = may_change_it(edition, viewer, found[0].prevention)
    if not may and found[0].withdrawn:
        raise UsageError("prevention.unknown", value=key)
    return found if may else found[:1]


def spots(edition: Edition, viewer: Viewer, *, solved: bool = False) -> tuple[SpotVersion, ...]:
    """Give what is said now of each plek in the wijken of a viewer, the oldest first.

    WAS-teams and wijkregisseurs see those of their own wijken; nobody else sees any.

    Parameters
    ----------
    solved
        Also those that were solved.
    """
    if not may_report(viewer):
        return ()
    with edition.store.reading() as connection:
        found = SPOTS.newest(connection, viewer)
    found = tuple(one for one in found if not one.withdrawn and (solved or not one.spot.is_solved))
    return _own_spots(edition, viewer, found)


def spot_history(edition: Edition, viewer: Viewer, key: str) -> tuple[SpotVersion, ...]:
    """Give all that was said of a plek in the wijken of a viewer, the newest first.

    Raises
    ------
    UsageError
        If there is no such one, or it lies in no wijk of this viewer.
    """
    found: tuple[SpotVersion, ...] = ()
    if may_report(viewer):
        with edition.store.reading() as connection:
            found = SPOTS.history(connection, viewer, key)
    own = _own_spots(edition, viewer, found)
    if not own or own[0] != found[0]:
        raise UsageError("spot.unknown", value=key.rpartition("-")[2][:20])
    return own


def _own_spots(
    edition: Edition, viewer: Viewer, found: Sequence[SpotVersion]
) -> tuple[SpotVersion, ...]:
    """Keep those that lie in the wijken of a viewer."""
    xy = np.array([(one.spot.x, one.spot.y) for one in found], dtype=np.float64).reshape(-1, 2)
    own = owns_points(edition, viewer, xy[:, 0], xy[:, 1])
    return tuple(one for one, is_own in zip(found, own, strict=True) if is_own)


def _may_see(edition: Edition, viewer: Viewer, said: Prevention) -> bool:
    if viewer.may_read(said.classification):
        return True
    if viewer.role is not Role.WAS or said.classification is not Classification.INTERN:
        return False
    own = _own(edition, viewer)
    if said.border is not None:
        return reaches(edition, said.border, own)
    return said.area is not None and any(touches(edition, said.area, one) for one in own)


def _read(edition: Edition, viewer: Viewer) -> tuple[PreventionVersion, ...]:
    # Of the store as it is now, not of the edition: figures are none the older for a change here.
    with edition.store.reading() as connection:
        key = ("prevention", PREVENTIONS.stamp(connection))
        return edition.once(key, lambda: PREVENTIONS.newest(connection, viewer))


def _own(edition: Edition, viewer: Viewer) -> tuple[AreaId, ...]:
    return tuple(one for one in own_areas(edition, viewer) if one.level is not Level.GEMEENTE)
