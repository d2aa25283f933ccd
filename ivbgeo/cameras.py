"""Cameras one by one, for a viewer who plans by them; camera areas are ``ivbgeo.policy``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.errors import NotAllowedError
from ivbgeo.store.cameras import read_cameras

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.viewer import Viewer

__all__ = ["cameras_of"]


def cameras_of(edition: Edition, viewer: Viewer) -> tuple[Camera, ...]:
    """Give the cameras that were read in, by name.

    Raises
    ------
    NotAllowedError
        If the viewer may not see where cameras are.
    """
    if not viewer.may_see_points:
        raise NotAllowedError("points.not_allowed", role=viewer.role)

    def read() -> tuple[Camera, ...]:
        with edition.reading() as connection:
            return read_cameras(connection, viewer)

    return edition.once(("cameras", viewer.role), read)
