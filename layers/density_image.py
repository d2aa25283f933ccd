"""A density as a picture that lies right on a web map: colour by class, none where little is."""

from __future__ import annotations

import base64
import io
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from geo import MercatorPoints, RdPoints, from_mercator, peak, to_mercator
from layers.classes import Classes, make_classes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import Density, Division

__all__ = ["DensityImage", "density_image"]

# So much of the step of the density's grid is a pixel: a sixteenth of a bandwidth.
_STEPS = 0.75
_MOST_PIXELS = 1_600
_LATTICE = 65
_RANKS = 257


@dataclass(frozen=True, slots=True)
class DensityImage:
    """A picture in Web Mercator.

    Parameters
    ----------
    png
        The file; see-through where nothing is shown.
    bounds
        Left, bottom, right, top in metres of EPSG:3857: the outer edges of the outer pixels.
    classes
        Of the density, per km²; none where it is nowhere above ``floor``.
    floor
        Below this nothing is shown: the density at a point that is alone.
    """

    png: bytes = field(repr=False)
    bounds: tuple[float, float, float, float]
    classes: Classes
    floor: float

    @property
    def address(self) -> str:
        """The picture as an address that carries its own data."""
        return "data:image/png;base64," + base64.b64encode(self.png).decode()


def density_image(density: Density, division: Division) -> DensityImage:
    """Draw a density, warped to Web Mercator pixel by pixel.

    Parameters
    ----------
    density
        Per km², in RD New.
    division
        Areas outside which nothing is shown: of there nothing is known.
    """
    rows, columns = density.values.shape
    east = density.west + (columns - 1) * density.step
    north = density.south + (rows - 1) * density.step
    corners = to_mercator(
        RdPoints(
            [density.west, east, east, density.west], [density.south, density.south, north, north]
        )
    )
    left, bottom = float(corners.x.min()), float(corners.y.min())
    width, height = float(np.ptp(corners.x)), float(np.ptp(corners.y))
    pixel = max(width / (columns - 1) * _STEPS, max(width, height) / _MOST_PIXELS)
    size = math.ceil(width / pixel), math.ceil(height / pixel)
    places = _pixels(left, bottom + size[1] * pixel, pixel, size)
    values = density.at(places)
    floor = peak(density.bandwidth)
    shown = values > floor
    inside = division.locator().locate(places.x[shown].copy(), places.y[shown].copy()) >= 0
    shown[shown] = inside
    classes = make_classes(_spread(values[shown]), whole=False)
    painted = np.zeros(values.size, dtype=np.uint8)
    # The last class is open.
    painted[shown] = 1 + np.searchsorted(classes.breaks[:-1], values[shown], side="left")
    return DensityImage(
        _png(painted.reshape(size[1], size[0]), classes),
        (left, bottom, left + size[0] * pixel, bottom + size[1] * pixel),
        classes,
        floor,
    )


def _spread(values: NDArray[np.float64]) -> list[float]:
    """Give so many values, evenly spread over all in their order; classes need no more."""
    ranks = np.linspace(0, values.size - 1, min(values.size, _RANKS)).round().astype(int)
    ordered: list[float] = np.sort(values)[ranks].tolist()
    return ordered


def _pixels(left: float, top: float, pixel: float, size: tuple[int, int]) -> RdPoints:
    """Give the middles of pixels in RD, from the north down, as the rows of a picture go.

    A million of them would take PROJ a second. Between a few, straight lines are right to a
    millimetre over a town, and to less than a metre over the country, where a pixel is 160 m.
    """
    from scipy.ndimage import map_coordinates  # noqa: PLC0415 - slow to load, seldom needed

    columns, rows = (np.linspace(0, count - 1, _LATTICE) for count in size)
    x, y = np.meshgrid(left + (columns + 0.5) * pixel, top - (rows + 0.5) * pixel)
    few = from_mercator(MercatorPoints(x.ravel(), y.ravel()))
    between = [np.linspace(0, _LATTICE - 1, count) for count in reversed(size)]
    at = np.meshgrid(*between, indexing="ij")
    x, y = (
        map_coordinates(axis.reshape(_LATTICE, _LATTICE), at, order=1).ravel()
        for axis in (few.x, few.y)
    )
    return RdPoints(x, y)


def _png(painted: NDArray[np.uint8], classes: Classes) -> bytes:
    """Write a picture of one byte per pixel: 0 for nothing, else the class and 1."""
    image = Image.fromarray(painted, mode="P")
    colours = ("#ffffff", *classes.colours)
    image.putpalette([int(c[at : at + 2], 16) for c in colours for at in (1, 3, 5)])
    stream = io.BytesIO()
    image.save(stream, "PNG", transparency=0, optimize=True)
    return stream.getvalue()
