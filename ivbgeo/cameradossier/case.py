"""All that a dossier is made from: one camera area, its cameras and its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivbgeo.cameradossier.asking import Asker
from ivbgeo.cameradossier.whereabouts import whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera, CameraVersion
    from ivbgeo.cameradossier.whereabouts import Whereabouts
    from ivbgeo.designation import Designation, DesignationVersion
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["Case"]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A camera area as a dossier is made of it.

    Parameters
    ----------
    version
        What the register says of it now.
    earlier
        What it said before, the newest first.
    cameras
        Those that belong to it, in use or not.
    period
        That figures are told of; None where there are none.
    made
        The day on which it is made.
    """

    edition: Edition
    viewer: Viewer
    version: DesignationVersion
    earlier: tuple[DesignationVersion, ...]
    cameras: tuple[Camera, ...]
    period: Period | None
    made: date
    where: Whereabouts
    asker: Asker = field(default_factory=Asker.new)

    @classmethod
    def of(
        cls,
        edition: Edition,
        viewer: Viewer,
        versions: tuple[DesignationVersion, ...],
        cameras: Iterable[CameraVersion],
        period: Period | None,
        made: date,
    ) -> Case:
        """Put it together; ``versions``: all of this camera area, the newest first."""
        newest, *earlier = versions
        own = tuple(one.camera for one in cameras if one.camera.designation == newest.key)
        where = whereabouts(edition, newest.designation)
        return cls(edition, viewer, newest, tuple(earlier), own, period, made, where)

    @property
    def said(self) -> Designation:
        """What the register says of it now."""
        return self.version.designation

    @property
    def in_use(self) -> tuple[Camera, ...]:
        """The cameras that may be in use on the day on which the dossier is made."""
        return tuple(one for one in self.cameras if one.is_valid_on(self.made))
