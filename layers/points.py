"""Points on the map as clusters, hexagons, squares or a density, and what the legend says of them.

What is heavy goes to the frame as :class:`layers.keep.Kept`; the rest is a few words.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import Cells, CellShape, LocalMercator, density_of
from ivbgeo.busiest import Busy, busiest_areas, busiest_cells, densest
from ivbgeo.dutch import number
from layers.assets import cluster_address
from layers.classes import make_classes
from layers.density_image import density_image
from layers.keep import Kept

if TYPE_CHECKING:
    from geo import Division, RdPoints
    from ivbgeo.points import Points
    from layers.classes import Classes

__all__ = ["BANDWIDTH", "BANDWIDTHS", "PointKind", "PointLayer", "point_layer"]

BANDWIDTHS = (100, 200, 400)
"""How far an incident counts in a density, metres."""
BANDWIDTH = 200
"""A circle of 200 m is 12.6 ha: about as large as a buurt (in Zoetermeer half are under 15.7)."""

_SQUARES = Cells(CellShape.SQUARE, 100)
_HEXAGONS = Cells(CellShape.HEXAGON, 200)
_TWO_BYTES = 65_535
_MARK = "#17587f"  # as in static/map/points.js
_UNIT = ("incident", "incidenten")
_BARE = "De gebieden zelf zijn nu niet gekleurd."


class PointKind(StrEnum):
    """How points are drawn; the value stands in the address of the page."""

    CLUSTERS = "clusters"
    HEXAGONS = "zeshoeken"
    SQUARES = "vakken"
    DENSITY = "dichtheid"

    @property
    def words(self) -> str:
        """Dutch words for it."""
        return _WORDS[self]


_WORDS = {
    PointKind.CLUSTERS: "Clusters",
    PointKind.HEXAGONS: "Zeshoeken",
    PointKind.SQUARES: "Vakken van 100 m",
    PointKind.DENSITY: "Dichtheid",
}


@dataclass(frozen=True, slots=True, eq=False)
class PointLayer:
    """Points as they are drawn, and what is said of them, in Dutch.

    Parameters
    ----------
    kind
        How they are drawn.
    kept
        The data for the frame; None where there is no point.
    heading
        What the legend is of, after what the points are: ``per vak van 100 bij 100 meter``.
    notes
        Sentences on how to read it, how many points there are, and how many there are not.
    entries
        Colour and words of each class.
    busiest, busiest_of
        Where there is most, and what those numbers are of.
    """

    kind: PointKind
    kept: Kept | None
    heading: str
    notes: tuple[str, ...]
    entries: tuple[tuple[str, str], ...] = ()
    busiest: tuple[Busy, ...] = ()
    busiest_of: str = ""

    @property
    def name(self) -> str:
        """What the layer is called on the map."""
        return f"Punten als {self.kind.words.lower()}"

    def command(self) -> dict[str, Any] | None:
        """Give what the map's script reads as ``points``; None where there is nothing to draw."""
        if self.kept is None:
            return None
        library = {"library": cluster_address()} if self.kind is PointKind.CLUSTERS else {}
        return {"hash": self.kept.hash, "name": self.name, **library}

    def legend(self, title: str, period: str) -> dict[str, Any]:
        """Give the legend in the form of :func:`layers.legend.legend_command`, with ``notes``."""
        return {
            "unit": f"{title}, {self.heading}",
            "period": period,
            "entries": [list(entry) for entry in self.entries],
            "notes": list(self.notes),
        }


def point_layer(
    points: Points, kind: PointKind, division: Division, bandwidth: int = BANDWIDTH
) -> PointLayer:
    """Make a layer of points.

    Parameters
    ----------
    points
        Of one viewer; what comes of them is for that viewer alone.
    kind
        How to draw them.
    division
        Areas to name places by; outside them a density is not shown.
    bandwidth
        Of a density, metres.

    Raises
    ------
    ValueError
        If the bandwidth is not above 0.
    """
    if not len(points):
        return PointLayer(kind, None, kind.words.lower(), _told(points))
    if kind is PointKind.CLUSTERS:
        return _clusters(points, division)
    if kind is PointKind.DENSITY:
        return _density(points, division, bandwidth)
    return _counted(points, division, kind, _SQUARES if kind is PointKind.SQUARES else _HEXAGONS)


