"""Which areas the figures of a dossier are of: those that the camera area lies in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import AreaId, Level, WgsPoints, to_rd
from ivbgeo.measures.words import area_name
from ivbgeo.places import is_known
from ivbgeo.words import listed

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.designation import Designation

__all__ = ["Whereabouts", "whereabouts"]

_LEAST_SHARE = 0.02  # of a border: less is a border that is drawn a little differently


@dataclass(frozen=True, slots=True, eq=False)
class Whereabouts:
    """Where a camera area lies.

    Parameters
    ----------
    areas
        The areas that it lies in, the largest one first; none where nothing is known.
    text
        How exact that is, in Dutch.
    """

    areas: tuple[AreaId, ...]
    text: str


def whereabouts(edition: Edition, designation: Designation) -> Whereabouts:
    """Find the areas that a camera area lies in: by its border, else its area, else its point."""
    border, area = designation.border, designation.area
    if border is not None:
        areas = _around(edition, border)
        names = _named(edition, areas)
        text = (
            f"Het aangewezen gebied ligt in {names}. Cijfers over die gebieden gaan over meer dan "
            "het aangewezen gebied."
            if areas
            else "Het aangewezen gebied ligt in geen buurt of wijk die hier bekend is."
        )
        return Whereabouts(areas, text)
    unknown = "De grens van het aangewezen gebied is hier niet bekend."
    if area is not None and area.level is not Level.GEMEENTE and is_known(edition, area):
        areas = (area,)
    else:
        areas = _around_point(edition, designation)
    if not areas:
        return Whereabouts((), f"{unknown} Ook een wijk of buurt is niet bekend.")
    level, name = areas[0].level, area_name(edition, areas[0])
    text = f"{unknown} De cijfers gaan over {level} {name}. Dat is niet het gebied zelf."
    return Whereabouts(areas, text)


def _named(edition: Edition, areas: tuple[AreaId, ...]) -> str:
    """Name areas with what they are: wijk A, en de buurten B en C."""
    told = []
    for level, many in ((Level.WIJK, "de wijken"), (Level.BUURT, "de buurten")):
        names = [area_name(edition, one) for one in areas if one.level is level]
        if names:
            told.append(f"{level if len(names) == 1 else many} {listed(names)}")
    return ", en in ".join(told)


def _around_point(edition: Edition, designation: Designation) -> tuple[AreaId, ...]:
    """Give the wijk of a public point: how exact the point is, is too little for a buurt."""
    if designation.lon is None or designation.lat is None:
        return ()
    place = to_rd(WgsPoints(np.array([designation.lon]), np.array([designation.lat])))
    return _around(edition, shapely.Point(place.x[0], place.y[0]))[:1]


def _around(edition: Edition, shape: BaseGeometry) -> tuple[AreaId, ...]:
    """Give the wijken and then the buurten of the newest division that a shape lies in."""
    found: list[AreaId] = []
    for level in (Level.WIJK, Level.BUURT):
        for wanted in edition.division_ids(level)[:1]:
            division = edition.division(wanted)
            touched = np.flatnonzero(shapely.intersects(division.polygons, shape))
            if shape.area:
                share = shapely.area(shapely.intersection(division.polygons[touched], shape))
                order = np.argsort(-share, kind="stable")
                enough = order[share[order] >= _LEAST_SHARE * shape.area]
                touched = touched[enough]
            found += [division.area_id(division.codes[at]) for at in touched]
    return tuple(found)
