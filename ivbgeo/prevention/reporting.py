"""Stille and enge plekken: who walks the wijk reports one, changes what is said, and closes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import hypot
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.dutch import day, number
from ivbgeo.errors import DataError, NotAllowedError
from ivbgeo.places import is_known, own_areas, owns_points
from ivbgeo.prevention.kind import SpotStatus
from ivbgeo.prevention.listing import may_report, spot_history, spots
from ivbgeo.prevention.spot import LONGEST_REMARK, Spot
from ivbgeo.register.writing import write_first, write_next
from ivbgeo.sources.text import one_line
from ivbgeo.store.spots import SPOTS
from ivbgeo.textfilter import Kind, take_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.spot import SpotVersion
    from ivbgeo.viewer import Viewer

__all__ = ["SAME_PLACE", "Near", "Reported", "change_spot", "near", "report", "solve"]

SAME_PLACE = 25.0
"""Metres within which two plekken may be the same one: a phone knows its place no better."""


@dataclass(frozen=True, slots=True)
class Near:
    """An open plek near a place, and how far it is, metres."""

    version: SpotVersion
    metres: float


@dataclass(frozen=True, slots=True)
class Reported:
    """What was written: its number and version, and what was taken out of the remark, in order."""

    key: str
    version: int
    taken_out: tuple[Kind, ...]


def near(edition: Edition, viewer: Viewer, x: float, y: float) -> tuple[Near, ...]:
    """Give the open plekken within 25 m of a place that a viewer may see, the nearest first.

    Parameters
    ----------
    x, y
        EPSG:28992, metres.
    """
    return _near(spots(edition, viewer), x, y)


def report(edition: Edition, viewer: Viewer, spot: Spot, *, another: bool = False) -> Reported:
    """Report a plek. What looks personal is taken out of its remark before it is written.

    Parameters
    ----------
    another
        Whoever reports it was told of the open one near it, and says that this is another place.

    Raises
    ------
    NotAllowedError
        If this viewer reports no plekken.
    DataError
        If it lies in no wijk of this viewer or is of a day to come; ``spot.same`` if an open one
        is near it.
    """
    area = _own_wijk(edition, viewer, spot)
    _must_have_been(spot)
    clean, taken_out = _cleaned(spot)

    def refuse(there: Sequence[SpotVersion]) -> None:
        if not another:
            _refuse_same(edition, viewer, there, spot)

    key = write_first(edition, viewer, SPOTS, clean, refuse, area=area)
    return Reported(key, 1, taken_out)


def change_spot(
    edition: Edition, viewer: Viewer, seen: SpotVersion, spot: Spot, *, another: bool = False
) -> Reported:
    """Say something else of a plek, also that it is worked on, or open again.

    Parameters
    ----------
    seen
        The version that was on the screen.
    another
        As ``report``, where it is moved or opened again.

    Raises
    ------
    NotAllowedError, DataError
        As ``report``; ``spot.moved_on`` if another version came after the one that was seen.
    UsageError
        If there is no such one in the wijken of this viewer.
    """
    _must_report(viewer)
    newest = spot_history(edition, viewer, seen.key)[0]
    area = _own_wijk(edition, viewer, spot)
    _must_have_been(spot)
    clean, taken_out = _cleaned(spot)
    if newest.version == seen.version and newest.spot == clean:
        return Reported(seen.key, seen.version, taken_out)
    moved = (spot.x, spot.y) != (newest.spot.x, newest.spot.y)
    opened = newest.spot.is_solved and not spot.is_solved

    def refuse(there: Sequence[SpotVersion]) -> None:
        if (moved or opened) and not another:
            others = [one for one in there if one.key != seen.key]
            _refuse_same(edition, viewer, others, spot)

    version = write_next(edition, viewer, SPOTS, (seen.key, seen.version), clean, refuse, area=area)
    return Reported(seen.key, version, taken_out)


def solve(edition: Edition, viewer: Viewer, seen: SpotVersion, when: date) -> int:
    """Close a plek: it was solved on a day; gives the number of that version.

    Raises
    ------
    NotAllowedError, UsageError, DataError
        As ``change_spot``.
    """
    done = replace(seen.spot, status=SpotStatus.OPGELOST, solved=when)
    return change_spot(edition, viewer, seen, done).version


def _near(found: Sequence[SpotVersion], x: float, y: float) -> tuple[Near, ...]:
    there = (Near(one, hypot(one.spot.x - x, one.spot.y - y)) for one in found)
    close = (one for one in there if one.metres <= SAME_PLACE)
    return tuple(sorted(close, key=lambda one: (one.metres, one.version.number)))


def _refuse_same(
    edition: Edition, viewer: Viewer, there: Sequence[SpotVersion], spot: Spot
) -> None:
    """Refuse a second report of an open plek. Of another wijk nothing is said."""
    open_ = [one for one in there if not one.withdrawn and not one.spot.is_solved]
    xy = np.array([(one.spot.x, one.spot.y) for one in open_], dtype=np.float64).reshape(-1, 2)
    own = owns_points(edition, viewer, xy[:, 0], xy[:, 1])
    seen = [one for one, is_own in zip(open_, own, strict=True) if is_own]
    for one in _near(seen, spot.x, spot.y):
        raise DataError(
            "spot.same",
            value=one.version.number,
            metres=number(one.metres, 0),
            day=day(one.version.spot.reported),
        )


def _must_report(viewer: Viewer) -> None:
    if not may_report(viewer):
        raise NotAllowedError("spot.not_allowed", role=viewer.role)


def _must_have_been(spot: Spot) -> None:
    last = max(spot.reported, spot.solved or spot.reported)
    if last > date.today():  # noqa: DTZ011 - the user's own day
        raise DataError("spot.future", value=day(last))


def _own_wijk(edition: Edition, viewer: Viewer, spot: Spot) -> AreaId:
    """Give the own wijk that a plek lies in; of another wijk nothing is said, not even its name."""
    _must_report(viewer)
    own = own_areas(edition, viewer)
    x, y = np.array([spot.x]), np.array([spot.y])
    for area in own:
        one = replace(viewer, wijken=frozenset({area.code}))
        if owns_points(edition, one, x, y)[0]:
            return area
    names = ", ".join(
        edition.division(a.division).area(a.code).name for a in own if is_known(edition, a)
    )
    raise DataError("spot.outside", names=names or "niet bekend")


def _cleaned(spot: Spot) -> tuple[Spot, tuple[Kind, ...]]:
    """Give a plek without what looks personal in its remark, and what that was."""
    cleaned = take_out(one_line(spot.remark))
    # What stands in the place of a piece can be longer than it.
    text = cleaned.text[:LONGEST_REMARK]
    return replace(spot, remark=text), tuple(one.kind for one in cleaned.found)
