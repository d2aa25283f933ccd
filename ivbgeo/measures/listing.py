"""The inspanningen that a viewer may see: all, those of a place, and what one said before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.errors import UsageError
from ivbgeo.measures.where import may_change, may_see
from ivbgeo.places import touches
from ivbgeo.store import measures as stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import MeasureVersion
    from ivbgeo.viewer import Viewer

__all__ = ["Mark", "marks", "measures", "measures_of", "versions_of", "withdrawn"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A day to mark on a chart: an inspanning began (``is_start``) or ended on it."""

    day: date
    title: str
    is_start: bool


def measures(edition: Edition, viewer: Viewer) -> tuple[MeasureVersion, ...]:
    """Give what is said now of each inspanning that a viewer may see, the oldest first."""
    return tuple(
        one
        for one in _read(edition, viewer)
        if not one.withdrawn and may_see(edition, viewer, one.measure)
    )


def withdrawn(edition: Edition, viewer: Viewer) -> tuple[MeasureVersion, ...]:
    """Give the inspanningen that were taken back, to who may put them on the list again."""
    return tuple(
        one
        for one in _read(edition, viewer)
        if one.withdrawn and may_change(edition, viewer, one.measure.area)
    )


def measures_of(edition: Edition, viewer: Viewer, area: AreaId) -> tuple[MeasureVersion, ...]:
    """Give the inspanningen in a place: in it, around it, and those of the whole city (last)."""
    found = [one for one in measures(edition, viewer) if touches(edition, one.measure.area, area)]
    return tuple(sorted(found, key=lambda one: one.measure.area is None))


def versions_of(edition: Edition, viewer: Viewer, number: int) -> tuple[MeasureVersion, ...]:
    """Give what is said of an inspanning now and, to who may change it, all that was said before.

    The newest first. What was taken out again, such as a name, is not for everybody to read on.

    Raises
    ------
    UsageError
        If there is no such inspanning, or this viewer may not see what is said of it now.
    """
    listed = (*measures(edition, viewer), *withdrawn(edition, viewer))
    if number not in {one.id for one in listed}:
        raise UsageError("measure.unknown", value=number)
    with edition.store.reading() as connection:
        found = stored.read_versions(connection, viewer, number)
    if not may_change(edition, viewer, found[0].measure.area):
        return found[:1]
    return tuple(one for one in found if may_see(edition, viewer, one.measure))


def marks(found: Iterable[MeasureVersion]) -> tuple[Mark, ...]:
    """Give the days on which inspanningen began or ended, as far as known, the first one first."""
    days = (
        Mark(day, one.measure.title, is_start)
        for one in found
        for day, is_start in ((one.measure.starts, True), (one.measure.ends, False))
        if day is not None
    )
    return tuple(sorted(days))


def _read(edition: Edition, viewer: Viewer) -> tuple[MeasureVersion, ...]:
    # Of the store as it is now, not of the edition: figures are none the older for a note.
    with edition.store.reading() as connection:
        key = ("inspanningen", viewer.readable, stored.stamp(connection))
        return edition.once(key, lambda: stored.read_measures(connection, viewer))
