"""What else began or ended in the same place and time: then it can't be told which did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from ivbgeo.camera import Camera
from ivbgeo.dutch import day, moment
from ivbgeo.measure import MeasureStatus
from ivbgeo.measures.listing import measures
from ivbgeo.workedout.choosing import subjects
from ivbgeo.workedout.place import RADIUS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer
    from ivbgeo.workedout.choosing import Subject

__all__ = ["alongside"]

_OVERLAP = 1.0  # m²; less is rounding of borders
_MONTH = 7  # how long a month is when written


def alongside(
    edition: Edition, viewer: Viewer, key: str, zone: BaseGeometry, span: Period
) -> tuple[str, ...]:
    """Tell of cameras and inspanningen that began or ended here, as far as a viewer may see them.

    Parameters
    ----------
    key
        Of the camera area or camera that it is about, which is left out.
    zone
        Where, EPSG:28992.
    span
        The months that are compared, and those between them.
    """
    return (*_cameras(edition, viewer, key, zone, span), *_measures(edition, viewer, zone, span))


def _cameras(
    edition: Edition, viewer: Viewer, key: str, zone: BaseGeometry, span: Period
) -> Iterator[str]:
    about = next((one for one in subjects(edition, viewer) if one.key == key), None)
    for one in subjects(edition, viewer):
        if one.key == key or (about is not None and _is_part(about, one)):
            continue
        if isinstance(one.said, Camera):
            if one.said.x is None or one.said.y is None:
                continue
            ground = shapely.Point(one.said.x, one.said.y).buffer(one.said.reach or RADIUS)
        elif one.said.border is None:
            continue
        else:
            ground = one.said.border
        when = _when(one.starts, one.ends, span)
        if when and ground.intersection(zone).area > _OVERLAP:
            yield f"{one.said.name} ({when})"


def _is_part(about: Subject, other: Subject) -> bool:
    """Whether they are one thing: the cameras of an area, or what came in the same month."""
    in_area = other.is_camera and not about.is_camera
    return in_area or about.starts[:_MONTH] == other.starts[:_MONTH]


def _measures(edition: Edition, viewer: Viewer, zone: BaseGeometry, span: Period) -> Iterator[str]:
    for one in measures(edition, viewer):
        measure = one.measure
        area = measure.area
        if measure.status is MeasureStatus.GEPLAND or area is None:
            continue
        if area.division not in edition.numbers:
            continue
        starts = "" if measure.starts is None else measure.starts.isoformat()
        when = _when(starts, measure.ends, span)
        if when:
            ground = edition.division(area.division).area(area.code).polygon
            if ground.intersection(zone).area > _OVERLAP:
                yield f"{measure.title} ({when})"


def _when(starts: str, ends: date | None, span: Period) -> str:
    """Say what of it lies within the months; of what began some day in a year, nothing."""
    told = []
    first, last = span.first_day.isoformat(), span.last_day.isoformat()
    if len(starts) > len("2024") and first < starts <= last:
        told.append(f"begin: {moment(starts)}")
    if ends is not None and span.first_day < ends <= span.last_day:
        told.append(f"einde: {day(ends)}")
    return ", ".join(told)
