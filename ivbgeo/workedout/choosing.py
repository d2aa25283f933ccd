"""What there is to choose from: places of the register, kinds, and where else cameras are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from ivbgeo.camera import Camera
from ivbgeo.errors import DataError, UsageError
from ivbgeo.offered import months_of
from ivbgeo.period import Period
from ivbgeo.register import called, cameras, designations
from ivbgeo.viewer import Role
from ivbgeo.workedout.place import RADIUS, of_camera, of_designation, time_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.designation import Designation
    from ivbgeo.viewer import Viewer
    from ivbgeo.workedout.place import Place

__all__ = [
    "Subject",
    "elsewhere",
    "find_subject",
    "first_to_compare",
    "kinds_of",
    "place_of",
    "subjects",
    "usual_kinds",
]

# Of these nothing happens in a month: people live there, cases stand open.
_STANDING = frozenset({"bevolking", "woonoverlast"})
_ALL_CRIME = "0.0.0"
_OVERLAP = 1.0  # m²
# What can be done about it is for who can do it.
_NO_MONTHS = {
    Role.PUBLIEK: "evaluate.no_open_months",
    Role.BEHEER: "evaluate.no_months_to_read",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A camera area or a camera of the register, by its key there."""

    key: str
    said: Designation | Camera

    @property
    def is_camera(self) -> bool:
        """Whether it is one camera, and not an area."""
        return isinstance(self.said, Camera)

    @property
    def starts(self) -> str:
        """When it began: a day, a month, a year or empty."""
        return time_of(self.said)[0]

    @property
    def ends(self) -> date | None:
        """Its last day; None where it has none."""
        return time_of(self.said)[1]

    @property
    def needs_radius(self) -> bool:
        """Whether it has no border of its own, but a point to draw a circle round."""
        if isinstance(self.said, Camera):
            return self.said.x is not None
        return self.said.border is None and self.said.lon is not None


def subjects(edition: Edition, viewer: Viewer) -> tuple[Subject, ...]:
    """Give the camera areas that a viewer may see, and for a planner the cameras after them."""
    found = [Subject(one.key, one.designation) for one in designations(edition, viewer)]
    if viewer.may_see_points:
        found += [Subject(one.key, one.camera) for one in cameras(edition, viewer)]
    return tuple(found)


def find_subject(edition: Edition, viewer: Viewer, name: str, *, camera: bool) -> Subject:
    """Give the camera area, or the camera, of that key, name or part of a name.

    Raises
    ------
    NotAllowedError
        If cameras are asked by who may not see them.
    UsageError
        If there is none, or more than one of that name.
    """
    if camera:
        cameras(edition, viewer)  # refuses who may not see them
    offered = {one.key: one for one in subjects(edition, viewer) if one.is_camera is camera}
    found = called(name, {key: one.said.name for key, one in offered.items()})
    if len(found) == 1:
        return offered[found[0]]
    named = [f"{offered[key].said.name} ({key})" for key in found or offered]
    rule = "evaluate.several" if found else "evaluate.unknown"
    raise UsageError(rule, value=name, known="; ".join(named) or "geen")


def first_to_compare(
    edition: Edition, viewer: Viewer, offered: Sequence[Subject], kinds: Sequence[str]
) -> Subject | None:
    """Give the first of which is known where it is and since when, within the years of counts.

    Its own border goes before a circle round a point.
    """
    years = {year for kind in kinds for year in edition.years_of(kind, viewer)}
    fitting = []
    for one in offered:
        try:
            place = place_of(one, radius=RADIUS if one.needs_radius else None)
        except DataError:
            continue
        if years and min(years) < place.begun.year <= max(years):
            fitting.append(one)
    return min(fitting, key=lambda one: one.needs_radius and not one.is_camera, default=None)


def place_of(
    subject: Subject,
    *,
    radius: float | None = None,
    starts: str | None = None,
    ends: date | None = None,
) -> Place:
    """Give the place of a camera or a camera area; see ``of_camera`` and ``of_designation``."""
    if isinstance(subject.said, Camera):
        return of_camera(subject.said, radius=radius, starts=starts, ends=ends)
    return of_designation(subject.said, radius=radius, starts=starts, ends=ends)


def elsewhere(edition: Edition, viewer: Viewer, place: Place) -> tuple[BaseGeometry, ...]:
    """Give the other places with cameras whose border or point is known, EPSG:28992.

    Not those that the place itself has a part of.
    """
    found = []
    for one in subjects(edition, viewer):
        if isinstance(one.said, Camera):
            if one.said.x is not None and one.said.y is not None:
                found.append(shapely.Point(one.said.x, one.said.y).buffer(one.said.reach or RADIUS))
        elif one.said.border is not None:
            found.append(one.said.border)
    return tuple(one for one in found if one.intersection(place.polygon).area <= _OVERLAP)


def kinds_of(edition: Edition, viewer: Viewer) -> tuple[Category, ...]:
    """Give the categories that a viewer may compare: of which there are counts by month."""
    found = []
    for category in edition.taxonomy:
        years = edition.years_of(category.code, viewer)
        if category.kind in _STANDING or not years:
            continue
        span = Period((min(years), 1), (max(years), 12))
        if months_of(edition, category.code, viewer, span):
            found.append(category)
    return tuple(found)


def usual_kinds(edition: Edition, viewer: Viewer) -> tuple[str, ...]:
    """Give the kinds to begin with: those with points, else all crime, else each single kind.

    Raises
    ------
    DataError
        If there are no counts by month that this viewer may see: told as fits the role.
    """
    codes = [one.code for one in kinds_of(edition, viewer) if not one.members]
    if not codes:
        raise DataError(_NO_MONTHS.get(viewer.role, "evaluate.no_months"))
    files = [one.id for one in edition.datasets.values() if one.kind == "incidents"]
    if viewer.may_see_points:
        placed = tuple(
            code
            for code in codes
            if any(edition.months_of_rows(number, code, viewer) for number in files)
        )
        if placed:
            return placed
    return (_ALL_CRIME,) if _ALL_CRIME in codes else tuple(codes)
