"""Placing points in areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.crs import RdPoints

__all__ = ["Locator"]


class Locator:
    """Places points (EPSG:28992, metres) in the areas of a division."""

    def __init__(self, polygons: NDArray[np.object_]) -> None:
        self._polygons = polygons

    def locate(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
        """Position in the division's codes for each point, -1 for none."""
        raise NotImplementedError

    def locate_points(self, points: RdPoints) -> NDArray[np.int32]:
        """Locate typed points."""
        raise NotImplementedError
