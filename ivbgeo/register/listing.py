"""What there is: cameras and camera areas that a viewer may see, and what was said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ivbgeo.camera import CameraVersion
from ivbgeo.designation import DesignationVersion
from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.measure import SOURCE
from ivbgeo.store.cameras import CAMERAS
from ivbgeo.store.designations import DESIGNATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.designation import Designation
    from ivbgeo.store.register import Register
    from ivbgeo.viewer import Viewer

__all__ = ["cameras", "designations", "file_says", "history", "standing", "withdrawn"]

_Version = TypeVar("_Version", bound=CameraVersion | DesignationVersion)


def designations(edition: Edition, viewer: Viewer) -> tuple[DesignationVersion, ...]:
    """Give what is said now of each camera area that a viewer may see.

    First those of documents and files, in the order in which they stand there, then those that
    were added here.
    """
    return tuple(one for one in _designations(edition, viewer) if not one.withdrawn)


def standing(edition: Edition, viewer: Viewer, when: date) -> tuple[DesignationVersion, ...]:
    """Give the camera areas to draw on a map of a day.

    Those that are valid on it, and fixed ones of which the end has passed: that they are gone is
    known only where somebody wrote that down, or the cameras were temporary.
    """
    return tuple(
        one
        for one in designations(edition, viewer)
        if one.designation.is_valid_on(when) or one.designation.has_run_out(when)
    )


def cameras(edition: Edition, viewer: Viewer) -> tuple[CameraVersion, ...]:
    """Give what is said now of each camera, by name and by first day.

    ``designation`` is the key of its camera area, where a file names one that there is.

    Raises
    ------
    NotAllowedError
        If this viewer may not see where cameras are.
    """
    return tuple(one for one in _cameras(edition, viewer) if not one.withdrawn)


def withdrawn(
    edition: Edition, viewer: Viewer
) -> tuple[tuple[DesignationVersion, ...], tuple[CameraVersion, ...]]:
    """Give the camera areas and the cameras that were taken off the list.

    Raises
    ------
    NotAllowedError
        If this viewer may not see where cameras are.
    """
    return (
        tuple(one for one in _designations(edition, viewer) if one.withdrawn),
        tuple(one for one in _cameras(edition, viewer) if one.withdrawn),
    )


def history(edition: Edition, viewer: Viewer, now: _Version) -> tuple[_Version, ...]:
    """Give all that was said of a camera or a camera area, the newest first.

    Raises
    ------
    NotAllowedError
        If this viewer may not see where cameras are: what was taken out is not for everybody.
    UsageError
        If there is no such one.
    """
    _must_see(viewer)
    register: Register[Any, Any] = CAMERAS if isinstance(now, CameraVersion) else DESIGNATIONS
    with edition.store.reading() as connection:
        found: tuple[_Version, ...] = register.history(connection, viewer, now.key)
    if not found:
        raise UsageError(register.of.unknown, value=now.key)
    known = _keys(_designations(edition, viewer))
    return tuple(_named(one, known) for one in found)


def file_says(
    edition: Edition, viewer: Viewer, versions: Sequence[CameraVersion | DesignationVersion]
) -> Camera | Designation | None:
    """Give what a file says now of one that was changed here, where that is news.

    None where no file names it, or it says what it said before the first change, or what the
    register says too.

    Parameters
    ----------
    versions
        All that was said of it, the newest first.

    Raises
    ------
    NotAllowedError
        If this viewer may not see where cameras are.
    """
    _must_see(viewer)
    newest, first = versions[0], versions[-1]
    if newest.version == 0 or first.changed_by != SOURCE:
        return None
    register: Register[Any, Any] = CAMERAS if isinstance(newest, CameraVersion) else DESIGNATIONS
    with edition.store.reading() as connection:
        origin = register.origin(connection, viewer, newest.key)
    if origin is None:
        return None
    told = _named(register.version_of(origin), _keys(_designations(edition, viewer)))
    said: Camera | Designation = getattr(told, register.noun)
    known = [getattr(one, register.noun) for one in (first, newest)]
    return None if said in known else said


def _designations(edition: Edition, viewer: Viewer) -> Sequence[DesignationVersion]:
    # Of the store as it is now, not of the edition: figures are none the older for a change here.
    with edition.store.reading() as connection:
        key = ("designations", viewer.role, DESIGNATIONS.stamp(connection))
        return edition.once(key, lambda: DESIGNATIONS.newest(connection, viewer))


def _cameras(edition: Edition, viewer: Viewer) -> Sequence[CameraVersion]:
    _must_see(viewer)
    known = _keys(_designations(edition, viewer))
    with edition.store.reading() as connection:
        key = ("cameras", viewer.role, CAMERAS.stamp(connection), tuple(known.items()))
        return edition.once(
            key,
            lambda: tuple(
                sorted(
                    (_named(one, known) for one in CAMERAS.newest(connection, viewer)), key=_place
                )
            ),
        )


def _keys(found: Sequence[DesignationVersion]) -> dict[str, str]:
    """Give the key of each camera area, by all that it may be called in a file."""
    names = {one.designation.name.casefold(): one.key for one in found}
    return names | {one.key.casefold(): one.key for one in found}


def _named(one: _Version, known: Mapping[str, str]) -> _Version:
    """Give a camera with the key of the camera area that its file names."""
    if not isinstance(one, CameraVersion):
        return one
    area = one.camera.designation
    key = area and known.get(area.casefold())
    if key is None or key == area:
        return one
    return replace(one, camera=replace(one.camera, designation=key))


def _place(one: CameraVersion) -> tuple[str, date, str]:
    return one.camera.name.casefold(), one.camera.valid_from or date.min, one.key


def _must_see(viewer: Viewer) -> None:
    if not viewer.may_see_points:
        raise NotAllowedError("points.not_allowed", role=viewer.role)
