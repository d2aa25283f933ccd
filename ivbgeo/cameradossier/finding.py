"""The dossier of a camera area of the register, found by what somebody calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.cameradossier.dossier import Purpose
from ivbgeo.cameradossier.gathering import gather
from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.register import called, cameras, designations, history

if TYPE_CHECKING:
    from datetime import date

    from ivbgeo.atlas import Edition
    from ivbgeo.cameradossier.dossier import CameraDossier
    from ivbgeo.designation import DesignationVersion
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["camera_area", "dossier_of"]


def camera_area(edition: Edition, viewer: Viewer, text: str) -> DesignationVersion:
    """Find a camera area by its key, its name, or a part of its name that no other one has.

    Raises
    ------
    UsageError
        If there is none, or more than one; the sentence names them.
    """
    there = {one.key: one for one in designations(edition, viewer)}
    names = {key: one.designation.name for key, one in there.items()}
    found = called(text, names)
    if len(found) == 1:
        return there[found[0]]
    if found:
        known = "; ".join(f"{names[key]} ({key})" for key in found)
        raise UsageError("dossier.which", value=text, known=known)
    raise UsageError("dossier.unknown", value=text, known="; ".join(names.values()) or "geen")


def dossier_of(
    edition: Edition,
    viewer: Viewer,
    now: DesignationVersion,
    made: date,
    *,
    purpose: Purpose = Purpose.BESLUIT,
    period: Period | None = None,
) -> CameraDossier:
    """Gather the dossier of a camera area from the register; parameters as :func:`gather`.

    Raises
    ------
    NotAllowedError
        If this viewer may not make dossiers.
    """
    if not viewer.may_see_points:
        raise NotAllowedError("dossier.not_allowed", role=viewer.role)
    versions = history(edition, viewer, now)
    there = cameras(edition, viewer)
    return gather(edition, viewer, versions, there, made, purpose=purpose, period=period)