def _told(points: Points) -> tuple[str, ...]:
    """Say how many points there are, how many incidents have none, and where they come from."""
    n, lost = len(points), points.unplaced
    there = f"{number(n)} {_UNIT[n != 1]} met een punt" if n else "Geen incidenten met een punt"
    left = f"{number(lost)} zonder punt {'staat' if lost == 1 else 'staan'} niet op de kaart"
    source = points.provenance.citation
    return (
        f"{there}. {left if lost else 'Geen enkel incident mist een punt'}.",
        f"Bron: {source}.",
    )


def _frame(places: RdPoints, around: float) -> dict[str, Any]:
    """Give the way from RD to the map, over the ground of the points and ``around`` it."""
    local = LocalMercator.over(
        (
            float(places.x.min()) - around,
            float(places.y.min()) - around,
            float(places.x.max()) + around,
            float(places.y.max()) + around,
        )
    )
    return {
        "centre": local.centre,
        "reach": local.reach,
        "coefficients": local.coefficients.tolist(),
    }


def _clusters(points: Points, division: Division) -> PointLayer:
    places = points.places
    west, south = float(np.floor(places.x.min())), float(np.floor(places.y.min()))
    widest = max(float(places.x.max()) - west, float(places.y.max()) - south)
    # Whole metres, unless the ground is wider than 65 km.
    step = float(np.ceil(max(widest, 1.0) / _TWO_BYTES))
    offsets = np.column_stack([(places.x - west) / step, (places.y - south) / step])
    kept = Kept.of(
        {
            "kind": PointKind.CLUSTERS.value,
            "frame": _frame(places, step),
            "origin": [west, south],
            "step": step,
            "places": base64.b64encode(offsets.round().astype("<u2").tobytes()).decode(),
            "unit": _UNIT,
        }
    )
    return PointLayer(
        PointKind.CLUSTERS,
        kept,
        "losse incidenten",
        ("Zoom in en een rondje valt uiteen.", *_told(points), _BARE),
        ((_MARK, "zoveel incidenten bij elkaar"),),
        busiest_areas(places, division),
        f"incidenten per {division.level}",
    )


def _counted(points: Points, division: Division, kind: PointKind, cells: Cells) -> PointLayer:
    counted = cells.count(points.places)
    classes = make_classes(counted.count.tolist())
    numbers = np.column_stack([counted.column, counted.row, counted.count])
    square = cells.shape is CellShape.SQUARE
    kept = Kept.of(
        {
            "kind": kind.value,
            "frame": _frame(points.places, 2 * cells.width),
            "corners": 4 if square else 6,
            "width": cells.width,
            "cells": numbers.ravel().tolist(),
            "breaks": classes.breaks,
            "colours": classes.colours,
            "unit": _UNIT,
            "each": f"{cells.shape.value} van {number(cells.width)} m" + " breed" * (not square),
        }
    )
    how = (
        "De vakken zijn de vierkanten van het CBS."
        if square
        else "Een zeshoek is van kant tot kant 200 meter: 3,5 hectare."
    )
    return PointLayer(
        kind,
        kept,
        "per vak van 100 bij 100 meter" if square else "per zeshoek van 200 meter breed",
        (how, *_told(points), _BARE),
        _entries(classes),
        busiest_cells(points.places, counted, division),
        f"incidenten in één {cells.shape.value}",
    )


def _density(points: Points, division: Division, bandwidth: int) -> PointLayer:
    density = density_of(points.places, bandwidth)
    image = density_image(density, division)
    kept = Kept.of(
        {"kind": PointKind.DENSITY.value, "bounds": image.bounds, "image": image.address}
    )
    how = (
        f"Elk incident telt mee tot op {bandwidth} meter: dichtbij zwaar, verderop steeds minder. "
        f"Zonder kleur: niet meer dan bij één incident alleen ({number(image.floor, 1)} per km²). "
        "Langs de gemeentegrens valt de dichtheid te laag uit: wat erbuiten ligt, telt niet mee."
    )
    return PointLayer(
        PointKind.DENSITY,
        kept,
        f"dichtheid per km², tot op {bandwidth} meter",
        (how, *_told(points), _BARE),
        _entries(image.classes),
        densest(density, division),
        "incidenten per km² op de top",
    )


def _entries(classes: Classes) -> tuple[tuple[str, str], ...]:
    return tuple(zip(classes.colours, classes.labels(number), strict=True))
