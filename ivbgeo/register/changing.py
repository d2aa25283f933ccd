"""Saying what there is: a camera or a camera area is added, changed or taken off. None is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

import shapely

from ivbgeo.camera import Camera, CameraVersion
from ivbgeo.designation import Designation, DesignationVersion
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.measures.personal import refuse_personal
from ivbgeo.places import refuse_unknown
from ivbgeo.register.listing import designations, history
from ivbgeo.register.writing import refuse_outside, write_first, write_next
from ivbgeo.store.cameras import CAMERAS
from ivbgeo.store.designations import DESIGNATIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ivbgeo.atlas import Edition
    from ivbgeo.store.register import Register
    from ivbgeo.viewer import Viewer

__all__ = ["add", "change", "may_change", "put_back", "withdraw"]

Said = Camera | Designation
Version = CameraVersion | DesignationVersion


def may_change(viewer: Viewer) -> bool:
    """Whether a viewer may say what there is: who plans, and may see where cameras are."""
    return viewer.may_see_points


def add(
    edition: Edition, viewer: Viewer, said: Said, *, confirmed: Collection[str] | None = ()
) -> str:
    """Add a camera or a camera area; gives what it is called for good.

    Parameters
    ----------
    confirmed
        The pieces that look like facts of persons, of which whoever wrote it was asked and says
        that they are not; None: all, for it was said before.

    Raises
    ------
    NotAllowedError
        If this viewer may not change the register.
    DataError
        If the name is there already, it lies outside the gemeente, it names a camera area or an
        area that is not there, or it looks personal.
    """
    _must_change(viewer)
    _check(edition, viewer, said, None, confirmed=confirmed)
    return write_first(
        edition, viewer, _register(said), said, lambda there: _refuse_taken(there, said, None)
    )


def change(
    edition: Edition,
    viewer: Viewer,
    seen: Version,
    said: Said,
    *,
    confirmed: Collection[str] | None = (),
) -> int:
    """Say something else of a camera or a camera area; gives the number of its newest version.

    Parameters
    ----------
    seen
        The version that was on the screen.

    Raises
    ------
    NotAllowedError
        If this viewer may not change the register.
    UsageError
        If there is no such one.
    DataError
        As ``add``; ``register.moved_on`` if another version came after the one that was seen.
    """
    _must_change(viewer)
    newest = history(edition, viewer, seen)[0]
    _check(edition, viewer, said, _said(seen), confirmed=confirmed)
    if newest.version == seen.version and not newest.withdrawn and _said(newest) == said:
        return seen.version
    return _write(edition, viewer, seen, said)


def withdraw(edition: Edition, viewer: Viewer, seen: Version) -> int:
    """Take one off the list: what was said of it is kept, and it can be put back.

    Raises
    ------
    NotAllowedError, UsageError, DataError
        As ``change``.
    """
    _must_change(viewer)
    return _write(edition, viewer, seen, _said(history(edition, viewer, seen)[0]), withdrawn=True)


def put_back(edition: Edition, viewer: Viewer, seen: Version, version: int) -> int:
    """Say again what an earlier version said, as a new version.

    Raises
    ------
    NotAllowedError, UsageError, DataError
        As ``change``.
    """
    _must_change(viewer)
    earlier = {one.version: one for one in history(edition, viewer, seen)}
    if version not in earlier:
        raise UsageError("register.no_version", value=version, name=_said(seen).name)
    said = _said(earlier[version])
    _check(edition, viewer, said, said, confirmed=None)
    return _write(edition, viewer, seen, said)


def _must_change(viewer: Viewer) -> None:
    if not may_change(viewer):
        raise NotAllowedError("register.not_allowed", role=viewer.role)


@overload
def _said(version: CameraVersion) -> Camera: ...
@overload
def _said(version: DesignationVersion) -> Designation: ...
def _said(version: Version) -> Said:
    return version.camera if isinstance(version, CameraVersion) else version.designation


def _register(said: Said) -> Register[Any, Any]:
    return CAMERAS if isinstance(said, Camera) else DESIGNATIONS


def _write(
    edition: Edition, viewer: Viewer, seen: Version, said: Said, *, withdrawn: bool = False
) -> int:
    return write_next(
        edition,
        viewer,
        _register(said),
        (seen.key, seen.version),
        said,
        None if withdrawn else lambda there: _refuse_taken(there, said, seen.key),
    )


def _check(
    edition: Edition,
    viewer: Viewer,
    said: Said,
    was: Said | None,
    *,
    confirmed: Collection[str] | None,
) -> None:
    """Check what is said against what there is; what ``was`` said may be gone, and may stay."""
    if isinstance(said, Camera):
        known = {None, getattr(was, "designation", None)}
        known |= {one.key for one in designations(edition, viewer)}
        if said.designation not in known:
            raise DataError("designation.unknown", value=said.designation)
        if said.x is not None and said.y is not None:
            refuse_outside(edition, shapely.Point(said.x, said.y), f"{said.x:.0f}, {said.y:.0f}")
    else:
        if said.area != getattr(was, "area", None):
            refuse_unknown(edition, said.area)
        if said.border is not None:
            refuse_outside(edition, said.border, said.name)
    if confirmed is not None:
        refuse_personal(said.texts, confirmed)


def _refuse_taken(there: Iterable[Version], said: Said, key: str | None) -> None:
    """Refuse the name of another one on the list."""
    name = said.name.strip().casefold()
    what = "camera" if isinstance(said, Camera) else "cameragebied"
    for one in there:
        if one.key != key and not one.withdrawn and _said(one).name.strip().casefold() == name:
            raise DataError("register.name_taken", what=what, value=said.name)
