"""Placing points in areas: each point in exactly one, or in none."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo import kept, placing
from geo.errors import CoordinateError
from geo.index import UNDECIDED, Index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.points import RdPoints

__all__ = ["Engine", "Locator", "engine"]

# Points put to the polygons in one go: enough to be quick, few enough that memory stays flat.
_CHUNK = 65_536
# Fewer points are not worth the second that it takes to load the compiler.
_MANY = 50_000
# Building an index costs about as much as putting this many points, and one for each corner of an
# area, to the polygons.
_WORTH = 8_000


class Engine(StrEnum):
    """What places large numbers of points; the answers are the same."""

    NUMBA = "numba"
    NUMPY = "numpy"


def engine() -> Engine:
    """Tell what places large numbers of points on this machine."""
    return Engine.NUMPY if _compiled() is None else Engine.NUMBA


class Locator:
    """Places points in the areas of a division.

    A point on a border belongs to exactly one area: the one that stands first among those that
    touch it, which in a division, sorted by code, is the one with the smallest code. The answers
    are those of ``shapely.intersects``, also one unit in the last place beside a border.

    Few points are put to the polygons. For many an index is built (``geo.index``), which Numba's
    machine code searches, or NumPy where that is not installed. It can be shared between threads,
    which go on at the same time, and sent to other processes: the index goes along.

    Parameters
    ----------
    polygons
        Object array (m,) of valid polygons and multipolygons, EPSG:28992, in order of preference.
    file
        Where the index is kept from one process to the next; its name must tell the content of the
        polygons. Built and written if it isn't there, or isn't whole.
    by
        What to search the index with; by default Numba where it is installed.
    strict
        Whether neighbours share every vertex, where that is known already.
    """

    __slots__ = ("_asked", "_by", "_index", "_lock", "_polygons", "_strict")

    def __init__(
        self,
        polygons: NDArray[np.object_],
        file: Path | None = None,
        by: Engine | None = None,
        *,
        strict: bool | None = None,
    ) -> None:
        self._polygons = np.array(polygons, dtype=object)
        shapely.prepare(self._polygons)
        self._by, self._strict = by, strict
        self._lock = Lock()
        self._asked = 0
        self._index: Index | None = None
        if file is not None:
            self._index = kept.load(file)
            if self._index is None:
                self._index = self._build()
                kept.save(self._index, file)

    @classmethod
    def kept(cls, file: Path) -> Locator | None:
        """Give the locator of a kept index, without polygons; None if it can't do without."""
        index = kept.load(file)
        if index is None or not index.decides:
            return None
        locator = cls(np.empty(0, dtype=object))
        locator._index = index
        return locator

    @property
    def decides(self) -> bool:
        """Whether it has an index that needs no polygons."""
        return self._index is not None and self._index.decides

    def locate(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
        """Tell in which area each point lies.

        Parameters
        ----------
        x, y
            Eastings and northings, float64 arrays (n,), EPSG:28992, metres.

        Returns
        -------
        ndarray
            int32 array (n,): position of the area in the division's ``codes``, -1 for none. A point
            with a missing or infinite coordinate lies in none.

        Raises
        ------
        CoordinateError
            If x and y are not two columns of one length.
        """
        x, y = _frozen(x, y)
        if x.ndim != 1 or x.shape != y.shape:
            raise CoordinateError(
                "geo.coordinates.shape",
                f"Two columns of one length are needed, not of shapes {x.shape} and {y.shape}.",
                first=str(x.shape),
                second=str(y.shape),
            )
        # Looked at once: meanwhile another thread may have made it.
        index = self._index_for(x.size)
        positions = np.empty(x.size, dtype=np.int32)
        if index is None:
            positions.fill(UNDECIDED)
        else:
            self._search(x.size)(index, x, y, positions)
        if index is None or not index.decides:
            self._ask_polygons(x, y, positions)
        return positions

    def prepare(self, points: int) -> None:
        """Make ready what so many points will need, which takes seconds for a large division.

        The first time on a machine the compiler takes some seconds too.
        """
        index = self._index_for(points)
        if index is not None:
            nowhere = np.array([np.nan])
            self._search(points)(index, *_frozen(nowhere, nowhere), np.empty(1, dtype=np.int32))

    def locate_points(self, points: RdPoints) -> NDArray[np.int32]:
        """Tell in which area each point lies: :meth:`locate` for points with a type."""
        return self.locate(points.x, points.y)

    def _build(self) -> Index:
        return Index.over(self._polygons, strict=self._strict)

    def _index_for(self, points: int) -> Index | None:
        """Give the index, made now if so many points more are worth it; None if they are not."""
        self._asked += points
        if self._index is None and self._worth_an_index():
            with self._lock:
                if self._index is None:
                    self._index = self._build()
        return self._index

    def _worth_an_index(self) -> bool:
        return self._asked >= _WORTH + int(shapely.get_num_coordinates(self._polygons).sum())

    def _search(self, points: int) -> Callable[..., None]:
        by = self._by or (engine() if points >= _MANY else Engine.NUMPY)
        return placing.place if by is Engine.NUMPY else _compiled().place

    def _ask_polygons(
        self, x: NDArray[np.float64], y: NDArray[np.float64], positions: NDArray[np.int32]
    ) -> None:
        """Fill in what is undecided."""
        undecided = np.flatnonzero(positions == UNDECIDED)
        for start in range(0, undecided.size, _CHUNK):
            part = undecided[start : start + _CHUNK]
            # A prepared polygon fills itself in when it is first asked.
            with self._lock:
                positions[part] = self._by_polygons(x[part], y[part])

    def _by_polygons(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
        positions = np.full(x.size, -1, dtype=np.int32)
        known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        if known.size == 0:
            return positions
        # A tree of the points asked with prepared polygons is quicker than the other way round.
        tree = shapely.STRtree(shapely.points(x[known], y[known]))
        area, point = tree.query(self._polygons, predicate="intersects")
        first = np.full(known.size, len(self._polygons), dtype=np.int32)
        np.minimum.at(first, point, area.astype(np.int32))
        found = first < len(self._polygons)
        positions[known[found]] = first[found]
        return positions

    def __getstate__(self) -> tuple[NDArray[np.object_], Index, Engine | None]:
        index = self._index or self._build()
        # The polygons stay behind where the index decides everything.
        return self._polygons[: 0 if index.decides else None], index, self._by

    def __setstate__(self, state: tuple[NDArray[np.object_], Index, Engine | None]) -> None:
        self._polygons, self._index, self._by = state
        self._asked, self._strict, self._lock = 0, None, Lock()
        shapely.prepare(self._polygons)


def _frozen(*columns: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Give columns as one kind of array, so that there is one machine code."""
    views = tuple(np.ascontiguousarray(each, dtype=np.float64).view() for each in columns)
    for view in views:
        view.flags.writeable = False
    return views


@cache
def _compiled() -> Any:
    try:
        return import_module(".compiled", __package__)
    except (ImportError, OSError):  # not installed, or without the library it is made on
        return None
