"""Where a camera is or was, and since when: what the rest is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo import WgsPoints, to_rd
from ivbgeo.camera import Camera
from ivbgeo.dutch import day, moment, number
from ivbgeo.errors import DataError, UnknownAreaError
from ivbgeo.workedout.spans import first_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from geo import Division
    from ivbgeo.designation import Designation

__all__ = ["RADIUS", "RADIUS_BOUNDS", "Place", "of_areas", "of_camera", "of_designation", "time_of"]

RADIUS = 100.0
"""Metres around a camera or a point, if nobody says otherwise."""
RADIUS_BOUNDS = (20.0, 2_000.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with the time that there were cameras.

    Parameters
    ----------
    name
        What it is called.
    polygon
        EPSG:28992, metres.
    starts
        A day or a month (``2014-08-01``, ``2014-08``).
    ends
        The last day; None while it is there.
    areas
        Codes of the areas that it is made of; none: it has a border of its own.
    remark
        What should be known of the border, as a sentence.

    Raises
    ------
    DataError
        If it is not known when it began, only the year is, or it ended before that.
    """

    name: str
    polygon: BaseGeometry
    starts: str
    ends: date | None = None
    areas: tuple[str, ...] = ()
    remark: str = ""

    def __post_init__(self) -> None:
        begun = first_day(self.starts)
        if begun is None and self.starts:
            raise DataError("evaluate.start_year", name=self.name, value=self.starts)
        if begun is None:
            raise DataError("evaluate.no_start", name=self.name)
        if self.ends is not None and self.ends < begun:
            raise DataError("measure.dates", first=moment(self.starts), last=day(self.ends))

    @property
    def begun(self) -> date:
        """The first day, or of a month that is known only the second."""
        found = first_day(self.starts)
        if found is None:  # __post_init__ refused it
            raise DataError("evaluate.no_start", name=self.name)
        return found

    @property
    def words(self) -> str:
        """Name and time, to stand under a map."""
        until = "" if self.ends is None else f" tot en met {day(self.ends)}"
        return f"{self.name}, vanaf {moment(self.starts)}{until}"


def time_of(said: Designation | Camera) -> tuple[str, date | None]:
    """Give when it began, as far as known, and its last day."""
    if isinstance(said, Camera):
        first = "" if said.valid_from is None else said.valid_from.isoformat()
        return first, said.valid_to
    last = [one for one in (said.ends, said.withdrawn_on) if one is not None]
    return said.starts, min(last, default=None)


def of_designation(
    designation: Designation,
    *,
    radius: float | None = None,
    starts: str | None = None,
    ends: date | None = None,
) -> Place:
    """Take a camera area: its border, or a circle round its point where the border is not known.

    Parameters
    ----------
    radius
        Metres around its point; None: only its border will do.
    starts, ends
        In place of what it says itself, both; ``starts`` None: what it says.

    Raises
    ------
    DataError
        If it has no border (nor a point, if a radius is given), or as :class:`Place` says.
    """
    if starts is None:
        starts, ends = time_of(designation)
    name = designation.name
    if designation.border is not None:
        return Place(name=name, polygon=designation.border, starts=starts, ends=ends)
    if radius is None or designation.lon is None or designation.lat is None:
        if designation.lon is not None:
            raise DataError("evaluate.no_border_point", name=name)
        raise DataError("evaluate.no_border", name=name)
    _check_radius(radius)
    point = to_rd(WgsPoints([designation.lon], [designation.lat]))
    remark = (
        f"De grens van dit cameragebied is niet bekend. Er is gerekend met een cirkel van "
        f"{number(radius)} meter rond het punt dat wel bekend is."
    )
    circle = shapely.Point(float(point.x[0]), float(point.y[0])).buffer(radius)
    return Place(name=name, polygon=circle, starts=starts, ends=ends, remark=remark)


def of_camera(
    camera: Camera,
    *,
    radius: float | None = None,
    starts: str | None = None,
    ends: date | None = None,
) -> Place:
    """Take a circle round a camera, as far as it looks if nobody gives a radius.

    Raises
    ------
    DataError
        If its place is not known, or as :class:`Place` says.
    """
    if camera.x is None or camera.y is None:
        raise DataError("evaluate.no_place", name=camera.name)
    size = radius or camera.reach or RADIUS
    _check_radius(size)
    if starts is None:
        starts, ends = time_of(camera)
    return Place(
        name=camera.name,
        polygon=shapely.Point(camera.x, camera.y).buffer(size),
        starts=starts,
        ends=ends,
        remark=f"Er is gerekend met een cirkel van {number(size)} meter rond de camera.",
    )


def of_areas(
    division: Division,
    codes: Sequence[str],
    *,
    starts: str,
    ends: date | None = None,
) -> Place:
    """Take whole areas of a division.

    Raises
    ------
    DataError
        If there is none, or as :class:`Place` says.
    UnknownAreaError
        If the division has no such code.
    """
    if not codes:
        raise DataError("evaluate.no_areas")
    for code in codes:
        if code not in division.codes:
            raise UnknownAreaError("evaluate.area", value=code, division=division.id)
    places = sorted(division.codes.index(code) for code in set(codes))
    names = [division.names[at] for at in places]
    return Place(
        name=" en ".join(filter(None, [", ".join(names[:-1]), names[-1]])),
        polygon=shapely.union_all(division.polygons[places]),
        starts=starts,
        ends=ends,
        areas=tuple(division.codes[at] for at in places),
    )


def _check_radius(radius: float) -> None:
    low, high = RADIUS_BOUNDS
    if not low <= radius <= high:
        raise DataError("evaluate.radius", value=number(radius), low=number(low), most=number(high))
