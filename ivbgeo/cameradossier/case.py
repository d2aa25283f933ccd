"""All that a dossier is made from: one camera area, its cameras and its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivbgeo.cameradossier.asking import Asker
from ivbgeo.cameradossier.kinds import kinds_of_order, usual_period
from ivbgeo.cameradossier.whereabouts import whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera, CameraVersion
    from ivbgeo.cameradossier.kinds import Kinds
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
    kinds
        The kinds of incidents that figures are told of.
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
    kinds: Kinds
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
        """Put it together; ``versions``: all of this camera area, the newest first.

        ``period``: None for the newest year that there are figures of.
        """
        newest, *earlier = versions
        own = tuple(one.camera for one in cameras if one.camera.designation == newest.key)
        kinds = kinds_of_order(edition, viewer)
        told = period or usual_period(edition, viewer, kinds)
        where = whereabouts(edition, newest.designation)
        return cls(edition, viewer, newest, tuple(earlier), own, kinds, told, made, where)

    @property
    def said(self) -> Designation:
        """What the register says of it now."""
        return self.version.designation

    @property
    def in_use(self) -> tuple[Camera, ...]:
        """The cameras that may be in use on the day on which the dossier is made."""
        return tuple(one for one in self.cameras if one.is_valid_on(self.made))
